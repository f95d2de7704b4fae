{#- R07. One row per pair of current statements of opposing sides whose intervals do not meet. An open interval counts with its lower
    end; below one counts as one. -#}
{%- set severity -%}
    case
        when
            greatest({{ middle_of('a') }}, {{ middle_of('b') }}, 1)
            > {{ rule_threshold('R07', 'warn_ratio') }} * greatest(least({{ middle_of('a') }}, {{ middle_of('b') }}), 1)
            then 'warn'
        else 'info'
    end
{%- endset %}
{{ clashing_pairs('R07', severity=severity, condition="parties = 'opposing' and doubt is null and not " ~ either_is_none()) }}
