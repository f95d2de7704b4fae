{#- R14. One row per two mentions in one article, the first in its opening, that give one event's figure differently, by one claimant
    or where at least one of them names no source; or the same figure at two places apart, of which it names the first in its opening
    alone. A body that names less of a toll than the opening may name a part of it, unless both are one named claimant's, or each
    gives it beside the same other figure of the place ("one killed and nine injured", "one fatality and four injuries"). -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where is_statement and derivation is null and part_of_claim_id is null and weapon_model is null

),

-- two sentences of an article that both give one other figure of the event, of another measure
retold as (

    select distinct
        first.sentence_key,
        again.sentence_key as again_sentence_key,
        first.event_id,
        first.measure as retold_measure
    from claims as first
    inner join claims as again
        on
            first.article_id = again.article_id
            and first.event_id = again.event_id
            and first.measure = again.measure
            and first.unit_id = again.unit_id
            and first.interval_low = again.interval_low
            and first.interval_high = again.interval_high
            and first.sentence_key <> again.sentence_key
    where first.is_toll and again.is_place_carried is distinct from true

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
        -- two claimants may differ, which is R06's; one who is named contradicts himself by R08 too
        and coalesce(lead.claimant_id = body.claimant_id, true)
        and not lead.announces_change
        and not body.announces_change
        and not lead.hints_part
        and not body.hints_part
        and lead.sentence_key <> body.sentence_key
        and not {{ intervals_meet('lead.interval_low', 'lead.interval_high', 'body.interval_low', 'body.interval_high') }}
        and (
            body.interval_low > lead.interval_high
            or not lead.is_toll
            or (lead.is_named_origin and lead.claimant_id = body.claimant_id)
            -- a headline and the sentence right below, each of which names the place
            or (
                lead.is_headline
                and body.quote_start < {{ rule_threshold('R14', 'opening_characters') }}
                and lead.is_place_carried is distinct from true
                and body.is_place_carried is distinct from true
                and lead.interval_low = lead.interval_high
                and body.interval_low = body.interval_high
            )
            or exists (
                select 1
                from retold
                where
                    retold.sentence_key = lead.sentence_key
                    and retold.again_sentence_key = body.sentence_key
                    and retold.event_id = lead.event_id
                    and retold.retold_measure <> lead.measure
            )
        )

),

places as (

    select
        place_id,
        radians(latitude) as latitude,
        radians(longitude) as longitude
    from {{ ref('stg_lake__places') }}
    where place_type in ('settlement', 'district', 'adm1', 'adm2')

),

ancestors as (

    select
        place_id,
        ancestor_place_id
    from {{ ref('brg_place_ancestor') }}

),

-- one figure at two places
moved as (

    select
        lead.*,
        body.claim_id as body_claim_id,
        body.origin_id as body_origin_id,
        body.place_text as body_place_text,
        body.told as body_told,
        body.event_words as body_event_words,
        {{ evidence_key('lead.') }} || ' ' || lead.place_id as lead_evidence,
        {{ evidence_key('body.') }} || ' ' || body.place_id as body_evidence
    from claims as lead
    inner join claims as body
        on
            lead.article_id = body.article_id
            and lead.measure = body.measure
            and lead.unit_id = body.unit_id
            and lead.target_side = body.target_side
            and lead.event_date = body.event_date
            and lead.interval_low = body.interval_low
            and lead.interval_high = body.interval_high
            and lead.interval_low >= {{ rule_threshold('R14', 'least_value') }}
            and lead.quote_start < body.quote_start
            and lead.sentence_key <> body.sentence_key
    inner join places as lead_places on lead.place_id = lead_places.place_id
    inner join places as body_places on body.place_id = body_places.place_id
    where
        lead.quote_start < {{ rule_threshold('R14', 'opening_characters') }}
        and (lead.claimant_id is null or body.claimant_id is null or lead.claimant_id = body.claimant_id)
        and {{ great_circle_km('lead_places', 'body_places') }} > {{ rule_threshold('R14', 'distance_km') }}
        and not exists (
            select 1
            from ancestors
            where
                (ancestors.place_id = lead.place_id and ancestors.ancestor_place_id = body.place_id)
                or (ancestors.place_id = body.place_id and ancestors.ancestor_place_id = lead.place_id)
        )

),

-- an article that tells of several attacks names their places more than once
misplaced as (

    select moved.*
    from moved
    inner join {{ ref('stg_lake__articles') }} as articles on moved.article_id = articles.article_id
    where
        not contains(lower(articles.text[moved.quote_end + 1:]), lower(moved.place_text))
        and not contains(lower(left(articles.text, moved.quote_end)), lower(moved.body_place_text))

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
union all
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
    0 as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || told || ', and further down in the same article the same figure stands for ' || body_event_words || ': '
    || body_told || '. Likely reason: one of the two places was mistaken, or two attacks have the same figure. '
    || 'Reading the article would settle it.' as explanation
from misplaced
