{#- One row per two claims that a reader may hold against one another: how they stand to each other, and why. `a` was known first.
    Rules flag conflicts; this table also says why the others are none. -#}
-- the linter's grammar of DuckDB has no `is distinct from` within case
-- noqa: disable=all
with pairs as (

    select * from {{ ref('int_claims__paired') }}

),

-- which statement a claim made
made_of as (

    select
        statement_id,
        unnest(claim_ids) as claim_id
    from {{ ref('int_statements__current') }}

),

clashing as (

    select
        a_statement_id,
        b_statement_id,
        is_rise
    from {{ ref('int_statements__paired') }}
    where not is_meeting
    union all
    select
        b_statement_id as a_statement_id,
        a_statement_id as b_statement_id,
        is_rise
    from {{ ref('int_statements__paired') }}
    where not is_meeting

),

-- claims whose statements stood against each other at some time
standing as (

    select
        a.claim_id as claim_id_a,
        b.claim_id as claim_id_b,
        bool_and(clashing.is_rise) as is_rise
    from clashing
    inner join made_of as a on clashing.a_statement_id = a.statement_id
    inner join made_of as b on clashing.b_statement_id = b.statement_id
    group by all

),

-- when a claim's word stood
stood as (

    select
        made_of.claim_id,
        min(statements.valid_from) as stood_from,
        max(coalesce(statements.valid_to, timestamp 'infinity')) as stood_to
    from made_of
    inner join {{ ref('int_statements__current') }} as statements on made_of.statement_id = statements.statement_id
    group by made_of.claim_id

),

-- claims that a rule of their own has judged
{%- for name, rule in {'contradicting': 'self_contradiction', 'shifted': 'window_mismatch'}.items() %}

{{ name }}_from as (

    select
        unnest(claim_ids_a) as claim_id_a,
        claim_ids_b
    from {{ ref('int_discrepancies__' ~ rule) }}

),

{{ name }} as (

    select
        claim_id_a,
        unnest(claim_ids_b) as claim_id_b
    from {{ name }}_from
    union
    select
        unnest(claim_ids_b) as claim_id_a,
        claim_id_a as claim_id_b
    from {{ name }}_from

),
{%- endfor %}

-- a claimant and every body that it speaks for
bodies as (

    {{ closure(ref('dim_claimant'), 'claimant_id', 'organisation_claimant_id') }}

),

compared as (

    select
        pairs.*,
        pairs.has_interval_a
        and pairs.has_interval_b
        and {{ intervals_meet('pairs.interval_low_a', 'pairs.interval_high_a', 'pairs.interval_low_b', 'pairs.interval_high_b') }}
            as is_meeting,
        standing.claim_id_a is not null as is_standing,
        coalesce(standing.is_rise, false) as is_rise,
        contradicting.claim_id_a is not null as is_contradicting,
        shifted.claim_id_a is not null as is_shifted,
        pairs.origin_id_a = pairs.origin_id_b as is_one_origin,
        bodies_a.claimant_id is not null or bodies_b.claimant_id is not null as is_one_body,
        pairs.article_id_a = pairs.article_id_b as is_one_article,
        pairs.interval_low_a = pairs.interval_low_b and pairs.interval_high_a is not distinct from pairs.interval_high_b
            as is_one_interval,
        coalesce(pairs.stated_number_a = pairs.stated_number_b, false) as is_one_number,
        coalesce(
            least(pairs.claimant_side_a, pairs.claimant_side_b) = 'RU'
            and greatest(pairs.claimant_side_a, pairs.claimant_side_b) = 'UA',
            false
        ) as is_opposing,
        'at_most' in (pairs.qualifier_a, pairs.qualifier_b)
        and (
            pairs.qualifier_a in ('at_least', 'more_than') or pairs.qualifier_b in ('at_least', 'more_than')
        ) as is_opposite_hedge,
        -- a place told within a wider one that may be meant by the other's words
        pairs.places = 'same'
        or (pairs.places = 'a in b' and pairs.is_within_place_b)
        or (pairs.places = 'b in a' and pairs.is_within_place_a) as may_be_one_place,
        coalesce(pairs.claim_id_a = pairs.part_of_claim_id_b or pairs.claim_id_b = pairs.part_of_claim_id_a, false)
            as is_told_part,
        (pairs.is_item_a and not pairs.is_item_b and pairs.units = 'same')
        or 'a in b' in (pairs.units, pairs.measures, pairs.places, pairs.days)
        or coalesce(pairs.part_of_claim_id_a = pairs.claim_id_b, false) as is_a_within_b,
        (pairs.is_item_b and not pairs.is_item_a and pairs.units = 'same')
        or 'b in a' in (pairs.units, pairs.measures, pairs.places, pairs.days)
        or coalesce(pairs.part_of_claim_id_b = pairs.claim_id_a, false) as is_b_within_a,
        coalesce(stood_a.stood_to <= stood_b.stood_from or stood_b.stood_to <= stood_a.stood_from, false) as has_given_way
    from pairs
    left join stood as stood_a on pairs.claim_id_a = stood_a.claim_id
    left join stood as stood_b on pairs.claim_id_b = stood_b.claim_id
    left join standing on pairs.claim_id_a = standing.claim_id_a and pairs.claim_id_b = standing.claim_id_b
    left join contradicting
        on pairs.claim_id_a = contradicting.claim_id_a and pairs.claim_id_b = contradicting.claim_id_b
    left join shifted on pairs.claim_id_a = shifted.claim_id_a and pairs.claim_id_b = shifted.claim_id_b
    left join bodies as bodies_a
        on
            pairs.claimant_id_a = bodies_a.claimant_id
            and pairs.claimant_id_b = bodies_a.ancestor_claimant_id
            and bodies_a.depth > 0
    left join bodies as bodies_b
        on
            pairs.claimant_id_b = bodies_b.claimant_id
            and pairs.claimant_id_a = bodies_b.ancestor_claimant_id
            and bodies_b.depth > 0

),

-- does the part exceed its whole, and is it only because the toll has risen since, or the first word was preliminary
weighed as (

    select
        *,
        is_a_within_b or is_b_within_a as is_part_and_whole,
        (is_a_within_b and interval_low_a > interval_high_b) or (is_b_within_a and interval_low_b > interval_high_a)
            as is_exceeding,
        (is_a_within_b and is_list_item_b) or (is_b_within_a and is_list_item_a) as is_whole_listed,
        units = 'same' and measures = 'same' as is_one_kind,
        is_toll
        and not is_one_article
        and not is_opposing
        and interval_low_b > interval_high_a
        and interval_high_a > 0
        and known_at_b > known_at_a as has_risen,
        is_toll
        and not is_one_article
        and not is_opposing
        and not is_meeting
        and coalesce(interval_high_a, 1) > 0
        and coalesce(interval_high_b, 1) > 0
        and known_at_a = known_at_b as has_no_order,
        is_preliminary_a <> is_preliminary_b
        and claimant_side_a = claimant_side_b
        and case when is_preliminary_a then known_at_a <= known_at_b else known_at_b <= known_at_a end
        and occasion = 'event'
        and places = 'same' as is_settled_since
    from compared

),

reasoned as (

    select
        *,
        case
            -- what can't be compared
            when modality_a = 'denied' or modality_b = 'denied' then 'not_comparable: one of them is denied'
            when not has_interval_a or not has_interval_b then 'not_comparable: one of them is vague'
            when units = 'not said' then 'not_comparable: what one of them counts is not said'
            when event_window_a <> event_window_b and event_window_a <> 'unstated' and event_window_b <> 'unstated'
                then 'not_comparable: night and day are different windows'
            when days = 'next' then 'not_comparable: the days differ'
            when places = 'near' then 'conflict: perhaps one attack, for which each side blames the other'
            when is_item_a and is_item_b and article_id_a <> article_id_b and not (is_one_origin and is_one_number)
                then 'not_comparable: both are parts'
            when is_a_within_b and is_b_within_a then 'not_comparable: each is the wider one in some way'
            -- windows
            when is_shifted then 'consistent: they agree from another start of the count'
            when days = 'open' then 'not_comparable: the start of one count is not stated'
            when days = 'overlap' then 'not_comparable: the windows differ'
            -- one figure told twice
            when
                places = 'left out'
                then 'duplicate: the same figure with its place left out'
            when units <> 'same' and measures = 'same' and sentence_key_a = sentence_key_b and not is_meeting and not is_told_part
                then 'not_comparable: one sentence tells them apart'
            when
                is_one_kind and is_one_article and is_one_interval and not is_told_part
                and (
                    (places = 'same' and coalesce(claimant_id_a = claimant_id_b, true))
                    or (places <> 'same' and coalesce(claimant_side_a = claimant_side_b, true))
                )
                then 'duplicate: one article says it twice'
            when
                is_one_article and is_one_origin and is_one_interval and interval_low_a > 0 and not is_told_part
                and measures = 'same' and places = 'same' and days = 'same' and sentence_key_a <> sentence_key_b
                then 'duplicate: one article says it twice, once of the narrower kind'
            when is_one_kind and is_one_origin and is_one_interval and not is_told_part
                then 'duplicate: one statement of one origin'
            when is_one_kind and is_one_origin and is_one_number and is_opposite_hedge and not is_one_article and not is_meeting
                then 'conflict: one number under opposite hedges'
            when is_one_kind and (is_one_origin or is_one_body) and is_one_number and not is_one_article and is_meeting
                then 'duplicate: one number of one origin under other hedges'
            -- later words
            when is_settled_since and not is_meeting and (is_exceeding or not is_part_and_whole)
                then 'revision: the first word was preliminary'
            when is_one_kind and is_one_origin and not is_one_article and may_be_one_place and days = 'same'
                and not is_contradicting
                then 'revision: a later word of the same origin'
            when is_part_and_whole and is_exceeding and (has_risen or (has_no_order and is_one_origin))
                then 'revision: the toll rose with time'
            -- parts and wholes
            when is_part_and_whole and is_exceeding and places <> 'same' and not is_one_origin
                then 'not_comparable: the figure of the wider place may leave the narrower one out'
            when is_part_and_whole and is_exceeding and units <> 'same' and is_whole_listed
                then 'not_comparable: a row of a list is not the whole'
            when is_part_and_whole and is_exceeding and has_given_way
                then 'revision: one had given way before the other was known'
            when is_part_and_whole and is_exceeding then 'conflict: the part exceeds its whole'
            when is_part_and_whole then 'consistent: the part is within its whole'
            when is_meeting then 'consistent: the intervals meet'
            when places = 'namesakes' then 'not_comparable: a city and the region around it'
            -- figures that do not meet
            when sentence_key_a = sentence_key_b then 'not_comparable: one sentence tells them apart'
            when is_contradicting then 'conflict: one claimant, two figures, no word of update'
            when is_one_origin and is_one_article then 'conflict: one article, two figures'
            when occasion = 'window' then 'conflict: the intervals do not meet'
            when is_rise and not is_opposing then 'revision: the toll rose with time'
            when has_no_order then 'revision: the lower toll may be older, both are dated by the day alone'
            when is_standing then 'conflict: the intervals do not meet while both stood'
            else 'revision: one had given way before the other was known'
        end as verdict
    from weighed

)

select
    claim_id_a,
    claim_id_b,
    case when places = 'same' and event_window_a = 'unstated' then coalesce(event_id_b, event_id_a) else coalesce(event_id_a, event_id_b) end
        as event_id,
    measure_a,
    measure_b,
    unit_id_a,
    unit_id_b,
    origin_id_a as origin_a,
    origin_id_b as origin_b,
    places,
    days,
    is_one_kind and places = 'same' and days = 'same' as is_one_cell,
    split_part(verdict, ': ', 1) as relation,
    split_part(verdict, ': ', 2) as reason,
    case
        when not is_meeting
            then greatest(coalesce(interval_low_a - interval_high_b, 0), coalesce(interval_low_b - interval_high_a, 0))
    end as gap,
    known_at_b as known_at
from reasoned
