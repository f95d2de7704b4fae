{#- R29. One row per figure in prose that is stated as exact and is a round number. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where is_comparable and source_kind = 'prose' and qualifier = 'exact' and derivation is null and value > 0

)

select
    'R29' as rule_id,
    'info' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    [claim_id] as evidence,
    [claim_id] as claim_ids_a,
    []::varchar[] as claim_ids_b,
    null::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || told || ', a round number stated as exact. It may be an estimate whose hedge was lost; '
    || 'the claimant''s own words would settle it.' as explanation
from claims
where value % {{ rule_threshold('R29', 'multiple') }}::bigint = 0
