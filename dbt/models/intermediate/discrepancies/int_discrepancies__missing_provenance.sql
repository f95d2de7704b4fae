{#- R20. One row per figure in prose that names neither a claimant nor any place, or lacks all three: a named
    claimant, a place finer than a country, a stated date. -#}
with claims as (

    select
        *,
        not is_named_origin as lacks_claimant,
        -- a place that no gazetteer knows is one
        (place_id is null and place_text is null)
        -- "in Kyiv and Kharkiv" has no one place below the country
        or coalesce(geo_precision in ('country', 'macro_region') and coalesce(len(place_ids), 0) <= 1, false) as lacks_place,
        date_basis = 'publication' as lacks_date
    from {{ ref('int_claims__described') }}
    where
        is_comparable
        and source_kind = 'prose'
        and part_of_claim_id is null
        -- told of the war by the article alone, or with neither a side nor a place of it, a figure may be of anything
        and conflict_basis is distinct from 'article'
        and coalesce(target_side, attacker_side) is not null

)

select
    'R20' as rule_id,
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
    event_words || ': ' || told || ' lacks '
    || array_to_string(
        list_filter(
            [
                case when lacks_claimant then 'a named claimant' end,
                case when lacks_place then 'a place finer than a country' end,
                case when lacks_date then 'a stated date' end
            ],
            lambda lack: lack is not null
        ),
        ' and '
    )
    || ', so it can hardly be checked. The source the outlet had, asked for by name, place and date, would mend it.' as explanation
from claims
where lacks_claimant and lacks_place and (lacks_date or coalesce(place_id, place_text) is null)
