with rules as (

    select * from {{ ref('rules') }}

),

thresholds as (

    select
        rule_id,
        string_agg(threshold || ' = ' || value || ' ' || unit || ' (' || meaning || ')', '; ' order by threshold)
            as thresholds
    from {{ ref('rule_thresholds') }}
    group by rule_id

),

flagged as (

    select distinct
        discrepancy_id,
        rule_id
    from {{ ref('fct_discrepancy_history') }}

),

-- the last word on each flag
verdicts as (

    select
        discrepancy_id,
        verdict
    from {{ ref('fct_verdicts') }}
    qualify row_number() over (partition by discrepancy_id order by decided_at desc, verdict) = 1

),

decided as (

    select
        flagged.rule_id,
        count(*) as n_verdicts,
        count(*) filter (where verdicts.verdict = 'accepted') as n_accepted
    from verdicts
    inner join flagged on verdicts.discrepancy_id = flagged.discrepancy_id
    where verdicts.verdict in ('accepted', 'false_alarm')
    group by flagged.rule_id

)

select
    rules.rule_id,
    rules.name,
    rules.kind,
    rules.severity,
    case rules.form
        when 'model' then 'implemented'
        when 'gate' then 'gate'
        when 'test' then 'blocking test'
        when 'review' then 'review'
        else 'not_computable'
    end as status,
    rules.as_of_supported,
    rules.description,
    rules.false_positive_risk,
    rules.reason,
    thresholds.thresholds,
    rules.severity_cap,
    rules.n_judged,
    rules.n_right / nullif(rules.n_judged, 0)::double as precision_judged,
    rules.judged_note,
    coalesce(decided.n_verdicts, 0)::integer as n_verdicts,
    decided.n_accepted / nullif(decided.n_verdicts, 0)::double as precision_by_verdicts
from rules
left join thresholds on rules.rule_id = thresholds.rule_id
left join decided on rules.rule_id = decided.rule_id
