-- Fails if a claim is in no event without a reason, or in one with a reason.
select
    claim_id,
    event_id,
    event_reason
from {{ ref('fct_claims') }}
where (event_id is null) = (event_reason is null)
