{#- The great-circle distance in km between two rows with `latitude` and `longitude` in radians, by the haversine formula over the
    mean radius of the earth. -#}
{% macro great_circle_km(a, b) -%}
    2 * 6371 * asin(sqrt(least(
        1,
        pow(sin(({{ a }}.latitude - {{ b }}.latitude) / 2), 2)
        + cos({{ a }}.latitude) * cos({{ b }}.latitude) * pow(sin(({{ a }}.longitude - {{ b }}.longitude) / 2), 2)
    )))
{%- endmacro %}
