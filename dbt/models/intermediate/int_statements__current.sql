{#- One row per statement (origin × event × measure × unit × interval) and unbroken stretch in which it is current; a statement
    that never is has one row of no length. At T the figures take those with valid_from <= T and valid_to after T or NULL. -#}
with at_moments as (

    select * from {{ ref('int_statements__at_moments') }}

),

claims as (

    select * from {{ ref('int_figures__claims') }}

),

events as (

    select * from {{ ref('int_events__keyed') }}

),

-- a stretch begins where the row before is absent, not adjoining, or of the other state
marked as (

    select
        *,
        case
            when
                lag(valid_to) over of_statement = valid_from
                and (lag(past_because) over of_statement is null) = (past_because is null)
                then 0
            else 1
        end as begins
    from at_moments
    window of_statement as (partition by cell_id, statement_key order by valid_from)

),

numbered as (

    select
        *,
        sum(begins) over (partition by cell_id, statement_key order by valid_from) as stretch
    from marked

),

stretches as (

    select
        cell_id,
        statement_key,
        stretch,
        bool_and(past_because is null) as is_current,
        min(valid_from) as valid_from,
        case when bool_or(valid_to is null) then null else max(valid_to) end as valid_to,
        min(past_because) as past_because,
        min(valid_from) filter (where is_absorbed) as absorbed_at
    from numbered
    group by all

),

ended as (

    select
        stretches.*,
        case
            when stretches.valid_to is null then null
            else coalesce(following.past_because, 'version')
        end as ended_by
    from stretches
    left join stretches as following
        on
            stretches.cell_id = following.cell_id
            and stretches.statement_key = following.statement_key
            and stretches.valid_to = following.valid_from
    where stretches.is_current

),

never_current as (

    select
        cell_id,
        statement_key,
        min(valid_from) as valid_from,
        min(valid_from) as valid_to,
        min(valid_from) as absorbed_at,
        arg_min(past_because, valid_from) as ended_by
    from stretches
    group by all
    having bool_and(not is_current)

),

statements as (

    select
        cell_id,
        statement_key,
        valid_from,
        valid_to,
        absorbed_at,
        ended_by
    from ended
    union all
    select
        cell_id,
        statement_key,
        valid_from,
        valid_to,
        case when ended_by = 'repetition' then absorbed_at end as absorbed_at,
        ended_by
    from never_current

)

select
    {{ content_key(['statements.cell_id', 'statements.statement_key', 'statements.valid_from']) }} as statement_id,
    claims.event_id,
    any_value(events.place_id) as place_id,
    any_value(events.event_date) as event_date,
    any_value(events.event_window) as "window",
    any_value(events.target_side) as target_side,
    claims.measure,
    claims.unit_id,
    claims.origin_id,
    arg_min(claims.origin_kind, (claims.known_at, claims.claim_id)) as origin_kind,
    arg_min(claims.claimant_id, (claims.known_at, claims.claim_id)) as claimant_id,
    arg_min(claims.claimant_side, (claims.known_at, claims.claim_id)) as claimant_side,
    arg_min(claims.claimant_type, (claims.known_at, claims.claim_id)) as claimant_type,
    min(claims.tier) as tier,
    arg_min(claims.qualifier, (claims.known_at, claims.claim_id)) as qualifier,
    arg_min(claims.value, (claims.known_at, claims.claim_id)) as value,
    min(claims.point) as point,
    claims.interval_low,
    claims.interval_high,
    min(claims.known_at) as first_known_at,
    max(claims.known_at) as last_known_at,
    list(claims.claim_id order by claims.known_at, claims.claim_id) as claim_ids,
    list(distinct claims.article_id order by claims.article_id) as article_ids,
    list(distinct claims.outlet order by claims.outlet) as outlets,
    count(*) as n_claims,
    count(distinct claims.outlet) as n_outlets,
    statements.valid_from,
    statements.valid_to,
    statements.ended_by,
    statements.absorbed_at,
    claims.is_named_origin
from statements
inner join claims
    on statements.cell_id = claims.cell_id and statements.statement_key = claims.statement_key
inner join events on claims.event_id = events.event_id
group by
    statements.cell_id,
    statements.statement_key,
    statements.valid_from,
    statements.valid_to,
    statements.ended_by,
    statements.absorbed_at,
    claims.event_id,
    claims.measure,
    claims.unit_id,
    claims.origin_id,
    claims.interval_low,
    claims.interval_high,
    claims.is_named_origin
