-- Fails if a figure said of all of something is neither the number nor the sum of what it was derived from, unless a person
-- has corrected that since.
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

with derived as (

    select
        claim_id,
        article_id,
        value,
        unnest(derived_from_claim_ids) as operand_id
    from {{ ref('fct_claims') }}
    where derivation = 'all' and corrected_at is null

),

operands as (

    select
        derived.claim_id,
        derived.value,
        count(claims.claim_id) as n_found,
        count(*) as n_named,
        sum(claims.value) as operands_sum,
        bool_or(claims.value is not distinct from derived.value or claims.corrected_at is not null) as is_one_of_them
    from derived
    left join {{ ref('fct_claims') }} as claims
        on derived.operand_id = claims.claim_id and derived.article_id = claims.article_id
    group by derived.claim_id, derived.value

)

select
    claim_id,
    value,
    operands_sum
from operands
where
    n_found < n_named
    or not coalesce(is_one_of_them or value = operands_sum, false)
