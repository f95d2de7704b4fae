{#- One row per two statements of different origins on one occasion, measure and unit that were current at the same time; `a`
    was known first. -#}
with statements as (

    select *
    from {{ ref('int_statements__described') }}
    where valid_to is null or valid_to > valid_from

),

paired as (

    select
        {%- set carried = [
            'statement_id', 'origin_id', 'origin_name', 'claimant_side', 'qualifier', 'value', 'interval_low',
            'figure_words', 'counted_words', 'lead_outlet', 'first_known_at', 'event_window', 'claim_ids', 'measure', 'unit_id',
            'is_preliminary', 'hints_part'
        ] %}
        {%- for column in carried %}
            a.{{ column }} as a_{{ column }},
            b.{{ column }} as b_{{ column }},
        {%- endfor %}
        -- a number of one model bounds that of its class from below, and so do the lesser of one sentence, "a drone", and a row
        -- of a tally, which lists one kind and one wave
        case
            when
                not a.is_lesser
                and not a.is_instance
                and (not a.is_tally_row or a.stated_model = b.stated_model)
                and (a.one_model is null or a.one_model = b.one_model)
                then a.interval_high
        end as a_interval_high,
        case
            when
                not b.is_lesser
                and not b.is_instance
                and (not b.is_tally_row or a.stated_model = b.stated_model)
                and (b.one_model is null or a.one_model = b.one_model)
                then b.interval_high
        end as b_interval_high,
        -- the occasion is named by the event whose window is stated
        case when a.event_window = 'unstated' then b.event_id else a.event_id end as event_id,
        case when a.event_window = 'unstated' then b.event_words else a.event_words end as event_words,
        a.target_side,
        a.place_id,
        a.event_date,
        a.measure,
        a.unit_id,
        a.is_toll,
        a.event_window <> b.event_window as is_window_open,
        greatest(a.valid_from, b.valid_from) as seen_from,
        {{ first_end('a.valid_to', 'b.valid_to') }} as seen_to
    from statements as a
    inner join statements as b
        on
            {{ same_occasion('a', 'b') }}
            and a.measure = b.measure
            and a.unit_id = b.unit_id
            and a.origin_id <> b.origin_id
            and (a.first_known_at, a.statement_id) < (b.first_known_at, b.statement_id)
            and {{ spans_meet('a.valid_from', 'a.valid_to', 'b.valid_from', 'b.valid_to') }}

)

select
    event_id,
    event_words,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    is_toll,
    is_window_open,
    seen_from,
    seen_to,
    {%- for column in carried + ['interval_high'] %}
        a_{{ column }},
        b_{{ column }},
    {%- endfor %}
    {{ intervals_meet('a_interval_low', 'a_interval_high', 'b_interval_low', 'b_interval_high') }} as is_meeting,
    -- how far apart the nearest ends lie; 0 where they meet
    greatest(
        coalesce(a_interval_low - b_interval_high, 0), coalesce(b_interval_low - a_interval_high, 0), 0
    ) as gap,
    case
        when a_claimant_side = b_claimant_side then 'same_side'
        when a_claimant_side in ('UA', 'RU') and b_claimant_side in ('UA', 'RU') then 'opposing'
        else 'neither'
    end as parties,
    -- a toll that rises while time passes is the course of events
    is_toll
    and coalesce(b_interval_low > a_interval_high, false)
    and date_diff('minute', a_first_known_at, b_first_known_at) >= 60 * case
        -- the other side's number is no update of one's own, until hours have gone by
        when a_claimant_side <> b_claimant_side and a_claimant_side in ('UA', 'RU') and b_claimant_side in ('UA', 'RU')
            then {{ rule_threshold('R07', 'settle_hours') }}
        else {{ rule_threshold('R06', 'settle_hours') }}
    end as is_rise
from paired
