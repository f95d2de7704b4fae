{#- One row per side × day × measure × unit: the territory's own figure where one is stated, else the sum over cells that no
    other cell contains. A cell that a table gives in items only counts with their sum. -#}
with figures as (

    select
        event_id,
        measure,
        unit_id,
        low,
        best,
        high,
        false as is_items
    from {{ ref('fct_figures') }}
    union all
    select
        event_id,
        measure,
        unit_id,
        low,
        best,
        high,
        true as is_items
    from {{ ref('int_figures__items') }}

),

-- whose figures they are: one voice heard in several cells is one origin
voices as (

    select
        cells.event_id,
        cells.measure,
        cells.unit_id,
        statements.origin_id
    from {{ ref('int_statements__at_moments') }} as statements
    inner join {{ ref('fct_figures') }} as cells on statements.cell_id = cells.figure_id
    where statements.valid_to is null and statements.past_because is null and not statements.is_absorbed
    union all
    select
        event_id,
        measure,
        unit_id,
        origin_id
    from {{ ref('int_figures__items') }}

),

events as (

    select * from {{ ref('int_events__keyed') }}

),

pairs as (

    select * from {{ ref('int_events__overlaps') }}

),

ancestors as (

    select * from {{ ref('brg_place_ancestor') }}

),

cells as (

    select
        figures.event_id,
        figures.is_items,
        events.target_side,
        events.event_date,
        figures.measure,
        figures.unit_id,
        figures.low,
        figures.best,
        figures.high,
        events.place_id,
        events.place_ids,
        events.event_window,
        not events.is_place_list and events.place_id = events.target_side as is_territory
    from figures
    inner join events on figures.event_id = events.event_id

),

contained as (

    select
        narrower.measure,
        narrower.unit_id,
        narrower.event_id as narrower_event_id,
        wider.event_id as wider_event_id,
        -- items that add up to less than a part are not all of their kind
        coalesce(wider.is_items and narrower.best > wider.best, false) as is_outgrown
    from pairs
    inner join cells as narrower on pairs.narrower_event_id = narrower.event_id
    inner join cells as wider
        on
            pairs.wider_event_id = wider.event_id
            and narrower.measure = wider.measure
            and narrower.unit_id = wider.unit_id

),

outgrown as (

    select distinct
        wider_event_id as event_id,
        measure,
        unit_id
    from contained
    where is_outgrown

),

covered as (

    select distinct
        contained.narrower_event_id as event_id,
        contained.measure,
        contained.unit_id
    from contained
    anti join outgrown
        on
            contained.wider_event_id = outgrown.event_id
            and contained.measure = outgrown.measure
            and contained.unit_id = outgrown.unit_id

),

uncontained as (

    select
        cells.*,
        bool_or(cells.is_territory) over (
            partition by cells.target_side, cells.event_date, cells.measure, cells.unit_id
        ) as has_territory
    from cells
    anti join covered using (event_id, measure, unit_id)
    anti join outgrown using (event_id, measure, unit_id)

),

-- a night's whole leaves out what the same voice tells of the day
told_apart as (

    select distinct
        parts.event_id,
        parts.measure,
        parts.unit_id
    from uncontained as parts
    inner join uncontained as wholes
        on
            parts.target_side = wholes.target_side
            and parts.event_date = wholes.event_date
            and parts.measure = wholes.measure
            and parts.unit_id = wholes.unit_id
            and parts.event_window <> wholes.event_window
            and wholes.is_territory
    inner join ancestors on parts.place_id = ancestors.place_id and wholes.place_id = ancestors.ancestor_place_id
    inner join voices as part_voices
        on
            parts.event_id = part_voices.event_id
            and parts.measure = part_voices.measure
            and parts.unit_id = part_voices.unit_id
    inner join voices as whole_voices
        on
            wholes.event_id = whole_voices.event_id
            and wholes.measure = whole_voices.measure
            and wholes.unit_id = whole_voices.unit_id
            and part_voices.origin_id = whole_voices.origin_id
    where not parts.is_territory

),

summed as (

    select uncontained.*
    from uncontained
    left join told_apart
        on
            uncontained.event_id = told_apart.event_id
            and uncontained.measure = told_apart.measure
            and uncontained.unit_id = told_apart.unit_id
    where uncontained.is_territory or not uncontained.has_territory or told_apart.event_id is not null

),

places as (

    select
        target_side,
        event_date,
        measure,
        unit_id,
        count(distinct place_id) as n_places
    from (
        select
            target_side,
            event_date,
            measure,
            unit_id,
            unnest(place_ids) as place_id
        from summed
    ) as places_summed
    group by all

),

origins as (

    select
        summed.target_side,
        summed.event_date,
        summed.measure,
        summed.unit_id,
        count(distinct voices.origin_id) as n_origins
    from summed
    inner join voices
        on summed.event_id = voices.event_id and summed.measure = voices.measure and summed.unit_id = voices.unit_id
    group by all

)

select
    summed.target_side,
    summed.event_date,
    summed.measure,
    summed.unit_id,
    case when bool_and(summed.is_territory and not summed.is_items) then 'stated_whole' else 'sum_of_parts' end as basis,
    sum(summed.low)::bigint as low,
    sum(summed.best)::bigint as best,
    case when count(summed.high) = count(*) then sum(summed.high)::bigint end as high,
    any_value(places.n_places) as n_places,
    any_value(origins.n_origins) as n_origins,
    list(summed.event_id order by summed.event_id) as event_ids
from summed
inner join places
    on
        summed.target_side = places.target_side
        and summed.event_date = places.event_date
        and summed.measure = places.measure
        and summed.unit_id = places.unit_id
inner join origins
    on
        summed.target_side = origins.target_side
        and summed.event_date = origins.event_date
        and summed.measure = origins.measure
        and summed.unit_id = origins.unit_id
group by summed.target_side, summed.event_date, summed.measure, summed.unit_id
