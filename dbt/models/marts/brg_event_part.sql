select
    narrower_event_id as part_event_id,
    wider_event_id as whole_event_id,
    axis
from {{ ref('int_events__overlaps') }}
where is_part
