{#- One row per claim: its event, decided from the claim itself and from what was known no later, so that the past never
    changes; how sure the link is; or the reason why it has none. -#}
with claims as (

    select * from {{ ref('int_claims__keyed') }}

),

-- tolls without a date word look back for the event they go on about; all else keys its own event
direct as (

    select
        *,
        event_reason is null and scope = 'event' and is_toll and date_basis = 'publication' and "window" = 'unstated'
            as looks_back
    from claims

),

known_windows as (

    select
        event_side,
        place_key,
        own_event_date,
        "window",
        min(known_at) as first_known_at
    from direct
    where event_reason is null and scope = 'event' and "window" in ('night', 'day')
    group by all

),

only_windows as (

    select
        direct.claim_id,
        min(known_windows."window") as only_window
    from direct
    inner join known_windows
        on
            direct.event_side = known_windows.event_side
            and direct.place_key = known_windows.place_key
            and direct.own_event_date = known_windows.own_event_date
            and direct.known_at >= known_windows.first_known_at
    -- a tally's window is what its row says: none is the whole day
    where direct."window" = 'unstated' and not direct.is_table
    group by direct.claim_id
    having count(*) = 1

),

keyed as (

    select
        direct.*,
        coalesce(only_windows.only_window, direct."window") as event_window,
        only_windows.only_window is not null as is_window_found
    from direct
    left join only_windows on direct.claim_id = only_windows.claim_id

),

known_events as (

    select
        event_side,
        place_key,
        own_event_date as event_date,
        event_window,
        min(known_at) as first_known_at
    from keyed
    where event_reason is null and scope = 'event' and not looks_back
    group by all

),

looked_back as (

    select
        keyed.claim_id,
        known_events.event_date,
        known_events.event_window
    from keyed
    inner join known_events
        on
            keyed.event_side = known_events.event_side
            and keyed.place_key = known_events.place_key
            and known_events.event_date <= keyed.own_event_date
            and known_events.event_date >= keyed.own_event_date - {{ threshold('look_back_days') }}::integer
            and known_events.first_known_at <= keyed.known_at
    where keyed.looks_back
    qualify
        row_number() over (
            partition by keyed.claim_id
            order by known_events.event_date desc, known_events.first_known_at desc, known_events.event_window
        ) = 1

),

-- a recalled attack belongs to an event that was known by then and never makes one
recalled as (

    select
        keyed.claim_id,
        known_events.event_date,
        known_events.event_window
    from keyed
    inner join known_events
        on
            keyed.event_side = known_events.event_side
            and keyed.place_key = known_events.place_key
            and keyed.own_event_date = known_events.event_date
            and known_events.first_known_at <= keyed.known_at
    where keyed.event_reason is null and keyed.scope = 'background' and keyed.date_basis <> 'publication'
    qualify
        row_number() over (
            partition by keyed.claim_id
            order by keyed.event_window = known_events.event_window desc, known_events.first_known_at, known_events.event_window
        ) = 1

),

resolved as (

    select
        keyed.*,
        looked_back.claim_id is not null as is_looked_back,
        coalesce(recalled.event_date, looked_back.event_date, keyed.own_event_date) as event_date,
        coalesce(recalled.event_window, looked_back.event_window, keyed.event_window) as resolved_window,
        case
            when keyed.event_reason is not null then keyed.event_reason
            when keyed.scope = 'background' and recalled.claim_id is null then 'recalls an attack not known by then'
        end as reason
    from keyed
    left join looked_back on keyed.claim_id = looked_back.claim_id
    left join recalled on keyed.claim_id = recalled.claim_id

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
        is_window_found and not is_looked_back as rests_on_window,
        date_basis = 'publication' and not is_looked_back as rests_on_publication,
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
                * if(weighed.is_looked_back, {{ threshold('confidence_look_back') }}, 1)
                * if(weighed.rests_on_publication, {{ threshold('confidence_publication') }}, 1)
                * if(weighed.is_side_from_place, {{ threshold('confidence_side') }}, 1)
                * if(weighed.is_recalled, {{ threshold('confidence_background') }}, 1)
    end::double as link_confidence,
    case
        when known_ids.event_id is not null then 'correction'
        when weighed.own_event_id is not null
            then
                coalesce(
                    nullif(
                        concat_ws(
                            ' · ',
                            if(weighed.rests_on_window, 'window', null),
                            if(weighed.is_looked_back, 'look_back', null),
                            if(weighed.rests_on_publication, 'publication', null),
                            if(weighed.is_side_from_place, 'side_from_place', null),
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
