{#- One row per claim that bears on a figure: its cell (event × measure × unit), its statement (origin × interval) and the
    span of time in which it is known and of its story's newest version. Vague and denied claims stand here without a statement. -#}
with claims as (

    select
        * exclude (superseded_at),
        -- a table's row speaks for its cell until another row is known there
        least(superseded_at, itemised_at) as superseded_at
    from {{ ref('int_claims__resolved') }}

),

countries as (

    select * from {{ ref('int_claimants__countries') }}

)

select
    claim_id,
    article_id,
    outlet,
    {{ content_key(['event_id', 'measure', 'unit_id']) }} as cell_id,
    event_id,
    measure,
    unit_id,
    is_toll,
    origin_id,
    origin_kind,
    is_named_origin,
    is_named_origin and claimant_id in (select countries.claimant_id from countries) as is_country_voice,
    claimant_id,
    claimant_type,
    claimant_side,
    tier,
    qualifier,
    value,
    point,
    interval_low,
    interval_high,
    case when is_statement then {{ content_key(['origin_id', 'interval_low', 'interval_high']) }} end as statement_key,
    known_at,
    superseded_at
from claims
where
    (superseded_at is null or superseded_at > known_at)
    and event_id is not null
    and unit_id is not null
    and scope = 'event'
    and not is_rejected
    and (is_statement or not has_interval)
    and not is_part_of_cell
