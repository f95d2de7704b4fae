{#- The columns low, best and high of each measure, side by side, from rows of one measure each. -#}
{% macro wide_figures(measures, with_basis=false) -%}
    {%- for measure in measures %}
    max(low) filter (where measure = '{{ measure }}') as {{ measure }}_low,
    max(best) filter (where measure = '{{ measure }}') as {{ measure }}_best,
    max(high) filter (where measure = '{{ measure }}') as {{ measure }}_high
    {%- if with_basis %},
    max(basis) filter (where measure = '{{ measure }}') as {{ measure }}_basis,
    max(n_origins) filter (where measure = '{{ measure }}') as {{ measure }}_n_origins
    {%- endif %}
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
{%- endmacro %}

{#- Figures of one subject, event × unit. -#}
{% macro figures_of(measures) -%}
select
    {{ content_key(['event_id', 'unit_id']) }} as event_unit_id,
    event_id,
    any_value(event_date) as event_date,
    any_value(place_name) as place_name,
    any_value(target_side) as target_side,
    unit_id,
    {{- wide_figures(measures) }}
from {{ ref('fct_figures') }}
where measure in ('{{ measures | join("', '") }}')
group by event_id, unit_id
{%- endmacro %}

{#- Daily figures of one subject, side × day × unit. The row is `stated_whole` where any of its measures is; each measure says
    how it was come by in a column of its own. -#}
{% macro daily_figures_of(measures) -%}
select
    {{ content_key(['target_side', 'event_date', 'unit_id']) }} as day_unit_id,
    target_side,
    event_date,
    unit_id,
    case when bool_or(basis = 'stated_whole') then 'stated_whole' else 'sum_of_parts' end as basis,
    max(n_places) as n_places,
    {{- wide_figures(measures, with_basis=true) }}
from {{ ref('int_figures__daily') }}
where measure in ('{{ measures | join("', '") }}')
group by target_side, event_date, unit_id
{%- endmacro %}
