select
    {{ content_key(['figures.event_id', 'figures.measure', 'figures.unit_id', 'figures.policy_id']) }} as figure_policy_id,
    figures.event_id,
    events.event_date,
    events.place_name,
    events.target_side,
    figures.measure,
    figures.unit_id,
    figures.policy_id,
    figures.low,
    figures.best,
    figures.high,
    figures.n_claims,
    figures.n_origins,
    figures.n_outlets,
    figures.n_sides,
    figures.best_tier,
    listed.claim_ids
from {{ ref('int_figures__at_moments') }} as figures
inner join {{ ref('dim_event') }} as events on figures.event_id = events.event_id
inner join {{ ref('int_figures__listed') }} as listed
    on
        figures.event_id = listed.event_id
        and figures.measure = listed.measure
        and figures.unit_id = listed.unit_id
        and figures.valid_from = listed.valid_from
where figures.valid_to is null
