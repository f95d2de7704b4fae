{#- The rules that have a model, in the order of their ids. -#}
{% macro discrepancy_rules() -%}
    {{ return([
        'sum_of_parts', 'intercepted_exceeds_launched', 'subset_exceeds_total',
        'same_side_disagreement', 'opposing_sides_disagree', 'self_contradiction',
        'circular_reporting', 'stale_toll', 'duplicate_mention',
        'order_of_magnitude', 'zero_vs_positive',
    ]) }}
{%- endmacro %}
