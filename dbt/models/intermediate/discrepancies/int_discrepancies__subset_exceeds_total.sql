{#- R03. One row per whole and part that is larger for certain: a unit within another (children within people, drones within aerial
    targets) of one origin on one occasion, or of one article where one of the two names no source, or a part that its own article
    names as one. -#}
with statements as (

    select *
    from {{ ref('int_statements__described') }}
    where valid_to is null or valid_to > valid_from

),

described as (

    select * from {{ ref('int_claims__described') }}

),

closure as (

    select
        unit_id,
        ancestor_unit_id
    from {{ ref('brg_unit_ancestor') }}
    where depth > 0

),

-- "people" beside "soldiers" often means the others, and objects are counted loosely: there only a stated part counts
by_unit as (

    select
        parts.event_id,
        parts.event_id as scope_key,
        parts.target_side,
        parts.place_id,
        parts.event_date,
        parts.measure,
        parts.unit_id,
        parts.event_words,
        wholes.origin_id as whole_origin_id,
        parts.origin_id as part_origin_id,
        {{ evidence_key('wholes.') }} as whole_evidence,
        {{ evidence_key('parts.') }} as part_evidence,
        wholes.claim_ids as whole_claim_ids,
        parts.claim_ids as part_claim_ids,
        {{ told('wholes.') }} as whole_told,
        {{ told('parts.') }} as part_told,
        wholes.interval_high as whole_high,
        parts.interval_low as part_low,
        greatest(wholes.valid_from, parts.valid_from) as valid_from,
        {{ first_end('wholes.valid_to', 'parts.valid_to') }} as valid_to
    from statements as wholes
    inner join closure on wholes.unit_id = closure.ancestor_unit_id
    inner join statements as parts
        on
            closure.unit_id = parts.unit_id
            and wholes.measure = parts.measure
            and (
                wholes.origin_id = parts.origin_id
                -- a figure without a source in an article that names one elsewhere
                or (
                    wholes.lead_article_id = parts.lead_article_id
                    and (not wholes.is_named_origin or not parts.is_named_origin)
                )
            )
            and {{ same_occasion('wholes', 'parts') }}
            and {{ spans_meet('wholes.valid_from', 'wholes.valid_to', 'parts.valid_from', 'parts.valid_to') }}
    where
        parts.interval_low > wholes.interval_high
        -- who is missing is found: a smaller number later is no contradiction
        and parts.measure not in ('damaged', 'attacks', 'hit', 'missing')
        and parts.unit_id <> 'soldier'
        and (
            coalesce(wholes.claimant_id = parts.claimant_id, true)
            -- "the service said" speaks of the service that the article has named
            or (wholes.claimant_type = parts.claimant_type and not (wholes.is_named_origin and parts.is_named_origin))
        )
        -- one sentence lists its figures or names its parts; "among them" marks the lesser one as a part itself
        and wholes.sentence_key <> parts.sentence_key
        and not wholes.hints_part
        and not wholes.is_instance
        and wholes.is_lesser is distinct from true
        and {{ same_row('wholes', 'parts') }}
        and wholes.one_model is null

),

by_word as (

    select
        parts.event_id,
        wholes.scope_key,
        wholes.target_side,
        wholes.place_id,
        wholes.event_date,
        parts.measure,
        parts.unit_id,
        wholes.event_words,
        wholes.origin_id as whole_origin_id,
        parts.origin_id as part_origin_id,
        {{ evidence_key('wholes.') }} as whole_evidence,
        {{ evidence_key('parts.') }} as part_evidence,
        [wholes.claim_id] as whole_claim_ids,
        [parts.claim_id] as part_claim_ids,
        wholes.told as whole_told,
        parts.told as part_told,
        wholes.interval_high as whole_high,
        parts.interval_low as part_low,
        parts.known_at as valid_from,
        parts.superseded_at as valid_to
    from described as parts
    inner join described as wholes
        on
            parts.part_of_claim_id = wholes.claim_id
            and parts.measure = wholes.measure
            and parts.article_id = wholes.article_id
    -- what is called a part must be able to be one
    left join closure on parts.unit_id = closure.unit_id and wholes.unit_id = closure.ancestor_unit_id
    where
        parts.interval_low > wholes.interval_high
        -- "12 residents were wounded; 15 of the wounded are in hospital": a part need not name its kind again
        and (
            parts.unit_id = wholes.unit_id
            or closure.unit_id is not null
            or (parts.unit_id = 'person' and wholes.is_toll and parts.sentence_key <> wholes.sentence_key)
        )
        -- of two numbers of one sentence the lesser one is hardly the whole
        and not exists (
            select 1
            from described as others
            where
                others.sentence_key = wholes.sentence_key
                and others.origin_id = wholes.origin_id
                and others.event_id = wholes.event_id
                and others.measure = wholes.measure
                and others.unit_id = wholes.unit_id
                and others.interval_low > wholes.interval_high
        )

),

-- one article may say both: the words of its part are the better evidence
found as (

    select * from by_word
    union all
    select by_unit.*
    from by_unit
    where not exists (
        select 1
        from by_word
        where
            list_has_any(by_unit.part_claim_ids, by_word.part_claim_ids)
            and list_has_any(by_unit.whole_claim_ids, by_word.whole_claim_ids)
    )

)

select
    'R03' as rule_id,
    'error' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort(list_distinct([whole_origin_id, part_origin_id])) as origins,
    list_sort([whole_evidence, part_evidence]) as evidence,
    whole_claim_ids as claim_ids_a,
    part_claim_ids as claim_ids_b,
    (part_low - whole_high)::bigint as gap,
    valid_from,
    valid_to,
    event_words || ': ' || part_told || ', a part of which the whole is smaller: ' || whole_told || '. The part is '
    || format('{:,}', part_low - whole_high)
    || ' larger. Likely reason: the part is newer than the whole, or counts something else. ' || {{ would_settle('measure') }}
        as explanation
from found
