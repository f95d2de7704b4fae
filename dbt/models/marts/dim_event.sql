with events as (

    select * from {{ ref('int_events__keyed') }}

),

places as (

    select * from {{ ref('dim_place') }}

),

names as (

    select
        members.event_id,
        string_agg(places.name, ' · ' order by members.position) as place_name
    from (
        select
            event_id,
            unnest(place_ids) as place_id,
            generate_subscripts(place_ids, 1) as position
        from events
    ) as members
    left join places on members.place_id = places.place_id
    group by members.event_id

),

claims as (

    select
        event_id,
        count(*) as n_claims,
        count(distinct article_id) as n_articles,
        min(link_confidence) as weakest_link
    from {{ ref('int_claims__resolved') }}
    where event_id is not null
    group by event_id

)

select
    events.event_id,
    events.target_side,
    events.place_id,
    coalesce(names.place_name, events.place_id) as place_name,
    events.place_ids,
    events.is_place_list,
    events.event_date,
    case when events.event_window = 'night' then events.event_date - 1 end as night_of,
    events.event_window as "window",
    places.country,
    places.latitude,
    places.longitude,
    events.first_known_at,
    coalesce(claims.n_claims, 0) as n_claims,
    coalesce(claims.n_articles, 0) as n_articles,
    claims.weakest_link
from events
left join places on events.place_id = places.place_id
left join names on events.event_id = names.event_id
left join claims on events.event_id = claims.event_id
