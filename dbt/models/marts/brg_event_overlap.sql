select
    narrower_event_id,
    wider_event_id
from {{ ref('int_events__overlaps') }}
