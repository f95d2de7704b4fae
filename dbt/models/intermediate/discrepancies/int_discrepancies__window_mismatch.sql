{#- R10. One row per running count and period total of one place, side and unit that differ as worded but agree when the count starts
    with the period: count = total + days with a known event since the period's end, the day of the count among them. Only an exact
    match is taken. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where measure = 'attacks' and place_id is not null and interval_low = interval_high

),

events as (

    select
        target_side,
        place_id,
        event_date,
        min(first_known_at) as first_known_at
    from {{ ref('int_events__keyed') }}
    group by all

),

pairs as (

    select
        counters.*,
        totals.claim_id as total_claim_id,
        totals.origin_id as total_origin_id,
        totals.interval_low as total_value,
        totals.told as total_told,
        totals.event_date_start as total_start,
        totals.event_date_end as total_end,
        greatest(counters.known_at, totals.known_at) as both_known_at,
        {{ first_end('counters.superseded_at', 'totals.superseded_at') }} as either_superseded_at,
        {{ evidence_key('counters.') }} as counter_evidence,
        {{ evidence_key('totals.') }} as total_evidence
    from claims as counters
    inner join claims as totals
        on
            counters.scope = 'counter'
            and totals.scope = 'period'
            and counters.target_side is not distinct from totals.target_side
            and counters.place_id = totals.place_id
            and counters.event_date_end > totals.event_date_end
            and counters.event_date_start is distinct from totals.event_date_start
    where counters.interval_low > totals.interval_low

),

counted as (

    select
        pairs.*,
        -- "it was the 14th": the day that is counted is one of them
        1 + count(distinct events.event_date) as n_days
    from pairs
    left join events
        on
            pairs.target_side is not distinct from events.target_side
            and pairs.place_id = events.place_id
            and events.event_date > pairs.total_end
            and events.event_date < pairs.event_date_end
            and events.first_known_at <= pairs.both_known_at
    group by all

)

select
    'R10' as rule_id,
    'info' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort(list_distinct([origin_id, total_origin_id])) as origins,
    list_sort([counter_evidence, total_evidence]) as evidence,
    [claim_id] as claim_ids_a,
    [total_claim_id] as claim_ids_b,
    (interval_low - total_value)::bigint as gap,
    both_known_at as valid_from,
    either_superseded_at as valid_to,
    event_words || ': ' || told || ' as a running count, and ' || total_told || ' for the period to ' || {{ day_words('total_end') }}
    || '. As worded they differ by ' || format('{:,}', interval_low - total_value) || '; with the ' || n_days
    || ' days since on which an attack is known they agree when the count starts on ' || {{ day_words('total_start') }}
    || '. Likely reason: the start of the count was worded loosely. The claimant''s own start date would settle it.' as explanation
from counted
where interval_low = total_value + n_days
