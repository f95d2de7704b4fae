{#- One row per claim: its article's outlet and story, its event, its origin, its interval and its tier. -#}
with stated as (

    select * from {{ ref('stg_lake__claims') }}

),

-- the words of claims are far the widest part of them and decide nothing: they join again at the end
{%- set words = [
    'quote', 'quote_start', 'quote_end', 'sentence', 'value_text', 'value_start', 'value_end', 'value_ordinal', 'rule_trace',
    'extractor', 'extractor_version', 'derived_from_claim_ids', 'place_text', 'place_ids', 'claimant_text', 'correction_note'
] %}
claims as (

    select
        * exclude ({{ words | join(', ') }}),
        hash(sentence) as sentence_hash,
        contains(quote, value_text) as is_value_in_quote
    from stated

),

versions as (

    select * from {{ ref('int_articles__versions') }}

),

groups as (

    select * from {{ ref('stg_lake__article_groups') }}

),

links as (

    select * from {{ ref('int_claims__linked') }}

),

events as (

    select * from {{ ref('int_events__keyed') }}

),

claimants as (

    select
        claimant_id,
        is_named
    from {{ ref('claimants') }}

),

measures as (

    select
        measure,
        measure_family,
        is_toll
    from {{ ref('measures') }}

),

joined as (

    select
        claims.*,
        versions.outlet,
        versions.story_id,
        versions.version,
        versions.source_kind,
        -- a table of figures says what prose says; the rows of other tables list items
        coalesce(versions.source_kind = 'table' and coalesce(versions.source_form, '') <> 'figures', false) as is_list_item,
        versions.published_at,
        versions.superseded_at,
        coalesce(groups.near_duplicate_group_id, claims.article_id) as near_duplicate_group_id,
        links.event_id,
        links.event_reason,
        links.link_confidence,
        links.link_basis,
        events.event_date,
        events.event_window,
        events.target_side as event_target_side,
        events.place_id as event_place_id,
        measures.measure_family,
        coalesce(measures.is_toll, false) as is_toll,
        -- "local officials" speak for nobody who could be asked again
        claims.claimant_id is not null and coalesce(cast(claimants.is_named as boolean), false) as is_named_origin,
        {{ interval_low('claims.qualifier', 'claims.value', 'claims.value_low') }} as stated_low,
        {{ interval_high('claims.qualifier', 'claims.value', 'claims.value_high') }} as stated_high
    from claims
    left join versions on claims.article_id = versions.article_id
    left join groups on claims.article_id = groups.article_id
    left join links on claims.claim_id = links.claim_id
    left join events on links.event_id = events.event_id
    left join claimants on claims.claimant_id = claimants.claimant_id
    left join measures on claims.measure = measures.measure

),

measured as (

    select
        *,
        qualifier <> 'vague' and modality <> 'denied' and stated_low is not null as has_interval,
        case
            when is_named_origin then claimant_id
            when relay is not null then 'relay:' || lower(trim(relay))
            else 'text:' || near_duplicate_group_id
        end as origin_id,
        case
            when is_named_origin then 'claimant'
            when relay is not null then 'relay'
            when near_duplicate_group_id <> article_id then 'near_duplicate'
            else 'article'
        end as origin_kind,
        case
            when claimant_side is null then 'unstated'
            when claimant_side = coalesce(event_target_side, target_side) then 'own'
            else 'other'
        end as relation
    from joined

),

tiered as (

    select
        measured.*,
        case when measured.is_named_origin then coalesce(tiers.tier, 6) else 6 end as tier
    from measured
    left join {{ ref('tiers') }} as tiers
        on
            measured.claimant_type = tiers.claimant_type
            and measured.measure_family = tiers.measure_family
            and measured.relation = tiers.relation

),

wholes as (

    select
        claim_id,
        event_id,
        measure,
        unit_id
    from tiered

),

-- "a man and a boy": beside the boy the man is not all civilians hurt, nor is one of two parts in one cell the whole of it
with_siblings as (

    select distinct part.claim_id
    from tiered as part
    inner join tiered as sibling
        on
            part.part_of_claim_id = sibling.part_of_claim_id
            and part.claim_id <> sibling.claim_id
            and part.event_id = sibling.event_id
            and part.measure = sibling.measure
    inner join {{ ref('brg_unit_ancestor') }} as ancestors
        on sibling.unit_id = ancestors.unit_id and part.unit_id = ancestors.ancestor_unit_id
    where part.part_role like 'breakdown%' and sibling.part_role like 'breakdown%'

),

-- the rows of one table in one cell list items; from the second row known on, none of them is the whole
itemised as (

    select
        row_claim.claim_id,
        min(other.known_at) as itemised_at
    from tiered as row_claim
    inner join tiered as other
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
        tiered.*,
        itemised.itemised_at,
        -- a part in the cell of its whole says nothing of the whole; nor does one model among several of one sentence
        wholes.claim_id is not null
        or with_siblings.claim_id is not null
        or coalesce(itemised.itemised_at <= tiered.known_at, false)
        or (
            tiered.weapon_model is not null
            and count(distinct tiered.weapon_model) over (
                partition by
                    tiered.origin_id, tiered.event_id, tiered.measure, tiered.unit_id, tiered.article_id, tiered.sentence_hash
            ) > 1
        ) as is_part_of_cell
    from tiered
    left join wholes
        on
            tiered.part_of_claim_id = wholes.claim_id
            and tiered.event_id = wholes.event_id
            and tiered.measure = wholes.measure
            and tiered.unit_id = wholes.unit_id
    left join itemised on tiered.claim_id = itemised.claim_id
    left join with_siblings on tiered.claim_id = with_siblings.claim_id

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
    stated.quote,
    stated.quote_start,
    stated.quote_end,
    stated.sentence,
    stated.value_text,
    stated.value_start,
    stated.value_end,
    stated.value_ordinal,
    stated.rule_trace,
    stated.extractor,
    stated.extractor_version,
    parted.measure,
    parted.measure_family,
    parted.is_toll,
    parted.qualifier,
    parted.value,
    parted.value_low,
    parted.value_high,
    parted.is_negated_zero,
    case when parted.has_interval then parted.stated_low end as interval_low,
    case when parted.has_interval then parted.stated_high end as interval_high,
    parted.has_interval,
    case
        when parted.has_interval
            then {{ stated_point('parted.qualifier', 'parted.value', 'parted.stated_low', 'parted.stated_high') }}
    end as point,
    parted.derivation,
    stated.derived_from_claim_ids,
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
    stated.place_text,
    parted.place_id,
    stated.place_ids,
    parted.geo_precision,
    parted.event_date_start,
    parted.event_date_end,
    parted.night_of,
    parted."window",
    parted.date_precision,
    parted.date_basis,
    stated.claimant_text,
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
    stated.correction_note,
    coalesce(parted.conflict_id = '{{ var("conflict_id") }}', false)
    and parted.has_interval
    and parted.scope = 'event'
    and not parted.is_rejected as is_comparable,
    -- whether it feeds a figure: comparable, in an event, of a unit, found in its quote, and not a part in its whole's cell
    coalesce(parted.conflict_id = '{{ var("conflict_id") }}', false)
    and parted.has_interval
    and parted.scope = 'event'
    and not parted.is_rejected
    and parted.event_id is not null
    and parted.unit_id is not null
    and parted.is_value_in_quote
    and not parted.is_part_of_cell as is_statement,
    parted.ingest_date
from parted
inner join stated on parted.claim_id = stated.claim_id
