-- Fails if a rate lies outside 0 to 1, has no origin, or a missing rate has no reason.
select
    event_unit_id,
    interception_rate,
    rate_reason
from {{ ref('fct_interceptions') }}
where
    interception_rate not between 0 and 1
    or stopped_rate not between 0 and 1
    or (interception_rate is null) = (rate_reason is null)
    or (interception_rate is not null and rate_origin_id is null)
