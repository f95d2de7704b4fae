-- each origin's words on each figure; what only repeats another's, or was withdrawn with its version, is none
with words as (

    select
        origin_id,
        event_id,
        target_side,
        place_id,
        event_date,
        event_window,
        measure,
        unit_id,
        interval_low,
        interval_high,
        stated_model,
        -- a word on a part: it may be less than the whole, not more
        is_tally_row or is_lesser or is_instance or one_model is not null as is_of_part,
        first_known_at,
        min(first_known_at) over of_figure as first_word_at,
        max(first_known_at) over of_figure as last_word_at,
        count(*) filter (where not is_tally_row) over of_figure > 1
        and min(first_known_at) over of_figure < max(first_known_at) over of_figure as is_revised
    from {{ ref('int_statements__described') }}
    where is_named_origin and coalesce(ended_by, '') not in ('repetition', 'version')
    window of_figure as (partition by origin_id, event_id, measure, unit_id)

),

last_words as (

    select * from words
    where first_known_at = last_word_at

),

compared as (

    select
        a.origin_id as origin_id_a,
        b.origin_id as origin_id_b,
        a.target_side,
        a.place_id,
        a.event_date,
        a.measure,
        a.unit_id,
        a.first_word_at as first_word_at_a,
        b.first_word_at as first_word_at_b,
        a.is_revised as is_revised_a,
        b.is_revised as is_revised_b,
        {{ intervals_meet('a.interval_low', 'a.interval_high', 'b.interval_low', 'b.interval_high') }} as is_meeting,
        coalesce(a.interval_low > b.interval_high, false) as is_above_a,
        coalesce(b.interval_low > a.interval_high, false) as is_above_b,
        a.is_of_part and not coalesce(a.stated_model = b.stated_model, false) as is_part_a,
        b.is_of_part and not coalesce(a.stated_model = b.stated_model, false) as is_part_b
    from last_words as a
    inner join last_words as b
        on
            {{ same_occasion('a', 'b') }}
            and a.measure = b.measure
            and a.unit_id = b.unit_id
            and a.origin_id < b.origin_id

),

-- one row per figure of a pair; a part below the other's whole says nothing
shared as (

    select
        origin_id_a,
        origin_id_b,
        bool_or(is_meeting) as is_met,
        bool_or(is_above_a) as is_above_a,
        min(first_word_at_a) as first_word_at_a,
        min(first_word_at_b) as first_word_at_b,
        bool_or(is_revised_a) as is_revised_a,
        bool_or(is_revised_b) as is_revised_b
    from compared
    where is_meeting or (is_above_a and not is_part_b) or (is_above_b and not is_part_a)
    group by origin_id_a, origin_id_b, target_side, place_id, event_date, measure, unit_id

),

pairs as (

    select
        origin_id_a,
        origin_id_b,
        count(*) as n_figures,
        count(*) filter (where is_met) as n_met,
        count(*) filter (where not is_met) as n_apart,
        count(*) filter (where not is_met and is_above_a) as n_above_a,
        count(*) filter (where not is_met and not is_above_a) as n_above_b,
        count(*) filter (where first_word_at_a < first_word_at_b) as n_first_a,
        count(*) filter (where first_word_at_b < first_word_at_a) as n_first_b,
        round(median(date_diff('minute', first_word_at_a, first_word_at_b)) / 60, 1) as hours_ahead_a,
        count(*) filter (where is_revised_a) as n_revised_a,
        count(*) filter (where is_revised_b) as n_revised_b
    from shared
    group by origin_id_a, origin_id_b

),

claimants as (

    select * from {{ ref('dim_claimant') }}

),

countries as (

    select * from {{ ref('int_claimants__countries') }}

),

-- a claimant and every body that it speaks for
bodies as (

    {{ closure(ref('dim_claimant'), 'claimant_id', 'organisation_claimant_id') }}

)

select
    pairs.origin_id_a,
    pairs.origin_id_b,
    coalesce(a.name, pairs.origin_id_a) as name_a,
    coalesce(b.name, pairs.origin_id_b) as name_b,
    a.side as side_a,
    b.side as side_b,
    -- who speaks for the other, or a country and a body of it, are hardly two
    exists (
        select 1
        from bodies
        where
            (bodies.claimant_id = pairs.origin_id_a and bodies.ancestor_claimant_id = pairs.origin_id_b)
            or (bodies.claimant_id = pairs.origin_id_b and bodies.ancestor_claimant_id = pairs.origin_id_a)
    )
    or exists (
        select 1
        from countries
        where
            (countries.claimant_id = pairs.origin_id_a and countries.side = b.side)
            or (countries.claimant_id = pairs.origin_id_b and countries.side = a.side)
    ) as is_one_voice,
    pairs.n_figures,
    pairs.n_met,
    pairs.n_apart,
    pairs.n_above_a,
    pairs.n_above_b,
    pairs.n_first_a,
    pairs.n_first_b,
    pairs.hours_ahead_a,
    pairs.n_revised_a,
    pairs.n_revised_b
from pairs
left join claimants as a on pairs.origin_id_a = a.claimant_id
left join claimants as b on pairs.origin_id_b = b.claimant_id
