{#- R18. One row per statement that is many times the median of the other current origins that are not its opponents, or a fraction
    of it. The median is taken over points: the lower end where a figure is open or a range. -#}
with pairs as (

    select *
    from {{ ref('int_statements__paired') }}
    where parties <> 'opposing' and not is_rise

),

-- each statement against each of the others
views as (

    select
        event_id,
        event_words,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        seen_from,
        seen_to,
        {%- set carried = [
            'statement_id', 'origin_id', 'origin_name', 'interval_low', 'interval_high', 'figure_words', 'counted_words',
            'lead_outlet', 'first_known_at', 'claim_ids', 'measure', 'unit_id'
        ] %}
        {%- for column in carried %}
        a_{{ column }} as own_{{ column }},
        b_{{ column }} as other_{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from pairs
    union all
    select
        event_id,
        event_words,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        seen_from,
        seen_to,
        {%- for column in carried %}
        b_{{ column }} as own_{{ column }},
        a_{{ column }} as other_{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from pairs

),

-- what a statement is compared with changes when another one starts or ends
moments as (

    select own_statement_id, event_id, seen_from as moment from views
    union
    select own_statement_id, event_id, seen_to as moment from views where seen_to is not null

),

spans as (

    select
        own_statement_id,
        event_id,
        moment as valid_from,
        lead(moment) over (partition by own_statement_id, event_id order by moment) as valid_to
    from moments

),

against_others as (

    select
        event_id,
        spans.valid_from,
        spans.valid_to,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        own_statement_id,
        own_origin_id,
        own_measure,
        own_unit_id,
        own_interval_low,
        own_interval_high,
        any_value(own_origin_name) as own_origin_name,
        any_value(own_figure_words) as own_figure_words,
        any_value(own_counted_words) as own_counted_words,
        any_value(own_lead_outlet) as own_lead_outlet,
        any_value(own_first_known_at) as own_first_known_at,
        any_value(own_claim_ids) as own_claim_ids,
        any_value(event_words) as event_words,
        median(other_interval_low) as others_median,
        count(distinct other_origin_id) as n_others,
        list_sort(list(distinct other_origin_id)) as other_origins,
        list_sort(list(distinct {{ evidence_key('other_') }})) as other_evidence,
        flatten(list(other_claim_ids order by other_first_known_at, other_statement_id)) as other_claim_ids,
        arg_min({{ told('other_') }}, (other_first_known_at, other_statement_id)) as first_other
    from views
    inner join spans using (own_statement_id, event_id)
    where {{ holds_at('seen_from', 'seen_to', 'spans.valid_from') }}
    group by all

)

select
    'R18' as rule_id,
    'error' as severity,
    event_id,
    event_id as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort(list_prepend(own_origin_id, other_origins)) as origins,
    list_sort(list_prepend({{ evidence_key('own_') }}, other_evidence)) as evidence,
    own_claim_ids as claim_ids_a,
    list_distinct(other_claim_ids) as claim_ids_b,
    abs(own_interval_low - others_median)::bigint as gap,
    valid_from,
    valid_to,
    event_words || ': ' || {{ told('own_') }} || ', which is '
    || case
        when own_interval_low > others_median then format('{:.0f}', own_interval_low / others_median) || ' times'
        else 'one ' || format('{:.0f}', others_median / own_interval_low) || 'th of'
    end
    || ' the median of ' || n_others || case when n_others = 1 then ' other origin' else ' other origins' end
    || ' (' || format('{:,}', others_median::bigint) || '); for instance ' || first_other
    || '. Likely reason: a slipped digit, or a running total taken for one event. Reading the first quote in its article would settle it.'
        as explanation
from against_others
where
    others_median > 0
    and own_interval_low > 0
    and greatest(own_interval_low, others_median) >= {{ rule_threshold('R18', 'least_value') }}
    and (
        own_interval_low >= {{ rule_threshold('R18', 'ratio') }} * others_median
        -- two origins alone look at each other: the larger one is named
        or (n_others > 1 and others_median >= {{ rule_threshold('R18', 'ratio') }} * coalesce(own_interval_high, others_median))
    )
