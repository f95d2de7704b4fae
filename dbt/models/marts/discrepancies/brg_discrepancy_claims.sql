{#- A claim supports a disagreement from when both were known; one printed after it ended says nothing of it. -#}
with observed as (

    select * from {{ ref('int_discrepancies__observed') }}

),

claims as (

    select
        claim_id,
        article_id,
        outlet,
        known_at
    from {{ ref('int_claims__resolved') }}

),

supporting as (

    select
        discrepancy_id,
        'a' as role,
        unnest(claim_ids_a) as claim_id,
        valid_from,
        valid_to
    from observed
    union all
    select
        discrepancy_id,
        'b' as role,
        unnest(claim_ids_b) as claim_id,
        valid_from,
        valid_to
    from observed

)

select
    supporting.discrepancy_id,
    supporting.claim_id,
    min(supporting.role) as role,
    claims.article_id,
    claims.outlet,
    min(greatest(supporting.valid_from, claims.known_at)) as seen_at
from supporting
inner join claims on supporting.claim_id = claims.claim_id
where supporting.valid_to is null or claims.known_at < supporting.valid_to
group by supporting.discrepancy_id, supporting.claim_id, claims.article_id, claims.outlet
