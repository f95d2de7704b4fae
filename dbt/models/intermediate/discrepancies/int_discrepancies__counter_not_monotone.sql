{#- R11. One row per running count of one claimant that is lower than the same claimant's count at an earlier date, both since the
    same start, and what the claimant has told of since. -#}
with counters as (

    select *
    from {{ ref('int_claims__described') }}
    where scope = 'counter' and is_named_origin and place_id is not null
    qualify
        row_number() over (
            partition by origin_id, target_side, place_id, measure, unit_id, event_date_start, event_date_end, interval_low
            order by known_at, claim_id
        ) = 1

),

followed as (

    select
        later.*,
        earlier.claim_id as earlier_claim_id,
        earlier.interval_low as earlier_low,
        earlier.told as earlier_told,
        earlier.event_date_end as earlier_date,
        {{ evidence_key('earlier.') }} as earlier_evidence
    from counters as later
    inner join counters as earlier
        on
            later.origin_id = earlier.origin_id
            and later.target_side is not distinct from earlier.target_side
            and later.place_id = earlier.place_id
            and later.measure = earlier.measure
            and later.unit_id = earlier.unit_id
            and later.event_date_start = earlier.event_date_start
            and earlier.event_date_end < later.event_date_end
            and earlier.known_at <= later.known_at
    qualify
        row_number() over (
            partition by later.claim_id order by earlier.event_date_end desc, earlier.known_at desc, earlier.claim_id
        ) = 1

),

-- what the same claimant counted on the days between, a day once
days as (

    select
        followed.claim_id,
        events.event_date,
        max(events.interval_low) as day_low
    from followed
    inner join {{ ref('int_claims__described') }} as events
        on
            followed.origin_id = events.origin_id
            and followed.target_side is not distinct from events.target_side
            and followed.place_id = events.place_id
            and followed.measure = events.measure
            and followed.unit_id = events.unit_id
            and events.event_date > followed.earlier_date
            and events.event_date < followed.event_date_end
            and events.known_at <= followed.known_at
    where events.is_comparable
    group by all

),

sums as (

    select
        claim_id,
        sum(day_low) as n_since
    from days
    group by claim_id

),

counted as (

    select
        followed.*,
        coalesce(sums.n_since, 0) as n_since
    from followed
    left join sums on followed.claim_id = sums.claim_id

)

select
    'R11' as rule_id,
    'warn' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    list_sort([earlier_evidence, {{ evidence_key('') }}]) as evidence,
    [earlier_claim_id] as claim_ids_a,
    [claim_id] as claim_ids_b,
    (earlier_low + n_since - interval_low)::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': a running count ' || case when interval_low < earlier_low then 'fell: ' else 'fell behind: ' end || earlier_told
    || ' as of ' || {{ day_words('earlier_date') }}
    || case when n_since > 0 then ', ' || format('{:,}', n_since::bigint) || ' more on days between' else '' end
    || ', and then ' || told || ' as of ' || {{ day_words('event_date_end') }}
    || '. Likely reason: the count was started anew, or one of the two counts something else. The claimant''s own list would settle it.'
        as explanation
from counted
where interval_low < earlier_low + n_since and not announces_change
