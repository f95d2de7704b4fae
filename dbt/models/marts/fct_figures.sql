select
    {{ content_key(['event_id', 'measure', 'unit_id']) }} as figure_id,
    event_id,
    event_date,
    place_name,
    target_side,
    measure,
    unit_id,
    low,
    best,
    high,
    n_claims,
    n_origins,
    n_outlets,
    n_sides,
    best_tier,
    policy_id,
    claim_ids
from {{ ref('fct_figure_history') }}
where valid_to is null
