{#- One row per undated claim that goes on about an earlier event: the event, found among what was known no later. A figure that
    repeats one already known goes where that one belongs; any other toll goes to the latest event of its place in the last days, of
    those that date words made. One that is told as grown goes to a first report too that says no date. What is known again or has
    grown takes along the other tolls its article gives for the place. -#}
with recursive claims as (

    select
        *,
        -- spans as long as a look back, so that one reaches from its own into the one before, and a join has equal keys to go by
        (own_event_date - date '2000-01-01') // {{ threshold('restated_days') }}::integer as span
    from {{ ref('int_claims__windowed') }}

),

undated as (

    select
        *,
        unnest([span, span - 1]) as earlier_span
    from claims
    where is_undated and (is_toll or stated_low >= {{ threshold('restated_least') }})

),

-- each figure's two first prints of a day by different articles: one of them at least is another article's
told_of_day as (

    select *
    from claims
    where keys_event and stated_low > 0
    qualify
        row_number() over (
            partition by event_side, place_key, measure, unit_id, stated_low, own_event_date, is_undated, article_id
            order by known_at, claim_id
        ) = 1

),

first_told as (

    select *
    from told_of_day
    qualify
        row_number() over (
            partition by event_side, place_key, measure, unit_id, stated_low, own_event_date, is_undated
            order by known_at, claim_id
        ) <= 2

),

-- a figure that repeats one already known; small numbers recur by chance and are known again only within days
repeated as (

    select
        later.claim_id,
        earlier.claim_id as earlier_claim_id
    from undated as later
    inner join first_told as earlier
        on
            later.earlier_span = earlier.span
            and later.event_side = earlier.event_side
            and later.place_key = earlier.place_key
            and later.measure = earlier.measure
            and later.unit_id = earlier.unit_id
            -- "51" and "at least 51" are one toll told twice
            and later.stated_low = earlier.stated_low
            and (later.known_at, later.claim_id) > (earlier.known_at, earlier.claim_id)
            and later.article_id <> earlier.article_id
            and earlier.own_event_date <= later.own_event_date
            and earlier.own_event_date >= later.own_event_date - case
                -- in towns at the front numbers up to a score recur within weeks
                when later.is_toll and later.stated_low >= {{ threshold('restated_far_least') }}
                    then {{ threshold('restated_days') }}
                else {{ threshold('look_back_days') }}
            end::integer
    qualify
        row_number() over (
            partition by later.claim_id
            order by
                earlier.is_undated,
                case when not earlier.is_undated then earlier.own_event_date end desc nulls last,
                earlier.known_at,
                earlier.claim_id
        ) = 1

),

known_events as (

    select
        claims.event_side,
        claims.place_key,
        claims.own_event_date as event_date,
        claims.event_window,
        min(claims.known_at) as first_known_at
    from claims
    left join repeated on claims.claim_id = repeated.claim_id
    where claims.keys_event and not (claims.is_undated and claims.is_toll) and repeated.claim_id is null
    group by all

),

days_before as (

    select
        *,
        own_event_date - unnest(range({{ threshold('look_back_days') }}::integer + 1))::integer as earlier_date
    from claims
    where is_undated and is_toll

),

looked_back as (

    select
        days_before.claim_id,
        known_events.event_date,
        known_events.event_window
    from days_before
    inner join known_events
        on
            days_before.event_side = known_events.event_side
            and days_before.place_key = known_events.place_key
            and days_before.earlier_date = known_events.event_date
            and days_before.known_at >= known_events.first_known_at
    qualify
        row_number() over (
            partition by days_before.claim_id
            order by known_events.event_date desc, known_events.first_known_at desc, known_events.event_window
        ) = 1

),

-- "has risen to 12": of the place's latest toll of the last days, which was no more, though no word dates it; so is a toll of the
-- same convoy or hotel, whatever its number
grown as (

    select
        days_before.claim_id,
        first_report.own_event_date as event_date,
        first_report.event_window
    from days_before
    inner join claims as first_report
        on
            days_before.event_side = first_report.event_side
            and days_before.place_key = first_report.place_key
            and days_before.measure = first_report.measure
            and days_before.unit_id = first_report.unit_id
            and days_before.earlier_date = first_report.own_event_date
            and days_before.known_at > first_report.known_at
    where
        (
            (days_before.tells_growth and first_report.stated_low <= days_before.stated_low)
            or list_has_any(days_before.struck_sites, first_report.struck_sites)
        )
        and first_report.is_undated
        and first_report.tells_growth is distinct from true
        and days_before.claim_id not in (select looked_back.claim_id from looked_back)
        and first_report.claim_id not in (select looked_back.claim_id from looked_back)
        and first_report.claim_id not in (select repeated.claim_id from repeated)
    qualify
        row_number() over (
            partition by days_before.claim_id
            order by first_report.own_event_date desc, first_report.known_at desc, first_report.event_window
        ) = 1

),

-- what was repeated may be a repetition itself
followed as (

    select
        claim_id,
        earlier_claim_id
    from repeated
    union all
    select
        followed.claim_id,
        repeated.earlier_claim_id
    from followed
    inner join repeated on followed.earlier_claim_id = repeated.claim_id

),

restated as (

    select
        followed.claim_id,
        coalesce(looked_back.event_date, origin.own_event_date) as event_date,
        coalesce(looked_back.event_window, origin.event_window) as event_window
    from followed
    anti join repeated on followed.earlier_claim_id = repeated.claim_id
    inner join claims as told on followed.claim_id = told.claim_id
    inner join claims as origin on followed.earlier_claim_id = origin.claim_id
    left join looked_back on followed.earlier_claim_id = looked_back.claim_id
    left join looked_back as of_place on followed.claim_id = of_place.claim_id
    -- a small number says less than the place's latest event
    where told.stated_low >= {{ threshold('restated_least') }} or of_place.claim_id is null

),

known_again as (

    select
        *,
        'restated' as basis
    from restated
    union all
    select
        *,
        'look_back' as basis
    from grown
    where claim_id not in (select restated.claim_id from restated)

),

-- the greatest of the figures known again speaks for its article
taken_along as (

    select
        other.claim_id,
        known_again.event_date,
        known_again.event_window,
        known_again.basis
    from claims as other
    inner join claims as beside
        on
            other.article_id = beside.article_id
            and other.event_side = beside.event_side
            and other.place_key = beside.place_key
            and other.own_event_date = beside.own_event_date
    inner join known_again on beside.claim_id = known_again.claim_id
    where other.is_undated and other.is_toll and beside.is_toll
    qualify
        row_number() over (
            partition by other.claim_id order by beside.stated_low desc, beside.claim_id
        ) = 1

),

traced as (

    select
        claims.claim_id,
        claims.own_event_date,
        claims.event_window as own_window,
        coalesce(known_again.event_date, taken_along.event_date, looked_back.event_date) as event_date,
        coalesce(known_again.event_window, taken_along.event_window, looked_back.event_window) as event_window,
        coalesce(known_again.basis, taken_along.basis, 'look_back') as basis
    from claims
    left join known_again on claims.claim_id = known_again.claim_id
    left join taken_along on claims.claim_id = taken_along.claim_id
    left join looked_back on claims.claim_id = looked_back.claim_id

)

select
    claim_id,
    event_date,
    event_window,
    basis
from traced
where event_date is not null and (event_date <> own_event_date or event_window <> own_window)
