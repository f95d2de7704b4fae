{#- R06. One row per pair of current statements of origins that are not opponents, whose intervals do not meet. A zero against a
    positive figure is R32's; a toll that rises with time is an update, and a toll in an outlet's own voice says not how old it is. -#}
{%- set condition -%}
    parties <> 'opposing'
    and not {{ either_is_none() }}
    and doubt is null
    and (not is_toll or ({{ is_attributed('a') }} and {{ is_attributed('b') }}))
{%- endset %}
{{ clashing_pairs(
    'R06',
    severity="case parties when 'same_side' then 'warn' else 'info' end",
    condition=condition
) }}
