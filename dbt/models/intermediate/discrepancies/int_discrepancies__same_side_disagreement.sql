{#- R06. One row per pair of current statements of origins that are not opponents, whose intervals do not meet. A zero against a
    positive figure is R32's; a toll that rises with time is an update. -#}
{{ clashing_pairs(
    'R06',
    severity="case parties when 'same_side' then 'warn' else 'info' end",
    condition="parties <> 'opposing' and not " ~ either_is_none()
) }}
