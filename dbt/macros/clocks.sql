{#- A moment as a UTC timestamp without zone, so that a reader's session time zone changes nothing. -#}
{% macro utc(column) -%}
    (cast({{ column }} as timestamptz) at time zone 'UTC')
{%- endmacro %}

{#- Whether a half-open span [known_at, ended_at) holds a moment; a NULL end is open. -#}
{% macro holds_at(starts_at, ends_at, moment) -%}
    ({{ starts_at }} <= {{ moment }} and ({{ ends_at }} is null or {{ ends_at }} > {{ moment }}))
{%- endmacro %}

{#- The moment that an argument of an as-of macro names: a bare date means its end, UTC; a stated offset counts. -#}
{% macro as_of_moment(argument) -%}
    (case
        when regexp_full_match({{ argument }}::varchar, '\d{4}-\d{2}-\d{2}')
            then {{ argument }}::varchar::date + interval 1 day - interval 1 microsecond
        when regexp_matches({{ argument }}::varchar, ':\d{2}(\.\d+)?([+-]\d{2}(:?\d{2})?|Z)$')
            then {{ argument }}::varchar::timestamptz at time zone 'UTC'
        else {{ argument }}::varchar::timestamp
    end)
{%- endmacro %}
