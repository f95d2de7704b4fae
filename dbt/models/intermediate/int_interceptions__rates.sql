{#- One row per event × unit with an interception figure: the share stopped of what was launched, both stated by one origin for
    one window and unit, else the reason why there is no rate. -#}
with statements as (

    select * from {{ ref('int_statements__current') }}
    where valid_to is null and absorbed_at is null

),

launched as (

    select * from statements
    where measure = 'launched'

),

stopped as (

    select
        event_id,
        unit_id,
        origin_id,
        max(value) filter (where measure = 'intercepted') as intercepted,
        max(value) filter (where measure = 'suppressed') as suppressed,
        max(value) filter (where measure = 'intercepted_or_suppressed') as joint,
        bool_or(value is null) as has_no_point,
        count(*) > count(distinct measure) as has_rivals
    from statements
    where measure in ('intercepted', 'suppressed', 'intercepted_or_suppressed')
    group by all

),

wanted as (

    select
        stopped.event_id,
        stopped.unit_id,
        bool_or(elsewhere.event_id is not null) as has_launched
    from stopped
    left join launched as elsewhere on stopped.event_id = elsewhere.event_id and stopped.unit_id = elsewhere.unit_id
    group by all

),

-- the origin of the best tier that states both, the latest of these
paired as (

    select
        launched.event_id,
        launched.unit_id,
        launched.origin_id,
        launched.value as launched,
        stopped.intercepted,
        stopped.suppressed,
        stopped.joint,
        stopped.has_no_point or launched.value is null as has_no_point,
        stopped.has_rivals or count(*) over (
            partition by launched.event_id, launched.unit_id, launched.origin_id
        ) > 1 as has_rivals
    from launched
    inner join stopped
        on
            launched.event_id = stopped.event_id
            and launched.unit_id = stopped.unit_id
            and launched.origin_id = stopped.origin_id
    qualify
        row_number() over (
            partition by launched.event_id, launched.unit_id
            order by launched.tier, launched.first_known_at desc, launched.origin_id, launched.interval_low
        ) = 1

),

reasoned as (

    select
        wanted.event_id,
        wanted.unit_id,
        paired.origin_id as rate_origin_id,
        paired.launched,
        paired.intercepted,
        paired.joint,
        coalesce(paired.joint, paired.intercepted + paired.suppressed) as stopped,
        case
            when not wanted.has_launched then 'no launched figure'
            when paired.origin_id is null then 'launched and intercepted come from different origins'
            when paired.has_rivals then 'the origin states two values'
            when paired.has_no_point then 'a figure is not one number'
            when paired.launched = 0 then 'none launched'
            when greatest(paired.intercepted, paired.joint, paired.intercepted + paired.suppressed) > paired.launched
                then 'more stopped than launched'
        end as reason
    from wanted
    left join paired on wanted.event_id = paired.event_id and wanted.unit_id = paired.unit_id

)

select
    event_id,
    unit_id,
    rate_origin_id,
    case when reason is null then intercepted / launched end::double as interception_rate,
    case when reason is null then stopped / launched end::double as stopped_rate,
    coalesce(reason, case when intercepted is null then 'the origin states only a joint number' end) as rate_reason,
    coalesce(reason, case when stopped is null then 'the origin does not state how many were suppressed' end)
        as stopped_rate_reason
from reasoned
