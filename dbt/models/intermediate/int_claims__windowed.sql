{#- One row per claim, with the window that keys its event: an unstated one takes the only night or day known by then. -#}
with claims as (

    select
        *,
        event_reason is null and scope = 'event' as keys_event,
        -- without a date word a claim may go on about an earlier event; a tally's row never does
        event_reason is null
        and scope = 'event'
        and date_basis = 'publication'
        and "window" = 'unstated'
        and not is_of_print_morning
        and not is_table as is_undated
    from {{ ref('int_claims__keyed') }}

),

known_windows as (

    select
        event_side,
        place_key,
        own_event_date,
        "window",
        min(known_at) as first_known_at
    from claims
    where keys_event and "window" in ('night', 'day')
    group by all

),

only_windows as (

    select
        claims.claim_id,
        min(known_windows."window") as only_window
    from claims
    inner join known_windows
        on
            claims.event_side = known_windows.event_side
            and claims.place_key = known_windows.place_key
            and claims.own_event_date = known_windows.own_event_date
            and claims.known_at >= known_windows.first_known_at
    -- a tally's window is what its row says: none is the whole day
    where claims."window" = 'unstated' and not claims.is_table
    group by claims.claim_id
    having count(*) = 1

)

select
    claims.claim_id,
    claims.article_id,
    claims.known_at,
    claims.scope,
    claims.measure,
    claims.unit_id,
    claims.stated_low,
    claims.event_side,
    claims.is_side_from_place,
    claims.place_id,
    claims.place_key,
    claims.is_place_list,
    claims.is_at_home,
    claims.own_event_date,
    claims."window",
    claims.date_basis,
    claims.corrected_event_id,
    claims.is_toll,
    claims.is_table,
    claims.tells_growth,
    claims.struck_sites,
    claims.event_reason,
    claims.keys_event,
    claims.is_undated,
    coalesce(only_windows.only_window, claims."window") as event_window,
    only_windows.only_window is not null as is_window_found
from claims
left join only_windows on claims.claim_id = only_windows.claim_id
