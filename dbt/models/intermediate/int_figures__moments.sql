{#- One row per moment at which something becomes known, or stops being the newest version, in a cell; valid until the next. -#}
with claims as (

    select * from {{ ref('int_figures__claims') }}

),

moments as (

    select
        cell_id,
        known_at as valid_from
    from claims
    union
    select
        cell_id,
        superseded_at as valid_from
    from claims
    where superseded_at is not null

)

select
    cell_id,
    valid_from,
    lead(valid_from) over (partition by cell_id order by valid_from) as valid_to
from moments
