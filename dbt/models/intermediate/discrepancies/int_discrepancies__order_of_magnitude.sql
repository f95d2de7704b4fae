{#- R18. One row per statement that is many times the median of the other current origins that are not its opponents, or a fraction
    of it, or has its digits in another order. One other origin has no median: that is R06's, unless the figure is just
    ten, 100 or 1,000 times the other's. A figure is compared with the upper ends of the others where it is larger, with their lower
    ends where it is smaller, so that an open or wide one is no outlier. -#}
{%- set judged_by = ['statement_id', 'origin_id', 'measure', 'unit_id', 'interval_low', 'interval_high', 'hints_part'] %}
{%- set told_by = [
    'statement_id', 'interval_high', 'origin_name', 'figure_words', 'counted_words', 'lead_outlet', 'first_known_at', 'claim_ids'
] %}
with pairs as (

    select *
    from {{ ref('int_statements__paired') }}
    where parties <> 'opposing' and not is_rise and a_unit_id = b_unit_id

),

-- each statement against each of the others, in numbers: words and lists of claims are wanted of outliers alone
views as (

    select
        event_id,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        is_toll,
        seen_from,
        seen_to,
        {%- for column in judged_by %}
            a_{{ column }} as own_{{ column }},
        {%- endfor %}
        b_origin_id as other_origin_id,
        b_interval_low as other_interval_low,
        b_interval_high as other_interval_high
    from pairs
    union all
    select
        event_id,
        target_side,
        place_id,
        event_date,
        measure,
        unit_id,
        is_toll,
        seen_from,
        seen_to,
        {%- for column in judged_by %}
            b_{{ column }} as own_{{ column }},
        {%- endfor %}
        a_origin_id as other_origin_id,
        a_interval_low as other_interval_low,
        a_interval_high as other_interval_high
    from pairs

),

-- what a statement is compared with changes when another one starts or ends
moments as (

    select
        own_statement_id,
        event_id,
        seen_from as moment
    from views
    union
    select
        own_statement_id,
        event_id,
        seen_to as moment
    from views
    where seen_to is not null

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
        is_toll,
        own_statement_id,
        own_origin_id,
        own_measure,
        own_unit_id,
        own_interval_low,
        own_interval_high,
        own_hints_part,
        median(other_interval_low) as others_low,
        median(other_interval_high) as others_high,
        min(other_interval_low) as others_least,
        max(coalesce(other_interval_high, 2 * other_interval_low + 1)) as others_most,
        count(other_interval_high) as n_bounded,
        count(distinct other_origin_id) as n_others
    from views
    inner join spans using (own_statement_id, event_id)
    where {{ holds_at('seen_from', 'seen_to', 'spans.valid_from') }}
    group by all

),

judged as (

    select
        *,
        case
            when
                2 * n_bounded > n_others
                and n_others > 1
                and own_interval_low >= {{ rule_threshold('R18', 'ratio') }} * greatest(others_high, 1)
                then others_high
            -- a part is small by its nature
            when
                n_others > 1
                and own_interval_high > 0
                and not own_hints_part
                and others_low >= {{ rule_threshold('R18', 'ratio') }} * own_interval_high
                then others_low
            -- 81 beside 18 and 18: the digits changed places
            when
                n_others > 1
                and own_interval_low = own_interval_high
                and others_least = others_most
                and own_interval_low <> others_low
                and list_sort(string_split(own_interval_low::varchar, ''))
                = list_sort(string_split(others_low::bigint::varchar, ''))
                then others_low
            -- 350 beside 35: with a zero too many one other is enough
            when
                n_others = 1
                and own_interval_low = own_interval_high
                and others_least = others_most
                and own_interval_low in (10 * others_low, 100 * others_low, 1000 * others_low)
                then others_low
        end as others_median
    from against_others

),

outliers as (

    select * from judged
    where
        others_median > 0
        and greatest(own_interval_low, others_median) >= {{ rule_threshold('R18', 'least_value') }}

),

-- in what words a reader is told of either
told as (

    select
        event_id,
        event_words,
        seen_from,
        seen_to,
        {%- for column in told_by %}
            a_{{ column }} as own_{{ column }},
        {%- endfor %}
        b_statement_id as other_statement_id,
        b_first_known_at as other_first_known_at,
        b_claim_ids as other_claim_ids,
        {{ told('b_') }} as other_told
    from pairs
    union all
    select
        event_id,
        event_words,
        seen_from,
        seen_to,
        {%- for column in told_by %}
            b_{{ column }} as own_{{ column }},
        {%- endfor %}
        a_statement_id as other_statement_id,
        a_first_known_at as other_first_known_at,
        a_claim_ids as other_claim_ids,
        {{ told('a_') }} as other_told
    from pairs

),

worded as (

    select
        outliers.*,
        any_value(told.own_origin_name) as own_origin_name,
        any_value(told.own_figure_words) as own_figure_words,
        any_value(told.own_counted_words) as own_counted_words,
        any_value(told.own_lead_outlet) as own_lead_outlet,
        any_value(told.own_first_known_at) as own_first_known_at,
        any_value(told.own_claim_ids) as own_claim_ids,
        arg_min(told.event_words, (told.other_first_known_at, told.other_statement_id)) as event_words,
        flatten(list(told.other_claim_ids order by told.other_first_known_at, told.other_statement_id)) as other_claim_ids,
        arg_min(told.other_told, (told.other_first_known_at, told.other_statement_id)) as first_other
    from outliers
    inner join told
        on
            outliers.event_id = told.event_id
            and outliers.own_statement_id = told.own_statement_id
            and outliers.own_interval_high is not distinct from told.own_interval_high
            and {{ holds_at('told.seen_from', 'told.seen_to', 'outliers.valid_from') }}
    group by all

)

select
    'R18' as rule_id,
    -- a toll may have risen within the hours that bare dates leave open
    case when is_toll then 'warn' else 'error' end as severity,
    event_id,
    event_id as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    -- one more origin that agrees with the others makes no other outlier
    [own_origin_id] as origins,
    [{{ evidence_key('own_') }}] as evidence,
    own_claim_ids as claim_ids_a,
    list_distinct(other_claim_ids) as claim_ids_b,
    abs(own_interval_low - others_median)::bigint as gap,
    valid_from,
    valid_to,
    event_words || ': ' || {{ told('own_') }} || ', which is '
    || case
        when greatest(own_interval_low, others_median) < 2 * least(own_interval_low, others_median)
            then 'in other order the digits of'
        when own_interval_low > others_median then format('{:.0f}', own_interval_low / others_median) || ' times'
        else 'one ' || format('{:.0f}', others_median / own_interval_low) || 'th of'
    end
    || ' the median of ' || n_others || case when n_others = 1 then ' other origin' else ' other origins' end
    || ' (' || format('{:,}', others_median::bigint) || '); for instance ' || first_other
    || '. Likely reason: a slipped digit, or a running total taken for one event. '
    || 'Reading the first quote in its article would settle it.'
        as explanation
from worded
