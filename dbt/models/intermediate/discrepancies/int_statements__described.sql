{#- One row per stretch of a statement, with the words in which a reader is told of it. -#}
with statements as (

    select * from {{ ref('int_statements__current') }}

),

claims as (

    select
        claim_id,
        article_id,
        known_at,
        outlet,
        relay,
        {{ sentence_key('article_id', 'sentence') }} as sentence_key,
        weapon_model,
        part_of_claim_id,
        -- "14 residents" are civilians by the word that was at hand, not as opposed to soldiers
        regexp_matches(quote, '(?i)civilian|non-combatant|peaceful') as says_civilian,
        source_kind = 'table' and is_list_item as is_tally_row,
        coalesce(contains(link_basis, 'look_back'), false) as is_looked_back,
        -- "another seven in a warehouse", "two of them": each number of such a sentence counts some of several; "including a child"
        -- tells of one
        regexp_matches(sentence, {{ wording('several') }})
        or (part_of_claim_id is not null and lower(value_text) in ('a', 'an')) as is_one_of_several,
        coalesce(contains(link_basis, 'publication'), false) as is_undated,
        coalesce(regexp_matches(link_basis, 'publication|look_back|restated'), false) as is_guessed_day,
        not is_toll and interval_high = 1 and regexp_matches(lower(value_text), '^(a|an|another)\b') as is_instance,
        {{ worded_as_part('resolved') | indent(8) }} as is_worded_as_part,
        interval_low < max(interval_low) over (
            partition by article_id, sentence, event_id, measure, unit_id, origin_id
        ) as is_lesser
    from {{ ref('int_claims__resolved') }} as resolved

),

-- what another figure of its sentence is a part of: the words that make that one a part say nothing of it
wholes as (

    select distinct wholes.claim_id
    from claims as parts
    inner join claims as wholes on parts.part_of_claim_id = wholes.claim_id and parts.sentence_key = wholes.sentence_key

),

{{ names_of_ids() }},

marked as (

    select * from {{ ref('int_sentences__marked') }}

),

-- what is dated by the day alone may have been written at any later hour
days_alone as (

    select article_id
    from {{ ref('int_articles__versions') }}
    where published_precision = 'day'

),

made_of as (

    select
        statement_id,
        first_known_at,
        unnest(claim_ids) as claim_id
    from statements

),

-- the words a statement was first made in; later prints may add words of their own
spoken as (

    select
        made_of.statement_id,
        bool_or(marked.announces_change) as announces_change,
        bool_or(marked.hints_part and claims.is_worded_as_part and wholes.claim_id is null) as hints_part,
        bool_and(coalesce(claims.is_tally_row, false)) as is_tally_row,
        bool_and(coalesce(claims.is_instance, false)) as is_instance,
        bool_or(marked.is_preliminary) as is_preliminary,
        case when min(marked.stated_hour) = max(marked.stated_hour) then min(marked.stated_hour) end as stated_hour,
        bool_or(claims.says_civilian) as says_civilian,
        bool_or(claims.is_looked_back) as is_looked_back,
        bool_or(claims.is_one_of_several and wholes.claim_id is null) as is_one_of_several,
        bool_and(claims.is_undated) as is_undated,
        bool_and(claims.is_guessed_day) as is_guessed_day,
        bool_or(days_alone.article_id is not null) as is_dated_by_day,
        bool_or(claims.part_of_claim_id is not null) as is_part,
        -- of two numbers of one sentence and cell the lesser is mostly a part of the other
        bool_and(coalesce(claims.is_lesser, false)) as is_lesser,
        -- a number of one model is a part of the number of its class; drones are mostly told by their model
        case
            when count(*) = count(claims.weapon_model) and count(distinct claims.weapon_model) = 1
                then min(claims.weapon_model)
        end as stated_model,
        min(claims.sentence_key) as sentence_key
    from made_of
    inner join claims
        on made_of.claim_id = claims.claim_id and made_of.first_known_at = claims.known_at
    left join wholes on claims.claim_id = wholes.claim_id
    left join marked on claims.sentence_key = marked.sentence_key
    left join days_alone on claims.article_id = days_alone.article_id
    group by made_of.statement_id

),

led as (

    select
        statements.*,
        statements."window" as event_window,
        claims.outlet as lead_outlet,
        claims.article_id as lead_article_id,
        {{ origin_words('statements.origin_kind', 'claimants.name', 'claims.relay', 'claims.outlet') | indent(4) }} as origin_name
    from statements
    left join claims on statements.claim_ids[1] = claims.claim_id
    left join claimants on statements.claimant_id = claimants.claimant_id

)

select
    led.statement_id,
    led.event_id,
    led.target_side,
    led.place_id,
    places.name as place_name,
    led.event_date,
    led.event_window,
    led.measure,
    coalesce(measures.is_toll, false) as is_toll,
    led.unit_id,
    led.origin_id,
    led.origin_kind,
    coalesce(led.origin_name, led.origin_id) as origin_name,
    led.is_named_origin,
    led.claimant_id,
    led.claimant_side,
    led.claimant_type,
    led.tier,
    led.qualifier,
    led.value,
    led.interval_low,
    led.interval_high,
    led.first_known_at,
    led.last_known_at,
    led.valid_from,
    led.valid_to,
    led.ended_by,
    led.absorbed_at,
    led.claim_ids,
    led.article_ids,
    led.outlets,
    led.n_claims,
    led.n_outlets,
    led.lead_outlet,
    led.lead_article_id,
    coalesce(spoken.announces_change, false) as announces_change,
    coalesce(spoken.is_part, false) as is_part,
    coalesce(spoken.is_lesser, false) as is_lesser,
    coalesce(spoken.hints_part, false) as hints_part,
    coalesce(spoken.is_preliminary, false) as is_preliminary,
    coalesce(spoken.is_tally_row, false) as is_tally_row,
    coalesce(spoken.says_civilian, false) as says_civilian,
    coalesce(spoken.is_looked_back, false) as is_looked_back,
    coalesce(spoken.is_one_of_several, false) as is_one_of_several,
    coalesce(spoken.is_undated, false) as is_undated,
    coalesce(spoken.is_dated_by_day, false) as is_dated_by_day,
    coalesce(places.place_type in ('country', 'macro_region'), false) as is_wide,
    coalesce(spoken.is_instance, false) as is_instance,
    spoken.stated_model,
    case when led.unit_id <> 'drone' then spoken.stated_model end as one_model,
    spoken.sentence_key,
    spoken.stated_hour,
    {{ figure_words('led.qualifier', 'led.value', 'led.interval_low', 'led.interval_high') }} as figure_words,
    {{ counted_words_of('led') }} as counted_words,
    {{ event_words('places.name', 'led.event_date', 'led.event_window', 'coalesce(spoken.is_guessed_day, false)') }} as event_words
from led
left join spoken on led.statement_id = spoken.statement_id
left join units on led.unit_id = units.unit_id
left join measures on led.measure = measures.measure
left join places on led.place_id = places.place_id
