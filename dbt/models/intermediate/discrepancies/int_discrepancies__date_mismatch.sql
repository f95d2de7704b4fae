{#- R22. One row per figure of an event that is dated after the article that reports it, or whose date is given with a weekday that
    it was not. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where is_comparable and source_kind = 'prose' and published_at is not null

),

ahead as (

    select
        *,
        (event_date_start - published_at::date)::bigint as gap,
        ' was published on ' || {{ day_words('published_at') }}
        || ', before the day it is about. Likely reason: a misread date, or a page edited later.' as what_is_off
    from claims
    where event_date_start > published_at::date + {{ rule_threshold('R22', 'days_ahead') }}::integer

),

-- the date beside the weekday is that of the event, or next to it where a night has two
stated as (

    select
        *,
        list_filter(
            [event_date_start - 1, event_date_start, event_date_end, event_date_end + 1],
            lambda day: lower(strftime(day, '%b %-d')) = weekday_date
        )[1] as stated_date
    from claims
    where weekday is not null

),

on_weekdays as (

    select
        *,
        null::bigint as gap,
        ' for ' || {{ day_words('stated_date') }} || ', called a ' || upper(left(weekday, 1)) || weekday[2:] || '; it was a '
        || dayname(stated_date) || '. Likely reason: a slip in the weekday or in the date.' as what_is_off
    from stated
    where stated_date is not null and lower(dayname(stated_date)) <> weekday

),

off as (

    select * from ahead
    union all by name
    select * exclude (stated_date) from on_weekdays
    where claim_id not in (select claim_id from ahead)

)

select
    'R22' as rule_id,
    'error' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    [claim_id] as evidence,
    [claim_id] as claim_ids_a,
    []::varchar[] as claim_ids_b,
    gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || told || what_is_off || ' Reading the passage would settle it.' as explanation
from off
