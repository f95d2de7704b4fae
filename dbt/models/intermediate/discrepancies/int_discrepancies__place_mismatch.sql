{#- R21. One row per figure that a regional or local official gives for a place that lies neither in the official's own region nor
    around it, and per figure that one origin gives for a town and another for the region named after it. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where
        is_comparable
        and is_named_origin
        and claimant_type in ('regional_official', 'local_official')
        -- a sentence without a place says nothing of one
        and is_place_carried is distinct from true

),

claimants as (

    select
        claimant_id,
        place_id as jurisdiction_id
    from {{ ref('claimants') }}
    where place_id is not null

),

ancestors as (

    select
        place_id,
        ancestor_place_id
    from {{ ref('brg_place_ancestor') }}

),

places as (

    select
        place_id,
        name,
        place_type,
        country,
        regexp_replace(name, ' (Oblast|Region|\(city\))$', '') as bare_name
    from {{ ref('stg_lake__places') }}

),

-- one figure of one occasion, put in the town by one origin and in the region of its name, or elsewhere in it, by another
namesakes as (

    select
        in_region.*,
        in_town.claim_id as town_claim_id,
        in_town.origin_id as town_origin_id,
        in_town.told as town_told,
        towns.name as town_name,
        greatest(in_region.known_at, in_town.known_at) as both_known_at,
        {{ first_end('in_region.superseded_at', 'in_town.superseded_at') }} as either_superseded_at
    from {{ ref('int_claims__described') }} as in_region
    inner join ancestors on in_region.place_id = ancestors.place_id
    inner join places as regions on ancestors.ancestor_place_id = regions.place_id and regions.place_type = 'adm1'
    inner join places as towns on regions.name = towns.name || ' Oblast'
    inner join {{ ref('int_claims__described') }} as in_town
        on
            towns.place_id = in_town.place_id
            and in_region.event_date = in_town.event_date
            and (
                in_region.event_window = in_town.event_window or 'unstated' in (in_region.event_window, in_town.event_window)
            )
            and in_region.measure = in_town.measure
            and in_region.unit_id = in_town.unit_id
            and in_region.interval_low = in_town.interval_low
            and in_region.interval_high = in_town.interval_high
            and in_region.origin_id <> in_town.origin_id
    where
        in_region.is_comparable
        and in_town.is_comparable
        -- "police" are somebody, if nobody who could be asked again
        and in_region.claimant_id is not null
        and in_town.claimant_id is not null
        and in_region.source_kind = 'prose'
        and in_town.source_kind = 'prose'
        and in_region.interval_low > 0
        and (
            in_region.place_id = regions.place_id
            or (
                in_region.is_toll
                and in_region.interval_low >= {{ rule_threshold('R21', 'least_value') }}
                and in_region.article_id <> in_town.article_id
                -- the text of each names its place
                and in_region.is_place_carried is distinct from true
                and in_town.is_place_carried is distinct from true
                and not exists (
                    select 1
                    from ancestors as town_ancestors
                    where town_ancestors.place_id = in_region.place_id and town_ancestors.ancestor_place_id = towns.place_id
                )
            )
        )
    qualify row_number() over (
        partition by
            in_region.event_id, in_town.event_id, in_region.origin_id, in_town.origin_id, in_region.measure, in_region.unit_id,
            in_region.interval_low
        order by both_known_at, in_region.claim_id, in_town.claim_id
    ) = 1

)

select
    'R21' as rule_id,
    'warn' as severity,
    claims.event_id,
    scope_key,
    target_side,
    claims.place_id,
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
    event_words || ': ' || told || ', which is a place outside the claimant''s own (' || places.name
    || '). Likely reason: a place of the same name, or an official who speaks about a neighbour. Reading the passage would settle it.'
        as explanation
from claims
inner join claimants on claims.claimant_id = claimants.claimant_id
inner join places on claimants.jurisdiction_id = places.place_id
-- seas and stretches of land are nobody's own region
inner join places as stated on claims.place_id = stated.place_id
where
    stated.place_type in ('adm1', 'adm2', 'settlement', 'district')
    -- "the Moscow region" and its city go by one name in loose words
    and not coalesce(stated.bare_name = places.bare_name and stated.country = places.country, false)
    and not exists (
        select 1
        from ancestors
        where
            (ancestors.place_id = claims.place_id and ancestors.ancestor_place_id = claimants.jurisdiction_id)
            or (ancestors.place_id = claimants.jurisdiction_id and ancestors.ancestor_place_id = claims.place_id)
    )
union all
select
    'R21' as rule_id,
    -- the region holds the town: both may be right
    'info' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort([origin_id, town_origin_id]) as origins,
    list_sort([claim_id, town_claim_id]) as evidence,
    [claim_id] as claim_ids_a,
    [town_claim_id] as claim_ids_b,
    null::bigint as gap,
    both_known_at as valid_from,
    either_superseded_at as valid_to,
    event_words || ': ' || told || ', in the region, while ' || town_told || ' for the town of ' || town_name
    || '. Likely reason: the town and the region of one name were taken for each other. Reading both passages would settle it.'
        as explanation
from namesakes
