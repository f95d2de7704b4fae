with figures as (

    select
        *,
        md5(concat_ws(
            '|', low, coalesce(best::varchar, '~'), coalesce(high::varchar, '~'), qualifier, tier, n_claims, claim_ids
        )) as state
    from {{ ref('int_periods__at_moments') }}

),

{{ unbroken('figures', ['period_key']) }},

keys as (

    select
        period_key,
        min(origin_id) as origin_id,
        arg_min(origin_kind, (known_at, claim_id)) as origin_kind,
        arg_min(claimant_id, (known_at, claim_id)) as claimant_id,
        any_value(target_side) as target_side,
        any_value(place_id) as place_id,
        any_value(period_start) as period_start,
        any_value(period_end) as period_end,
        any_value(measure) as measure,
        any_value(unit_id) as unit_id,
        any_value(scope) as scope
    from {{ ref('int_periods__claims') }}
    group by period_key

),

periods as (

    select
        {{ content_key(['stretches.period_key', 'stretches.starts_at']) }} as period_figure_id,
        keys.*,
        stretches.starts_at as valid_from,
        stretches.ends_at as valid_to,
        figures.low,
        figures.best,
        figures.high,
        figures.qualifier,
        figures.tier,
        figures.n_claims,
        figures.n_outlets,
        figures.claim_ids
    from stretches
    inner join figures on stretches.period_key = figures.period_key and stretches.starts_at = figures.valid_from
    inner join keys on stretches.period_key = keys.period_key

),

-- the sum of events as it was known while the row held: at its end, or now
asked as (

    select
        period_figure_id as period_key,
        target_side,
        place_id,
        period_start,
        period_end,
        measure,
        unit_id,
        coalesce(valid_to - interval 1 microsecond, 'infinity'::timestamp) as asked_at
    from periods

),

{{ sum_of_events('asked', ref('fct_figure_history'), ref('dim_event'), ref('brg_place_ancestor'), ref('brg_event_overlap')) }}

select
    periods.period_figure_id,
    periods.origin_id,
    periods.origin_kind,
    periods.claimant_id,
    periods.target_side,
    periods.place_id,
    places.name as place_name,
    periods.period_start,
    periods.period_end,
    periods.measure,
    periods.unit_id,
    periods.scope,
    periods.valid_from,
    periods.valid_to,
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
    -- a running counter is evidence, not a quantity: it has no remainder
    case when periods.scope <> 'counter' then periods.best - sums.sum_of_events end as remainder
from periods
left join sums on periods.period_figure_id = sums.period_key
left join {{ ref('dim_place') }} as places on periods.place_id = places.place_id
