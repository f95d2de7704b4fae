{#- One row per claim: side, place and date that would key its event, or the reason why it can be in none. -#}
with claims as (

    select * from {{ ref('stg_lake__claims') }}

),

places as (

    select
        place_id,
        place_type,
        parent_place_id,
        place_type in ('country', 'macro_region') as is_wide,
        coalesce(held_by, case when country in ('UA', 'RU') then country end) as held_by
    from {{ ref('stg_lake__places') }}

),

ancestors as (

    select
        place_id,
        ancestor_place_id
    from {{ ref('brg_place_ancestor') }}

),

-- a mayor or governor whose sentence names no place speaks of the own town or region, not of one that the text was at before
spoken_at_home as (

    select
        claims.claim_id,
        claims.place_id,
        claimants.place_id as home_place_id
    from claims
    inner join {{ ref('claimants') }} as claimants on claims.claimant_id = claimants.claimant_id
    where
        claimants.claimant_type in ('regional_official', 'local_official')
        and claimants.place_id is not null
        and list_contains(claims.rule_trace, 'where:context')
        and not exists (
            select 1
            from ancestors
            where
                (ancestors.place_id = claims.place_id and ancestors.ancestor_place_id = claimants.place_id)
                or (ancestors.place_id = claimants.place_id and ancestors.ancestor_place_id = claims.place_id)
        )

),

-- a part of such a figure goes along
homes as (

    select
        claim_id,
        home_place_id
    from spoken_at_home
    union all
    select
        parts.claim_id,
        wholes.home_place_id
    from claims as parts
    inner join spoken_at_home as wholes on parts.part_of_claim_id = wholes.claim_id and parts.place_id = wholes.place_id
    where parts.claim_id not in (select spoken_at_home.claim_id from spoken_at_home)

),

-- an air base or a station in a town: what one source tells of the site another tells of the town
in_towns as (

    select
        sites.place_id,
        towns.place_id as town_place_id
    from places as sites
    inner join places as towns on sites.parent_place_id = towns.place_id
    where sites.place_type = 'site' and towns.place_type = 'settlement'

),

-- with the place the side goes that holds it, where the text's own words do not tell another
located as (

    select
        claims.* replace (
            coalesce(homes.home_place_id, in_towns.town_place_id, claims.place_id) as place_id,
            case when homes.claim_id is null and in_towns.place_id is null then claims.place_ids end as place_ids,
            case
                when homes.claim_id is null or claims.target_side is distinct from carried.held_by then claims.target_side
            end as target_side
        ),
        homes.claim_id is not null as is_at_home
    from claims
    left join homes on claims.claim_id = homes.claim_id
    left join in_towns on claims.place_id = in_towns.place_id
    left join places as carried on claims.place_id = carried.place_id

),

placed as (

    select
        located.*,
        places.place_id is not null as is_known_place,
        coalesce(places.is_wide, false) as is_wide,
        coalesce(located.target_side, places.held_by) as event_side,
        located.target_side is null as is_side_from_place,
        -- several places named side by side; a place named together with its own region is one place
        (
            len(list_distinct(coalesce(located.place_ids, []))) > 1
            and not list_contains(located.place_ids, located.place_id)
        ) as is_place_list
    from located
    left join places on located.place_id = places.place_id

),

articles as (

    select
        article_id,
        -- a table of figures says what prose says, one row a figure; other tables list what a whole consists of
        source_kind = 'table' and coalesce(source_form, '') <> 'figures' as is_table,
        published_precision <> 'day'
        and date_part('hour', published_at at time zone 'UTC' at time zone 'Europe/Kyiv') < {{ threshold('small_hours') }}
            as is_of_small_hours,
        -- the day it is where the war is
        (published_at at time zone 'UTC' at time zone 'Europe/Kyiv')::date as published_on,
        coalesce(title, '') as title
    from {{ ref('int_articles__versions') }}

),

dated as (

    select
        placed.*,
        coalesce(articles.is_table, false) as is_table,
        coalesce(measures.is_toll, false) as is_toll,
        case
            when placed.qualifier <> 'vague' and placed.modality <> 'denied'
                then {{ interval_low('placed.qualifier', 'placed.value', 'placed.value_low') }}
        end as stated_low,
        greatest(placed.value, placed.value_low, placed.value_high) as stated_most,
        case
            when placed.is_place_list then array_to_string(list_sort(list_distinct(placed.place_ids)), '+')
            else placed.place_id
        end as place_key,
        -- what is printed in the small hours without a date word is mostly news of the day that has just ended; "in its Tuesday evening
        -- report" names that day
        coalesce(
            placed.date_basis = 'publication'
            and placed."window" = 'unstated'
            and articles.is_of_small_hours
            and coalesce(placed.event_date_end, placed.event_date_start) = articles.published_on,
            false
        ) as is_of_small_hours,
        -- "in an early morning attack", printed that morning: of no day before
        not coalesce(articles.is_of_small_hours, false)
        and regexp_matches(
            placed.sentence || ' ' || coalesce(articles.title, ''),
            '(?i)\b(early[- ]morning|this morning|pre-?dawn|before dawn|at dawn)\b'
        ) as is_of_print_morning,
        coalesce(placed.event_date_end, placed.event_date_start) as stated_date,
        coalesce(placed.event_date_end - placed.event_date_start, 0) as days_spanned
    from placed
    left join articles on placed.article_id = articles.article_id
    left join {{ ref('measures') }} as measures on placed.measure = measures.measure

),

keyed as (

    select
        *,
        -- a night belongs to the morning it ends in, also one that the text names by its evening
        case
            when "window" = 'night' and night_of is not null then night_of + 1
            when is_of_small_hours then stated_date - 1
            else stated_date
        end as own_event_date
    from dated

)

select
    claim_id,
    article_id,
    known_at,
    scope,
    measure,
    unit_id,
    stated_low,
    event_side,
    is_side_from_place,
    place_id,
    place_key,
    is_place_list,
    is_at_home,
    coalesce(is_of_print_morning, false) as is_of_print_morning,
    own_event_date,
    "window",
    date_basis,
    corrected_event_id,
    is_toll,
    is_table,
    is_toll and scope = 'event' and date_basis = 'publication' and regexp_matches(sentence, {{ wording('growth') }}) as tells_growth,
    case
        when is_toll and scope = 'event' and date_basis = 'publication' and stated_low >= {{ threshold('restated_least') }}
            then regexp_extract_all(lower(sentence), {{ struck_site() }})
    end as struck_sites,
    case
        when is_rejected then 'rejected by a correction'
        when scope in ('period', 'cumulative', 'counter') then 'counts over a period, not one event'
        when conflict_id is null then 'conflict not stated'
        when conflict_id <> '{{ var("conflict_id") }}' then 'of another conflict'
        when place_id is null then 'no place stated'
        when not is_known_place then 'place not in the gazetteer'
        when event_side is null then 'side under attack not stated'
        when own_event_date is null then 'no date stated'
        when days_spanned > {{ threshold('event_span_days') }} and not coalesce("window" = 'night', false)
            then 'spans several days'
        -- "has lost 200,000 troops": so many that only a running total can be meant, whose span the words leave out
        when
            (is_toll and stated_most >= {{ threshold('event_toll_most') }})
            or (is_wide and (is_toll or measure = 'damaged') and stated_most >= {{ threshold('wide_toll_most') }})
            then 'a running total whose span is not stated'
    end as event_reason
from keyed
