{#- R17. One row per two claims of killed or injured that look like one attack and name two attackers: near one another and within a
    day, the figures meeting, the claimants of opposing sides each naming the other's; or of one place and day, the same figure told by two
    origins in two articles, of which one at least names the other side than its own and neither contradicts a claimant of its own side.
    Where a claim names no attacker its sentence may: "a Russian rocket". -#}
with places as (

    select
        place_id,
        radians(latitude) as latitude,
        radians(longitude) as longitude
    from {{ ref('stg_lake__places') }}
    where place_type in ('settlement', 'district') and latitude is not null and longitude is not null

),

claims as (

    select
        claims.* replace (
            -- soldiers who were killed have a side of their own, which is no attacker's
            coalesce(claims.attacker_side, case when claims.unit_id <> 'soldier' then claims.blamed_side end) as attacker_side
        ),
        places.latitude,
        places.longitude
    from {{ ref('int_claims__described') }} as claims
    inner join places on claims.place_id = places.place_id
    where
        claims.is_comparable
        and claims.is_toll
        and claims.interval_low > 0
        and coalesce(claims.attacker_side, claims.blamed_side) in ('UA', 'RU')

),

-- a join needs equal keys: each claim on its day and those beside it
near_days as (

    select
        *,
        unnest([event_date - 1, event_date, event_date + 1]) as near_date
    from claims

),

pairs as (

    select
        a.*,
        b.claim_id as b_claim_id,
        b.origin_id as b_origin_id,
        b.told as b_told,
        b.event_words as b_event_words,
        b.known_at as b_known_at,
        b.attacker_side as b_attacker_side,
        {{ first_end('a.superseded_at', 'b.superseded_at') }} as either_superseded_at,
        {{ evidence_key('a.') }} as a_evidence,
        {{ evidence_key('b.') }} as b_evidence
    from near_days as a
    inner join claims as b
        on
            a.near_date = b.event_date
            and a.measure = b.measure
            and a.unit_id = b.unit_id
            and a.attacker_side <> b.attacker_side
            and (
                (a.claimant_side = b.attacker_side and b.claimant_side = a.attacker_side)
                or (
                    a.place_id = b.place_id
                    and a.event_date = b.event_date
                    and a.interval_low = b.interval_low
                    and a.interval_high is not distinct from b.interval_high
                    and a.article_id <> b.article_id
                    and a.origin_id <> b.origin_id
                    and coalesce(a.claimant_side <> b.claimant_side, true)
                    and (a.claimant_side = b.attacker_side or b.claimant_side = a.attacker_side)
                )
            )
            and (a.known_at, a.claim_id) < (b.known_at, b.claim_id)
    where
        {{ intervals_meet('a.interval_low', 'a.interval_high', 'b.interval_low', 'b.interval_high') }}
        and {{ great_circle_km('a', 'b') }} <= {{ rule_threshold('R17', 'distance_km') }}

)

select
    'R17' as rule_id,
    'warn' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort([origin_id, b_origin_id]) as origins,
    list_sort([a_evidence || ' ' || attacker_side, b_evidence || ' ' || b_attacker_side]) as evidence,
    [claim_id] as claim_ids_a,
    [b_claim_id] as claim_ids_b,
    null::bigint as gap,
    b_known_at as valid_from,
    either_superseded_at as valid_to,
    event_words || ': ' || told || ', said to be by ' || attacker_side || ' fire; ' || b_event_words || ': ' || b_told
    || ', said to be by ' || b_attacker_side || ' fire. The two may be one event seen from both sides, or two events. '
    || 'An investigation on the spot would settle it.' as explanation
from pairs
