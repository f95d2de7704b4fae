"""Events laid out as UCDP GED and as ACLED lay theirs out: all of their columns, in their order, empty where this warehouse codes
nothing of the kind. Column lists and codes: codebooks of UCDP GED 25.1 and of ACLED since March 2023."""

from __future__ import annotations

# One row per event: its deaths, what it rests on, where it lies. Deaths are the people stated killed; where only civilians or
# soldiers are, those, with a high that nobody stated. `fatal_within`: an event with deaths that this one lies in; adding the two up
# would count them twice.
_EVENTS = """
    with stated as (
        select event_id, unit_id, low, best, high, n_origins from marts.fct_figures where measure = 'killed'
    ),
    by_unit as (
        select
            event_id,
            max(low) filter (unit_id = 'person') as low, max(best) filter (unit_id = 'person') as best,
            max(high) filter (unit_id = 'person') as high,
            coalesce(max(low) filter (unit_id = 'civilian'), sum(low) filter (unit_id in ('child', 'rescuer'))) as civilians_low,
            coalesce(max(best) filter (unit_id = 'civilian'), sum(best) filter (unit_id in ('child', 'rescuer'))) as civilians,
            max(low) filter (unit_id = 'soldier') as soldiers_low, max(best) filter (unit_id = 'soldier') as soldiers,
            max(n_origins) as n_origins
        from stated where unit_id in ('person', 'civilian', 'child', 'rescuer', 'soldier') group by event_id
    ),
    deaths as (
        select
            event_id, civilians::bigint as civilians, soldiers, n_origins, high,
            coalesce(low, coalesce(civilians_low, 0) + coalesce(soldiers_low, 0))::bigint as low,
            coalesce(best, coalesce(civilians, 0) + coalesce(soldiers, 0))::bigint as best
        from by_unit
    ),
    within as (
        select o.narrower_event_id as event_id, min(o.wider_event_id) as fatal_within
        from marts.brg_event_overlap as o join deaths as d on d.event_id = o.wider_event_id and d.best > 0
        group by o.narrower_event_id
    ),
    said as (
        select
            f.event_id,
            string_agg(
                u.label_plural || ' ' || replace(f.measure, '_', ' ') || ' ' || f.best
                || ' (' || f.low || case when f.high is null then ' or more' else '-' || f.high end
                || '; ' || f.n_origins || ' origins)', '; ' order by f.measure, f.unit_id
            ) as figures,
            bool_or(f.unit_id in ('drone', 'guided_bomb', 'aerial_target')) as is_by_air,
            bool_or(f.unit_id in ('missile', 'cruise_missile', 'ballistic_missile', 'shell')) as is_by_missile
        from marts.fct_figures as f join marts.dim_unit as u using (unit_id) group by f.event_id
    ),
    printed as (
        select
            c.event_id, string_agg(distinct a.outlet, '; ' order by a.outlet) as outlets, max(c.known_at) as known_at,
            count(distinct c.article_id) as n_articles, string_agg(distinct s.name, '; ' order by s.name) as claimants
        from marts.fct_claims as c
        join marts.dim_article as a using (article_id)
        left join marts.dim_claimant as s using (claimant_id)
        where c.event_id is not null group by c.event_id
    ),
    divisions as (
        select
            b.place_id, any_value(p.name) filter (p.place_type = 'adm1') as adm_1,
            any_value(p.name) filter (p.place_type = 'adm2') as adm_2
        from marts.brg_place_ancestor as b join marts.dim_place as p on p.place_id = b.ancestor_place_id
        group by b.place_id
    )
    select
        e.*, p.place_type, v.adm_1, v.adm_2, w.fatal_within, d.* exclude (event_id), s.* exclude (event_id), t.* exclude (event_id)
    from marts.dim_event as e
    left join marts.dim_place as p using (place_id)
    left join divisions as v using (place_id)
    left join within as w using (event_id)
    left join deaths as d using (event_id)
    left join said as s using (event_id)
    left join printed as t using (event_id)
"""

# GED holds events with deaths, each once: what lies in another fatal event, and events where none is said to have died, stay out.
# best = deaths_a + deaths_b + deaths_civilians + deaths_unknown, as there.
UCDP = f"""
    select
        event_id as id, null as relid, year(event_date) as year, null as active_year, null as code_status, null as type_of_violence,
        null as conflict_dset_id, null as conflict_new_id, 'Russia - Ukraine' as conflict_name, null as dyad_dset_id,
        null as dyad_new_id, 'Government of Russia (Soviet Union) - Government of Ukraine' as dyad_name,
        null as side_a_dset_id, null as side_a_new_id, 'Government of Russia (Soviet Union)' as side_a,
        null as side_b_dset_id, null as side_b_new_id, 'Government of Ukraine' as side_b,
        n_articles as number_of_sources, outlets as source_article, null as source_office, known_at::date as source_date,
        null as source_headline, claimants as source_original,
        case place_type
            when 'settlement' then 1 when 'site' then 1 when 'district' then 1 when 'adm2' then 3 when 'adm1' then 4
            when 'macro_region' then 5 when 'country' then 6 when 'sea' then 7
        end as where_prec,
        place_name as where_coordinates, null as where_description, adm_1, adm_2, latitude, longitude,
        'POINT (' || longitude || ' ' || latitude || ')' as geom_wkt, null as priogrid_gid,
        case country when 'UA' then 'Ukraine' when 'RU' then 'Russia (Soviet Union)' else country end as country,
        case country when 'UA' then 369 when 'RU' then 365 end as country_id,
        case when country in ('UA', 'RU') then 'Europe' end as region, null as event_clarity,
        case when night_of < event_date then 2 else 1 end as date_prec,
        coalesce(night_of, event_date) as date_start, event_date as date_end,
        case when target_side = 'RU' then soldiers end as deaths_a, case when target_side = 'UA' then soldiers end as deaths_b,
        civilians as deaths_civilians, greatest(best - coalesce(civilians, 0) - coalesce(soldiers, 0), 0) as deaths_unknown,
        best, high, low, 365 as gwnoa, 369 as gwnob
    from ({_EVENTS})
    where best is not null and high is distinct from 0 and fatal_within is null
    order by event_date, id
"""

# `fatalities` can be added up: it is empty where a fatal event that this one lies in carries them. Event types are given only where
# a weapon says so; mixed attacks count as air strikes, as there. After ACLED's own columns come the range and what it rests on.
ACLED = f"""
    select
        event_id as event_id_cnty, event_date, year(event_date) as year, 1 as time_precision,
        case when is_by_air or is_by_missile then 'Political violence' end as disorder_type,
        case when is_by_air or is_by_missile then 'Explosions/Remote violence' end as event_type,
        case when is_by_air then 'Air/drone strike' when is_by_missile then 'Shelling/artillery/missile attack' end
            as sub_event_type,
        case target_side when 'UA' then 'Military Forces of Russia (2000-)' when 'RU' then 'Military Forces of Ukraine (2019-)' end
            as actor1,
        null as assoc_actor_1, null as inter1, null as actor2, null as assoc_actor_2, null as inter2, null as interaction,
        null as civilian_targeting, case country when 'UA' then 804 when 'RU' then 643 end as iso,
        case when country in ('UA', 'RU') then 'Europe' end as region,
        case country when 'UA' then 'Ukraine' when 'RU' then 'Russia' else country end as country,
        adm_1 as admin1, adm_2 as admin2, null as admin3, place_name as location, latitude, longitude,
        case when place_type in ('settlement', 'site', 'district') then 1 when place_type = 'adm2' then 2 else 3 end
            as geo_precision,
        outlets as source, null as source_scale, 'Claimed: ' || figures as notes,
        case when fatal_within is null then best end as fatalities, null as tags, epoch(known_at)::bigint as timestamp,
        low as fatalities_low, best as fatalities_best, high as fatalities_high, n_origins as fatalities_origins,
        case when best is not null then fatal_within end as fatalities_within_event
    from ({_EVENTS})
    order by event_date, event_id_cnty
"""
