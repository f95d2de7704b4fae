{#- R22. One row per figure of an event that is dated after the article that reports it, or whose date is given with a weekday that
    it was not; and one row per figure that two origins give for one place on neighbouring days, or some days apart in articles of one time, in words that state the day. -#}
-- DuckDB would hold these wide rows in memory, as they are asked for more than once
with claims as not materialized (

    select *
    from {{ ref('int_claims__described') }}
    where is_comparable and source_kind = 'prose' and published_at is not null

),

of_other_years as (

    select claims.claim_id
    from claims
    inner join {{ ref('stg_lake__articles') }} as articles on claims.article_id = articles.article_id
    where
        claims.event_date_start > claims.published_at::date
        and try_cast(regexp_extract(
            articles.text,
            strftime(
                claims.event_date_start,
                '(?i)\b(?:%-d(?:st|nd|rd|th)? (?:of )?%B|%B (?:the )?%-d(?:st|nd|rd|th)?),? ((?:1[0-9]|20)[0-9]{2})\b'
            ),
            1
        ) as integer) <> year(claims.event_date_start)

),

ahead as (

    select
        *,
        (event_date_start - published_at::date)::bigint as gap,
        ' was published on ' || {{ day_words('published_at') }}
        || ', before the day it is about. Likely reason: a misread date, or a page edited later.' as what_is_off
    from claims
    -- "11 November 1918" is no day of this year
    anti join of_other_years using (claim_id)
    where event_date_start > published_at::date + {{ rule_threshold('R22', 'days_ahead') }}::integer

),

-- "in an address on Friday evening, November 3": what opens an article dates what it goes on to tell
openings as (

    select
        article_id,
        left(text, {{ rule_threshold('R22', 'opening_characters') }}::integer) as opening
    from {{ ref('stg_lake__articles') }}

),

dated_openings as (

    select
        article_id,
        lower(regexp_extract(opening, {{ weekday_and_date() }}, 1)) as weekday,
        lower(regexp_extract(opening, {{ weekday_and_date() }}, 2)) as date_words
    from openings
    where regexp_matches(opening, {{ weekday_and_date() }})

),

dated_themselves as (

    select distinct article_id
    from claims
    where weekday is not null

),

opened as (

    select
        claims.* replace (
            dated_openings.weekday as weekday,
            left(regexp_extract(dated_openings.date_words, '[a-z]{3,}'), 3) || ' '
            || regexp_extract(dated_openings.date_words, '[0-9]+')::integer as weekday_date
        )
    from claims
    inner join dated_openings on claims.article_id = dated_openings.article_id
    anti join dated_themselves on claims.article_id = dated_themselves.article_id
    qualify row_number() over (partition by claims.article_id order by claims.quote_start, claims.claim_id) = 1

),

with_weekday as (

    select * from claims
    where weekday is not null
    union all
    select * from opened

),

named as (

    select
        *,
        try_strptime(weekday_date || ' ' || year(published_at), '%b %d %Y')::date as near_date
    from with_weekday

),

-- the date beside the weekday is that of the event, or next to it where a night has two
stated as (

    select
        *,
        coalesce(
            list_filter(
                [event_date_start - 1, event_date_start, event_date_end, event_date_end + 1],
                lambda day: lower(strftime(day, '%b %-d')) = weekday_date
            )[1],
            -- the event may have been dated by the weekday alone: then a day of the last two weeks was meant
            case
                when
                    abs(event_date_start - near_date) < 7
                    and near_date between published_at::date - 14 and published_at::date + 1
                    then near_date
            end
        ) as stated_date
    from named

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
    select * exclude (stated_date, near_date) from on_weekdays
    where claim_id not in (select claim_id from ahead)

),

sites as (

    select place_id
    from {{ ref('stg_lake__places') }}
    where place_type = 'site'

),

-- one attack that each dates otherwise, mostly a night: the next day's figure is the same, and neither tells of the other's day
dated as (

    select *
    from claims
    where
        is_statement
        and date_basis in ('explicit', 'weekday')
        and interval_low = interval_high
        -- small numbers recur from day to day, but hardly at one bridge or plant
        and (interval_low >= {{ rule_threshold('R22', 'least_value') }} or place_id in (select sites.place_id from sites))
        and not is_instance
        and not hints_part
        and part_of_claim_id is null
    qualify row_number() over (
        partition by origin_id, event_id, measure, unit_id, interval_low order by known_at, claim_id
    ) = 1

),

neighbours as (

    select
        a.*,
        b.claim_id as next_claim_id,
        b.origin_id as next_origin_id,
        b.told as next_told,
        b.event_date as next_date,
        b.event_window as next_window,
        greatest(a.known_at, b.known_at) as both_known_at,
        {{ first_end('a.superseded_at', 'b.superseded_at') }} as either_superseded_at,
        {{ evidence_key('a.') }} || ' ' || a.event_date as first_evidence,
        {{ evidence_key('b.') }} || ' ' || b.event_date as next_evidence
    from dated as a
    inner join dated as b
        on
            a.target_side = b.target_side
            and a.place_id = b.place_id
            and a.measure = b.measure
            and a.unit_id = b.unit_id
            and a.interval_low = b.interval_low
            -- further apart only where both were printed after either day
            and b.event_date - a.event_date between 1
            and case
                when
                    least(a.published_at, b.published_at)::date >= b.event_date
                    and (
                        a.interval_low >= {{ rule_threshold('R22', 'apart_least') }}
                        or a.place_id in (select sites.place_id from sites)
                    )
                    then {{ rule_threshold('R22', 'days_apart') }}
                else 1
            end
            and (a.event_window = b.event_window or 'unstated' in (a.event_window, b.event_window))
            and a.origin_id <> b.origin_id
    where
        not exists (
            select 1
            from claims as others
            where
                others.target_side = a.target_side
                and others.place_id = a.place_id
                and others.measure = a.measure
                and (
                    (others.origin_id = a.origin_id and others.event_date = b.event_date)
                    or (others.origin_id = b.origin_id and others.event_date = a.event_date)
                )
                -- what came later changes nothing of what was seen
                and others.known_at <= greatest(a.known_at, b.known_at)
        )

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
union all
select
    'R22' as rule_id,
    'info' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort([origin_id, next_origin_id]) as origins,
    list_sort([first_evidence, next_evidence]) as evidence,
    [claim_id] as claim_ids_a,
    [next_claim_id] as claim_ids_b,
    next_date - event_date as gap,
    both_known_at as valid_from,
    either_superseded_at as valid_to,
    event_words || ': ' || told || ', and the same for ' || case when next_window = 'night' then 'the night to ' else '' end
    || {{ day_words('next_date') }} || ': ' || next_told
    || '. Likely reason: one night dated by its evening and by its morning, or two attacks with the same figure. '
    || 'The claimants'' reports of the day before and after would settle it.' as explanation
from neighbours
