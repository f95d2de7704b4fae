{#- Verdicts in the three words that statuses know; "preferred" accepts the disagreement and names a value. -#}
with verdicts as (

    select * from {{ ref('stg_desk__adjudications') }}

),

known as (

    select
        discrepancy_id,
        nullif(trim(evidence_hash), '') as evidence_hash,
        case lower(replace(trim(verdict), ' ', '_'))
            when 'false_alarm' then 'false_alarm'
            when 'accepted' then 'accepted'
            when 'preferred' then 'accepted'
            when 'open' then 'open'
        end as verdict,
        decided_at,
        note
    from verdicts
    where decided_at is not null

)

select
    {{ content_key(['discrepancy_id', 'evidence_hash', 'verdict', 'decided_at']) }} as verdict_id,
    discrepancy_id,
    evidence_hash,
    verdict,
    decided_at,
    note
from known
where verdict is not null
qualify row_number() over (partition by discrepancy_id, evidence_hash, verdict, decided_at order by note) = 1
