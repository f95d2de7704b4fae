{#- R10. One row per two counts of one place, side and unit that differ as worded but agree when a window is moved. A running count
    and a period total agree when the count starts with the period: count = total + days with a known event since the period's
    end, the day of the count among them. A claimant's figure of a day and of 24 hours, or one side's of weapons, agree when the latter
    reach into the next or the last day: longer = day + its neighbour. One total of one side told on the same days as counted from two
    starts holds for one of them only. Only an exact match is taken. -#}
with exact as (

    select *
    from {{ ref('int_claims__described') }}
    where place_id is not null and interval_low = interval_high and interval_low > 0

),

claims as (

    select * from exact
    where measure = 'attacks'

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

-- figures of one day in prose, each by its first print; rows of a tally bound their windows themselves
days as (

    select *
    from exact
    where is_statement and is_named_origin and part_of_claim_id is null and not hints_part and source_kind = 'prose'
    qualify
        row_number() over (
            partition by origin_id, target_side, place_id, measure, unit_id, event_date, interval_low
            order by known_at, claim_id
        ) = 1

),

-- what may have been counted over 24 hours
longer as (

    select * from days
    union all
    select * from exact
    where
        scope = 'period'
        and is_named_origin
        and source_kind = 'prose'
        and part_of_claim_id is null
        and event_date_end - event_date_start <= 1
    qualify
        row_number() over (
            partition by origin_id, target_side, place_id, measure, unit_id, event_date_start, event_date_end, interval_low
            order by known_at, claim_id
        ) = 1

),

stretched as (

    select
        longer.*,
        days.claim_id as day_claim_id,
        days.origin_id as day_origin_id,
        days.interval_low as day_value,
        days.event_date as day,
        days.told as day_told,
        neighbours.claim_id as neighbour_claim_id,
        neighbours.interval_low as neighbour_value,
        neighbours.event_date as neighbour_day,
        neighbours.told as neighbour_told,
        greatest(longer.known_at, days.known_at, neighbours.known_at) as all_known_at,
        {{ first_end(first_end('longer.superseded_at', 'days.superseded_at'), 'neighbours.superseded_at') }} as any_superseded_at,
        {{ evidence_key('longer.') }} as longer_evidence,
        {{ evidence_key('days.') }} as day_evidence,
        {{ evidence_key('neighbours.') }} as neighbour_evidence
    from longer
    inner join days
        on
            (
                longer.origin_id = days.origin_id
                -- two bodies of one side count the same weapons, and a large sum agrees by no chance
                or (
                    longer.claimant_side = days.claimant_side
                    and not longer.is_toll
                    and longer.interval_low >= {{ rule_threshold('R10', 'least_value') }}
                )
            )
            and longer.target_side is not distinct from days.target_side
            and longer.place_id = days.place_id
            and longer.measure = days.measure
            and longer.unit_id = days.unit_id
            and days.event_date between longer.event_date_start and longer.event_date_end
            and longer.sentence_key <> days.sentence_key
    inner join days as neighbours
        on
            days.origin_id = neighbours.origin_id
            and days.target_side is not distinct from neighbours.target_side
            and days.place_id = neighbours.place_id
            and days.measure = neighbours.measure
            and days.unit_id = neighbours.unit_id
            and neighbours.event_date in (days.event_date - 1, days.event_date + 1)
            and longer.interval_low = days.interval_low + neighbours.interval_low
    -- the day that the longer one begins with first
    qualify
        row_number() over (
            partition by longer.origin_id, longer.place_id, longer.measure, longer.unit_id, longer.interval_low, longer.event_date_end
            order by days.event_date, neighbours.event_date, longer.claim_id, days.claim_id
        ) = 1

),

totals as (

    select *
    from exact
    where
        scope in ('period', 'cumulative')
        and is_named_origin
        and source_kind = 'prose'
        and part_of_claim_id is null
        and event_date_start is not null
        and interval_low >= {{ rule_threshold('R10', 'least_value') }}
    qualify
        row_number() over (
            partition by origin_id, target_side, place_id, measure, unit_id, event_date_start, interval_low order by known_at, claim_id
        ) = 1

),

-- "161 children since 24 February" and "161 children since the beginning of March"
begun as (

    select
        earlier.*,
        later.claim_id as later_claim_id,
        later.origin_id as later_origin_id,
        later.told as later_told,
        later.event_date_start as later_start,
        greatest(earlier.known_at, later.known_at) as both_known_at,
        {{ first_end('earlier.superseded_at', 'later.superseded_at') }} as either_superseded_at,
        {{ evidence_key('earlier.') }} as earlier_evidence,
        {{ evidence_key('later.') }} as later_evidence
    from totals as earlier
    inner join totals as later
        on
            (earlier.origin_id = later.origin_id or earlier.claimant_side = later.claimant_side)
            and earlier.target_side is not distinct from later.target_side
            and earlier.place_id = later.place_id
            and earlier.measure = later.measure
            and earlier.unit_id = later.unit_id
            and earlier.interval_low = later.interval_low
            and earlier.event_date_start + {{ rule_threshold('R10', 'days_apart') }}::integer <= later.event_date_start
            and abs(earlier.event_date_end - later.event_date_end) <= 1
            and earlier.sentence_key <> later.sentence_key
    qualify
        row_number() over (
            partition by earlier.place_id, earlier.measure, earlier.unit_id, earlier.interval_low, later.event_date_start
            order by earlier.known_at, earlier.claim_id, later.known_at, later.claim_id
        ) = 1

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
union all
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
    list_sort(list_distinct([origin_id, day_origin_id])) as origins,
    list_sort([longer_evidence, day_evidence, neighbour_evidence]) as evidence,
    [claim_id] as claim_ids_a,
    [day_claim_id, neighbour_claim_id] as claim_ids_b,
    (interval_low - day_value)::bigint as gap,
    all_known_at as valid_from,
    any_superseded_at as valid_to,
    event_words || ': ' || told || ', and ' || day_told || ' for ' || {{ day_words('day') }} || '. They agree when the former counts '
    || format('{:,}', neighbour_value) || ' of ' || {{ day_words('neighbour_day') }} || ' too (' || neighbour_told
    || '). Likely reason: one counts a calendar day, the other 24 hours or a night. The claimant''s own bounds would settle it.'
        as explanation
from stretched
union all
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
    list_sort(list_distinct([origin_id, later_origin_id])) as origins,
    list_sort([earlier_evidence, later_evidence]) as evidence,
    [claim_id] as claim_ids_a,
    [later_claim_id] as claim_ids_b,
    0::bigint as gap,
    both_known_at as valid_from,
    either_superseded_at as valid_to,
    event_words || ': ' || told || ', counted since ' || {{ day_words('event_date_start') }} || ', and ' || later_told
    || ', the same number counted since ' || {{ day_words('later_start') }}
    || '. Likely reason: the start of the count was worded loosely. The claimant''s own start date would settle it.' as explanation
from begun
