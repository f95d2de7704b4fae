-- Fails if two spans of one figure's history overlap, or one has no length.
with spans as (

    select
        event_id,
        measure,
        unit_id,
        valid_from,
        valid_to,
        lead(valid_from) over (partition by event_id, measure, unit_id order by valid_from) as next_from
    from {{ ref('fct_figure_history') }}

)

select
    event_id,
    measure,
    unit_id,
    valid_from,
    valid_to
from spans
where valid_to <= valid_from or next_from < coalesce(valid_to, 'infinity'::timestamp)
