{% macro create_as_of_macros() %}
{% endmacro %}
