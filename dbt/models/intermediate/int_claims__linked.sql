{#- One row per claim: its event, decided from the claim itself and from what was known no later, so that the past never
    changes; how sure the link is; or the reason why it has none. -#}
with claims as (

    select * from {{ ref('int_claims__windowed') }}

),

traced as (

    select * from {{ ref('int_claims__traced') }}

),

-- events that date words or the day of print make
known_events as (

    select
        claims.event_side,
        claims.place_key,
        claims.own_event_date as event_date,
        claims.event_window,
        min(claims.known_at) as first_known_at
    from claims
    left join traced on claims.claim_id = traced.claim_id
    where claims.keys_event and not (claims.is_undated and claims.is_toll) and traced.claim_id is null
    group by all

),

-- a recalled attack belongs to an event that was known by then and never makes one
recalled as (

    select
        claims.claim_id,
        known_events.event_date,
        known_events.event_window
    from claims
    inner join known_events
        on
            claims.event_side = known_events.event_side
            and claims.place_key = known_events.place_key
            and claims.own_event_date = known_events.event_date
            and known_events.first_known_at <= claims.known_at
    where claims.event_reason is null and claims.scope = 'background' and claims.date_basis <> 'publication'
    qualify
        row_number() over (
            partition by claims.claim_id
            order by claims.event_window = known_events.event_window desc, known_events.first_known_at, known_events.event_window
        ) = 1

),

resolved as (

    select
        claims.*,
        traced.basis as traced_by,
        coalesce(recalled.event_date, traced.event_date, claims.own_event_date) as event_date,
        coalesce(recalled.event_window, traced.event_window, claims.event_window) as resolved_window,
        case
            when claims.event_reason is not null then claims.event_reason
            when claims.scope = 'background' and recalled.claim_id is null then 'recalls an attack not known by then'
        end as reason
    from claims
    left join traced on claims.claim_id = traced.claim_id
    left join recalled on claims.claim_id = recalled.claim_id

),

hashed as (

    select
        *,
        case
            when reason is null
                then {{ content_key(['event_side', 'place_key', 'event_date', 'resolved_window']) }}
        end as own_event_id
    from resolved

),

-- each thing that the link rests on beside the claim's own words costs some of its confidence
weighed as (

    select
        *,
        is_window_found and traced_by is null as rests_on_window,
        date_basis = 'publication' and traced_by is null as rests_on_publication,
        scope = 'background' as is_recalled
    from hashed

),

-- a person's link holds where the event exists
known_ids as (

    select distinct own_event_id as event_id
    from hashed
    where own_event_id is not null

)

select
    weighed.claim_id,
    coalesce(known_ids.event_id, weighed.own_event_id) as event_id,
    case when known_ids.event_id is null then weighed.reason end as event_reason,
    case
        when known_ids.event_id is not null then 1.0
        when weighed.own_event_id is not null
            then
                if(weighed.rests_on_window, {{ threshold('confidence_window') }}, 1)
                * case weighed.traced_by
                    when 'restated' then {{ threshold('confidence_restated') }}
                    when 'look_back' then {{ threshold('confidence_look_back') }}
                    else 1
                end
                * if(weighed.rests_on_publication, {{ threshold('confidence_publication') }}, 1)
                * if(weighed.is_side_from_place, {{ threshold('confidence_side') }}, 1)
                * if(coalesce(weighed.is_at_home, false), {{ threshold('confidence_home') }}, 1)
                * if(weighed.is_recalled, {{ threshold('confidence_background') }}, 1)
    end::decimal(3, 2)::double as link_confidence,
    case
        when known_ids.event_id is not null then 'correction'
        when weighed.own_event_id is not null
            then
                coalesce(
                    nullif(
                        concat_ws(
                            ' · ',
                            if(weighed.rests_on_window, 'window', null),
                            weighed.traced_by,
                            if(weighed.rests_on_publication, 'publication', null),
                            if(weighed.is_side_from_place, 'side_from_place', null),
                            if(weighed.is_at_home, 'claimant_home', null),
                            if(weighed.is_recalled, 'background', null)
                        ),
                        ''
                    ),
                    'stated'
                )
    end as link_basis,
    weighed.event_side,
    weighed.place_id,
    weighed.place_key,
    weighed.is_place_list,
    weighed.event_date,
    weighed.resolved_window as event_window,
    weighed.own_event_id
from weighed
left join known_ids on weighed.corrected_event_id = known_ids.event_id
