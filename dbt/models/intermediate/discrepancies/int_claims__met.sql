{#- One row per two claims worth holding against one another, `a` known first, by their turns, and how their places and days stand
    to each other. A word that is printed again is held against its first print and what its own article says; the first print is
    held against the words of others. Else an event told by a hundred outlets makes thousands of pairs that say one thing. -#}
{%- set is_worth_holding = '((a.reprint_of is null and b.reprint_of is null) or a.article_id = b.article_id)' %}
with claims as (

    select * from {{ ref('int_claims__pairable') }}

),

events as (

    select * from claims
    where occasion = 'event'

),

windows as (

    select * from claims
    where occasion = 'window'

),

places as (

    select
        place_id,
        place_type,
        country,
        radians(latitude) as latitude,
        radians(longitude) as longitude,
        regexp_replace(name, ' (Oblast|Region|\(city\))$', '') as bare_name
    from {{ ref('stg_lake__places') }}

),

ancestors as (

    select * from {{ ref('brg_place_ancestor') }}

),

-- one place and date
same_occasion as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        'same' as places,
        'same' as days
    from events as a
    inner join events as b
        on
            a.target_side = b.target_side
            and a.place_key = b.place_key
            and a.event_date = b.event_date
            and a.turn < b.turn
    where {{ is_worth_holding }}

),

-- one place on neighbouring days: what a reader may take for one
next_day as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        'same' as places,
        'next' as days
    from events as a
    inner join events as b
        on
            a.target_side = b.target_side
            and a.place_key = b.place_key
            and a.event_date + 1 = b.event_date
            and a.measure = b.measure
            and a.unit_id = b.unit_id
    where {{ is_worth_holding }}

),

-- the places of a list one by one
spread as (

    select
        *,
        unnest(place_ids) as whole_place_id
    from events

),

-- a place and one that contains it
inside as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        '1 in 2' as places,
        'same' as days
    from spread as b
    inner join ancestors on b.whole_place_id = ancestors.ancestor_place_id and ancestors.depth > 0
    inner join events as a
        on
            ancestors.place_id = a.place_id
            and a.place_key = a.place_id
            and b.target_side = a.target_side
            and b.event_date = a.event_date
            and b.measure = a.measure
            and b.turn <> a.turn
    where {{ is_worth_holding }}

),

-- a city and the region of its name that lies around it
around as (

    select
        a.place_id as place_id_1,
        b.place_id as place_id_2
    from places as a
    inner join places as b
        on a.bare_name = b.bare_name and a.country = b.country and a.place_id <> b.place_id
    where a.place_type = 'adm1' and b.place_type = 'adm1'

),

namesakes as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        'namesakes' as places,
        'same' as days
    from around
    inner join events as a on around.place_id_1 = a.place_key
    inner join events as b
        on
            around.place_id_2 = b.place_key
            and a.target_side = b.target_side
            and a.event_date = b.event_date
            and a.measure = b.measure
            and a.turn < b.turn
    where {{ is_worth_holding }}

),

-- the two sides on victims of one kind, in places near one another and within a day
located as (

    select
        events.*,
        places.latitude,
        places.longitude
    from events
    inner join places on events.place_key = places.place_id
    where
        places.place_type in ('settlement', 'district')
        and events.reprint_of is null
        and events.is_toll
        and events.interval_low > 0
        and events.unit_id <> 'soldier'
        and events.claimant_side in ('UA', 'RU')

),

near_days as (

    select
        *,
        event_date + unnest([-1, 0, 1]) as near_date
    from located

),

nearby as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        'near' as places,
        'near' as days
    from near_days as a
    inner join located as b
        on
            a.measure = b.measure
            and a.near_date = b.event_date
            and a.place_key <> b.place_key
            and a.claimant_side <> b.claimant_side
            and a.turn < b.turn
    where
        {{ great_circle_km('a', 'b') }} <= {{ rule_threshold('R17', 'distance_km') }}
        and {{ intervals_meet('a.interval_low', 'a.interval_high', 'b.interval_low', 'b.interval_high') }}

),

containers as (

    select
        place_id,
        list(ancestor_place_id) as place_ids
    from ancestors
    group by place_id
    union all
    select
        'the war' as place_id,
        ['the war'] as place_ids

),

-- totals and counts over windows that share a day
counted_over as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        case
            when a.place_key = b.place_key then 'same'
            when list_contains(a_containers.place_ids, b.place_key) then '1 in 2'
            else '2 in 1'
        end as places,
        case
            when a.window_start is null or b.window_start is null then 'open'
            when a.window_start = b.window_start and a.window_end = b.window_end then 'same'
            when a.window_start >= b.window_start and a.window_end <= b.window_end then '1 in 2'
            when b.window_start >= a.window_start and b.window_end <= a.window_end then '2 in 1'
            else 'overlap'
        end as days
    from windows as a
    inner join windows as b
        on
            a.measure = b.measure
            and a.target_side is not distinct from b.target_side
            and coalesce(a.window_start, a.window_end) <= b.window_end
            and coalesce(b.window_start, b.window_end) <= a.window_end
            and a.turn < b.turn
            -- running totals up to different days are one growing series, which R05 follows
            and (a.scope <> 'cumulative' or b.scope <> 'cumulative' or a.window_end = b.window_end)
    inner join containers as a_containers on a.place_key = a_containers.place_id
    inner join containers as b_containers on b.place_key = b_containers.place_id
    where
        {{ is_worth_holding }}
        and (list_contains(a_containers.place_ids, b.place_key) or list_contains(b_containers.place_ids, a.place_key))

),

-- a figure without its place, or a weapon's only carried over from before, where one other event alone has that figure
placeless as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        'left out' as places,
        'same' as days
    from claims as a
    inner join events as b
        on
            a.measure = b.measure
            and a.unit_id = b.unit_id
            and a.event_date = b.event_date
            and a.interval_low = b.interval_low
            and a.interval_high is not distinct from b.interval_high
            and a.claimant_side = b.claimant_side
            and coalesce(a.target_side = b.target_side, true)
            and not b.is_place_carried
            and a.article_id <> b.article_id
    where
        a.interval_low > 0
        and {{ is_worth_holding }}
        and (a.occasion = 'placeless' or (a.is_place_carried and not a.is_toll and a.event_id <> b.event_id))
    qualify count(distinct b.event_id) over (partition by a.claim_id) = 1

),

reprints as (

    select
        a.turn as turn_1,
        b.turn as turn_2,
        'same' as places,
        'same' as days
    from claims as a
    inner join claims as b on a.claim_id = b.reprint_of

),

linked as (

    select * from reprints
    union all
    select * from same_occasion
    union all
    select * from next_day
    union all
    select * from inside
    union all
    select * from namesakes
    union all
    select * from nearby
    union all
    select * from counted_over
    union all
    select * from placeless

)

-- a known first
select
    least(turn_1, turn_2) as turn_a,
    greatest(turn_1, turn_2) as turn_b,
    min(if(turn_1 > turn_2, translate(places, '12', 'ba'), translate(places, '12', 'ab'))) as places,
    min(if(turn_1 > turn_2, translate(days, '12', 'ba'), translate(days, '12', 'ab'))) as days
from linked
group by turn_a, turn_b
