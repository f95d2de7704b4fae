{#- The table macros of the published file: the tables as a warehouse built from what was known by `t` would have them. They read
    nothing but the marts, so they travel with them. `t` is a date (its end, UTC), a timestamp (UTC) or text of either. -#}

{#- Every column of the claims; that a story's next version was to come was not known yet. -#}
{% macro claims_as_of_sql() -%}
select * replace (case when superseded_at <= {{ as_of_moment('t') }} then superseded_at end as superseded_at)
from marts.fct_claims
where known_at <= {{ as_of_moment('t') }}
{%- endmacro %}

{% macro figures_as_of_sql() -%}
select
    md5(concat_ws('|', event_id, measure, unit_id)) as figure_id,
    event_id,
    event_date,
    place_name,
    target_side,
    measure,
    unit_id,
    low,
    best,
    high,
    n_claims,
    n_origins,
    n_outlets,
    n_sides,
    best_tier,
    policy_id,
    claim_ids
from marts.fct_figure_history
where {{ holds_at('valid_from', 'valid_to', as_of_moment('t')) }}
{%- endmacro %}

{% macro period_figures_as_of_sql() -%}
with periods as (

    select
        *,
        {{ as_of_moment('t') }} as asked_at
    from marts.fct_period_figures
    where {{ holds_at('valid_from', 'valid_to', as_of_moment('t')) }}

),

asked as (

    select
        period_figure_id as period_key,
        target_side,
        place_id,
        period_start,
        period_end,
        measure,
        unit_id,
        asked_at
    from periods

),

{{ sum_of_events('asked', 'marts.fct_figure_history', 'marts.dim_event', 'marts.brg_place_ancestor', 'marts.brg_event_overlap') }}

select
    periods.period_figure_id,
    periods.origin_id,
    periods.origin_kind,
    periods.claimant_id,
    periods.target_side,
    periods.place_id,
    periods.place_name,
    periods.period_start,
    periods.period_end,
    periods.measure,
    periods.unit_id,
    periods.scope,
    periods.valid_from,
    case when periods.valid_to <= periods.asked_at then periods.valid_to end as valid_to,
    periods.qualifier,
    periods.low,
    periods.best,
    periods.high,
    periods.tier,
    periods.n_claims,
    periods.n_outlets,
    periods.claim_ids,
    sums.sum_of_events,
    coalesce(sums.n_events, 0) as n_events,
    case when periods.scope <> 'counter' then periods.best - sums.sum_of_events end as remainder
from periods
left join sums on periods.period_figure_id = sums.period_key
{%- endmacro %}

{#- The statement that makes each macro, and the marts it reads. -#}
{% macro as_of_macros() -%}
    {%- set made = {
        'claims_as_of': (['fct_claims'], claims_as_of_sql()),
        'figures_as_of': (['fct_figure_history'], figures_as_of_sql()),
        'period_figures_as_of': (
            ['fct_period_figures', 'fct_figure_history', 'dim_event', 'brg_place_ancestor', 'brg_event_overlap'],
            period_figures_as_of_sql()
        ),
        'discrepancies_as_of': (
            ['fct_discrepancy_history', 'brg_discrepancy_claims', 'fct_verdicts', 'dim_rule'],
            none
        ),
    } -%}
    {{ return(made) }}
{%- endmacro %}

{#- Makes the macros whose marts are built; run at the end of every build. They lie in `marts`, beside the tables, and under the
    same names in `main`, where a reader needs no schema name. -#}
{% macro create_as_of_macros() %}
    {%- if execute and flags.WHICH in ('run', 'build') -%}
        {%- for name, (tables, body) in as_of_macros().items() -%}
            {%- set missing = [] -%}
            {%- for table in tables -%}
                {%- if adapter.get_relation(target.database, 'marts', table) is none -%}
                    {%- do missing.append(table) -%}
                {%- endif -%}
            {%- endfor -%}
            {%- if not missing -%}
                {%- if body is none -%}
                    {%- do run_query(create_discrepancies_as_of()) -%}
                {%- else -%}
                    {%- do run_query('create or replace macro marts.' ~ name ~ '(t) as table ' ~ body) -%}
                {%- endif -%}
                {%- do run_query('create or replace macro main.' ~ name ~ '(t) as table select * from marts.' ~ name ~ '(t)') -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}
