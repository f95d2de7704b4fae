{#- Every ancestor of every row of a hierarchy, itself at depth 0. -#}
{% macro closure(relation, id, parent) -%}
with recursive climbed as (

    select
        {{ id }},
        {{ id }} as ancestor_{{ id }},
        0 as depth
    from {{ relation }}
    union all
    select
        climbed.{{ id }},
        hierarchy.{{ parent }} as ancestor_{{ id }},
        climbed.depth + 1 as depth
    from climbed
    inner join {{ relation }} as hierarchy on climbed.ancestor_{{ id }} = hierarchy.{{ id }}
    -- a hierarchy that loops ends here and fails its test, not the build
    where hierarchy.{{ parent }} is not null and climbed.depth < 10

)

select
    {{ id }},
    ancestor_{{ id }},
    depth
from climbed
{%- endmacro %}
