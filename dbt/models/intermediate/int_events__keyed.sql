{#- One row per event: what its key is made of and since when it is known. -#}
with links as (

    select * from {{ ref('int_claims__linked') }}

),

claims as (

    select
        claim_id,
        known_at,
        place_ids
    from {{ ref('stg_lake__claims') }}

)

select
    links.own_event_id as event_id,
    any_value(links.event_side) as target_side,
    any_value(links.place_key) as place_key,
    min(links.place_id) as place_id,
    any_value(links.is_place_list) as is_place_list,
    any_value(case when links.is_place_list then list_sort(list_distinct(claims.place_ids)) else [links.place_id] end)
        as place_ids,
    any_value(links.event_date) as event_date,
    any_value(links.event_window) as event_window,
    min(claims.known_at) as first_known_at
from links
inner join claims on links.claim_id = claims.claim_id
where links.own_event_id is not null
group by links.own_event_id
