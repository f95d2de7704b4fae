{#- One row per unit and each unit that contains it, near or far. -#}
with recursive contained as (

    select
        unit_id,
        parent_unit_id as ancestor_unit_id
    from {{ ref('units') }}
    where parent_unit_id is not null
    union all
    select
        contained.unit_id,
        units.parent_unit_id as ancestor_unit_id
    from contained
    inner join {{ ref('units') }} as units on contained.ancestor_unit_id = units.unit_id
    where units.parent_unit_id is not null

)

select
    unit_id,
    ancestor_unit_id
from contained
