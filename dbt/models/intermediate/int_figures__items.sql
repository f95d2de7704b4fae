{#- One row per cell (event × measure × unit) that a table gives only in items, such as a night's drones by model: their sum, from
    the rows of one origin in one table. A cell in which a figure is stated has none: the stated figure stands for it. -#}
with items as (

    select
        claim_id,
        event_id,
        measure,
        unit_id,
        origin_id,
        outlet,
        tier,
        interval_low,
        interval_high,
        point
    from {{ ref('int_claims__resolved') }}
    where
        source_kind = 'table'
        and itemised_at is not null
        and superseded_at is null
        and is_comparable
        and is_value_in_quote
        and event_id is not null
        and unit_id is not null

),

stated as (

    select
        event_id,
        measure,
        unit_id
    from {{ ref('fct_figures') }}

)

select
    items.event_id,
    items.measure,
    items.unit_id,
    items.origin_id,
    sum(items.interval_low)::bigint as low,
    sum(items.point)::bigint as best,
    case when count(items.interval_high) = count(*) then sum(items.interval_high)::bigint end as high,
    count(*) as n_items,
    list(items.claim_id order by items.claim_id) as claim_ids
from items
anti join stated
    on items.event_id = stated.event_id and items.measure = stated.measure and items.unit_id = stated.unit_id
group by items.event_id, items.measure, items.unit_id, items.origin_id, items.outlet
qualify
    row_number() over (
        partition by items.event_id, items.measure, items.unit_id order by min(items.tier), count(*) desc, items.origin_id, items.outlet
    ) = 1
