{#- Claims are intervals of whole numbers; a NULL upper bound is unbounded. Two claims conflict only when their intervals do
    not meet. -#}
{% macro intervals_meet(low, high, other_low, other_high) -%}
    (
        {{ low }} <= coalesce({{ other_high }}, {{ low }})
        and {{ other_low }} <= coalesce({{ high }}, {{ other_low }})
    )
{%- endmacro %}

{#- Whether an interval holds a value. -#}
{% macro interval_holds(low, high, value) -%}
    ({{ low }} <= {{ value }} and ({{ high }} is null or {{ high }} >= {{ value }}))
{%- endmacro %}

{#- The lower and upper bound that a claim states. -#}
{% macro interval_low(qualifier, value, value_low) -%}
    coalesce({{ value_low }}, {{ value }}, case when {{ qualifier }} = 'at_most' then 0 end)
{%- endmacro %}

{% macro interval_high(qualifier, value, value_high) -%}
    case
        when {{ qualifier }} in ('at_least', 'more_than') then {{ value_high }}
        else coalesce({{ value_high }}, {{ value }})
    end
{%- endmacro %}

{#- The one number that stands for a claim where one is needed: the point where stated, n of "up to n", else the lower bound
    ("from at least n alone, best = n"). Never below the bound: "more than 140" stands for 141. -#}
{% macro stated_point(qualifier, value, low, high) -%}
    greatest(coalesce({{ value }}, case when {{ qualifier }} = 'at_most' then {{ high }} end, {{ low }}), {{ low }})
{%- endmacro %}
