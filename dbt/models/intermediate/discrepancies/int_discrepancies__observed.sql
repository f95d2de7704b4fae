{#- One row per observation: a rule, its evidence and the span [valid_from, valid_to) over which that evidence stood. One
    disagreement may be observed several times, as figures change. -#}
with observations as (
    -- noqa: disable=LT02
    {% for rule in discrepancy_rules() %}
    select
        rule_id,
        severity,
        event_id,
        scope_key,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        origins,
        evidence,
        claim_ids_a,
        claim_ids_b,
        gap,
        valid_from,
        valid_to,
        explanation
    from {{ ref('int_discrepancies__' ~ rule) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

keyed as (

    select
        *,
        {{ content_key(['rule_id', 'scope_key', 'measure', 'unit_id', "array_to_string(origins, ' ')"]) }}
            as discrepancy_id
    from observations
    where valid_to is null or valid_to > valid_from

),

-- the same evidence may be found along two ways; one row tells of it
numbered as (

    select
        *,
        {{ content_key([
            'discrepancy_id', "array_to_string(evidence, ' · ')", 'valid_from', 'claim_ids_a[1]', 'claim_ids_b[1]'
        ]) }} as observation_id
    from keyed

)

select
    numbered.observation_id,
    numbered.discrepancy_id,
    numbered.rule_id,
    -- what was too often wrong when judged does not ask for more attention than its rule has earned
    coalesce(rules.severity_cap, numbered.severity) as severity,
    numbered.event_id,
    numbered.target_side,
    numbered.place_id,
    numbered.event_date,
    numbered.measure,
    numbered.unit_id,
    numbered.origins,
    numbered.evidence,
    numbered.claim_ids_a,
    numbered.claim_ids_b,
    numbered.gap,
    numbered.valid_from,
    numbered.valid_to,
    numbered.explanation
from numbered
left join {{ ref('rules') }} as rules on numbered.rule_id = rules.rule_id
qualify
    row_number() over (
        partition by numbered.observation_id order by numbered.valid_to desc nulls first, numbered.explanation
    ) = 1
