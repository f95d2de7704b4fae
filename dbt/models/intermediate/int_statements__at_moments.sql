{#- One row per statement (origin × interval of a cell) and moment of the cell at which a claim makes it: what becomes of it
    there. Decided from claims known by that moment alone. -#}
with cells as (

    select
        cell_id,
        row_number() over () as cell
    from {{ ref('int_figures__moments') }}
    group by cell_id

),

-- cells, moments, statements and origins go by numbers here: there are many rows, and a key of text is ten times as large
moments as (

    select
        cells.cell,
        moments.*,
        row_number() over () as moment
    from {{ ref('int_figures__moments') }} as moments
    inner join cells on moments.cell_id = cells.cell_id

),

stated as (

    select
        cells.cell,
        claims.statement_key,
        row_number() over () as statement,
        any_value(claims.origin_id) as origin_id,
        hash(any_value(claims.origin_id)) as origin,
        any_value(claims.interval_low) as interval_low,
        any_value(claims.interval_high) as interval_high,
        any_value(claims.is_named_origin) as is_named_origin,
        any_value(claims.is_toll) as is_toll,
        min(claims.known_at) as first_known_at
    from {{ ref('int_figures__claims') }} as claims
    inner join cells on claims.cell_id = cells.cell_id
    where claims.statement_key is not null
    group by cells.cell, claims.statement_key

),

claims as (

    select
        stated.cell,
        stated.statement,
        claims.known_at,
        claims.superseded_at,
        claims.tier,
        claims.point,
        claims.claimant_side,
        claims.is_country_voice
    from {{ ref('int_figures__claims') }} as claims
    inner join cells on claims.cell_id = cells.cell_id
    inner join stated on cells.cell = stated.cell and claims.statement_key = stated.statement_key

),

standing as (

    select
        moments.moment,
        claims.statement,
        min(claims.tier) as tier,
        min(claims.point) as point,
        min(claims.claimant_side) as claimant_side,
        coalesce(bool_and(claims.is_country_voice), false) as is_country_voice
    from moments
    inner join claims
        on
            moments.cell = claims.cell
            and {{ holds_at('claims.known_at', 'claims.superseded_at', 'moments.valid_from') }}
    group by moments.moment, claims.statement

),

dated as (

    select
        standing.*,
        stated.interval_low,
        stated.interval_high,
        stated.is_named_origin,
        stated.is_toll,
        stated.first_known_at,
        stated.first_known_at < max(stated.first_known_at) over (partition by standing.moment, stated.origin) as is_revised,
        -- since when anybody has stated this interval
        min(stated.first_known_at) over (
            partition by standing.moment, stated.interval_low, stated.interval_high
        ) as interval_known_at
    from standing
    inner join stated on standing.statement = stated.statement

),

-- a toll is outdated by a newer statement that differs and is news: not a repetition of an older value, not a lower figure from
-- a worse source, so that a late relay never lowers a toll, and not a looser word that leaves room for it
outdated as (

    select distinct
        older.moment,
        older.statement
    from dated as older
    inner join dated as newer
        on
            older.moment = newer.moment
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
        outdated.statement is not null as is_outdated
    from dated
    left join outdated on dated.moment = outdated.moment and dated.statement = outdated.statement

),

-- an unnamed origin counts none where a named one states the same value, nor does a country where a body of its side does: it
-- is the voice of one that the text does not name; where that word is past, so is its repetition
named as (

    select
        weaker.moment,
        weaker.statement,
        bool_or(not named.is_revised and not named.is_outdated) as has_current
    from weighed as weaker
    inner join weighed as named
        on
            weaker.moment = named.moment
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
    moments.cell_id,
    moments.valid_from,
    moments.valid_to,
    stated.statement_key,
    stated.origin_id,
    weighed.is_named_origin,
    weighed.interval_low,
    weighed.interval_high,
    weighed.point,
    weighed.tier,
    weighed.first_known_at,
    named.statement is not null as is_absorbed,
    case
        when weighed.is_revised then 'revision'
        when weighed.is_outdated then 'outdated'
        when named.statement is not null and not named.has_current then 'repetition'
    end as past_because
from weighed
inner join moments on weighed.moment = moments.moment
inner join stated on weighed.statement = stated.statement
left join named on weighed.moment = named.moment and weighed.statement = named.statement
