{#- One row per side × day × measure × unit: the territory's own figure where one is stated, else the sum over cells that no
    other cell contains. -#}
with figures as (

    select * from {{ ref('fct_figures') }}

),

events as (

    select * from {{ ref('int_events__keyed') }}

),

pairs as (

    select * from {{ ref('int_events__overlaps') }}

),

cells as (

    select
        figures.event_id,
        figures.target_side,
        figures.event_date,
        figures.measure,
        figures.unit_id,
        figures.low,
        figures.best,
        figures.high,
        events.place_ids,
        not events.is_place_list and events.place_id = figures.target_side as is_territory
    from figures
    inner join events on figures.event_id = events.event_id

),

covered as (

    select distinct
        pairs.narrower_event_id as event_id,
        narrower.measure,
        narrower.unit_id
    from pairs
    inner join cells as narrower on pairs.narrower_event_id = narrower.event_id
    inner join cells as wider
        on
            pairs.wider_event_id = wider.event_id
            and narrower.measure = wider.measure
            and narrower.unit_id = wider.unit_id

),

uncontained as (

    select
        cells.*,
        bool_or(cells.is_territory) over (
            partition by cells.target_side, cells.event_date, cells.measure, cells.unit_id
        ) as has_territory
    from cells
    anti join covered using (event_id, measure, unit_id)

),

summed as (

    select
        event_id,
        target_side,
        event_date,
        measure,
        unit_id,
        low,
        best,
        high,
        place_ids,
        is_territory
    from uncontained
    where is_territory or not has_territory

),

places_summed as (

    select
        target_side,
        event_date,
        measure,
        unit_id,
        unnest(place_ids) as place_id
    from summed

),

places as (

    select
        target_side,
        event_date,
        measure,
        unit_id,
        count(distinct place_id) as n_places
    from places_summed
    group by all

)

select
    summed.target_side,
    summed.event_date,
    summed.measure,
    summed.unit_id,
    case when bool_and(summed.is_territory) then 'stated_whole' else 'sum_of_parts' end as basis,
    sum(summed.low)::bigint as low,
    sum(summed.best)::bigint as best,
    case when count(summed.high) = count(*) then sum(summed.high)::bigint end as high,
    any_value(places.n_places) as n_places,
    list(summed.event_id order by summed.event_id) as event_ids
from summed
inner join places
    on
        summed.target_side = places.target_side
        and summed.event_date = places.event_date
        and summed.measure = places.measure
        and summed.unit_id = places.unit_id
group by summed.target_side, summed.event_date, summed.measure, summed.unit_id
