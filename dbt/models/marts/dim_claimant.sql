with claimants as (

    select * from {{ ref('claimants') }}

),

claims as (

    select
        claimant_id,
        claimant_text,
        claimant_type,
        claimant_side,
        known_at,
        claim_id
    from {{ ref('int_claims__resolved') }}
    where claimant_id is not null

),

-- claimants that only the text names take the words of their first claim
found as (

    select
        claimant_id,
        arg_min(claimant_text, (known_at, claim_id)) as name,
        arg_min(claimant_type, (known_at, claim_id)) as claimant_type,
        arg_min(claimant_side, (known_at, claim_id)) as side,
        count(*) as n_claims
    from claims
    group by claimant_id

),

casualty_tiers as (

    select
        claimant_type,
        max(tier) filter (where relation = 'own') as tier_on_own_side,
        max(tier) filter (where relation = 'other') as tier_on_other_side
    from {{ ref('tiers') }}
    where measure_family = 'casualty'
    group by claimant_type

),

joined as (

    select
        coalesce(claimants.claimant_id, found.claimant_id) as claimant_id,
        coalesce(claimants.name, found.name, found.claimant_id) as name,
        coalesce(claimants.claimant_type, found.claimant_type) as claimant_type,
        coalesce(claimants.side, found.side) as side,
        claimants.organisation_claimant_id,
        coalesce(claimants.is_named, false) as is_named,
        claimants.place_id,
        coalesce(found.n_claims, 0) as n_claims
    from claimants
    full outer join found on claimants.claimant_id = found.claimant_id

)

select
    joined.claimant_id,
    joined.name,
    joined.claimant_type,
    joined.side,
    joined.organisation_claimant_id,
    joined.is_named,
    joined.place_id,
    case when joined.is_named then casualty_tiers.tier_on_own_side else 6 end as tier_on_own_side,
    case when joined.is_named then casualty_tiers.tier_on_other_side else 6 end as tier_on_other_side,
    joined.n_claims
from joined
left join casualty_tiers on joined.claimant_type = casualty_tiers.claimant_type
