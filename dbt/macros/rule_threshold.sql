{#- A business number of one rule, from the seed of rule thresholds. -#}
{% macro rule_threshold(rule_id, name) -%}
    (select value from {{ ref('rule_thresholds') }} where rule_id = '{{ rule_id }}' and threshold = '{{ name }}')
{%- endmacro %}
