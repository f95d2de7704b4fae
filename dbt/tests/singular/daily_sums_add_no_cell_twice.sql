-- Fails if two cells summed into one daily figure overlap, or a stated whole is mixed with parts.
{{ config(meta={'dagster': {'ref': {'name': 'fct_strikes_daily'}}}) }}

with cells as (

    select
        target_side,
        event_date,
        measure,
        unit_id,
        unnest(event_ids) as event_id
    from {{ ref('int_figures__daily') }}

)

select
    narrower.event_id,
    wider.event_id as wider_event_id,
    narrower.measure,
    narrower.unit_id
from cells as narrower
inner join {{ ref('brg_event_overlap') }} as pairs on narrower.event_id = pairs.narrower_event_id
inner join cells as wider
    on
        pairs.wider_event_id = wider.event_id
        and narrower.measure = wider.measure
        and narrower.unit_id = wider.unit_id
