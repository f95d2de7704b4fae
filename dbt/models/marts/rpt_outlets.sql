with articles as (

    select
        outlet,
        count(*) as n_articles,
        max(known_at) as last_known_at
    from {{ ref('dim_article') }}
    where outlet is not null
    group by outlet

),

silences as (

    select * from {{ ref('int_sources__silences') }}
    where source_kind = 'outlet'

)

select
    articles.outlet,
    articles.n_articles,
    articles.last_known_at,
    coalesce(silences.n_claims, 0) as n_claims,
    coalesce(silences.n_days, 0) as n_days,
    silences.first_day,
    silences.last_day,
    silences.usual_gap_days,
    silences.longest_gap_days,
    silences.silent_days,
    coalesce(silences.has_fallen_silent, false) as has_fallen_silent
from articles
left join silences on articles.outlet = silences.source_id
