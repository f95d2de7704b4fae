{#- R22. One row per figure of an event that is dated after the article that reports it. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where is_comparable and source_kind = 'prose' and published_at is not null

)

select
    'R22' as rule_id,
    'error' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    [claim_id] as evidence,
    [claim_id] as claim_ids_a,
    []::varchar[] as claim_ids_b,
    (event_date_start - published_at::date)::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || told || ' was published on ' || {{ day_words('published_at') }}
    || ', before the day it is about. Likely reason: a misread date, or a page edited later. Reading the passage would settle it.'
        as explanation
from claims
where event_date_start > published_at::date + {{ rule_threshold('R22', 'days_ahead') }}::integer
