{#- R30. One row per outlet and per named claimant: on how many days it was heard with a figure, how long it is mostly silent in
    between, and for how long it is now, by the newest article known. It has fallen silent where that is longer than each of its recent silences
    and far longer than most of them; what has been silent for a year is over rather than broken. -#}
with claims as (

    select
        outlet,
        origin_id,
        origin_kind,
        known_at::date as day
    from {{ ref('int_claims__resolved') }}
    where version = 1

),

now as (

    select max(known_at)::date as today
    from {{ ref('stg_lake__articles') }}

),

days as (

    select
        'outlet' as source_kind,
        outlet as source_id,
        day,
        count(*) as n_claims
    from claims
    where outlet is not null
    group by all
    union all
    select
        'claimant' as source_kind,
        origin_id as source_id,
        day,
        count(*) as n_claims
    from claims
    where origin_kind = 'claimant'
    group by all

),

gaps as (

    select
        *,
        day - lag(day) over of_source as gap,
        row_number() over (partition by source_kind, source_id order by day desc) as nth_last
    from days
    window of_source as (partition by source_kind, source_id order by day)

),

past as (

    select
        source_kind,
        source_id,
        sum(n_claims) as n_claims,
        count(*) as n_days,
        min(day) as first_day,
        max(day) as last_day,
        median(gap) filter (where nth_last <= {{ rule_threshold('R30', 'past_days') }}) as usual_gap_days,
        mad(gap) filter (where nth_last <= {{ rule_threshold('R30', 'past_days') }}) as deviation_days,
        max(gap) filter (where nth_last <= {{ rule_threshold('R30', 'past_days') }}) as longest_gap_days
    from gaps
    group by source_kind, source_id

)

select
    past.source_kind,
    past.source_id,
    past.n_claims::bigint as n_claims,
    past.n_days,
    past.first_day,
    past.last_day,
    past.usual_gap_days,
    past.longest_gap_days,
    now.today - past.last_day as silent_days,
    coalesce(
        past.n_days > {{ rule_threshold('R30', 'fewest_days') }}
        and now.today - past.last_day > past.longest_gap_days
        and now.today - past.last_day <= {{ rule_threshold('R30', 'over_days') }}
        -- a past that never varied has no deviation: one day more or less is then the unit
        and now.today - past.last_day
        > past.usual_gap_days + {{ rule_threshold('R30', 'deviations') }} * greatest(past.deviation_days, 1),
        false
    ) as has_fallen_silent
from past
cross join now
