{#- A pattern of words for the fire of one country's forces: "a Russian rocket", "shelling from the Ukrainian side", "Russian troops
    shelled". A country's dead soldiers are no fire of its own: of its forces the words must tell that they fire. -#}
{% macro fire_of(country) -%}
    {%- set whose = {
        'Russia': "(?:russian|russia''s|moscow''s)",
        'Ukraine': "(?:ukrainian|ukraine''s|kyiv''s)",
    }[country] -%}
    {%- set forces = "(?:armed forces|forces|troops|army|military|side|soldiers|units?|militants|servicemen)" -%}
    '(?i)\b{{ whose }} (?:\w+ ){0,2}?(?:fire|shelling|shells?|artillery|missiles?|rockets?|grads?|drones?|uavs?|(?:air)?strikes?|attacks?|bombs?'
    || '|bombing|bombardment|mortars?|mines?|aircraft|warplanes?|jets?|helicopters?|aviation|tanks?|guns?|howitzers?|projectiles?|himars)\b'
    || '|\b(?:by|from) (?:the )?(?:{{ whose }} (?:\w+ )?{{ forces }}|(?:armed forces|army) of {{ country | lower }})\b'
    || '|\b{{ whose }} (?:\w+ )?{{ forces }} (?:have |had |also |again )?(?:shelled|fired|hit|struck|attacked|launched|dropped|bombed|bombarded|opened|targeted'
    || '|killed|wounded|injured|shot|were behind)\b'
    || '|\b{{ country | lower }} (?:shelled|fired|hit|struck|attacked|launched|dropped|bombed)\b'
{%- endmacro %}
