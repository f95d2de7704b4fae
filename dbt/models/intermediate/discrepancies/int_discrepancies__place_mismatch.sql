{#- R21. One row per figure that a regional or local official gives for a place that lies neither in the official's own region nor
    around it. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where is_comparable and is_named_origin and claimant_type in ('regional_official', 'local_official')

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
        place_type
    from {{ ref('stg_lake__places') }}

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
    and not exists (
        select 1
        from ancestors
        where
            (ancestors.place_id = claims.place_id and ancestors.ancestor_place_id = claimants.jurisdiction_id)
            or (ancestors.place_id = claimants.jurisdiction_id and ancestors.ancestor_place_id = claims.place_id)
    )
