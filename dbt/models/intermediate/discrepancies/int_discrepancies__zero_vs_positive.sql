{#- R32. One row per pair of current statements of which one says none and the other at least one. A toll that rises with time is an
    update. -#}
with pairs as (

    select * from {{ ref('int_statements__paired') }}

)

select
    'R32' as rule_id,
    'warn' as severity,
    event_id,
    event_id as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort([a_origin_id, b_origin_id]) as origins,
    list_sort([{{ evidence_key('a_') }}, {{ evidence_key('b_') }}]) as evidence,
    a_claim_ids as claim_ids_a,
    b_claim_ids as claim_ids_b,
    gap::bigint as gap,
    seen_from as valid_from,
    seen_to as valid_to,
    {{ pair_explained() }} as explanation
from pairs
where
    not is_meeting
    and not is_rise
    -- "no casualties were immediately reported" leaves room for some
    and ((a_interval_high = 0 and not a_is_preliminary) or (b_interval_high = 0 and not b_is_preliminary))
