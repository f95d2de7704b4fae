{#- R14. One row per two mentions in one article, the first in its opening, that give one event's figure differently, where at least
    one of them names no source. A body that names less of a toll than the opening may name a part of it, so there only more counts. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where is_statement and derivation is null and part_of_claim_id is null and weapon_model is null

),

pairs as (

    select
        lead.*,
        body.claim_id as body_claim_id,
        body.origin_id as body_origin_id,
        body.interval_low as body_low,
        body.interval_high as body_high,
        body.told as body_told,
        {{ evidence_key('lead.') }} as lead_evidence,
        {{ evidence_key('body.') }} as body_evidence
    from claims as lead
    inner join claims as body
        on
            lead.article_id = body.article_id
            and lead.event_id = body.event_id
            and lead.measure = body.measure
            and lead.unit_id = body.unit_id
            and lead.quote_start < body.quote_start
    where
        lead.quote_start < {{ rule_threshold('R14', 'opening_characters') }}
        and (lead.claimant_id is null or body.claimant_id is null)
        and not lead.announces_change
        and not body.announces_change
        and not lead.hints_part
        and not body.hints_part
        and lead.sentence_key <> body.sentence_key
        and not {{ intervals_meet('lead.interval_low', 'lead.interval_high', 'body.interval_low', 'body.interval_high') }}
        and (body.interval_low > lead.interval_high or not lead.is_toll)

)

select
    'R14' as rule_id,
    'warn' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort(list_distinct([origin_id, body_origin_id])) as origins,
    list_sort([lead_evidence, body_evidence]) as evidence,
    [claim_id] as claim_ids_a,
    [body_claim_id] as claim_ids_b,
    greatest(coalesce(body_low - interval_high, 0), coalesce(interval_low - body_high, 0))::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || told || ', and further down in the same article ' || body_told
    || '. Likely reason: the opening was not updated with the body, or sums up several events. '
    || 'Reading the article would settle it.' as explanation
from pairs
