with daily as (

    {{ daily_figures_of(['intercepted', 'suppressed', 'intercepted_or_suppressed']) | indent(4) }}

),

-- a day has a rate where one event of the whole territory has one
single_events as (

    select
        target_side,
        event_date,
        unit_id,
        any_value(event_ids[1]) as event_id
    from {{ ref('int_figures__daily') }}
    where measure in ('intercepted', 'intercepted_or_suppressed') and basis = 'stated_whole'
    group by target_side, event_date, unit_id
    having max(len(event_ids)) = 1 and count(distinct event_ids[1]) = 1

),

rates as (

    select * from {{ ref('int_interceptions__rates') }}

)

select
    daily.day_unit_id,
    daily.target_side,
    daily.event_date,
    daily.unit_id,
    daily.basis,
    daily.n_places,
    daily.intercepted_low,
    daily.intercepted_best,
    daily.intercepted_high,
    daily.intercepted_basis,
    daily.intercepted_n_origins,
    daily.suppressed_low,
    daily.suppressed_best,
    daily.suppressed_high,
    daily.suppressed_basis,
    daily.suppressed_n_origins,
    daily.intercepted_or_suppressed_low,
    daily.intercepted_or_suppressed_best,
    daily.intercepted_or_suppressed_high,
    daily.intercepted_or_suppressed_basis,
    daily.intercepted_or_suppressed_n_origins,
    rates.interception_rate,
    case when single_events.event_id is null then 'not one statement for the whole day and territory' else rates.rate_reason end
        as rate_reason,
    rates.stopped_rate
from daily
left join single_events
    on
        daily.target_side = single_events.target_side
        and daily.event_date = single_events.event_date
        and daily.unit_id = single_events.unit_id
left join rates on single_events.event_id = rates.event_id and single_events.unit_id = rates.unit_id
