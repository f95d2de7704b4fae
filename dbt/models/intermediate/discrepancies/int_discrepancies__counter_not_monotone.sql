{#- R11. One row per running count of one claimant that is lower than the same claimant's count at an earlier date, both since the
    same start, and what the claimant has told of since, or that stands still beside a new attack; or more than one higher where its words name the earlier date as that of
    the last one, or higher by more than happen in so few days. A start without a date is the same where its words mostly are. A
    count in nobody's name is that of the claimant who counts so elsewhere and whom its article names. -#}
with counters as (

    select
        *,
        coalesce(event_date_end, known_at::date) as counted_on,
        -- "the fourth night in a row": one a day, and anew after a quiet night
        coalesce(event_date_end - event_date_start + 1 = interval_low, false) as is_streak
    from {{ ref('int_claims__described') }}
    where scope = 'counter' and place_id is not null and (is_named_origin or claimant_id is null)
    qualify
        row_number() over (
            partition by origin_id, target_side, place_id, measure, unit_id, event_date_start, event_date_end, interval_low
            order by known_at, claim_id
        ) = 1

),

-- a count in nobody's name, in an article that names the claimant of another one since the same start
heard as (

    select distinct
        unnamed.claim_id as unnamed_claim_id,
        named.claim_id as named_claim_id
    from counters as unnamed
    inner join counters as named
        on
            unnamed.place_id = named.place_id
            and unnamed.target_side is not distinct from named.target_side
            and unnamed.measure = named.measure
            and unnamed.unit_id = named.unit_id
            and unnamed.event_date_start = named.event_date_start
    inner join {{ ref('stg_lake__articles') }} as articles on unnamed.article_id = articles.article_id
    inner join {{ claimant_names() }} as names on named.claimant_id = names.claimant_id
    where
        unnamed.claimant_id is null
        and named.is_named_origin
        and contains(lower(articles.text), names.surface)

),

-- "and the first since Friday", or elsewhere in the article "there had been no other attack since Monday"
spoken_of as (

    select
        counters.claim_id,
        counters.counted_on,
        coalesce(
            counters.first_since_words,
            nullif(lower(regexp_extract(
                articles.text,
                '(?i)\bno (?:other |further |more |new )?(?:[a-z]+ ){0,2}?(?:attack|raid|strike|shelling)s?\b[^.;]{0,40}?'
                || '\bsince (?:last |early |late )?([^,;:.]+)',
                1
            )), '')
        ) as since_words
    from counters
    left join {{ ref('stg_lake__articles') }} as articles on counters.article_id = articles.article_id

),

-- on the days between there was none
quiet as (

    select
        claim_id,
        counted_on,
        list_position(
            ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
            regexp_extract(since_words, '^[a-z]+')
        ) as weekday,
        try_strptime(
            regexp_extract(since_words, '\b[0-9]{1,2}\b') || ' '
            || regexp_extract(since_words, '\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)', 1) || ' '
            || year(counted_on),
            '%d %b %Y'
        )::date as named_day
    from spoken_of
    where since_words is not null

),

lulls as (

    select
        claim_id,
        coalesce(
            case when named_day > counted_on then (named_day - interval 1 year)::date else named_day end,
            counted_on - ((isodow(counted_on) - weekday + 6) % 7 + 1)::integer
        ) as since_day
    from quiet

),

followed as (

    select
        later.*,
        earlier.claim_id as earlier_claim_id,
        earlier.origin_id as earlier_origin_id,
        earlier.interval_low as earlier_low,
        earlier.told as earlier_told,
        earlier.counted_on as earlier_date,
        coalesce(lulls.since_day <= earlier.counted_on, false) as is_next,
        {{ evidence_key('earlier.') }} as earlier_evidence
    from counters as later
    inner join counters as earlier
        on
            later.target_side is not distinct from earlier.target_side
            and later.place_id = earlier.place_id
            and later.measure = earlier.measure
            and later.unit_id = earlier.unit_id
            and (
                later.event_date_start = earlier.event_date_start
                or (
                    later.is_streak
                    and earlier.is_streak
                    and later.event_date_start between earlier.event_date_start and earlier.event_date_end
                )
                or (
                    later.event_date_start is null
                    and earlier.event_date_start is null
                    and 2 * len(list_intersect(later.since_words, earlier.since_words))
                    >= greatest(len(later.since_words), len(earlier.since_words))
                )
            )
            and earlier.counted_on < later.counted_on
            and earlier.known_at <= later.known_at
    left join lulls on later.claim_id = lulls.claim_id
    left join heard
        on
            (later.claim_id = heard.unnamed_claim_id and earlier.claim_id = heard.named_claim_id)
            or (earlier.claim_id = heard.unnamed_claim_id and later.claim_id = heard.named_claim_id)
    where (later.is_named_origin and later.origin_id = earlier.origin_id) or heard.named_claim_id is not null
    qualify
        row_number() over (
            partition by later.claim_id order by earlier.counted_on desc, earlier.known_at desc, earlier.claim_id
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
            and events.event_date < followed.counted_on
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

-- articles that tell of an attack of their own on a later day, dated by their words: the count must have moved
renewed as (

    select distinct followed.claim_id
    from followed
    inner join {{ ref('int_claims__described') }} as attacks
        on
            followed.article_id = attacks.article_id
            and followed.target_side is not distinct from attacks.target_side
            and followed.place_id = attacks.place_id
            and followed.earlier_date < attacks.event_date
    where attacks.scope = 'event' and attacks.is_comparable and attacks.date_basis <> 'publication'

),

counted as (

    select
        followed.*,
        coalesce(sums.n_since, 0) as n_since,
        -- more in so few days than ever happen, which only holds of days next to one another
        followed.counted_on - followed.earlier_date <= {{ rule_threshold('R11', 'near_days') }}
        and followed.interval_low - followed.earlier_low
        > {{ rule_threshold('R11', 'most_a_day') }} * (followed.counted_on - followed.earlier_date) as is_ahead,
        followed.interval_low < followed.earlier_low + coalesce(sums.n_since, 0)
        or (renewed.claim_id is not null and followed.interval_low = followed.earlier_low) as is_behind
    from followed
    left join renewed on followed.claim_id = renewed.claim_id
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
    list_sort(list_distinct([earlier_origin_id, origin_id])) as origins,
    list_sort([earlier_evidence, {{ evidence_key('') }}]) as evidence,
    [earlier_claim_id] as claim_ids_a,
    [claim_id] as claim_ids_b,
    case when is_behind then greatest(earlier_low + n_since - interval_low, 1) else interval_low - earlier_low - 1 end::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': a running count '
    || case when interval_low < earlier_low then 'fell: ' when is_behind then 'fell behind what happened: ' else 'ran ahead: ' end
    || earlier_told
    || ' as of ' || {{ day_words('earlier_date') }}
    || case when n_since > 0 then ', ' || format('{:,}', n_since::bigint) || ' more on days between' else '' end
    || ', and then ' || told || ' as of ' || {{ day_words('counted_on') }}
    || case
        when is_behind then ''
        when is_next then ', although by the same report there was none between'
        else ', which is more than so few days hold'
    end
    || '. Likely reason: the count was started anew, or one of the two counts something else. The claimant''s own list would settle it.'
        as explanation
from counted
where
    (is_behind and not announces_change)
    or (is_next and interval_low > earlier_low + 1)
    or (is_ahead and not announces_change)
