{#- One row per statement (origin × interval of a cell) and moment of the cell at which a claim makes it: what becomes of it
    there. Decided from claims known by that moment alone. -#}
with claims as (

    select * from {{ ref('int_figures__claims') }}
    where statement_key is not null

),

moments as (

    select * from {{ ref('int_figures__moments') }}

),

first_known as (

    select
        cell_id,
        statement_key,
        min(known_at) as first_known_at
    from claims
    group by all

),

made as (

    select
        moments.cell_id,
        moments.valid_from,
        moments.valid_to,
        claims.statement_key,
        claims.origin_id,
        claims.interval_low,
        claims.interval_high,
        claims.is_named_origin,
        claims.is_toll,
        first_known.first_known_at,
        min(claims.tier) as tier,
        min(claims.point) as point,
        min(claims.claimant_side) as claimant_side,
        coalesce(bool_and(claims.is_country_voice), false) as is_country_voice,
        list(claims.claim_id order by claims.known_at, claims.claim_id) as claim_ids
    from moments
    inner join claims
        on
            moments.cell_id = claims.cell_id
            and {{ holds_at('claims.known_at', 'claims.superseded_at', 'moments.valid_from') }}
    inner join first_known
        on claims.cell_id = first_known.cell_id and claims.statement_key = first_known.statement_key
    group by all

),

dated as (

    select
        *,
        first_known_at < max(first_known_at) over (partition by cell_id, valid_from, origin_id) as is_revised,
        -- since when anybody has stated this interval
        min(first_known_at) over (partition by cell_id, valid_from, interval_low, interval_high) as interval_known_at
    from made

),

-- a toll is outdated by a newer statement that differs and is news: not a repetition of an older value, not a lower figure from
-- a worse source, so that a late relay never lowers a toll, and not a looser word that leaves room for it
outdated as (

    select distinct
        older.cell_id,
        older.valid_from,
        older.statement_key
    from dated as older
    inner join dated as newer
        on
            older.cell_id = newer.cell_id
            and older.valid_from = newer.valid_from
            and newer.first_known_at > older.first_known_at + {{ threshold('toll_lag_hours') }} * interval 1 hour
            and newer.interval_known_at > older.first_known_at
            and (newer.tier <= older.tier or newer.interval_low >= older.interval_low)
            and not (
                newer.interval_low <= older.interval_low
                and (newer.interval_high is null or newer.interval_high >= older.interval_high)
            )
    where older.is_toll

),

weighed as (

    select
        dated.*,
        outdated.statement_key is not null as is_outdated
    from dated
    left join outdated
        on
            dated.cell_id = outdated.cell_id
            and dated.valid_from = outdated.valid_from
            and dated.statement_key = outdated.statement_key

),

-- an unnamed origin counts none where a named one states the same value, nor does a country where a body of its side does: it
-- is the voice of one that the text does not name; where that word is past, so is its repetition
named as (

    select
        weaker.cell_id,
        weaker.valid_from,
        weaker.statement_key,
        bool_or(not named.is_revised and not named.is_outdated) as has_current
    from weighed as weaker
    inner join weighed as named
        on
            weaker.cell_id = named.cell_id
            and weaker.valid_from = named.valid_from
            and named.is_named_origin
            and weaker.point = named.point
    where
        not weaker.is_named_origin
        or (
            weaker.is_country_voice
            and not named.is_country_voice
            and weaker.claimant_side = named.claimant_side
            and weaker.interval_low = named.interval_low
            and weaker.interval_high is not distinct from named.interval_high
        )
    group by all

)

select
    weighed.cell_id,
    weighed.valid_from,
    weighed.valid_to,
    weighed.statement_key,
    weighed.origin_id,
    weighed.is_named_origin,
    weighed.interval_low,
    weighed.interval_high,
    weighed.point,
    weighed.tier,
    weighed.first_known_at,
    weighed.claim_ids,
    named.statement_key is not null as is_absorbed,
    case
        when weighed.is_revised then 'revision'
        when weighed.is_outdated then 'outdated'
        when named.statement_key is not null and not named.has_current then 'repetition'
    end as past_because
from weighed
left join named
    on
        weighed.cell_id = named.cell_id
        and weighed.valid_from = named.valid_from
        and weighed.statement_key = named.statement_key
