-- Fails if a kind of claimant that makes claims has no tier in the seed.
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

select distinct claims.claimant_type
from {{ ref('fct_claims') }} as claims
anti join {{ ref('tiers') }} as tiers on claims.claimant_type = tiers.claimant_type
