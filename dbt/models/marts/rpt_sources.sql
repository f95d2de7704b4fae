with statements as (

    select * from {{ ref('int_statements__described') }}
    where is_named_origin and event_id is not null

),

-- how many named origins stand behind each figure now; a country that repeats a body of it is none
cells as (

    select
        event_id,
        measure,
        unit_id,
        count(distinct origin_id) as n_named
    from statements
    where valid_to is null and absorbed_at is null
    group by all

),

-- a word of its own on the whole: rows of a tally add up, and what only repeats another's, or was withdrawn, is none
words as (

    select
        *,
        not is_tally_row and coalesce(ended_by, '') not in ('repetition', 'version') as is_word
    from statements

),

-- one row per origin and figure
figures as (

    select
        origin_id,
        event_id,
        measure,
        unit_id,
        bool_or(ended_by = 'revision' and not is_tally_row) as is_revised,
        -- of two words first known at one moment the keys decide, so that every build says the same
        arg_max(interval_low, (first_known_at, statement_id)) filter (where is_word)
        > arg_min(interval_high, (first_known_at, statement_id)) filter (where is_word) as is_raised,
        arg_max(interval_high, (first_known_at, statement_id)) filter (where is_word)
        < arg_min(interval_low, (first_known_at, statement_id)) filter (where is_word) as is_lowered,
        bool_or(valid_to is null) as is_current,
        bool_or(valid_to is null and absorbed_at is null) as is_counted,
        list_distinct(flatten(list(outlets))) as outlets
    from words
    group by all

),

-- how many other named origins state each figure now
shared as (

    select
        figures.*,
        coalesce(cells.n_named, 0) - if(figures.is_counted, 1, 0) as n_others
    from figures
    left join cells
        on
            figures.event_id = cells.event_id
            and figures.measure = cells.measure
            and figures.unit_id = cells.unit_id

),

silences as (

    select * from {{ ref('int_sources__silences') }}
    where source_kind = 'claimant'

),

claimants as (

    select * from {{ ref('dim_claimant') }}

)

select
    shared.origin_id,
    coalesce(any_value(claimants.name), shared.origin_id) as name,
    any_value(claimants.side) as side,
    any_value(claimants.claimant_type) as claimant_type,
    count(*) as n_figures,
    count(*) filter (where coalesce(shared.is_revised, false)) as n_revised,
    count(*) filter (where coalesce(shared.is_revised and shared.is_raised, false)) as n_raised,
    count(*) filter (where coalesce(shared.is_revised and shared.is_lowered, false)) as n_lowered,
    count(*) filter (where shared.is_current and shared.n_others > 0) as n_corroborated,
    count(*) filter (where shared.is_current and shared.n_others = 0) as n_alone,
    count(*) filter (where shared.is_current and shared.n_others = 0 and len(shared.outlets) > 1) as n_alone_in_many_outlets,
    len(list_distinct(flatten(list(shared.outlets)))) as n_outlets,
    any_value(silences.last_day) as last_day,
    any_value(silences.silent_days) as silent_days,
    coalesce(bool_or(silences.has_fallen_silent), false) as has_fallen_silent
from shared
left join claimants on shared.origin_id = claimants.claimant_id
left join silences on shared.origin_id = silences.source_id
group by shared.origin_id
