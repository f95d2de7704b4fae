{#- R13. One row per claim that was out of date when it was printed, by hours: its origin had given another figure since. What other
    origins had given is no measure of it: their figures are of other incidents, parts or hours as often as not. Recalled attacks are
    not compared. -#}
with statements as (

    select * from {{ ref('int_statements__described') }}

),

made as (

    select * from {{ ref('int_statements__made') }}

),

made_of as (

    select
        statement_id,
        unnest(claim_ids) as claim_id
    from made

),

prints as (

    select
        made.*,
        claims.claim_id,
        claims.outlet as print_outlet,
        claims.known_at as printed_at,
        claims.superseded_at,
        claims.source_kind
    from made
    inner join made_of on made.statement_id = made_of.statement_id
    inner join {{ ref('int_claims__resolved') }} as claims on made_of.claim_id = claims.claim_id
    where
        claims.source_kind = 'prose'
        and not made.is_lesser
        -- a day of print says not whether the newer figure could be known, nor an earlier event which incident is meant
        and made.is_dated_by_day is distinct from true
        and made.is_looked_back is distinct from true

),

compared as (

    select
        prints.*,
        newer.statement_id as newer_id,
        newer.claim_ids as newer_claim_ids,
        newer.interval_low as newer_low,
        newer.interval_high as newer_high,
        newer.valid_to as newer_valid_to,
        newer.first_known_at as newer_known_at,
        {{ told('newer.') }} as newer_told,
        {{ evidence_key('newer.') }} as newer_evidence
    from prints
    inner join statements as newer
        on
            prints.origin_id = newer.origin_id
            and {{ same_occasion('prints', 'newer') }}
            and prints.measure = newer.measure
            and prints.unit_id = newer.unit_id
            and {{ holds_at('newer.valid_from', 'newer.valid_to', 'prints.printed_at') }}
    where
        date_diff('minute', newer.first_known_at, prints.printed_at) >= 60 * {{ rule_threshold('R13', 'lag_hours') }}
        and not {{ intervals_meet('prints.interval_low', 'prints.interval_high', 'newer.interval_low', 'newer.interval_high') }}
        and prints.first_known_at < newer.first_known_at
    qualify
        row_number() over (partition by prints.claim_id order by newer.first_known_at desc, newer.statement_id) = 1

)

select
    'R13' as rule_id,
    'warn' as severity,
    event_id,
    event_id as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    list_sort([{{ evidence_key('') }}, newer_evidence]) as evidence,
    [claim_id] as claim_ids_a,
    newer_claim_ids as claim_ids_b,
    greatest(coalesce(newer_low - interval_high, 0), coalesce(interval_low - newer_high, 0))::bigint as gap,
    printed_at as valid_from,
    {{ first_end('superseded_at', 'newer_valid_to') }} as valid_to,
    event_words
    || ': '
    || print_outlet
    || ' printed '
    || figure_words
    || ' '
    || counted_words
    || case when is_named_origin then ' as claimed by ' || origin_name else ', naming no source,' end
    || ' on ' || {{ moment_words('printed_at') }} || ', although ' || newer_told
    || '. Likely reason: the article was written from an older count. ' || {{ would_settle('measure') }} as explanation
from compared
