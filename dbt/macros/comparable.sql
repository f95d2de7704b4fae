{#- The gate (R19) between two statements or claims with event columns: same side, place and date, and windows that are not
    explicitly different. Currency, conflict and scope are settled before; measure and unit are the rule's to choose. -#}
{% macro same_occasion(a, b) -%}
    (
        {{ a }}.target_side is not distinct from {{ b }}.target_side
        and {{ a }}.place_id = {{ b }}.place_id
        and {{ a }}.event_date = {{ b }}.event_date
        and (
            {{ a }}.event_window = {{ b }}.event_window
            or {{ a }}.event_window = 'unstated'
            or {{ b }}.event_window = 'unstated'
        )
    )
{%- endmacro %}

{#- Whether two half-open spans share a moment; a NULL end is open. -#}
{% macro spans_meet(from_a, to_a, from_b, to_b) -%}
    (
        greatest({{ from_a }}, {{ from_b }})
        < least(coalesce({{ to_a }}, timestamp 'infinity'), coalesce({{ to_b }}, timestamp 'infinity'))
    )
{%- endmacro %}

{#- The earlier of two ends of which NULL is never. -#}
{% macro first_end(a, b) -%}
    nullif(
        least(coalesce({{ a }}, timestamp 'infinity'), coalesce({{ b }}, timestamp 'infinity')), timestamp 'infinity'
    )
{%- endmacro %}
