{#- One row per claim: where it stands, whose it is and what interval it states, whether it is a part of what its cell holds, and
    its words. -#}
-- DuckDB would hold these wide rows in memory, as they are asked for more than once
with claims as not materialized (

    select * from {{ ref('int_claims__attributed') }}

),

words as (

    select
        claim_id,
        quote,
        quote_start,
        quote_end,
        sentence,
        value_text,
        value_start,
        value_end,
        value_ordinal,
        rule_trace,
        extractor,
        extractor_version,
        derived_from_claim_ids,
        place_text,
        place_ids,
        claimant_text,
        correction_note
    from {{ ref('stg_lake__claims') }}

),

-- a part in the cell of its whole says nothing of the whole
within_wholes as (

    select part.claim_id
    from claims as part
    inner join claims as whole
        on
            part.part_of_claim_id = whole.claim_id
            and part.event_id = whole.event_id
            and part.measure = whole.measure
            and part.unit_id = whole.unit_id

),

-- "a man and a boy": beside the boy the man is not all civilians hurt, nor is one of two parts in one cell the whole of it
with_siblings as (

    select part.claim_id
    from claims as part
    inner join claims as sibling
        on
            part.part_of_claim_id = sibling.part_of_claim_id
            and part.claim_id <> sibling.claim_id
            and part.event_id = sibling.event_id
            and part.measure = sibling.measure
    inner join {{ ref('brg_unit_ancestor') }} as ancestors
        on sibling.unit_id = ancestors.unit_id and part.unit_id = ancestors.ancestor_unit_id
    where part.part_role like 'breakdown%' and sibling.part_role like 'breakdown%'

),

-- one model among several of one sentence
of_several_models as (

    select claim_id
    from claims
    where weapon_model is not null
    qualify
        count(distinct weapon_model) over (
            partition by origin_id, event_id, measure, unit_id, article_id, sentence_hash
        ) > 1

),

parts as (

    select claim_id from within_wholes
    union
    select claim_id from with_siblings
    union
    select claim_id from of_several_models

),

-- the rows of one table in one cell list items; from the second row known on, none of them is the whole
itemised as (

    select
        row_claim.claim_id,
        min(other.known_at) as itemised_at
    from claims as row_claim
    inner join claims as other
        on
            row_claim.origin_id = other.origin_id
            and row_claim.outlet = other.outlet
            and row_claim.event_id = other.event_id
            and row_claim.measure = other.measure
            and row_claim.unit_id = other.unit_id
            and row_claim.story_id <> other.story_id
    where row_claim.is_list_item and other.is_list_item
    group by row_claim.claim_id

),

parted as (

    select
        claims.*,
        itemised.itemised_at,
        parts.claim_id is not null or coalesce(itemised.itemised_at <= claims.known_at, false) as is_part_of_cell
    from claims
    left join parts on claims.claim_id = parts.claim_id
    left join itemised on claims.claim_id = itemised.claim_id

)

select
    parted.claim_id,
    parted.article_id,
    parted.known_at,
    parted.superseded_at,
    parted.outlet,
    parted.story_id,
    parted.version,
    parted.source_kind,
    parted.is_list_item,
    parted.published_at,
    parted.near_duplicate_group_id,
    words.quote,
    words.quote_start,
    words.quote_end,
    words.sentence,
    words.value_text,
    words.value_start,
    words.value_end,
    words.value_ordinal,
    words.rule_trace,
    words.extractor,
    words.extractor_version,
    parted.measure,
    parted.measure_family,
    parted.is_toll,
    parted.qualifier,
    parted.value,
    parted.value_low,
    parted.value_high,
    parted.is_negated_zero,
    parted.interval_low,
    parted.interval_high,
    parted.has_interval,
    parted.point,
    parted.derivation,
    words.derived_from_claim_ids,
    parted.unit_id,
    parted.weapon_class,
    parted.weapon_model,
    parted.part_of_claim_id,
    parted.part_role,
    parted.is_part_of_cell,
    parted.itemised_at,
    parted.target_side,
    parted.attacker_side,
    parted.conflict_id,
    parted.conflict_basis,
    words.place_text,
    parted.place_id,
    words.place_ids,
    parted.geo_precision,
    parted.event_date_start,
    parted.event_date_end,
    parted.night_of,
    parted."window",
    parted.date_precision,
    parted.date_basis,
    words.claimant_text,
    parted.claimant_id,
    parted.claimant_type,
    parted.claimant_side,
    parted.relay,
    parted.modality,
    parted.scope,
    parted.event_id,
    parted.event_reason,
    parted.link_confidence,
    parted.link_basis,
    parted.event_date,
    parted.event_window,
    parted.event_target_side,
    parted.event_place_id,
    parted.origin_id,
    parted.origin_kind,
    parted.is_named_origin,
    parted.tier,
    parted.is_value_in_quote,
    parted.is_rejected,
    parted.corrected_by,
    parted.corrected_at,
    words.correction_note,
    parted.is_comparable,
    -- whether it feeds a figure: comparable, in an event, of a unit, found in its quote, and not a part in its whole's cell
    parted.is_comparable
    and parted.event_id is not null
    and parted.unit_id is not null
    and parted.is_value_in_quote
    and not parted.is_part_of_cell as is_statement,
    parted.ingest_date
from parted
inner join words on parted.claim_id = words.claim_id
