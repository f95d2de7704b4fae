{#- Creates marts.discrepancies_as_of(t): the disagreements as they stood at a moment, with the columns of fct_discrepancies.
    A bare date means its end, UTC. -#}
{% macro create_discrepancies_as_of() %}
    create or replace macro marts.discrepancies_as_of(t) as table (
        {{ discrepancies_at(
            as_of_moment('t'), 'marts.fct_discrepancy_history', 'marts.brg_discrepancy_claims', 'marts.fct_verdicts',
            'marts.dim_rule'
        ) }}
    )
{% endmacro %}
