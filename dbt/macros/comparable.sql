{#- One side under attack and one date, and windows that are not explicitly different. -#}
{% macro same_side_and_time(a, b) -%}
    {{ a }}.target_side is not distinct from {{ b }}.target_side
        and {{ a }}.event_date = {{ b }}.event_date
        and (
            {{ a }}.event_window = {{ b }}.event_window
            or {{ a }}.event_window = 'unstated'
            or {{ b }}.event_window = 'unstated'
        )
{%- endmacro %}

{#- The gate (R19) between two statements or claims with event columns: same side, place and date, and windows that are not
    explicitly different. Currency, conflict and scope are settled before; measure and unit are the rule's to choose. -#}
{% macro same_occasion(a, b) -%}
    (
        {{ same_side_and_time(a, b) }}
        and {{ a }}.place_id = {{ b }}.place_id
    )
{%- endmacro %}

{#- The same of a figure whose place is that of the other or lies within it: what a claimant tells of a town is in what the same
    claimant tells of the region. Only within one article: elsewhere the two may be counted at different times. -#}
{% macro occasion_within(inner, outer) -%}
    (
        {{ same_side_and_time(inner, outer) }}
        and (
            {{ inner }}.place_id = {{ outer }}.place_id
            or (
                {{ inner }}.lead_article_id = {{ outer }}.lead_article_id
                and exists (
                    select 1
                    from {{ ref('brg_place_ancestor') }} as places_around
                    where
                        places_around.place_id = {{ inner }}.place_id
                        and places_around.ancestor_place_id = {{ outer }}.place_id
                )
            )
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
