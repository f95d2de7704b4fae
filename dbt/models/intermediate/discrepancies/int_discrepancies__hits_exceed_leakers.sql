{#- R04. One row per launched, stopped and hit statements of one origin on one occasion where more hit than came through: than those
    launched less those shot down, and less those suppressed. Units of what was launched and stopped are the same, or told by a broader
    word in one article; what hit may be a kind of them. -#}
with {{ launched_and_stopped() }},

hits as (

    select * from statements
    where measure = 'hit'

),

-- a suppressed number that is told as part of the shot-down one is in it already
suppressed as (

    select * from statements
    where measure = 'suppressed' and not is_part

),

shot_down as (

    select
        launched.statement_id as launched_id,
        stopped.statement_id as stopped_id,
        hits.statement_id as hit_id,
        launched.interval_high - stopped.interval_low as n_left,
        greatest(launched.valid_from, stopped.valid_from, hits.valid_from) as valid_from,
        {{ first_end(first_end('launched.valid_to', 'stopped.valid_to'), 'hits.valid_to') }} as valid_to
    from launched
    inner join stopped
        on
            {{ one_voice('launched', 'stopped') }}
            and {{ means_launched('launched', 'stopped') }}
            and {{ occasion_within('stopped', 'launched') }}
            and {{ same_row('launched', 'stopped') }}
            and not launched.is_instance
            and {{ spans_meet('launched.valid_from', 'launched.valid_to', 'stopped.valid_from', 'stopped.valid_to') }}
    inner join hits
        on
            {{ one_voice('launched', 'hits') }}
            and (
                {{ means_launched('launched', 'hits') }}
                or exists (
                    select 1
                    from closure
                    where closure.unit_id = hits.unit_id and closure.ancestor_unit_id = launched.unit_id
                )
            )
            and {{ occasion_within('hits', 'launched') }}
            and {{ same_row('launched', 'hits') }}
    where
        (
            launched.one_model is null
            or launched.one_model = hits.one_model
            -- "six of the missiles" are of the model launched
            or (hits.stated_model is null and hits.unit_id = launched.broader_unit_id)
        )
        -- more stopped than launched is R02's
        and stopped.interval_low <= launched.interval_high

),

and_suppressed as (

    select
        shot_down.launched_id,
        shot_down.stopped_id,
        shot_down.hit_id,
        suppressed.statement_id as suppressed_id,
        shot_down.n_left - suppressed.interval_low as n_left,
        greatest(shot_down.valid_from, suppressed.valid_from) as valid_from,
        {{ first_end('shot_down.valid_to', 'suppressed.valid_to') }} as valid_to
    from shot_down
    inner join hits on shot_down.hit_id = hits.statement_id
    inner join launched on shot_down.launched_id = launched.statement_id
    inner join stopped on shot_down.stopped_id = stopped.statement_id and stopped.measure = 'intercepted'
    inner join suppressed
        on
            {{ one_voice('launched', 'suppressed') }}
            and {{ means_launched('launched', 'suppressed') }}
            and {{ occasion_within('suppressed', 'launched') }}
            and {{ same_row('launched', 'suppressed') }}
    -- where those shot down leave too few already, those suppressed add nothing
    where hits.interval_low <= shot_down.n_left and suppressed.interval_low <= shot_down.n_left

),

together as (

    select
        launched_id,
        stopped_id,
        hit_id,
        null::varchar as suppressed_id,
        n_left,
        valid_from,
        valid_to
    from shot_down
    union all
    select
        launched_id,
        stopped_id,
        hit_id,
        suppressed_id,
        n_left,
        valid_from,
        valid_to
    from and_suppressed

)

select
    'R04' as rule_id,
    'warn' as severity,
    hits.event_id,
    hits.event_id as scope_key,
    hits.target_side,
    hits.place_id,
    hits.event_date,
    hits.measure,
    hits.unit_id,
    list_sort(list_distinct([launched.origin_id, stopped.origin_id, hits.origin_id])) as origins,
    list_sort(list_filter(
        [
            {{ evidence_key('launched.') }}, {{ evidence_key('stopped.') }}, {{ evidence_key('suppressed.') }},
            {{ evidence_key('hits.') }}
        ],
        lambda key: key is not null
    )) as evidence,
    list_concat(launched.claim_ids, stopped.claim_ids, coalesce(suppressed.claim_ids, [])) as claim_ids_a,
    hits.claim_ids as claim_ids_b,
    (hits.interval_low - together.n_left)::bigint as gap,
    together.valid_from,
    together.valid_to,
    hits.event_words || ': ' || {{ told('launched.') }} || ' and ' || stopped.figure_words || ' ' || stopped.counted_words
    || coalesce(' and ' || suppressed.figure_words || ' ' || suppressed.counted_words, '')
    || ', which leaves ' || format('{:,}', together.n_left) || ' at most, yet ' || hits.figure_words
    || ' ' || hits.counted_words || ' (' || hits.lead_outlet || ', ' || {{ moment_words('hits.first_known_at') }}
    || '). Likely reason: places hit were counted rather than weapons, or falling debris as hits. '
    || {{ would_settle('hits.measure') }} as explanation
from together
inner join launched on together.launched_id = launched.statement_id
inner join stopped on together.stopped_id = stopped.statement_id
inner join hits on together.hit_id = hits.statement_id
left join suppressed on together.suppressed_id = suppressed.statement_id
where
    hits.interval_low > together.n_left
    and (together.valid_to is null or together.valid_to > together.valid_from)
