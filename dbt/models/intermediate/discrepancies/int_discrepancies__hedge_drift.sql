{#- R16. One row per two statements of one origin that hold the same number under different hedges, in different articles; opposite
    hedges ("up to", "more than") are a warning. -#}
with statements as (

    select * from {{ ref('int_statements__made') }}

),

pairs as (

    select
        earlier.*,
        later.event_id as later_event_id,
        later.event_words as later_event_words,
        later.qualifier as later_qualifier,
        later.claim_ids as later_claim_ids,
        later.first_known_at as later_known_at,
        {{ evidence_key('earlier.') }} as earlier_evidence,
        {{ evidence_key('later.') }} as later_evidence,
        {{ told('earlier.') }} as earlier_told,
        {{ told('later.') }} as later_told,
        'at_most' in (earlier.qualifier, later.qualifier)
        and (
            earlier.qualifier in ('at_least', 'more_than') or later.qualifier in ('at_least', 'more_than')
        ) as is_opposite
    from statements as earlier
    inner join statements as later
        on
            earlier.origin_id = later.origin_id
            and earlier.measure = later.measure
            and earlier.unit_id = later.unit_id
            and earlier.value = later.value
            and earlier.qualifier <> later.qualifier
            and {{ same_occasion('earlier', 'later') }}
            and (earlier.first_known_at, earlier.statement_id) < (later.first_known_at, later.statement_id)
    where not list_has_any(earlier.article_ids, later.article_ids)

)

select
    'R16' as rule_id,
    case when is_opposite then 'warn' else 'info' end as severity,
    case when event_window = 'unstated' then later_event_id else event_id end as event_id,
    case when event_window = 'unstated' then later_event_id else event_id end as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    list_sort([earlier_evidence || ' ' || qualifier, later_evidence || ' ' || later_qualifier]) as evidence,
    claim_ids as claim_ids_a,
    later_claim_ids as claim_ids_b,
    null::bigint as gap,
    later_known_at as valid_from,
    null::timestamp as valid_to,
    case when event_window = 'unstated' then later_event_words else event_words end || ': ' || earlier_told || ', and elsewhere '
    || later_told || '. One number travels under ' || case when is_opposite then 'opposite' else 'different' end
    || ' hedges. Likely reason: translation, or shortening by an outlet. The claimant''s own words would settle it.' as explanation
from pairs
