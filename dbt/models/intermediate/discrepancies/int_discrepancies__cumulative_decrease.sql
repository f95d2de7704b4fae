{#- R05. One row per figure that should only rise and is lower than the same named claimant's one before it: the toll of an event,
    the total of a period, a running total since one start. The later words announce no change. -#}
with tolls as (

    select
        origin_id,
        event_id,
        event_id as scope_key,
        event_words,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        concat_ws(' ', 'event', target_side, place_id, event_date) as series,
        event_window as series_window,
        event_date as series_date,
        interval_low,
        interval_high,
        first_known_at,
        valid_to,
        announces_change,
        claim_ids,
        {{ told('') }} as told
    from {{ ref('int_statements__made') }}
    where is_named_origin and is_toll and is_looked_back is distinct from true and coalesce(ended_by, '') <> 'repetition'

),

-- a value counts from its first print; what repeats it later is no new word
totals as (

    select
        origin_id,
        event_id,
        scope_key,
        event_words,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        -- "from 24 February 2022 to 4 June" and "since 24 February 2022" are one running total
        concat_ws(' ', coalesce(strftime(event_date_start, '%Y-%m-%d'), scope), target_side, place_id) as series,
        'unstated' as series_window,
        event_date_end as series_date,
        interval_low,
        interval_high,
        known_at as first_known_at,
        superseded_at as valid_to,
        announces_change,
        [claim_id] as claim_ids,
        told
    from {{ ref('int_claims__described') }}
    where
        scope in ('period', 'cumulative')
        and is_named_origin
        -- a total of the war needs no place
        and (place_id is not null or (scope = 'cumulative' and target_side is not null))
        and unit_id is not null
        and part_of_claim_id is null
        -- from one start on a total can only grow; of a period without a start nobody knows whether it is the same
        and (scope = 'cumulative' or event_date_start is not null)
    qualify
        row_number() over (
            partition by
                origin_id, scope, target_side, place_id, measure, unit_id, event_date_start, event_date_end, interval_low,
                interval_high
            order by known_at, claim_id
        ) = 1

),

figures as (

    select * from tolls
    union all
    select * from totals

),

-- who died of the wounds is injured no longer
died as (

    select
        later.origin_id,
        later.event_id,
        later.first_known_at,
        max(later.interval_low) as n_killed
    from tolls as later
    where later.measure = 'killed'
    group by all

),

followed as (

    select
        later.*,
        earlier.interval_low as earlier_low,
        earlier.interval_high as earlier_high,
        earlier.claim_ids as earlier_claim_ids,
        earlier.told as earlier_told,
        {{ evidence_key('earlier.') }} as earlier_evidence,
        coalesce(
            (
                select max(died.n_killed)
                from died
                where
                    died.origin_id = later.origin_id
                    and died.event_id = later.event_id
                    and died.first_known_at <= later.first_known_at
            ) - (
                select max(died.n_killed)
                from died
                where
                    died.origin_id = earlier.origin_id
                    and died.event_id = earlier.event_id
                    and died.first_known_at <= earlier.first_known_at
            ),
            0
        ) as n_died_since
    from figures as later
    inner join figures as earlier
        on
            later.origin_id = earlier.origin_id
            and later.series = earlier.series
            -- what states no time of day may be of either
            and (later.series_window = earlier.series_window or 'unstated' in (later.series_window, earlier.series_window))
            and later.measure = earlier.measure
            and later.unit_id = earlier.unit_id
            and earlier.first_known_at < later.first_known_at
            and earlier.series_date <= later.series_date
    -- only the word before counts
    qualify
        row_number() over (
            partition by later.claim_ids[1] order by earlier.first_known_at desc, earlier.claim_ids[1]
        ) = 1

)

select
    'R05' as rule_id,
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
    earlier_claim_ids as claim_ids_a,
    claim_ids as claim_ids_b,
    (earlier_low - interval_high)::bigint as gap,
    first_known_at as valid_from,
    nullif(valid_to, first_known_at) as valid_to,
    event_words || ': ' || earlier_told || ', and later ' || told || ', which is ' || format('{:,}', earlier_low - interval_high)
    || ' lower and announces no correction. Likely reason: a correction in other words, a change of what is counted, or a late '
    || 'print of an older count. ' || {{ would_settle('measure') }} as explanation
from followed
where
    interval_high < earlier_low
    and not announces_change
    and not (measure = 'injured' and interval_high + n_died_since >= earlier_low)
