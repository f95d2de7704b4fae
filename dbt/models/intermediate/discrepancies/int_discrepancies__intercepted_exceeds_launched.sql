{#- R02. One row per launched statement of an origin and what the same origin says was stopped, where the latter is more for
    certain: shot down alone, shot down and suppressed together, or their joint number. Units are the same, or what was stopped
    is a kind of what was launched, or told by a broader word in one article. -#}
with {{ launched_and_stopped() }},

-- a suppressed number that is told as part of the shot-down one is in it already
suppressed as (

    select * from statements
    where measure = 'suppressed' and not is_part

),

alone as (

    select
        launched.statement_id as launched_id,
        stopped.statement_id as stopped_id,
        null::varchar as suppressed_id,
        stopped.interval_low as stopped_low,
        greatest(launched.valid_from, stopped.valid_from) as valid_from,
        {{ first_end('launched.valid_to', 'stopped.valid_to') }} as valid_to
    from launched
    inner join stopped
        on
            {{ one_voice('launched', 'stopped') }}
            and {{ occasion_within('stopped', 'launched') }}
            and {{ spans_meet('launched.valid_from', 'launched.valid_to', 'stopped.valid_from', 'stopped.valid_to') }}
    left join closure on stopped.unit_id = closure.unit_id and launched.unit_id = closure.ancestor_unit_id
    where
        (closure.unit_id is not null or {{ means_launched('launched', 'stopped') }})
        and (
            launched.one_model is null
            or launched.one_model = stopped.one_model
            -- "six of the missiles" are of the model launched
            or (stopped.stated_model is null and stopped.unit_id = launched.broader_unit_id)
        )
        and not launched.is_instance
        and {{ same_row('launched', 'stopped') }}

),

together as (

    select
        alone.launched_id,
        alone.stopped_id,
        suppressed.statement_id as suppressed_id,
        alone.stopped_low + suppressed.interval_low as stopped_low,
        greatest(alone.valid_from, suppressed.valid_from) as valid_from,
        {{ first_end('alone.valid_to', 'suppressed.valid_to') }} as valid_to
    from alone
    inner join stopped on alone.stopped_id = stopped.statement_id and stopped.measure = 'intercepted'
    inner join suppressed
        on
            {{ one_voice('stopped', 'suppressed') }}
            and stopped.unit_id = suppressed.unit_id
            and {{ same_row('stopped', 'suppressed') }}
            and {{ spans_meet('alone.valid_from', 'alone.valid_to', 'suppressed.valid_from', 'suppressed.valid_to') }}
    inner join launched
        on
            alone.launched_id = launched.statement_id
            and {{ one_voice('launched', 'suppressed') }}
            and {{ occasion_within('suppressed', 'launched') }}
    -- where the shot-down number alone is too large the suppressed one adds nothing
    where alone.stopped_low <= launched.interval_high

),

candidates as (

    select * from alone
    union all
    select * from together

)

select
    'R02' as rule_id,
    'error' as severity,
    stopped.event_id,
    stopped.event_id as scope_key,
    stopped.target_side,
    stopped.place_id,
    stopped.event_date,
    stopped.measure,
    stopped.unit_id,
    list_sort(list_distinct([launched.origin_id, stopped.origin_id])) as origins,
    list_sort(list_filter(
        [
            {{ evidence_key('launched.') }}, {{ evidence_key('stopped.') }}, {{ evidence_key('suppressed.') }}
        ],
        lambda key: key is not null
    )) as evidence,
    launched.claim_ids as claim_ids_a,
    list_concat(stopped.claim_ids, coalesce(suppressed.claim_ids, [])) as claim_ids_b,
    (candidates.stopped_low - launched.interval_high)::bigint as gap,
    candidates.valid_from,
    candidates.valid_to,
    stopped.event_words || ': ' || {{ told('launched.') }} || ', and the same '
    || case when launched.origin_id = stopped.origin_id then 'claimant ' else 'article ' end || stopped.figure_words || ' '
    || stopped.counted_words
    || coalesce(' and ' || suppressed.figure_words || ' ' || suppressed.counted_words, '')
    || ' (' || stopped.lead_outlet || ', ' || {{ moment_words('stopped.first_known_at') }} || '): '
    || format('{:,}', candidates.stopped_low - launched.interval_high)
    || ' more stopped than launched. Likely reason: the two numbers cover different windows or kinds of weapon. '
    || {{ would_settle('stopped.measure') }} as explanation
from candidates
inner join launched on candidates.launched_id = launched.statement_id
inner join stopped on candidates.stopped_id = stopped.statement_id
left join suppressed on candidates.suppressed_id = suppressed.statement_id
where candidates.stopped_low > launched.interval_high
