{#- R32. One row per pair of current statements of which one says none and the other at least one. A toll that rises with time is an
    update. -#}
{#- "no casualties were immediately reported" leaves room for some -#}
{%- set condition -%}
    ((a_interval_high = 0 and not a_is_preliminary) or (b_interval_high = 0 and not b_is_preliminary))
    and doubt is null
    and {{ is_attributed('a') }}
    and {{ is_attributed('b') }}
{%- endset %}
{{ clashing_pairs('R32', severity="'warn'", condition=condition) }}
