{#- R01. One row per total whose parts of one article do not fit it. Parts are taken per axis (kind or place), so that two ways
    of cutting one total are never added up, and a part of a part is left out. Too much: the parts add up to more than the total.
    Too little: the parts of a breakdown declared complete add up to less. -#}
-- the linter's grammar of DuckDB has no `is distinct from` within case
-- noqa: disable=all
with claims as (

    select *
    from {{ ref('int_claims__resolved') }}
    where is_comparable

),

closure as (

    select
        unit_id,
        ancestor_unit_id
    from {{ ref('brg_unit_ancestor') }}
    where depth > 0

),

described as (

    select * from {{ ref('int_claims__described') }}

),

parts as (

    select
        wholes.claim_id as whole_claim_id,
        parts.claim_id,
        parts.unit_id,
        parts.weapon_model,
        parts.place_id,
        parts.part_role,
        parts.is_toll,
        parts.quote_start,
        -- "19 men, 12 women and five children": who is told by sex and age is no child
        regexp_matches(
            parts.quote[parts.value_end - parts.quote_start + 1:], '(?i)^\W+(?:\w+ )?(men|women|man|woman|adults?)\b'
        ) as is_adult,
        parts.interval_low,
        parts.interval_high,
        case
            when parts.unit_id is distinct from wholes.unit_id or parts.weapon_model is not null or is_adult then 'kind'
            when parts.place_id is distinct from wholes.place_id then 'place'
            else 'other'
        end as axis
    from claims as parts
    inner join claims as wholes
        on
            parts.part_of_claim_id = wholes.claim_id
            and parts.measure = wholes.measure
            and parts.article_id = wholes.article_id
            -- "five civilians, a rescuer and a soldier": a total that we added up ourselves fits what was added
            and wholes.derivation is null
    where parts.part_role like 'breakdown%'

),

-- "15 missiles, ten of them cruise missiles, and 21 drones": the ten are within the 15
outermost as (

    select parts.*
    from parts
    where not exists (
        select 1
        from parts as others
        inner join closure on closure.ancestor_unit_id = others.unit_id
        where
            others.whole_claim_id = parts.whole_claim_id
            and others.axis = parts.axis
            and closure.unit_id = parts.unit_id
            and not coalesce(others.is_adult, false)
    )
    -- "13 drones, ten of them Shaheds"
    and not exists (
        select 1
        from parts as others
        where
            parts.weapon_model is not null
            and others.weapon_model is null
            and others.whole_claim_id = parts.whole_claim_id
            and others.axis = parts.axis
            and others.unit_id = parts.unit_id
    )

),

-- a part that a second sentence repeats is one part; two like parts of one sentence (a man and a woman) are two
repeated as (

    select
        whole_claim_id,
        axis,
        unit_id,
        weapon_model,
        place_id,
        interval_low,
        interval_high,
        quote_start,
        is_toll,
        min(part_role) as part_role,
        count(*) as n_parts,
        list(claim_id order by claim_id) as claim_ids
    from outermost
    group by all

),

distinct_parts as (

    select *
    from repeated
    qualify
        row_number() over (
            partition by whole_claim_id, axis, unit_id, weapon_model, place_id, interval_low, interval_high
            order by n_parts desc, quote_start
        ) = 1
        -- "13 drones, ten of them from the north": the lesser of one kind of weapon is within the larger
        and (
            is_toll
            or axis <> 'kind'
            or row_number() over (
                partition by whole_claim_id, axis, unit_id, weapon_model order by interval_low desc, n_parts desc, quote_start
            ) = 1
        )

),

-- figures of one later sentence of the article that lists kinds or places of what the claimant has told the whole of, though it does
-- not say so: "five died in one district and six in another"
listed as (

    select
        wholes.claim_id as whole_claim_id,
        parts.claim_id,
        parts.unit_id,
        parts.place_id,
        parts.weapon_model,
        parts.interval_low,
        parts.interval_high,
        parts.quote_start,
        parts.sentence_key,
        case when parts.place_id = wholes.place_id then 'kind' else 'place' end as axis
    from described as wholes
    inner join described as parts
        on
            wholes.article_id = parts.article_id
            and wholes.measure = parts.measure
            and wholes.event_date = parts.event_date
            and wholes.target_side is not distinct from parts.target_side
            and wholes.quote_start < parts.quote_start
            and wholes.sentence_key <> parts.sentence_key
            and coalesce(wholes.claimant_id = parts.claimant_id, true)
    where
        wholes.is_comparable
        and parts.is_comparable
        and wholes.source_kind = 'prose'
        and wholes.derivation is null
        and parts.derivation is null
        and wholes.part_of_claim_id is null
        and parts.part_of_claim_id is null
        and parts.interval_low > 0
        and wholes.interval_high is not null
        and not wholes.is_instance
        and not wholes.hints_part
        and not parts.announces_change
        and (
            (
                parts.place_id = wholes.place_id
                and not wholes.is_toll
                and exists (
                    select 1
                    from closure
                    where closure.unit_id = parts.unit_id and closure.ancestor_unit_id = wholes.unit_id
                )
            )
            or (
                parts.place_id <> wholes.place_id
                and wholes.is_toll
                and (parts.unit_id = wholes.unit_id or (parts.unit_id in ('person', 'civilian') and wholes.unit_id in ('person', 'civilian')))
                and exists (
                    select 1
                    from {{ ref('brg_place_ancestor') }} as places_around
                    where places_around.place_id = parts.place_id and places_around.ancestor_place_id = wholes.place_id
                )
            )
        )

),

-- of one whole the words that come first tell of, and each place and each kind once
told_apart as (

    select
        listed.*,
        -- "15 missiles, ten of them cruise missiles": what may be within another figure of its list
        listed.axis = 'kind'
        and exists (
            select 1
            from listed as others
            inner join closure on closure.unit_id = listed.unit_id and closure.ancestor_unit_id = others.unit_id
            where
                others.whole_claim_id = listed.whole_claim_id
                and others.sentence_key = listed.sentence_key
                and others.interval_low >= listed.interval_low
        ) as may_be_within
    from listed
    qualify
        row_number() over (
            partition by listed.whole_claim_id, listed.sentence_key, listed.axis, listed.unit_id, listed.place_id, listed.weapon_model
            order by listed.interval_low desc, listed.claim_id
        ) = 1

),

lists as (

    select
        told_apart.whole_claim_id,
        told_apart.axis,
        -- "gave the complete list", "broke it down"
        bool_or(regexp_matches(
            resolved.sentence,
            '(?i)\b((complete|full|entire|whole|exhaustive) (list|breakdown|tally)|br(oke|eaks?|eaking) \w+( \w+)? ?down|broken down|'
            || 'breakdown|as follows|namely|specifically)\b'
        )) as is_complete,
        count(*) as n_parts,
        list(told_apart.claim_id order by told_apart.quote_start, told_apart.claim_id) as part_claim_ids,
        list_sort(list(
            coalesce(told_apart.unit_id, '-') || ' ' || coalesce(told_apart.place_id, '-') || ' 1 x ' || told_apart.interval_low || ' '
            || coalesce(told_apart.interval_high::varchar, '-')
        )) as part_evidence,
        sum(told_apart.interval_low) filter (where not told_apart.may_be_within) as sum_low,
        case when bool_or(told_apart.interval_high is null) then null else sum(told_apart.interval_high) end as sum_high
    from told_apart
    inner join claims as resolved on told_apart.claim_id = resolved.claim_id
    group by told_apart.whole_claim_id, told_apart.sentence_key, told_apart.axis
    having count(*) > 1

),

linked as (

    select
        whole_claim_id,
        axis,
        bool_and(part_role = 'breakdown: complete') as is_complete,
        sum(n_parts) as n_parts,
        flatten(list(claim_ids order by quote_start, claim_ids)) as part_claim_ids,
        list_sort(list(
            coalesce(unit_id, '-') || ' ' || coalesce(place_id, '-') || ' ' || n_parts || ' x ' || interval_low || ' '
            || coalesce(interval_high::varchar, '-')
        )) as part_evidence,
        sum(n_parts * interval_low) as sum_low,
        case when bool_or(interval_high is null) then null else sum(n_parts * interval_high) end as sum_high
    from distinct_parts
    group by all

),

judged as (

    select * from linked
    union all by name
    select * from lists
    -- what the reader of the text has linked itself needs no guess
    where whole_claim_id not in (select linked.whole_claim_id from linked)

),

broken as (

    select
        judged.*,
        wholes.event_id,
        wholes.event_words,
        wholes.scope_key,
        wholes.target_side,
        wholes.place_id,
        wholes.event_date,
        wholes.measure,
        wholes.unit_id,
        wholes.origin_id,
        wholes.interval_low,
        wholes.interval_high,
        wholes.told,
        wholes.known_at,
        wholes.superseded_at,
        coalesce(judged.sum_low > wholes.interval_high, false) as is_too_much
    from judged
    inner join described as wholes on judged.whole_claim_id = wholes.claim_id
    where
        judged.sum_low > wholes.interval_high
        or (judged.is_complete and judged.n_parts > 1 and judged.sum_high < wholes.interval_low)

)

select
    'R01' as rule_id,
    'error' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    list_prepend(
        origin_id || ' ' || interval_low || ' ' || coalesce(interval_high::varchar, '-'), part_evidence
    ) as evidence,
    [whole_claim_id] as claim_ids_a,
    part_claim_ids as claim_ids_b,
    case when is_too_much then sum_low - interval_high else interval_low - sum_high end::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || told || '. The ' || n_parts || ' parts it names add up to '
    || case when is_too_much then format('{:,}', sum_low::bigint) || ', more' else format('{:,}', sum_high::bigint) || ', less' end
    || ' than that. Likely reason: parts that overlap, a part that was left out, or a misread number. Reading the passage, or the '
    || 'claimant''s own words, would settle it.' as explanation
from broken
