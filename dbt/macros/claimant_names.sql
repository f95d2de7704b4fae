{#- The claimants' names long enough not to stand in other words by chance. -#}
{% macro claimant_names() -%}
(
    select
        claimant_id,
        surface
    from {{ ref('claimant_aliases') }}
    where length(surface) >= {{ rule_threshold('R12', 'name_letters') }}
)
{%- endmacro %}
