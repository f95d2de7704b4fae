with statements as (

    select * from {{ ref('int_statements__current') }}
    where is_named_origin and event_id is not null

),

-- how many named origins stand behind each figure now
cells as (

    select
        event_id,
        measure,
        unit_id,
        count(distinct origin_id) as n_named
    from statements
    where valid_to is null
    group by all

),

-- one row per origin and figure
figures as (

    select
        origin_id,
        event_id,
        measure,
        unit_id,
        bool_or(ended_by = 'revision') as is_revised,
        bool_or(valid_to is null) as is_current,
        list_distinct(flatten(list(outlets))) as outlets
    from statements
    group by all

),

claimants as (

    select * from {{ ref('dim_claimant') }}

)

select
    figures.origin_id,
    coalesce(any_value(claimants.name), figures.origin_id) as name,
    any_value(claimants.side) as side,
    any_value(claimants.claimant_type) as claimant_type,
    count(*) as n_figures,
    count(*) filter (where coalesce(figures.is_revised, false)) as n_revised,
    count(*) filter (where figures.is_current and cells.n_named > 1) as n_corroborated,
    count(*) filter (where figures.is_current and cells.n_named = 1) as n_alone,
    count(*) filter (where figures.is_current and cells.n_named = 1 and len(figures.outlets) > 1) as n_alone_in_many_outlets,
    len(list_distinct(flatten(list(figures.outlets)))) as n_outlets
from figures
left join cells
    on
        figures.event_id = cells.event_id
        and figures.measure = cells.measure
        and figures.unit_id = cells.unit_id
left join claimants on figures.origin_id = claimants.claimant_id
group by figures.origin_id
