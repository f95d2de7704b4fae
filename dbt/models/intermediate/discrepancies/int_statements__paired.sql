{#- One row per two statements of different origins on one occasion, measure and unit that were current at the same time; `a`
    was known first. Of tolls also those of two units that the words do not tell apart, "residents" and "people", or of which the
    narrower one exceeds the wider one. -#}
with wider_units as (

    select
        unit_id,
        list(ancestor_unit_id order by ancestor_unit_id) as wider_unit_ids
    from {{ ref('brg_unit_ancestor') }}
    -- "people" beside "soldiers" often means the others
    where depth > 0 and unit_id <> 'soldier'
    group by unit_id

),

statements as (

    select
        statements.*,
        wider_units.wider_unit_ids
    from {{ ref('int_statements__described') }} as statements
    left join wider_units on statements.unit_id = wider_units.unit_id
    where statements.valid_to is null or statements.valid_to > statements.valid_from

),

-- how many an article says were killed on an occasion, and suppressed
told_beside as (

    select
        unnest(article_ids) as article_id,
        event_id,
        unit_id,
        measure,
        interval_low
    from {{ ref('int_statements__described') }}
    where measure in ('killed', 'suppressed')

),

killed as (

    select
        article_id,
        event_id,
        max(interval_low) as n_killed
    from told_beside
    where measure = 'killed'
    group by all

),

suppressed as (

    select
        article_id,
        event_id,
        unit_id,
        max(interval_low) as n_suppressed
    from told_beside
    where measure = 'suppressed'
    group by all

),

paired as (

    select
        {%- set carried = [
            'statement_id', 'origin_id', 'origin_name', 'claimant_side', 'qualifier', 'value', 'interval_low',
            'figure_words', 'counted_words', 'lead_outlet', 'lead_article_id', 'first_known_at', 'event_window', 'claim_ids', 'measure', 'unit_id',
            'is_preliminary', 'hints_part', 'claimant_id', 'claimant_type', 'is_named_origin', 'is_looked_back', 'is_dated_by_day',
            'is_undated', 'is_one_of_several', 'announces_change', 'stated_hour'
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
        a.is_wide,
        a.event_window <> b.event_window as is_window_open,
        -- by their first prints: what a later one tells beside changes nothing of what was seen
        a.lead_article_id = b.lead_article_id as is_one_article,
        -- how many more the later article says were killed
        coalesce(b_killed.n_killed - a_killed.n_killed, 0) as n_died_since,
        coalesce(a_suppressed.n_suppressed, 0) as a_suppressed,
        coalesce(b_suppressed.n_suppressed, 0) as b_suppressed,
        coalesce(a_bodies.organisation_claimant_id = b.claimant_id, false) as is_a_under_b,
        coalesce(b_bodies.organisation_claimant_id = a.claimant_id, false) as is_b_under_a,
        coalesce(
            a.claimant_side <> b.claimant_side
            and a.claimant_side in ('UA', 'RU')
            and b.claimant_side in ('UA', 'RU'),
            false
        ) as is_of_opponents,
        a_countries.claimant_id is not null or b_countries.claimant_id is not null as is_of_country_voice,
        greatest(a.valid_from, b.valid_from) as seen_from,
        {{ first_end('a.valid_to', 'b.valid_to') }} as seen_to
    from statements as a
    inner join statements as b
        on
            {{ same_occasion('a', 'b') }}
            and a.measure = b.measure
            and (
                a.unit_id = b.unit_id
                or (
                    a.is_toll
                    -- "and her mother" is one of several
                    and a.interval_low > 1
                    and b.interval_low > 1
                    and (
                        (a.unit_id = 'civilian' and not a.says_civilian and b.unit_id = 'person')
                        or (b.unit_id = 'civilian' and not b.says_civilian and a.unit_id = 'person')
                        or (list_contains(a.wider_unit_ids, b.unit_id) and a.interval_low > b.interval_high)
                        or (list_contains(b.wider_unit_ids, a.unit_id) and b.interval_low > a.interval_high)
                    )
                )
            )
            and a.origin_id <> b.origin_id
            and (a.first_known_at, a.statement_id) < (b.first_known_at, b.statement_id)
            and {{ spans_meet('a.valid_from', 'a.valid_to', 'b.valid_from', 'b.valid_to') }}
    left join {{ ref('claimants') }} as a_bodies on a.claimant_id = a_bodies.claimant_id
    left join {{ ref('claimants') }} as b_bodies on b.claimant_id = b_bodies.claimant_id
    left join {{ ref('int_claimants__countries') }} as a_countries on a.claimant_id = a_countries.claimant_id
    left join {{ ref('int_claimants__countries') }} as b_countries on b.claimant_id = b_countries.claimant_id
    left join killed as a_killed on a.lead_article_id = a_killed.article_id and a.event_id = a_killed.event_id
    left join killed as b_killed on b.lead_article_id = b_killed.article_id and b.event_id = b_killed.event_id
    left join suppressed as a_suppressed
        on
            a.measure = 'intercepted'
            and a.lead_article_id = a_suppressed.article_id
            and a.event_id = a_suppressed.event_id
            and a.unit_id = a_suppressed.unit_id
    left join suppressed as b_suppressed
        on
            b.measure = 'intercepted'
            and b.lead_article_id = b_suppressed.article_id
            and b.event_id = b_suppressed.event_id
            and b.unit_id = b_suppressed.unit_id

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
        when is_of_opponents then 'opposing'
        else 'neither'
    end as parties,
    -- a toll that rises while time passes is the course of events; two of one stated hour are not
    is_toll
    and coalesce(b_interval_low > a_interval_high, false)
    and not coalesce(a_stated_hour = b_stated_hour, false)
    and date_diff('minute', a_first_known_at, b_first_known_at) >= 60 * case
        -- the other side's number is no update of one's own, until hours have gone by
        when is_of_opponents
            then {{ rule_threshold('R07', 'settle_hours') }}
        else {{ rule_threshold('R06', 'settle_hours') }}
    end as is_rise,
    -- why the two may be no disagreement although they do not meet: a reader would look at this first
    case
        when a_is_looked_back or b_is_looked_back then 'one is dated by nothing but an earlier event'
        when
            (a_is_undated or b_is_undated)
            and date_diff('minute', a_first_known_at, b_first_known_at) > 60 * {{ rule_threshold('R06', 'undated_hours') }}
            then 'one is dated by its print alone, hours from the other'
        when is_wide and is_toll then 'incidents of a wide area may be several'
        when
            is_wide
            and (({{ is_attributed('a') }} and not a_is_named_origin) or ({{ is_attributed('b') }} and not b_is_named_origin))
            then 'one may count in a part of the wide area'
        when
            is_wide
            and (is_a_under_b and a_interval_high < b_interval_low or is_b_under_a and b_interval_high < a_interval_low)
            then 'a command counts in its own area'
        when
            (a_is_one_of_several and a_interval_high > 0 and a_interval_high < b_interval_low)
            or (b_is_one_of_several and b_interval_high > 0 and b_interval_high < a_interval_low)
            then 'the lesser one may be a part'
        when
            not (a_is_named_origin and b_is_named_origin)
            and (
                (a_claimant_type = b_claimant_type and a_claimant_type in ('regional_official', 'local_official'))
                or (
                    'unnamed_official' in (a_claimant_type, b_claimant_type)
                    and a_claimant_type in ('regional_official', 'local_official', 'unnamed_official')
                    and b_claimant_type in ('regional_official', 'local_official', 'unnamed_official')
                )
            )
            then 'the two may be one official'
        when is_one_article and not ({{ is_attributed('a') }} and {{ is_attributed('b') }}) then 'one article tells both'
        when
            is_toll and not is_of_opponents and a_is_preliminary
            and b_interval_low > a_interval_high and b_first_known_at > a_first_known_at
            then 'the first word was preliminary'
        when b_announces_change and b_first_known_at > a_first_known_at then 'the later words announce a change'
        when
            is_toll and not is_of_opponents and (a_is_dated_by_day or b_is_dated_by_day)
            then 'which of the two is newer is not known'
        when
            is_toll and not is_of_opponents
            and b_interval_low > a_interval_high and b_first_known_at > a_first_known_at
            and (is_of_country_voice or not ({{ is_attributed('a') }} and {{ is_attributed('b') }}))
            then 'the toll may have risen'
        when
            is_toll
            and (
                (a_claimant_side not in ('UA', 'RU') and a_claimant_type <> 'un_ngo')
                or (b_claimant_side not in ('UA', 'RU') and b_claimant_type <> 'un_ngo')
            )
            then 'a third party repeats what others count'
        when
            measure = 'injured' and b_interval_high < a_interval_low
            and b_interval_high + n_died_since >= a_interval_low
            then 'some of the injured had died'
        when
            measure = 'intercepted'
            and (
                {{ intervals_meet(
                    'a_interval_low + a_suppressed', 'a_interval_high + a_suppressed',
                    'b_interval_low', 'b_interval_high'
                ) }}
                or {{ intervals_meet(
                    'a_interval_low', 'a_interval_high',
                    'b_interval_low + b_suppressed', 'b_interval_high + b_suppressed'
                ) }}
            )
            then 'one counts what was suppressed too'
        when a_value = b_value then 'the number is one, under two hedges'
    end as doubt
from paired
