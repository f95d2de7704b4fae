with default_policy as (

    select policy_id
    from {{ ref('policies') }}
    where is_default

),

figures as (

    select
        figures.*,
        listed.claim_ids,
        md5(concat_ws(
            '|', coalesce(figures.low::varchar, '~'), coalesce(figures.best::varchar, '~'), coalesce(figures.high::varchar, '~'),
            figures.n_origins, figures.best_tier, listed.claim_ids
        )) as state
    from {{ ref('int_figures__at_moments') }} as figures
    inner join {{ ref('int_figures__listed') }} as listed
        on
            figures.event_id = listed.event_id
            and figures.measure = listed.measure
            and figures.unit_id = listed.unit_id
            and figures.valid_from = listed.valid_from
    where figures.policy_id in (select policies.policy_id from default_policy as policies)

),

{{ unbroken('figures', ['event_id', 'measure', 'unit_id']) }}

select
    {{ content_key(['figures.event_id', 'figures.measure', 'figures.unit_id', 'stretches.starts_at']) }} as figure_version_id,
    figures.event_id,
    events.event_date,
    events.place_name,
    events.target_side,
    figures.measure,
    figures.unit_id,
    stretches.starts_at as valid_from,
    stretches.ends_at as valid_to,
    figures.low,
    figures.best,
    figures.high,
    figures.n_claims,
    figures.n_origins,
    figures.n_outlets,
    figures.n_sides,
    figures.best_tier,
    figures.policy_id,
    figures.claim_ids
from stretches
inner join figures
    on
        stretches.event_id = figures.event_id
        and stretches.measure = figures.measure
        and stretches.unit_id = figures.unit_id
        and stretches.starts_at = figures.valid_from
inner join {{ ref('dim_event') }} as events on figures.event_id = events.event_id
