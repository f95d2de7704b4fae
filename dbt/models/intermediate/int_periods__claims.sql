{#- One row per claim that counts over a period (a total, a count since a start, a running counter), with the key of what it
    counts: origin × side × place × window of time × measure × unit × scope. -#}
with claims as (

    select * from {{ ref('int_claims__resolved') }}

),

keyed as (

    select
        *,
        {{ content_key([
            'origin_id', 'target_side', 'place_id', 'event_date_start', 'event_date_end', 'measure', 'unit_id', 'scope'
        ]) }} as period_key
    from claims
    where
        scope in ('period', 'cumulative', 'counter')
        and conflict_id = '{{ var("conflict_id") }}'
        and has_interval
        and unit_id is not null
        and is_value_in_quote
        and not is_rejected
        and (superseded_at is null or superseded_at > known_at)

)

select
    keyed.claim_id,
    keyed.period_key,
    keyed.origin_id,
    keyed.origin_kind,
    keyed.claimant_id,
    keyed.tier,
    keyed.target_side,
    keyed.place_id,
    keyed.event_date_start as period_start,
    keyed.event_date_end as period_end,
    keyed.measure,
    keyed.unit_id,
    keyed.scope,
    keyed.qualifier,
    keyed.interval_low,
    keyed.interval_high,
    keyed.point,
    keyed.outlet,
    keyed.known_at,
    keyed.superseded_at
from keyed
left join keyed as wholes on keyed.part_of_claim_id = wholes.claim_id and keyed.period_key = wholes.period_key
-- a part in the cell of its whole says nothing of the whole
where wholes.claim_id is null
