with figures as (

    {{ figures_of(['intercepted', 'suppressed', 'intercepted_or_suppressed']) | indent(4) }}

),

rates as (

    select * from {{ ref('int_interceptions__rates') }}

)

select
    figures.event_unit_id,
    figures.event_id,
    figures.event_date,
    figures.place_name,
    figures.target_side,
    figures.unit_id,
    figures.intercepted_low,
    figures.intercepted_best,
    figures.intercepted_high,
    figures.suppressed_low,
    figures.suppressed_best,
    figures.suppressed_high,
    figures.intercepted_or_suppressed_low,
    figures.intercepted_or_suppressed_best,
    figures.intercepted_or_suppressed_high,
    rates.interception_rate,
    case when rates.event_id is null then 'no current statement' else rates.rate_reason end as rate_reason,
    rates.stopped_rate,
    case when rates.event_id is null then 'no current statement' else rates.stopped_rate_reason end as stopped_rate_reason,
    rates.rate_origin_id
from figures
left join rates on figures.event_id = rates.event_id and figures.unit_id = rates.unit_id
