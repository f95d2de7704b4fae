{#- One row per cell and moment: the claims that bear on its figure there. They are those of the statements that are current, and
    vague and denied ones, which are counted and listed, nothing more. -#}
with moments as (

    select
        *,
        row_number() over () as moment
    from {{ ref('int_figures__moments') }}

),

claims as (

    select * from {{ ref('int_figures__claims') }}

),

standing as (

    select
        moments.moment,
        made.statement_key
    from {{ ref('int_statements__at_moments') }} as made
    inner join moments on made.cell_id = moments.cell_id and made.valid_from = moments.valid_from
    where made.past_because is null

),

listed as (

    select
        moments.moment,
        count(*) as n_claims,
        -- by numbers: many moments keep many texts
        count(distinct hash(claims.outlet)) as n_outlets,
        count(distinct hash(claims.claimant_side)) filter (where claims.claimant_side is not null) as n_sides,
        list(claims.claim_id order by claims.claim_id) as claim_ids
    from moments
    inner join claims
        on
            moments.cell_id = claims.cell_id
            and {{ holds_at('claims.known_at', 'claims.superseded_at', 'moments.valid_from') }}
    left join standing on moments.moment = standing.moment and claims.statement_key = standing.statement_key
    where claims.statement_key is null or standing.moment is not null
    group by moments.moment

),

cells as (

    select distinct
        cell_id,
        event_id,
        measure,
        unit_id
    from claims

)

select
    moments.cell_id,
    cells.event_id,
    cells.measure,
    cells.unit_id,
    moments.valid_from,
    listed.n_claims,
    listed.n_outlets,
    listed.n_sides,
    listed.claim_ids
from listed
inner join moments on listed.moment = moments.moment
inner join cells on moments.cell_id = cells.cell_id
