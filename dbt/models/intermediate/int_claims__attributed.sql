{#- One row per claim, without its words: its article's outlet and story, its event, its origin, its interval and its tier. -#}
with stated as (

    select * from {{ ref('stg_lake__claims') }}

),

-- the words of claims are far the widest part of them and decide nothing: they join again once all is decided
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

)

select
    measured.claim_id,
    measured.article_id,
    measured.known_at,
    measured.superseded_at,
    measured.outlet,
    measured.story_id,
    measured.version,
    measured.source_kind,
    measured.is_list_item,
    measured.published_at,
    measured.near_duplicate_group_id,
    measured.measure,
    measured.measure_family,
    measured.is_toll,
    measured.qualifier,
    measured.value,
    measured.value_low,
    measured.value_high,
    measured.is_negated_zero,
    case when measured.has_interval then measured.stated_low end as interval_low,
    case when measured.has_interval then measured.stated_high end as interval_high,
    measured.has_interval,
    case
        when measured.has_interval
            then {{ stated_point('measured.qualifier', 'measured.value', 'measured.stated_low', 'measured.stated_high') }}
    end as point,
    measured.derivation,
    measured.unit_id,
    measured.weapon_class,
    measured.weapon_model,
    measured.part_of_claim_id,
    measured.part_role,
    measured.target_side,
    measured.attacker_side,
    measured.conflict_id,
    measured.conflict_basis,
    measured.place_id,
    measured.geo_precision,
    measured.event_date_start,
    measured.event_date_end,
    measured.night_of,
    measured."window",
    measured.date_precision,
    measured.date_basis,
    measured.claimant_id,
    measured.claimant_type,
    measured.claimant_side,
    measured.relay,
    measured.modality,
    measured.scope,
    measured.event_id,
    measured.event_reason,
    measured.link_confidence,
    measured.link_basis,
    measured.event_date,
    measured.event_window,
    measured.event_target_side,
    measured.event_place_id,
    measured.origin_id,
    measured.origin_kind,
    measured.is_named_origin,
    case when measured.is_named_origin then coalesce(tiers.tier, 6) else 6 end as tier,
    measured.sentence_hash,
    measured.is_value_in_quote,
    measured.is_rejected,
    measured.corrected_by,
    measured.corrected_at,
    coalesce(measured.conflict_id = '{{ var("conflict_id") }}', false)
    and measured.has_interval
    and measured.scope = 'event'
    and not measured.is_rejected as is_comparable,
    measured.ingest_date
from measured
left join {{ ref('tiers') }} as tiers
    on
        measured.claimant_type = tiers.claimant_type
        and measured.measure_family = tiers.measure_family
        and measured.relation = tiers.relation
