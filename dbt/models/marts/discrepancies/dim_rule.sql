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
    thresholds.thresholds
from rules
left join thresholds on rules.rule_id = thresholds.rule_id
