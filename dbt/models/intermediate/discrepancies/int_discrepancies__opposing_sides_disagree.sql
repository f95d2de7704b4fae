{#- R07. One row per pair of current statements of opposing sides whose intervals do not meet. An open interval counts with its lower
    end; below one counts as one. -#}
with pairs as (

    select * from {{ ref('int_statements__paired') }}

)

select
    'R07' as rule_id,
    case
        when
            greatest(
                case when a_interval_high is null then a_interval_low else (a_interval_low + a_interval_high) / 2.0 end,
                case when b_interval_high is null then b_interval_low else (b_interval_low + b_interval_high) / 2.0 end,
                1
            )
            > {{ rule_threshold('R07', 'warn_ratio') }}
            * greatest(
                least(
                    case when a_interval_high is null then a_interval_low else (a_interval_low + a_interval_high) / 2.0 end,
                    case when b_interval_high is null then b_interval_low else (b_interval_low + b_interval_high) / 2.0 end
                ),
                1
            )
            then 'warn'
        else 'info'
    end as severity,
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
    and parties = 'opposing'
    and not (a_interval_high is not distinct from 0 or b_interval_high is not distinct from 0)
