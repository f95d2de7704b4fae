{#- One row per claim: its article's outlet and story, its event, its origin, its interval and its tier. -#}
with claims as (

    select * from {{ ref('stg_lake__claims') }}

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
                    tiered.origin_id, tiered.event_id, tiered.measure, tiered.unit_id, tiered.article_id, tiered.sentence
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
    claim_id,
    article_id,
    known_at,
    superseded_at,
    outlet,
    story_id,
    version,
    source_kind,
    is_list_item,
    published_at,
    near_duplicate_group_id,
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
    measure,
    measure_family,
    is_toll,
    qualifier,
    value,
    value_low,
    value_high,
    is_negated_zero,
    case when has_interval then stated_low end as interval_low,
    case when has_interval then stated_high end as interval_high,
    has_interval,
    case
        when has_interval then {{ stated_point('qualifier', 'value', 'stated_low', 'stated_high') }}
    end as point,
    derivation,
    derived_from_claim_ids,
    unit_id,
    weapon_class,
    weapon_model,
    part_of_claim_id,
    part_role,
    is_part_of_cell,
    itemised_at,
    target_side,
    attacker_side,
    conflict_id,
    conflict_basis,
    place_text,
    place_id,
    place_ids,
    geo_precision,
    event_date_start,
    event_date_end,
    night_of,
    "window",
    date_precision,
    date_basis,
    claimant_text,
    claimant_id,
    claimant_type,
    claimant_side,
    relay,
    modality,
    scope,
    event_id,
    event_reason,
    link_confidence,
    link_basis,
    event_date,
    event_window,
    event_target_side,
    event_place_id,
    origin_id,
    origin_kind,
    is_named_origin,
    tier,
    contains(quote, value_text) as is_value_in_quote,
    is_rejected,
    corrected_by,
    corrected_at,
    correction_note,
    coalesce(conflict_id = '{{ var("conflict_id") }}', false)
    and has_interval
    and scope = 'event'
    and not is_rejected as is_comparable,
    -- whether it feeds a figure: comparable, in an event, of a unit, found in its quote, and not a part in its whole's cell
    coalesce(conflict_id = '{{ var("conflict_id") }}', false)
    and has_interval
    and scope = 'event'
    and not is_rejected
    and event_id is not null
    and unit_id is not null
    and contains(quote, value_text)
    and not is_part_of_cell as is_statement,
    ingest_date
from parted
