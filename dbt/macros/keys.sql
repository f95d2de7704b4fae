{#- A text key from the content of a row: the hash of its parts, in order; NULL parts keep their place. -#}
{% macro content_key(parts) -%}
    md5(concat_ws('|'{% for part in parts %}, coalesce({{ part }}::varchar, '~'){% endfor %}))
{%- endmacro %}

{#- A sentence of an article. -#}
{% macro sentence_key(article_id, sentence) -%}
    md5({{ article_id }} || {{ sentence }})
{%- endmacro %}
