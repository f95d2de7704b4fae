{#- For the period figures of `periods` (a relation with period_key, target_side, place_id, period_start, period_end, measure,
    unit_id and `asked_at`): the sum of best over the events known at `asked_at` inside their window and place, taking only
    events that no other of them contains. `figures`, `events`, `ancestors`, `overlaps` name the relations to read, so that the
    same words serve the build and the published macro. Ends in the relation `sums`. -#}
{% macro sum_of_events(periods, figures, events, ancestors, overlaps) -%}
inside_events as (

    select
        periods.period_key,
        figures.event_id,
        figures.best
    from {{ periods }} as periods
    inner join {{ figures }} as figures
        on
            periods.measure = figures.measure
            and periods.unit_id = figures.unit_id
            and {{ holds_at('figures.valid_from', 'figures.valid_to', 'periods.asked_at') }}
    inner join {{ events }} as events
        on
            figures.event_id = events.event_id
            and periods.target_side = events.target_side
            and (periods.period_start is null or events.event_date >= periods.period_start)
            and events.event_date <= periods.period_end
    inner join {{ ancestors }} as ancestors
        on events.place_id = ancestors.place_id and periods.place_id = ancestors.ancestor_place_id

),

covered_events as (

    select distinct
        narrower.period_key,
        narrower.event_id
    from inside_events as narrower
    inner join {{ overlaps }} as pairs on narrower.event_id = pairs.narrower_event_id
    inner join inside_events as wider
        on pairs.wider_event_id = wider.event_id and narrower.period_key = wider.period_key

),

sums as (

    select
        period_key,
        sum(best)::bigint as sum_of_events,
        count(*)::bigint as n_events
    from inside_events
    anti join covered_events using (period_key, event_id)
    group by period_key

)
{%- endmacro %}
