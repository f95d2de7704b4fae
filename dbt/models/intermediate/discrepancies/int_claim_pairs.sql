{#- One row per two claims of one occasion and measure whose units are the same or part and whole: how they stand to each other,
    and why. `a` was known first. Rules flag conflicts; this table also says why the others are none. -#}
-- the linter's grammar of DuckDB has no `is distinct from` within case
-- noqa: disable=all
with claims as (

    select
        claim_id,
        article_id,
        known_at,
        measure,
        unit_id,
        is_toll,
        has_interval,
        modality,
        interval_low,
        interval_high,
        event_id,
        event_target_side as target_side,
        event_place_id as place_id,
        event_date,
        event_window,
        claimant_id,
        origin_id,
        part_of_claim_id,
        md5(article_id || sentence) as sentence_key
    from {{ ref('int_claims__resolved') }}
    where event_id is not null and not is_rejected and scope = 'event' and conflict_id = '{{ var("conflict_id") }}'

),

units as (

    select
        unit_id,
        ancestor_unit_id,
        depth
    from {{ ref('brg_unit_ancestor') }}
    where depth <= 1

),

related as (

    select
        unit_id as unit_id_a,
        ancestor_unit_id as unit_id_b,
        case when depth = 0 then 'same' else 'a in b' end as units
    from units
    union all
    select
        ancestor_unit_id as unit_id_a,
        unit_id as unit_id_b,
        'b in a' as units
    from units
    where depth = 1

),

pairs as (

    select
        {%- for side in ['a', 'b'] %}
        {%- for column in [
            'claim_id', 'article_id', 'known_at', 'unit_id', 'has_interval', 'modality', 'interval_low', 'interval_high',
            'event_window', 'claimant_id', 'origin_id', 'part_of_claim_id', 'sentence_key'
        ] %}
        {{ side }}.{{ column }} as {{ column }}_{{ side }},
        {%- endfor %}
        {%- endfor %}
        case when a.event_window = 'unstated' then b.event_id else a.event_id end as event_id,
        a.measure,
        a.is_toll,
        related.units
    from claims as a
    inner join claims as b
        on
            a.target_side = b.target_side
            and a.place_id = b.place_id
            and a.event_date = b.event_date
            and a.measure = b.measure
            and (a.known_at, a.claim_id) < (b.known_at, b.claim_id)
    inner join related on a.unit_id = related.unit_id_a and b.unit_id = related.unit_id_b

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

against_itself as (

    select
        unnest(claim_ids_a) as claim_id_a,
        claim_ids_b
    from {{ ref('int_discrepancies__self_contradiction') }}

),

contradicting as (

    select distinct
        claim_id_a,
        unnest(claim_ids_b) as claim_id_b
    from against_itself

),

judged as (

    select
        pairs.*,
        pairs.has_interval_a
        and pairs.has_interval_b
        and {{ intervals_meet('pairs.interval_low_a', 'pairs.interval_high_a', 'pairs.interval_low_b', 'pairs.interval_high_b') }}
            as is_meeting,
        standing.claim_id_a is not null as is_standing,
        coalesce(standing.is_rise, false) as is_rise,
        contradicting.claim_id_a is not null as is_contradicting
    from pairs
    left join standing on pairs.claim_id_a = standing.claim_id_a and pairs.claim_id_b = standing.claim_id_b
    left join contradicting on pairs.claim_id_a = contradicting.claim_id_a and pairs.claim_id_b = contradicting.claim_id_b

),

reasoned as (

    select
        *,
        case
            when modality_a = 'denied' or modality_b = 'denied' then 'not_comparable: one of them is denied'
            when not has_interval_a or not has_interval_b then 'not_comparable: one of them is vague'
            when event_window_a <> event_window_b and event_window_a <> 'unstated' and event_window_b <> 'unstated'
                then 'not_comparable: night and day are different windows'
            when units <> 'same' and sentence_key_a = sentence_key_b and not is_meeting
                and not coalesce(claim_id_a = part_of_claim_id_b or claim_id_b = part_of_claim_id_a, false)
                then 'not_comparable: one sentence tells them apart'
            when units <> 'same' and origin_id_a <> origin_id_b and is_toll
                and interval_low_b > interval_high_a and known_at_b > known_at_a
                then 'revision: the toll rose with time'
            when claim_id_a = part_of_claim_id_b or claim_id_b = part_of_claim_id_a or units <> 'same'
                then
                    case
                        when units = 'b in a' or part_of_claim_id_b = claim_id_a
                            then case
                                when interval_low_b > interval_high_a then 'conflict: the part exceeds its whole'
                                else 'consistent: the part is within its whole'
                            end
                        when interval_low_a > interval_high_b then 'conflict: the part exceeds its whole'
                        else 'consistent: the part is within its whole'
                    end
            when
                article_id_a = article_id_b
                and interval_low_a = interval_low_b
                and interval_high_a is not distinct from interval_high_b
                and coalesce(claimant_id_a = claimant_id_b, true)
                then 'duplicate: one article says it twice'
            when
                origin_id_a = origin_id_b
                and interval_low_a = interval_low_b
                and interval_high_a is not distinct from interval_high_b
                then 'duplicate: one statement of one origin'
            when is_meeting then 'consistent: the intervals meet'
            when sentence_key_a = sentence_key_b then 'not_comparable: one sentence tells them apart'
            when is_contradicting then 'conflict: one claimant, two figures, no word of update'
            when origin_id_a = origin_id_b and article_id_a = article_id_b then 'conflict: one article, two figures'
            when origin_id_a = origin_id_b then 'revision: a later word of the same origin'
            when is_rise then 'revision: the toll rose with time'
            when is_standing then 'conflict: the intervals do not meet while both stood'
            else 'revision: one had given way before the other was known'
        end as verdict
    from judged

)

select
    claim_id_a,
    claim_id_b,
    event_id,
    measure,
    unit_id_a,
    unit_id_b,
    origin_id_a as origin_a,
    origin_id_b as origin_b,
    split_part(verdict, ': ', 1) as relation,
    split_part(verdict, ': ', 2) as reason,
    case
        when not is_meeting
            then greatest(coalesce(interval_low_a - interval_high_b, 0), coalesce(interval_low_b - interval_high_a, 0))
    end as gap,
    known_at_b as known_at
from reasoned
