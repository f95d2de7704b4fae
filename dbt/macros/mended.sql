{#- A claim's column with the correction a person made to it, if any. `mends` is the map from field to new value; an empty new
    value means "not stated". -#}
{% macro mended(column, type='varchar') -%}
    case
        when map_contains(mends, '{{ column }}') then try_cast(nullif(mends['{{ column }}'], '') as {{ type }})
        else claims."{{ column }}"
    end
{%- endmacro %}
