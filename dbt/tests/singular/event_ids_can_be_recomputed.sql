-- Fails if an event's id is not the hash of its side, place, date and window.
select event_id
from {{ ref('dim_event') }}
where
    event_id <> {{ content_key([
        'target_side', "array_to_string(place_ids, '+')", 'event_date', '"window"'
    ]) }}
