with adjudications as (

    select * from {{ source('desk', 'adjudications') }}

)

select
    discrepancy_id,
    evidence_hash,
    verdict,
    who,
    {{ utc('decided_at') }} as decided_at,
    note
from adjudications
where discrepancy_id is not null
