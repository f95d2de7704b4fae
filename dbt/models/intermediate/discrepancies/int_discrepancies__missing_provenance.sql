{#- R20. One row per figure in prose that names neither a claimant nor any place, or lacks all three: a named
    claimant, a place finer than a country, a stated date. What stands in the title or in the words beside the sentence is not lacking. -#}
with claims as (

    select
        described.*,
        not described.is_named_origin as lacks_claimant,
        -- a place that no gazetteer knows is one
        (described.place_id is null and described.place_text is null)
        -- "in Kyiv and Kharkiv" has no one place below the country
        or coalesce(described.geo_precision in ('country', 'macro_region') and coalesce(len(described.place_ids), 0) <= 1, false)
            as lacks_place,
        described.date_basis = 'publication' as lacks_date
    from {{ ref('int_claims__described') }} as described
    where
        described.is_comparable
        and described.source_kind = 'prose'
        and described.part_of_claim_id is null
        -- told of the war by the article alone, or with neither a side nor a place of it, a figure may be of anything
        and described.conflict_basis is distinct from 'article'
        and coalesce(described.target_side, described.attacker_side) is not null

),

lacking as (

    select *
    from claims
    where lacks_claimant and lacks_place and (lacks_date or coalesce(place_id, place_text) is null)

),

-- the title, and what stands beside the figure
passages as (

    select
        lacking.claim_id,
        concat_ws(
            '. ',
            articles.title,
            articles.text[
                greatest(1, lacking.quote_start - {{ rule_threshold('R20', 'beside_letters') }}::bigint)
                :lacking.quote_end + {{ rule_threshold('R20', 'beside_letters') }}::bigint
            ]
        ) as passage
    from lacking
    inner join {{ ref('stg_lake__articles') }} as articles on lacking.article_id = articles.article_id

),

-- words one by one, and up to four in a row
words as (

    select
        claim_id,
        regexp_extract_all(passage, '[\p{L}\p{N}][\p{L}\p{N}''’-]*') as words
    from passages

),

phrases as (

    select
        claim_id,
        array_to_string(words[start:start + more], ' ') as phrase
    from (
        select
            claim_id,
            words,
            start,
            unnest([0, 1, 2, 3]) as more
        from (
            select
                claim_id,
                words,
                unnest(range(1, len(words) + 1)) as start
            from words
        ) as starts
    ) as runs
    -- names begin with a capital
    where regexp_matches(words[start], '^\p{Lu}')

),

names as (

    select distinct
        claim_id,
        lower(replace(phrase, '’', '''')) as name
    from phrases

),

placed as (

    select distinct names.claim_id
    from names
    inner join {{ ref('place_aliases') }} as aliases on names.name = aliases.surface
    inner join {{ ref('stg_lake__places') }} as places on aliases.place_id = places.place_id
    where places.place_type not in ('country', 'macro_region')
    union
    -- "in Ukraine's east", "a city in southern Russia"
    select claim_id
    from passages
    where regexp_matches(
        passage,
        '(?i)\b((north|south|east|west)(ern|-?(east|west)(ern)?)?|central) (ukraine|russia|city|town|region)|'
        || '(ukraine|russia)[''’]s (far )?(north|south|east|west)'
    )

),

claimed as (

    select distinct names.claim_id
    from names
    inner join {{ claimant_names() }} as aliases on names.name = aliases.surface
    inner join {{ ref('claimants') }} as claimants on aliases.claimant_id = claimants.claimant_id
    where
        cast(claimants.is_named as boolean)
        -- a country's bare name is in every title
        and claimants.claimant_id not in (select countries.claimant_id from {{ ref('int_claimants__countries') }} as countries)

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
from lacking
where
    claim_id not in (select placed.claim_id from placed)
    and claim_id not in (select claimed.claim_id from claimed)
