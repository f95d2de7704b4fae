{#- R24. One row per launched and shot-down statements of one origin of the side under attack that are the same exact number, until a
    party of another side says how many there were. -#}
with statements as (

    select *
    from {{ ref('int_statements__described') }}
    where valid_to is null or valid_to > valid_from

),

perfect as (

    select
        launched.statement_id,
        intercepted.claim_ids as intercepted_claim_ids,
        greatest(launched.valid_from, intercepted.valid_from) as seen_from,
        {{ first_end('launched.valid_to', 'intercepted.valid_to') }} as seen_to
    from statements as launched
    inner join statements as intercepted
        on
            launched.origin_id = intercepted.origin_id
            and launched.unit_id = intercepted.unit_id
            and {{ same_occasion('launched', 'intercepted') }}
            and {{ spans_meet('launched.valid_from', 'launched.valid_to', 'intercepted.valid_from', 'intercepted.valid_to') }}
    where
        launched.measure = 'launched'
        and intercepted.measure = 'intercepted'
        and launched.claimant_side = launched.target_side
        and launched.interval_low > 0
        and launched.interval_low = launched.interval_high
        and intercepted.interval_low = launched.interval_low
        and intercepted.interval_high = launched.interval_low

),

others as (

    select
        launched.statement_id,
        min(others.valid_from) as other_at
    from statements as launched
    inner join statements as others
        on
            {{ same_occasion('launched', 'others') }}
            and launched.measure = others.measure
            and launched.unit_id = others.unit_id
            and others.claimant_side <> launched.claimant_side
    where launched.measure = 'launched'
    group by launched.statement_id

)

select
    'R24' as rule_id,
    'info' as severity,
    launched.event_id,
    launched.event_id as scope_key,
    launched.target_side,
    launched.place_id,
    launched.event_date,
    launched.measure,
    launched.unit_id,
    [launched.origin_id] as origins,
    [{{ evidence_key('launched.') }}] as evidence,
    launched.claim_ids as claim_ids_a,
    perfect.intercepted_claim_ids as claim_ids_b,
    null::bigint as gap,
    perfect.seen_from as valid_from,
    {{ first_end('perfect.seen_to', 'others.other_at') }} as valid_to,
    launched.event_words || ': ' || {{ told('launched.') }} || ' and says that all of them were shot down. Nobody of another side '
    || 'counted what was launched, so the share stopped is not an observation. An independent count would settle it.' as explanation
from perfect
inner join statements as launched on perfect.statement_id = launched.statement_id
left join others on launched.statement_id = others.statement_id
where others.other_at is null or others.other_at > perfect.seen_from
