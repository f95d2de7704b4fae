{#- R12. One row per statement that several outlets carry while no other origin speaks of its cell: many articles, one source. An
    article that gives the figure soon after in nobody's name, and names the claimant elsewhere in its text, carries it too. It lasts
    until another origin speaks or the statement ends. -#}
-- DuckDB would hold these wide rows in memory, as they are asked for more than once
with statements as not materialized (

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

-- the same figure in nobody's name, told within hours in an article that names the claimant elsewhere
relays as (

    select distinct
        statements.statement_id,
        relays.claim_id,
        relays.outlet,
        relays.known_at
    from statements
    inner join {{ ref('int_claims__resolved') }} as relays
        on
            statements.event_id = relays.event_id
            and statements.measure = relays.measure
            and statements.unit_id = relays.unit_id
            and statements.interval_low = relays.interval_low
            and statements.interval_high is not distinct from relays.interval_high
    inner join {{ ref('stg_lake__articles') }} as articles on relays.article_id = articles.article_id
    inner join {{ claimant_names() }} as names on statements.claimant_id = names.claimant_id
    where
        statements.is_named_origin
        and relays.claimant_id is null
        and relays.is_statement
        and relays.source_kind = 'prose'
        and date_diff('minute', statements.first_known_at, relays.known_at)
        between 0 and 60 * {{ rule_threshold('R12', 'relay_hours') }}
        and contains(lower(articles.text), names.surface)

),

relayed as (

    select
        statement_id,
        list(claim_id order by known_at, claim_id) as claim_ids
    from relays
    group by statement_id

),

-- the moment each outlet joined
carried as (

    select
        told.statement_id,
        claims.outlet,
        min(claims.known_at) as carried_at
    from (
        select
            statement_id,
            claim_id
        from made_of
        union all
        select
            statement_id,
            claim_id
        from relays
    ) as told
    inner join claims on told.claim_id = claims.claim_id
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
            and coalesce(others.absorbed_at > greatest(others.valid_from, statements.valid_from), true)
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
    list_concat(statements.claim_ids[2:], coalesce(relayed.claim_ids, [])) as claim_ids_b,
    null::bigint as gap,
    greatest(statements.valid_from, joined.several_at) as valid_from,
    {{ first_end('statements.valid_to', 'others.other_at') }} as valid_to,
    statements.event_words || ': ' || {{ told('statements.') }}
    || ', and other outlets carry it. All of it is one statement of one origin, so it counts once. '
    || 'A figure from somebody who counted independently would corroborate it.' as explanation
from statements
inner join joined on statements.statement_id = joined.statement_id
left join relayed on statements.statement_id = relayed.statement_id
left join others on statements.statement_id = others.statement_id
where
    greatest(statements.valid_from, joined.several_at)
    < least(
        coalesce(statements.valid_to, timestamp 'infinity'), coalesce(others.other_at, timestamp 'infinity')
    )
