{#- Words which say of a figure in their sentence that it changed, is a part of another, or may still change: one pattern a kind. Written
    into the query, as a pattern that comes from a table is compiled anew for each row. -#}
{% macro wording(kind) -%}
    {#- `several`: "another seven", "a further 12 people", "another died" count some of several; "in another setback" does not.
        An update that comes every day, week or month ("in its regular update") announces no change -#}
    {%- set words = {
        'change': [
            'revis(e|ed|es|ion|ing)', 'correct(ed|s|ion|ing)', 'clarif(y|ied|ies|ication)', '(in|gave|gives|giving|issued|posted|published|with) an update',
            '(updat(ed|es|ing)|to update) (the|its|his|her|their|that|to|from)',
            'update (to|of) (the|its|his|her|their) ([a-z]+ )?(tolls?|figures?|counts?|numbers?|totals?|data|lists?)',
            '(is|was|were|be|been|being|has|have|had) updated',
            'updated (death |casualty )?(tolls?|figures?|counts?|numbers?|totals?|data|information|reports?|statements?)',
            'ris(e|es|en|ing) to', 'rose to', 'climb(s|ed|ing)? to', 'increas(e|ed|es|ing) to', 'gr(ew|own|ows) to',
            'has gone up', 'went up', 'lower(ed|s) (the|its|his|their)', 'reduc(e|ed|es|ing)',
            '(fell|dropped|cut|down) (to|from)', 'now stands at', 'no longer',
            'earlier (said|reported|put|stated|claimed|toll|figure|count)',
            '(previous|initial|preliminary|first) (toll|figure|count|number|report|data|reports|figures)',
            'previously (said|reported|stated|announced|put)', 'initially', 'at first',
            'earlier in the (day|evening|morning|night|week)', 'had (spoken|reported|said|put|counted|given)', 'later said',
            'died (later )?(in (the |a |an )?([a-z]+ )?(hospital|clinic|ambulance|intensive)|of|on the way|from (his|her|their))', 'more bod(y|ies)', 'another bod(y|ies)', 'mis-?identif(ied|ication)',
            'found alive', 'mistake(n|nly)?', 'by mistake', 'in error'
        ],
        'growth': [
            'ris(es|en|ing)', 'rose', 'climb(s|ed|ing)?', 'increas(es|ed|ing)', 'gr(own|ew|ows)', '(gone|goes|went) up', 'jump(s|ed)', 'now stands at',
            'rais(es|ed|ing) the ([a-z]+ )?(toll|number|count)', 'bringing the ([a-z]+ )?(toll|number|count)', '(another|more) bod(y|ies)',
            'died (later )?(in (the |a |an )?([a-z]+ )?(hospital|clinic)|of (his|her|their) (wounds|injuries))'
        ],
        'part': [
            'another', 'further', 'additional', 'others', 'of (them|whom|which|these|those)',
            'of the (dead|wounded|injured|victims|casualties|killed|drones|missiles|targets)', 'including', 'includes?',
            'among (them|those|these|(the|its|their) ([a-z0-9-]+ )?(dead|killed|wounded|injured|hurt|victims|casualties|missing|people|drones|missiles))', 'were among', '(was|were) also (shot|downed|destroyed|intercepted|brought|launched|fired)',
            'as well as (an?|another|[0-9]|one|two|three|four|five|six|seven|eight|nine|ten)'
        ],
        'several': [
            '(of|among) (them|whom|which|these|those)',
            '(another|further|additional)( [a-z-]+)? ([0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds)',
            '(another|further|additional)( [a-z-]+)? (persons?|people|m[ae]n|wom[ae]n|child(ren)?|boys?|girls?|civilians?|residents?|soldiers?|victims?|workers?)',
            '(another|further|additional)( [a-z-]+)? (wounded|injured|killed|dead|bod(y|ies)|drones?|missiles?|rockets?|uavs?|shaheds?)',
            '(another|further|additional) (died|was|were|is|are|in|at|near|on)'
        ],
        'preliminary': [
            'immediate(ly)?', 'so far', 'as yet', 'for now', 'yet', 'preliminar(y|ily)', 'initial(ly)?', 'at least for now',
            'at this time', 'at the moment'
        ],
    } -%}
    '(?i)\b({{ words[kind] | join('|') }})\b'
{%- endmacro %}

{#- Whether the words around a figure make it a part of another, as "including 12" and "12 of them" do; what it includes itself does
    not ("killed 14, including a child"). Beside what other outlets say, "12 of them were shot down" is the whole number of a night;
    within its article it is `counts_some`. Only where its sentence has such words at all (`marked.hints_part`). -#}
{% macro worded_as_part(claims, counts_some=false) -%}
    (
        regexp_matches(lower({{ claims }}.value_text), '^(another|further|additional)\b')
        or regexp_matches(
            left({{ claims }}.quote, {{ claims }}.value_start - {{ claims }}.quote_start),
            '(?i)\b(another|further|additional)( [a-z-]+){0,2}\W*$|\b(were among|as well as)\W*$'
            || '|\b(including|includes?|among (them|those|these|(the|its|their) ([a-z0-9-]+ )?(dead|killed|wounded|injured|hurt|victims|casualties|missing|people|drones|missiles)))\b[^.;:]*$'
        )
        or regexp_matches(
            {{ claims }}.quote[{{ claims }}.value_end - {{ claims }}.quote_start + 1:],
            '(?i)^[^.;:]{0,40}?\b(was|were) also (shot|downed|destroyed|intercepted|brought|launched|fired)\b'
        )
        -- "22 others injured" beside the dead are no part of anything
        or (
            regexp_matches({{ claims }}.quote[{{ claims }}.value_end - {{ claims }}.quote_start + 1:], '(?i)^( [a-z-]+){0,2} others\b')
            and not regexp_matches({{ claims }}.quote, '(?i)\b(dead|killed|killing|died|dying)\b')
        )
        or (
            {% if not counts_some %}
            {{ claims }}.measure not in ('intercepted', 'suppressed', 'intercepted_or_suppressed', 'hit') and
            {% endif %}
            (
                regexp_matches(
                    {{ claims }}.quote[{{ claims }}.value_end - {{ claims }}.quote_start + 1:],
                    '(?i)^[^.;:,]{0,25}?\bof (them|whom|which|these|those|the (dead|wounded|injured|victims|casualties|killed|drones|missiles))\b'
                )
                or regexp_matches(
                    left({{ claims }}.quote, {{ claims }}.value_start - {{ claims }}.quote_start),
                    '(?i)\bof (them|whom|which|these|those|the (dead|wounded|injured|victims|casualties|killed|drones|missiles))\b[^.;:]{0,25}$'
                )
            )
        )
    )
{%- endmacro %}

{#- Words that set the injured beside the dead ("one person dead, 22 others injured"), which makes the injured no part of anything. -#}
{% macro beside_the_dead() -%}
    '(?i)\b(dead|killed|killing|died|dying)\b[^.;:]{0,60}?'
    || '(\b(injur|wound|hurt)\w*[^.;:,]{0,25}?\bothers\b|\b(others|another|further)\b[^.;:,]{0,25}?\b(injured|wounded|hurt)\b)'
{%- endmacro %}

{#- The hour up to which a statement counts or at which it was made, as its sentence says: "as of 7am", "in a post at 11 a.m.". Group 1. -#}
{% macro stated_hour() -%}
    '(?i)\b(?:as of|as at|by|(?:post\w*|statement|briefing|update|summary|bulletin|report|message|said|wrote)\b[^.;:]{0,30}? at) '
    || '([0-9]{1,2}(?:[:.][0-9]{2})? ?(?:[ap]\.?m\b)|[0-9]{1,2}[:.][0-9]{2}|noon|midday|midnight)'
{%- endmacro %}

{#- Kinds of places of which a town has few, by which two tellings of one strike on it are known: "the convoy", "a pizzeria". -#}
{% macro struck_site() -%}
    '\b(convoy|dormitory|hostel|hotel|clinic|maternity|kindergarten|school|university|theatre|theater|supermarket|hypermarket|mall|'
    || 'shopping cent(?:re|er)|market|cafe|restaurant|pizzeria|church|cathedral|funeral|wake|train|minibus|trolleybus|tram|bus|ferry|'
    || 'prison|colony|barracks|ceremony|playground|beach|bakery|printing house|post office|stadium|library|museum|hospital|camp|queue)\b'
{%- endmacro %}
