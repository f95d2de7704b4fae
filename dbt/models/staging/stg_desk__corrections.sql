with corrections as (

    select * from {{ source('desk', 'corrections') }}

)

select
    article_id,
    value_start,
    value_end,
    lower(trim(field)) as field,
    new_value,
    who,
    try_cast(decided_at as timestamp) as decided_at,
    note
from corrections
where article_id is not null
