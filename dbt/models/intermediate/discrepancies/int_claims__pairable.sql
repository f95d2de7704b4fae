{#- One row per claim of the configured conflict that may be held against another one, with what decides about that: its
    occasion (an event; a window counted over; a day and side without a place), its number as stated, whose word it is, and
    where that word was first printed. -#}
with claims as (

    select *
    from {{ ref('int_claims__resolved') }}
    where conflict_id = '{{ var("conflict_id") }}' and not is_rejected

),

events as (

    select
        event_id,
        place_key,
        place_ids
    from {{ ref('int_events__keyed') }}

),

places as (

    select
        place_id,
        place_type
    from {{ ref('stg_lake__places') }}

),

marked as (

    select
        sentence_key,
        is_preliminary
    from {{ ref('int_sentences__marked') }}

),

kinds as (

    select
        claims.*,
        case
            when claims.scope = 'event' and claims.event_id is not null then 'event'
            when
                claims.scope in ('period', 'cumulative', 'counter')
                -- a total of the war needs no place
                and (claims.place_id is not null or (claims.scope = 'cumulative' and claims.target_side is not null))
                then 'window'
            when claims.scope = 'event' and claims.place_id is null and claims.event_date_end is not null then 'placeless'
        end as occasion
    from claims

),

described as (

    select
        kinds.claim_id,
        kinds.article_id,
        kinds.known_at,
        kinds.occasion,
        kinds.scope,
        kinds.measure,
        kinds.unit_id,
        kinds.is_toll,
        kinds.has_interval,
        kinds.modality,
        kinds.qualifier,
        kinds.interval_low,
        kinds.interval_high,
        -- the number as it was said, whatever its hedge
        coalesce(kinds.value, kinds.value_low) as stated_number,
        kinds.event_id,
        coalesce(kinds.event_target_side, kinds.target_side) as target_side,
        coalesce(events.place_key, kinds.place_id, if(kinds.occasion = 'window', 'the war', null)) as place_key,
        coalesce(kinds.event_place_id, kinds.place_id) as place_id,
        coalesce(events.place_ids, [kinds.place_id]) as place_ids,
        -- words that no gazetteer knows name something within the place
        coalesce(kinds.geo_precision = 'near_settlement' and places.place_type not in ('settlement', 'district'), false)
            as is_within_place,
        -- the sentence names no place: the text was there before
        coalesce(list_contains(kinds.rule_trace, 'where:context'), false) as is_place_carried,
        coalesce(kinds.event_date, kinds.event_date_end) as event_date,
        kinds.event_date_start as window_start,
        kinds.event_date_end as window_end,
        coalesce(kinds.event_window, kinds."window") as event_window,
        kinds.claimant_id,
        kinds.claimant_side,
        kinds.origin_id,
        kinds.part_of_claim_id,
        -- one of several in its own cell: a part, which bounds the whole from below
        kinds.is_part_of_cell or kinds.itemised_at is not null as is_item,
        kinds.story_id,
        kinds.outlet,
        kinds.is_list_item,
        {{ sentence_key('kinds.article_id', 'kinds.sentence') }} as sentence_key,
        coalesce(marked.is_preliminary, false) as is_preliminary
    from kinds
    left join events on kinds.event_id = events.event_id
    left join places on coalesce(kinds.event_place_id, kinds.place_id) = places.place_id
    left join marked on {{ sentence_key('kinds.article_id', 'kinds.sentence') }} = marked.sentence_key
    where kinds.occasion is not null

),

-- what is the same word, printed again
printed as (

    select
        *,
        first_value(claim_id) over (
            partition by
                occasion, scope, measure, unit_id, is_toll, has_interval, modality, qualifier, interval_low, interval_high,
                stated_number, event_id, target_side, place_key, place_ids, is_within_place, is_place_carried, event_date,
                window_start, window_end, event_window, claimant_id, claimant_side, origin_id, part_of_claim_id is null,
                is_item, is_list_item, if(is_list_item, story_id, null), is_preliminary
            order by known_at, claim_id
        ) as first_claim_id
    from described

),

turns as (

    select
        claim_id,
        row_number() over (order by known_at, claim_id) as turn
    from described

)

select
    printed.* exclude (first_claim_id, part_of_claim_id),
    turns.turn,
    coalesce(wholes.first_claim_id, printed.part_of_claim_id) as part_of_claim_id,
    nullif(printed.first_claim_id, printed.claim_id) as reprint_of
from printed
inner join turns on printed.claim_id = turns.claim_id
left join printed as wholes on printed.part_of_claim_id = wholes.claim_id
