{#- R33. One row per two origins that tell another age or sex of what looks like one victim: both tell of one person, killed or injured
    on one occasion, in a sentence with one age or of one sex, both a minor or both grown, and neither tells of more of that kind there. Age
    and sex themselves stand in the quotes alone. -#}
with claims as (

    select
        *,
        -- a child without an age is one; of whom neither is told nothing is known
        coalesce(victim_age < {{ rule_threshold('R33', 'grown_age') }}, unit_id = 'child') as is_minor
    from {{ ref('int_claims__described') }}
    where is_toll and is_comparable and event_id is not null and unit_id in ('person', 'civilian', 'child')

),

victims as (

    select *
    from claims
    where
        -- the sex of somebody without an age tells too little: of grown people one in two is of either
        (victim_age is not null or (unit_id = 'child' and victim_sex is not null))
        and interval_low = 1
        and interval_high = 1
        and (unit_id <> 'child' or is_minor)
        -- who tells of several told of another one perhaps
        and not exists (
            select 1
            from claims as others
            where
                others.origin_id = claims.origin_id
                and others.event_id = claims.event_id
                and others.measure = claims.measure
                and others.interval_low > 1
                and (others.unit_id = 'child') = claims.is_minor
                and others.known_at <= claims.known_at
        )
    qualify row_number() over (
        partition by origin_id, event_id, measure, is_minor, victim_age, victim_sex order by known_at, unit_id, claim_id
    ) = 1

),

pairs as (

    select
        earlier.*,
        later.claim_id as later_claim_id,
        later.origin_id as later_origin_id,
        later.origin_name as later_origin_name,
        later.outlet as later_outlet,
        later.known_at as later_known_at,
        abs(earlier.victim_age - later.victim_age)::bigint as years_apart,
        {{ evidence_key('earlier.') }} || concat(' ', earlier.victim_age, ' ', earlier.victim_sex) as earlier_evidence,
        {{ evidence_key('later.') }} || concat(' ', later.victim_age, ' ', later.victim_sex) as later_evidence,
        {{ first_end('earlier.superseded_at', 'later.superseded_at') }} as either_superseded_at
    from victims as earlier
    inner join victims as later
        on
            {{ same_occasion('earlier', 'later') }}
            and earlier.measure = later.measure
            and earlier.is_minor = later.is_minor
            and (
                earlier.victim_age <> later.victim_age
                or (earlier.unit_id = 'child' and later.unit_id = 'child' and earlier.victim_sex <> later.victim_sex)
            )
            and earlier.origin_id <> later.origin_id
            and earlier.article_id <> later.article_id
            and (earlier.known_at, earlier.claim_id) < (later.known_at, later.claim_id)

)

select
    'R33' as rule_id,
    'info' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort([origin_id, later_origin_id]) as origins,
    -- hashed, so that no age stands beside a place and a day outside the quotes
    list_sort([md5(earlier_evidence), md5(later_evidence)]) as evidence,
    [claim_id] as claim_ids_a,
    [later_claim_id] as claim_ids_b,
    years_apart as gap,
    later_known_at as valid_from,
    either_superseded_at as valid_to,
    event_words || ': ' || origin_name || ' (' || outlet || ', ' || {{ moment_words('known_at') }} || ') and ' || later_origin_name
    || ' (' || later_outlet || ', ' || {{ moment_words('later_known_at') }} || ') each tell of one ' || counted_words
    || case
        when years_apart > 0
            then ', of ages that lie ' || years_apart || case when years_apart = 1 then ' year' else ' years' end || ' apart'
        else ', one a girl and one a boy'
    end
    || '. Likely reason: one of the two was misinformed, or they are two people. A list by prosecutors would settle it.'
        as explanation
from pairs
