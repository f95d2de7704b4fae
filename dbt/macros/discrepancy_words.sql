{#- How a figure reads: the number as claimed, with its hedge. -#}
{% macro figure_words(qualifier, value, low, high) -%}
    case
        when {{ low }} = 0 and {{ high }} = 0 then 'no'
        when {{ qualifier }} = 'more_than' then 'more than ' || format('{:,}', {{ low }} - 1)
        when {{ qualifier }} = 'at_most' then 'up to ' || format('{:,}', coalesce({{ value }}, {{ high }}))
        when {{ qualifier }} = 'about' and {{ value }} is not null then 'about ' || format('{:,}', {{ value }})
        when {{ high }} is null then 'at least ' || format('{:,}', {{ low }})
        when {{ low }} = {{ high }} then format('{:,}', {{ low }})
        else format('{:,}', {{ low }}) || ' to ' || format('{:,}', {{ high }})
    end
{%- endmacro %}

{#- What was counted and what happened to it: "missiles launched", "people killed". -#}
{% macro counted_words(measure, measure_label, unit_label) -%}
    coalesce({{ unit_label }}, 'of unstated kind')
    || case
        when {{ measure }} = 'attacks' then ''
        when {{ measure }} = 'hit' then ' that hit'
        else ' ' || {{ measure_label }}
    end
{%- endmacro %}

{#- What was counted, of one row of claims or statements beside `measures` and `units`: one of a thing in the singular. -#}
{% macro counted_words_of(row) -%}
    {{ counted_words(
        row ~ '.measure', 'measures.label',
        'case when ' ~ row ~ '.interval_low = 1 and ' ~ row ~ '.interval_high = 1 then units.label else units.label_plural end'
    ) }}
{%- endmacro %}

{#- Whose figure it is, as a reader is told: the claimant, else the relay, else the outlet. -#}
{% macro origin_words(origin_kind, claimant_name, relay, outlet) -%}
    case {{ origin_kind }}
        when 'claimant' then {{ claimant_name }}
        when 'relay' then {{ relay }} || ' (naming no source)'
        else coalesce({{ claimant_name }} || ', as cited by ' || {{ outlet }}, {{ outlet }} || ' (naming no source)')
    end
{%- endmacro %}

{#- The relations that give ids their names: claimants, units, measures, places. -#}
{% macro names_of_ids() -%}
claimants as (

    select
        claimant_id,
        name
    from {{ ref('claimants') }}

),

units as (

    select
        unit_id,
        label,
        label_plural
    from {{ ref('units') }}

),

measures as (

    select
        measure,
        is_toll,
        label
    from {{ ref('measures') }}

),

places as (

    select
        place_id,
        name,
        place_type
    from {{ ref('stg_lake__places') }}

)
{%- endmacro %}

{#- A day as a reader writes it: 2 June 2023. -#}
{% macro day_words(day) -%}
    strftime({{ day }}, '%-d %B %Y')
{%- endmacro %}

{#- A moment as a reader writes it; the end of a day stands for "that day". -#}
{% macro moment_words(moment) -%}
    case
        when {{ moment }}::time >= time '23:59:00' then strftime({{ moment }}, '%-d %B %Y')
        else strftime({{ moment }}, '%-d %B %Y %H:%M UTC')
    end
{%- endmacro %}

{#- "Kyiv, night to 2 June 2023"; "Kyiv, day not stated, taken for 2 June 2023" of what is dated by its print or an earlier event. -#}
{% macro event_words(place_name, event_date, event_window, is_undated) -%}
    coalesce({{ place_name }}, 'Place not stated') || ', '
    || case when {{ is_undated }} and {{ event_date }} is not null then 'day not stated, taken for ' else '' end
    || case {{ event_window }} when 'night' then 'night to ' when 'day' then 'daytime of ' else '' end
    || coalesce({{ day_words(event_date) }}, 'date not stated')
{%- endmacro %}

{#- A statement told: who claimed what, where it stands and since when it was known. Takes the prefix of the columns of
    int_statements__described. -#}
{% macro told(prefix) -%}
    {{ prefix }}origin_name || ' claimed ' || {{ prefix }}figure_words || ' ' || {{ prefix }}counted_words
    || ' (' || {{ prefix }}lead_outlet || ', ' || {{ moment_words(prefix ~ 'first_known_at') }} || ')'
{%- endmacro %}

{#- Evidence of a statement: who gives which interval. What outlets carry it is no new evidence. -#}
{% macro evidence_key(prefix) -%}
    ({{ prefix }}origin_id || ' ' || {{ prefix }}measure || ' ' || coalesce({{ prefix }}unit_id, '-') || ' '
    || {{ prefix }}interval_low || ' ' || coalesce({{ prefix }}interval_high::varchar, '-'))
{%- endmacro %}

{#- What would settle a disagreement, by what was counted. -#}
{% macro would_settle(measure) -%}
    case
        when {{ measure }} in ('killed', 'injured', 'missing')
            then 'A later count by rescue services, prosecutors or a named list would settle it.'
        when {{ measure }} in ('launched', 'intercepted', 'suppressed', 'intercepted_or_suppressed', 'attacks')
            then 'A later bulletin of the claimants for the same window and kinds of weapon would settle it.'
        else 'A later statement of the claimants, or an inspection on the spot, would settle it.'
    end
{%- endmacro %}

{#- Two statements side by side, how far apart, why perhaps, and what would settle it. For rows of int_statements__paired. -#}
{% macro pair_explained() -%}
    event_words || ': ' || {{ told('a_') }} || ', while ' || {{ told('b_') }} || '. The two lie '
    || format('{:,}', gap) || ' apart. Likely reason: '
    || case
        when parties = 'opposing' then 'each side counts what it sees and has reasons of its own'
        when is_toll and b_interval_low > a_interval_high and b_first_known_at > a_first_known_at
            then 'the later figure may be an update of the earlier one'
        when is_toll and b_interval_high < a_interval_low and b_first_known_at > a_first_known_at
            then 'the later print may hold an older count, or correct the earlier one'
        when is_window_open then 'one of the two states no time of day, so the windows may differ'
        when measure in ('launched', 'intercepted', 'suppressed', 'intercepted_or_suppressed')
            then 'the two may count other kinds of weapon, or one count may be preliminary'
        when is_toll then 'counts of one day may stand at different hours, or cover different areas'
        else 'the two may count differently'
    end
    || '. ' || {{ would_settle('measure') }}
{%- endmacro %}

{#- A pattern of a weekday beside a date without a year: the weekday, and the words of the date. -#}
{% macro weekday_and_date() -%}
    {%- set month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?' -%}
    '(?i)\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:morning|afternoon|evening|night))?,? (?:the )?({{ month }} [0-9]{1,2}\b|[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?{{ month }})'
{%- endmacro %}
