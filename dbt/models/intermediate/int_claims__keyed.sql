{#- One row per claim: side, place and date that would key its event, or the reason why it can be in none. -#}
with claims as (

    select * from {{ ref('stg_lake__claims') }}

),

places as (

    select
        place_id,
        coalesce(held_by, case when country in ('UA', 'RU') then country end) as held_by
    from {{ ref('stg_lake__places') }}

),

placed as (

    select
        claims.*,
        places.place_id is not null as is_known_place,
        coalesce(claims.target_side, places.held_by) as event_side,
        claims.target_side is null as is_side_from_place,
        -- several places named side by side; a place named together with its own region is one place
        (
            len(list_distinct(coalesce(claims.place_ids, []))) > 1
            and not list_contains(claims.place_ids, claims.place_id)
        ) as is_place_list
    from claims
    left join places on claims.place_id = places.place_id

),

dated as (

    select
        *,
        case
            when is_place_list then array_to_string(list_sort(list_distinct(place_ids)), '+')
            else place_id
        end as place_key,
        -- a night belongs to the morning it ends in, also one that the text names by its evening
        case
            when "window" = 'night' and night_of is not null then night_of + 1
            else coalesce(event_date_end, event_date_start)
        end as own_event_date,
        coalesce(event_date_end - event_date_start, 0) as days_spanned
    from placed

)

select
    dated.claim_id,
    dated.article_id,
    dated.known_at,
    dated.scope,
    dated.event_side,
    dated.is_side_from_place,
    dated.place_id,
    dated.place_key,
    dated.is_place_list,
    dated.own_event_date,
    dated."window",
    dated.date_basis,
    dated.corrected_event_id,
    coalesce(measures.is_toll, false) as is_toll,
    coalesce(versions.source_kind = 'table', false) as is_table,
    case
        when dated.is_rejected then 'rejected by a correction'
        when dated.scope in ('period', 'cumulative', 'counter') then 'counts over a period, not one event'
        when dated.conflict_id is null then 'conflict not stated'
        when dated.conflict_id <> '{{ var("conflict_id") }}' then 'of another conflict'
        when dated.place_id is null then 'no place stated'
        when not dated.is_known_place then 'place not in the gazetteer'
        when dated.event_side is null then 'side under attack not stated'
        when dated.own_event_date is null then 'no date stated'
        when dated.days_spanned > {{ threshold('event_span_days') }} and not coalesce(dated."window" = 'night', false)
            then 'spans several days'
    end as event_reason
from dated
left join {{ ref('measures') }} as measures on dated.measure = measures.measure
left join {{ ref('int_articles__versions') }} as versions on dated.article_id = versions.article_id
