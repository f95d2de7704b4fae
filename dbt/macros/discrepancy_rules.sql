{#- The rules that have a model, in the order of their ids. -#}
{% macro discrepancy_rules() -%}
    {{ return([
        'sum_of_parts', 'intercepted_exceeds_launched', 'subset_exceeds_total', 'hits_exceed_leakers',
        'cumulative_decrease', 'same_side_disagreement', 'opposing_sides_disagree', 'self_contradiction',
        'period_total_vs_events', 'window_mismatch', 'counter_not_monotone', 'circular_reporting', 'stale_toll',
        'intra_document_drift', 'duplicate_mention', 'hedge_drift', 'perpetrator_conflict', 'order_of_magnitude',
        'missing_provenance', 'place_mismatch', 'date_mismatch', 'weapon_mismatch', 'selected_denominator',
        'interception_without_denominator', 'silent_revision', 'round_number', 'zero_vs_positive', 'identity_conflict',
    ]) }}
{%- endmacro %}
