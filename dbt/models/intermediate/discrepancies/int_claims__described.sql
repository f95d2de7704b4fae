{#- One row per claim of the configured conflict that states an interval, whatever its scope, with the words in which a reader is
    told of it and the key of its event or, outside events, of its window. -#}
with claims as (

    select *
    from {{ ref('int_claims__resolved') }}
    where
        conflict_id = '{{ var("conflict_id") }}'
        and has_interval
        and not is_rejected

),

{{ names_of_ids() }},

marked as (

    select * from {{ ref('int_sentences__marked') }}

),

-- what another figure of its sentence is a part of
wholes as (

    select distinct wholes.claim_id
    from claims as parts
    inner join claims as wholes
        on
            parts.part_of_claim_id = wholes.claim_id
            and parts.article_id = wholes.article_id
            and parts.sentence = wholes.sentence

),

worded as (

    select
        claims.claim_id,
        claims.article_id,
        claims.story_id,
        claims.version,
        claims.outlet,
        claims.source_kind,
        claims.known_at,
        claims.published_at,
        claims.superseded_at,
        claims.scope,
        claims.measure,
        claims.is_toll,
        claims.unit_id,
        claims.weapon_model,
        claims.qualifier,
        claims.value,
        claims.interval_low,
        claims.interval_high,
        claims.derivation,
        claims.part_of_claim_id,
        claims.is_part_of_cell,
        claims.place_text,
        claims.quote_start,
        claims.quote_end,
        claims.event_id,
        coalesce(claims.event_target_side, claims.target_side) as target_side,
        claims.attacker_side,
        coalesce(claims.event_place_id, claims.place_id) as place_id,
        coalesce(claims.event_date, claims.event_date_end, claims.event_date_start) as event_date,
        coalesce(claims.event_window, claims."window") as event_window,
        claims.event_date_start,
        claims.event_date_end,
        claims.date_basis,
        claims.geo_precision,
        coalesce(list_contains(claims.rule_trace, 'where:context'), false) as is_place_carried,
        claims.conflict_basis,
        claims.place_ids,
        claims.claimant_id,
        claims.claimant_side,
        claims.claimant_type,
        claims.origin_id,
        claims.origin_kind,
        claims.is_named_origin,
        claims.is_statement,
        claims.is_comparable,
        coalesce(
            {{ origin_words('claims.origin_kind', 'claimants.name', 'claims.relay', 'claims.outlet') | indent(8) }},
            claims.origin_id
        ) as origin_name,
        coalesce(marked.announces_change, false) as announces_change,
        -- the words that make another figure of the sentence a part say nothing of its whole
        case
            when marked.hints_part and wholes.claim_id is null then coalesce({{ worded_as_part('claims', counts_some=true) }}, false)
            else false
        end as hints_part,
        -- "a drone was shot down", "a second drone": that tells of one, not that there was only one
        not claims.is_toll
        and coalesce(claims.interval_high = 1 and regexp_matches(lower(claims.value_text), '^(a|an|another)\b'), false)
            as is_instance,
        marked.weekday,
        marked.weekday_date,
        marked.launcher_ids,
        marked.launched_model,
        claims.quote_start = 0 and not regexp_matches(claims.quote, '[.!?…]["”’»)]*\s*$') as is_headline,
        marked.since_words,
        marked.first_since_words,
        -- of "an 81-year-old man and his wife" the man's alone
        case
            -- "his 8-year-old daughter" in a sentence that tells other ages too
            when regexp_matches(claims.value_text, '^[^0-9]*[0-9]{1,3}[- ]years?[- ]old[^0-9]*$')
                then regexp_extract(claims.value_text, '[0-9]+')::integer
            when
                not contains(claims.quote, marked.victim_age::varchar)  -- in words
                or contains(
                    claims.quote[
                        claims.value_start - claims.quote_start + 1
                        :claims.value_end - claims.quote_start + {{ rule_threshold('R33', 'letters_to_age') }}::bigint
                    ],
                    marked.victim_age::varchar
                )
                then marked.victim_age
        end as victim_age,
        marked.victim_sex,
        marked.blamed_side,
        {{ sentence_key('claims.article_id', 'claims.sentence') }} as sentence_key,
        {{ figure_words('claims.qualifier', 'claims.value', 'claims.interval_low', 'claims.interval_high') }}
            as figure_words,
        {{ counted_words_of('claims') }} as counted_words,
        places.name as place_name
    from claims
    left join marked on {{ sentence_key('claims.article_id', 'claims.sentence') }} = marked.sentence_key
    left join wholes on claims.claim_id = wholes.claim_id
    left join claimants on claims.claimant_id = claimants.claimant_id
    left join units on claims.unit_id = units.unit_id
    left join measures on claims.measure = measures.measure
    left join places on coalesce(claims.event_place_id, claims.place_id) = places.place_id

)

select
    worded.*,
    {{ event_words(
        'place_name', 'event_date', 'event_window', "coalesce(scope = 'event' and date_basis = 'publication', false)"
    ) }} as event_words,
    -- what names a claim outside events: where and over which days it counts
    coalesce(
        event_id,
        {{ content_key(['scope', 'target_side', 'place_id', 'event_date_start', 'event_date_end']) }}
    ) as scope_key,
    origin_name || ' claimed ' || figure_words || ' ' || counted_words || ' (' || outlet || ', '
    || {{ moment_words('known_at') }} || ')' as told
from worded
