{#- R12. One row per statement that several outlets carry while no other origin speaks of its cell: many articles, one source. It
    lasts until another origin speaks or the statement ends. -#}
with statements as (

    select *
    from {{ ref('int_statements__described') }}
    where valid_to is null or valid_to > valid_from

),

claims as (

    select
        claim_id,
        outlet,
        known_at
    from {{ ref('int_claims__resolved') }}

),

made_of as (

    select
        statement_id,
        unnest(claim_ids) as claim_id
    from statements

),

-- the moment each outlet joined
carried as (

    select
        made_of.statement_id,
        claims.outlet,
        min(claims.known_at) as carried_at
    from made_of
    inner join claims on made_of.claim_id = claims.claim_id
    group by all

),

counted as (

    select
        statement_id,
        carried_at,
        row_number() over (partition by statement_id order by carried_at, outlet) as n_outlets
    from carried

),

joined as (

    select
        statement_id,
        min(carried_at) as several_at
    from counted
    where n_outlets >= {{ rule_threshold('R12', 'min_outlets') }}
    group by statement_id

),

others as (

    select
        statements.statement_id,
        min(others.valid_from) as other_at
    from statements
    inner join statements as others
        on
            statements.event_id = others.event_id
            and statements.measure = others.measure
            and statements.unit_id = others.unit_id
            and statements.origin_id <> others.origin_id
            -- a headline that repeats the body is no other voice
            and not (others.origin_kind = 'article' and list_has_all(statements.article_ids, others.article_ids))
            and (others.valid_to is null or others.valid_to > statements.valid_from)
            -- nor is one that repeats what a named one states
            and coalesce(others.absorbed_at > statements.valid_from, true)
    group by statements.statement_id

)

select
    'R12' as rule_id,
    'info' as severity,
    statements.event_id,
    statements.event_id as scope_key,
    statements.target_side,
    statements.place_id,
    statements.event_date,
    statements.measure,
    statements.unit_id,
    [statements.origin_id] as origins,
    [{{ evidence_key('statements.') }}] as evidence,
    statements.claim_ids[:1] as claim_ids_a,
    statements.claim_ids[2:] as claim_ids_b,
    null::bigint as gap,
    greatest(statements.valid_from, joined.several_at) as valid_from,
    {{ first_end('statements.valid_to', 'others.other_at') }} as valid_to,
    statements.event_words || ': ' || {{ told('statements.') }}
    || ', and other outlets carry it. All of it is one statement of one origin, so it counts once. '
    || 'A figure from somebody who counted independently would corroborate it.' as explanation
from statements
inner join joined on statements.statement_id = joined.statement_id
left join others on statements.statement_id = others.statement_id
where
    greatest(statements.valid_from, joined.several_at)
    < least(
        coalesce(statements.valid_to, timestamp 'infinity'), coalesce(others.other_at, timestamp 'infinity')
    )
