{#- A text key from the content of a row: the hash of its parts, in order; NULL parts keep their place. -#}
{% macro content_key(parts) -%}
    md5(concat_ws('|'{% for part in parts %}, coalesce({{ part }}::varchar, '~'){% endfor %}))
{%- endmacro %}
