-- Fails if a figure lists no claim, or one that does not exist or speaks of another event, measure or unit.
{{ config(meta={'dagster': {'ref': {'name': 'fct_figure_history'}}}) }}

with listed as (

    select
        figure_version_id,
        event_id,
        measure,
        unit_id,
        n_claims,
        unnest(claim_ids) as claim_id
    from {{ ref('fct_figure_history') }}

),

found as (

    select
        listed.figure_version_id,
        any_value(listed.n_claims) as n_claims,
        count(claims.claim_id) as n_found
    from listed
    left join {{ ref('fct_claims') }} as claims
        on
            listed.claim_id = claims.claim_id
            and listed.event_id = claims.event_id
            and listed.measure = claims.measure
            and listed.unit_id = claims.unit_id
    group by listed.figure_version_id

)

select
    history.figure_version_id,
    history.n_claims,
    found.n_found
from {{ ref('fct_figure_history') }} as history
left join found on history.figure_version_id = found.figure_version_id
where coalesce(found.n_found, 0) <> history.n_claims or history.n_claims = 0
