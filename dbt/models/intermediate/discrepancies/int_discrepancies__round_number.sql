{#- R29. One row per figure in prose that is stated as exact and is a round number, in a sentence that calls nothing an estimate. -#}
with claims as (

    select claims.*
    from {{ ref('int_claims__described') }} as claims
    inner join {{ ref('int_claims__resolved') }} as resolved on claims.claim_id = resolved.claim_id
    where
        claims.is_comparable
        and claims.source_kind = 'prose'
        and claims.qualifier = 'exact'
        and claims.derivation is null
        and claims.value > 0
        -- told of the war by the article alone, a figure may be of anything
        and claims.conflict_basis is distinct from 'article'
        and not regexp_matches(
            coalesce(resolved.sentence, ''),
            -- "50 attacks a day" is a rate
            '(?i)\b(?:an?|per|each|every) (?:day|night|week|month|hour|year)\b|\b(?:daily|weekly|monthly|hourly|on average)\b'
            || '|\b(estimat\w+|approximat\w+|roughly|thought|believe[sd]?|assess\w*|some [0-9]|or so|close to|approaching)\b'
        )

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
