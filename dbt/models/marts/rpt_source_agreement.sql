with statements as (

    select
        origin_id,
        event_id,
        measure,
        unit_id,
        interval_low,
        interval_high
    from {{ ref('int_statements__current') }}
    where valid_to is null and is_named_origin and event_id is not null

),

-- a figure that both state: they agree on it where any two of their ranges meet
shared as (

    select
        one.origin_id as origin_id_a,
        other.origin_id as origin_id_b,
        one.event_id,
        one.measure,
        one.unit_id,
        bool_or(
            (other.interval_high is null or one.interval_low <= other.interval_high)
            and (one.interval_high is null or other.interval_low <= one.interval_high)
        ) as is_met
    from statements as one
    inner join statements as other
        on
            one.event_id = other.event_id
            and one.measure = other.measure
            and one.unit_id = other.unit_id
            and one.origin_id < other.origin_id
    group by all

),

claimants as (

    select * from {{ ref('dim_claimant') }}

)

select
    shared.origin_id_a,
    shared.origin_id_b,
    coalesce(any_value(a.name), shared.origin_id_a) as name_a,
    coalesce(any_value(b.name), shared.origin_id_b) as name_b,
    any_value(a.side) as side_a,
    any_value(b.side) as side_b,
    count(*) as n_figures,
    count(*) filter (where shared.is_met) as n_met,
    count(*) filter (where not shared.is_met) as n_apart
from shared
left join claimants as a on shared.origin_id_a = a.claimant_id
left join claimants as b on shared.origin_id_b = b.claimant_id
group by shared.origin_id_a, shared.origin_id_b
