-- Fails if a disagreement is resolved or last seen before it was first seen, was seen before its claims were known, or is
-- told by a claim that does not support it.
{{ config(meta={'dagster': {'ref': {'name': 'fct_discrepancies'}}}) }}

with told as (

    select
        discrepancies.discrepancy_id,
        discrepancies.claim_id_a as claim_id,
        history.valid_from
    from {{ ref('fct_discrepancies') }} as discrepancies
    inner join {{ ref('fct_discrepancy_history') }} as history
        on
            discrepancies.discrepancy_id = history.discrepancy_id
            and discrepancies.claim_id_a = history.claim_id_a
            and discrepancies.explanation = history.explanation

)

select
    discrepancy_id,
    'its course is out of order' as fault
from {{ ref('fct_discrepancies') }}
where
    resolved_at <= first_seen_at or last_seen_at < first_seen_at or (status = 'resolved') <> (
        resolved_at is not null and decided_at is null
    )
union all
select
    told.discrepancy_id,
    'told by a claim that was not known or does not support it' as fault
from told
left join {{ ref('brg_discrepancy_claims') }} as supporting
    on told.discrepancy_id = supporting.discrepancy_id and told.claim_id = supporting.claim_id
left join {{ ref('fct_claims') }} as claims on told.claim_id = claims.claim_id
where supporting.claim_id is null or claims.known_at > told.valid_from
