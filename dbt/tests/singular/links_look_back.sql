-- Fails if a claim is linked to an event that was not known when the claim was.
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

select
    claims.claim_id,
    claims.event_id
from {{ ref('fct_claims') }} as claims
inner join {{ ref('dim_event') }} as events on claims.event_id = events.event_id
where claims.known_at < events.first_known_at and claims.link_basis <> 'correction'
