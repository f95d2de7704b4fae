{#- One row per statement, whatever its stretches: the row in which it was first current. -#}
with statements as (

    select * from {{ ref('int_statements__described') }}

)

select * -- noqa: AM04
from statements
qualify row_number() over (
    partition by origin_id, event_id, measure, unit_id, interval_low, interval_high order by valid_from, statement_id
) = 1
