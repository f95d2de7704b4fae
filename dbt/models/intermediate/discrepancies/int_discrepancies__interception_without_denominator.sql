{#- R25. One row per shot-down statement of a named claimant who says of no launched number on that occasion, nor elsewhere in the
    same article, until one is said. The party that is attacked shoots down; of all of something the number is that launched; crewed
    aircraft are not launched at a place. -#}
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
        and unit_id not in (
            select closure.unit_id
            from {{ ref('brg_unit_ancestor') }} as closure
            where closure.ancestor_unit_id = 'aircraft'
        )

),

answered as (

    select
        intercepted.statement_id,
        min(launched.valid_from) as launched_at
    from intercepted
    inner join statements as launched
        on
            launched.measure = 'launched'
            and intercepted.origin_id = launched.origin_id
            and (
                {{ same_occasion('intercepted', 'launched') }}
                -- "35 launched at Ukraine, five shot down over Kyiv"
                or (
                    list_has_any(intercepted.article_ids, launched.article_ids)
                    and intercepted.target_side is not distinct from launched.target_side
                    and intercepted.event_date = launched.event_date
                )
            )
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
where answered.launched_at is null or answered.launched_at > intercepted.valid_from
