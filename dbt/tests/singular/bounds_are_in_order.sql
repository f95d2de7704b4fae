-- Fails if a figure's low exceeds its best or its best its high; NULL (unbounded, indeterminate) passes.
{{ config(meta={'dagster': {'ref': {'name': 'fct_figure_history'}}}) }}

select
    event_id,
    measure,
    unit_id,
    low,
    best,
    high
from {{ ref('fct_figure_history') }}
where low > best or best > high or low > high or low < 0
union all
select
    event_id,
    measure,
    unit_id,
    low,
    best,
    high
from {{ ref('fct_figures_by_policy') }}
where low > best or best > high or low > high or low < 0
