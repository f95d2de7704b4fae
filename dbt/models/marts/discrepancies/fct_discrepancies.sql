{{ discrepancies_at(
    "timestamp 'infinity'", ref('fct_discrepancy_history'), ref('brg_discrepancy_claims'), ref('fct_verdicts'), ref('dim_rule')
) }}
