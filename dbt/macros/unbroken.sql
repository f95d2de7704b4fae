{#- Joins adjoining spans of one key that say the same: a relation with the key's columns, `valid_from`, `valid_to` and `state`
    (anything comparable) becomes one row per unbroken stretch of the same state. Ends in the relation `stretches`, with the
    key's columns, `starts_at`, `ends_at`. -#}
{% macro unbroken(relation, key) -%}
    {%- set keys = key | join(', ') -%}
marked_spans as (

    select
        {{ keys }},
        valid_from,
        valid_to,
        case
            when
                lag(valid_to) over (partition by {{ keys }} order by valid_from) = valid_from
                and lag(state) over (partition by {{ keys }} order by valid_from) = state
                then 0
            else 1
        end as begins
    from {{ relation }}

),

numbered_spans as (

    select
        {{ keys }},
        valid_from,
        valid_to,
        sum(begins) over (partition by {{ keys }} order by valid_from) as stretch
    from marked_spans

),

stretches as (

    select
        {{ keys }},
        stretch,
        min(valid_from) as starts_at,
        case when count(valid_to) = count(*) then max(valid_to) end as ends_at
    from numbered_spans
    group by {{ keys }}, stretch

)
{%- endmacro %}
