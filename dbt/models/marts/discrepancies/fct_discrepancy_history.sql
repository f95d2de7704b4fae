with observed as (

    select * from {{ ref('int_discrepancies__observed') }}

),

claims as (

    select
        claim_id,
        quote
    from {{ ref('int_claims__resolved') }}

)

select
    observed.observation_id,
    observed.discrepancy_id,
    observed.rule_id,
    observed.severity,
    observed.event_id,
    observed.event_date,
    observed.place_id,
    observed.target_side,
    observed.measure,
    observed.unit_id,
    observed.origins,
    observed.evidence,
    observed.gap,
    observed.explanation,
    observed.claim_ids_a[1] as claim_id_a,
    a.quote as quote_a,
    observed.claim_ids_b[1] as claim_id_b,
    b.quote as quote_b,
    list_concat(observed.claim_ids_a, observed.claim_ids_b) as claim_ids,
    observed.valid_from,
    observed.valid_to
from observed
left join claims as a on observed.claim_ids_a[1] = a.claim_id
left join claims as b on observed.claim_ids_b[1] = b.claim_id
