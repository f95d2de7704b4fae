{#- One row per period figure and moment: the claimant's latest statement there, decided from claims known by that moment. -#}
with claims as (

    select * from {{ ref('int_periods__claims') }}

),

changes as (

    select
        period_key,
        known_at as valid_from
    from claims
    union
    select
        period_key,
        superseded_at as valid_from
    from claims
    where superseded_at is not null

),

moments as (

    select
        period_key,
        valid_from,
        lead(valid_from) over (partition by period_key order by valid_from) as valid_to
    from changes

),

first_known as (

    select
        period_key,
        interval_low,
        interval_high,
        min(known_at) as first_known_at
    from claims
    group by all

)

select
    moments.period_key,
    moments.valid_from,
    moments.valid_to,
    claims.interval_low as low,
    min(claims.point) as best,
    claims.interval_high as high,
    min(claims.qualifier) as qualifier,
    min(claims.tier) as tier,
    count(*) as n_claims,
    count(distinct claims.outlet) as n_outlets,
    list(claims.claim_id order by claims.claim_id) as claim_ids
from moments
inner join claims
    on
        moments.period_key = claims.period_key
        and {{ holds_at('claims.known_at', 'claims.superseded_at', 'moments.valid_from') }}
inner join first_known
    on
        claims.period_key = first_known.period_key
        and claims.interval_low = first_known.interval_low
        and claims.interval_high is not distinct from first_known.interval_high
group by
    moments.period_key,
    moments.valid_from,
    moments.valid_to,
    claims.interval_low,
    claims.interval_high,
    first_known.first_known_at
qualify
    row_number() over (
        partition by moments.period_key, moments.valid_from
        order by first_known.first_known_at desc, claims.interval_low, claims.interval_high
    ) = 1
