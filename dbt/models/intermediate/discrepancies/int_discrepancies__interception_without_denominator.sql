{#- R25. One row per shot-down statement of a named claimant who publishes interceptions alone: who mostly told of no launched number in
    the days before, nor does anybody of the same side tell one of that day at a place that holds this one or lies in it, nor the same
    article, until one is said. The party that is attacked shoots down; of all of something the number is that launched; crewed aircraft
    are not launched at a place. -#}
with statements as (

    select *
    from {{ ref('int_statements__described') }}
    where valid_to is null or valid_to > valid_from

),

-- "all 18 missiles" are all there were
of_all as (

    select claim_id
    from {{ ref('int_claims__resolved') }}
    where
        measure in ('intercepted', 'intercepted_or_suppressed')
        and regexp_matches(sentence, '(?i)\b(all|both|every|each)\b')

),

intercepted as (

    select *
    from statements
    where
        measure in ('intercepted', 'intercepted_or_suppressed')
        and is_named_origin
        and claimant_side is not distinct from target_side
        and claim_ids[1] not in (select of_all.claim_id from of_all)
        and interval_low > 0
        -- "a missile was shot down" tells of one, not of how many there were
        and not is_instance
        and unit_id not in (
            select closure.unit_id
            from {{ ref('brg_unit_ancestor') }} as closure
            where closure.ancestor_unit_id = 'aircraft'
        )

),

ancestors as (

    select
        place_id,
        ancestor_place_id
    from {{ ref('brg_place_ancestor') }}

),

launched as (

    select * from statements
    where measure = 'launched'

),

answered as (

    select
        intercepted.statement_id,
        min(launched.valid_from) as launched_at
    from intercepted
    inner join launched
        on
            intercepted.target_side is not distinct from launched.target_side
            and intercepted.event_date = launched.event_date
    where
        -- "35 launched at Ukraine, five shot down over Kyiv"
        list_has_any(intercepted.article_ids, launched.article_ids)
        or (
            (intercepted.origin_id = launched.origin_id or intercepted.claimant_side = launched.claimant_side)
            and (
                intercepted.place_id = launched.place_id
                or exists (
                    select 1
                    from ancestors
                    where
                        (ancestors.place_id = intercepted.place_id and ancestors.ancestor_place_id = launched.place_id)
                        or (ancestors.place_id = launched.place_id and ancestors.ancestor_place_id = intercepted.place_id)
                )
            )
        )
    group by intercepted.statement_id

),

-- how often a claimant told of what was shot down and of what was launched, a day once
told_days as (

    select
        origin_id,
        event_date,
        min(valid_from) as told_at,
        bool_or(measure = 'launched') as tells_launched
    from statements
    where is_named_origin and claimant_side = target_side and measure in ('launched', 'intercepted', 'intercepted_or_suppressed')
    group by origin_id, event_date

),

habits as (

    select
        intercepted.statement_id,
        count(*) filter (where told_days.tells_launched) * 2 > count(*) as tells_launched_mostly
    from intercepted
    inner join told_days
        on
            intercepted.origin_id = told_days.origin_id
            and told_days.event_date < intercepted.event_date
            and told_days.event_date >= intercepted.event_date - {{ rule_threshold('R25', 'past_days') }}::integer
            and told_days.told_at <= intercepted.valid_from
    group by intercepted.statement_id

)

select
    'R25' as rule_id,
    'info' as severity,
    intercepted.event_id,
    intercepted.event_id as scope_key,
    intercepted.target_side,
    intercepted.place_id,
    intercepted.event_date,
    intercepted.measure,
    intercepted.unit_id,
    [intercepted.origin_id] as origins,
    [{{ evidence_key('intercepted.') }}] as evidence,
    intercepted.claim_ids as claim_ids_a,
    []::varchar[] as claim_ids_b,
    null::bigint as gap,
    intercepted.valid_from,
    {{ first_end('intercepted.valid_to', 'answered.launched_at') }} as valid_to,
    intercepted.event_words || ': ' || {{ told('intercepted.') }}
    || ' and gives no number launched, so no rate can be computed. A launched number of the same claimant would allow one.'
        as explanation
from intercepted
left join answered on intercepted.statement_id = answered.statement_id
left join habits on intercepted.statement_id = habits.statement_id
where
    not coalesce(habits.tells_launched_mostly, false)
    and (answered.launched_at is null or answered.launched_at > intercepted.valid_from)
