{#- One row per pair of events of one side and date of which the narrower must not be added to the wider: its place lies in the
    wider's, or they are one place and the wider's window is unstated; windows that are explicitly different never overlap. -#}
with events as (

    select * from {{ ref('int_events__keyed') }}

),

ancestors as (

    select * from {{ ref('brg_place_ancestor') }}

),

members as (

    select
        event_id,
        unnest(place_ids) as place_id
    from events

),

pairs as (

    select
        wider.event_id as wider_event_id,
        narrower.event_id as narrower_event_id,
        wider.place_key = narrower.place_key as is_same_place,
        wider.event_window = narrower.event_window as is_same_window,
        wider.event_window as wider_window,
        wider.place_key as wider_place_key,
        narrower.place_key as narrower_place_key,
        len(wider.place_ids) as n_wider_places,
        len(narrower.place_ids) as n_narrower_places
    from events as wider
    inner join events as narrower
        on
            wider.target_side = narrower.target_side
            and wider.event_date = narrower.event_date
            and wider.event_id <> narrower.event_id
            and (
                wider.event_window = narrower.event_window
                or wider.event_window = 'unstated'
                or narrower.event_window = 'unstated'
            )

),

inside as (

    select
        pairs.wider_event_id,
        pairs.narrower_event_id,
        count(distinct narrower_members.place_id) as n_inside
    from pairs
    inner join members as narrower_members on pairs.narrower_event_id = narrower_members.event_id
    inner join ancestors on narrower_members.place_id = ancestors.place_id
    inner join members as wider_members
        on pairs.wider_event_id = wider_members.event_id and ancestors.ancestor_place_id = wider_members.place_id
    where not pairs.is_same_place
    group by all

),

compared as (

    select
        pairs.*,
        coalesce(inside.n_inside, 0) as n_inside,
        coalesce(inside.n_inside, 0) = pairs.n_narrower_places as is_inside,
        coalesce(reversed.n_inside, 0) = pairs.n_wider_places as is_around,
        coalesce(reversed.n_inside, 0) as n_around
    from pairs
    left join inside
        on pairs.wider_event_id = inside.wider_event_id and pairs.narrower_event_id = inside.narrower_event_id
    left join inside as reversed
        on pairs.wider_event_id = reversed.narrower_event_id and pairs.narrower_event_id = reversed.wider_event_id

),

judged as (

    select
        *,
        case
            when is_same_place then wider_window = 'unstated' and not is_same_window
            when is_inside and not is_around then true
            when is_around and not is_inside then false
            -- lists of places that cover each other, or share some: the longer list stands for both
            when n_inside + n_around > 0
                then (n_wider_places, wider_place_key) > (n_narrower_places, narrower_place_key)
            else false
        end as is_wider
    from compared

)

select
    narrower_event_id,
    wider_event_id,
    -- a part lies in its whole with all of its place and time; the rest merely overlap
    (is_same_place or is_inside) and (is_same_window or wider_window = 'unstated') as is_part,
    case
        when is_same_place then 'time'
        when is_same_window then 'place'
        else 'place_time'
    end as axis
from judged
where is_wider
