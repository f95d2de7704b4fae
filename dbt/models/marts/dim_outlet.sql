with articles as (

    select
        outlet,
        count(*) as n_articles,
        min(known_at) as first_known_at,
        max(known_at) as last_known_at
    from {{ ref('stg_lake__articles') }}
    group by outlet

),

outlets as (

    select * from {{ ref('outlets') }}

)

select
    articles.outlet,
    coalesce(outlets.name, articles.outlet) as name,
    outlets.country,
    coalesce(outlets.kind, 'unstated') as kind,
    articles.n_articles,
    articles.first_known_at,
    articles.last_known_at
from articles
left join outlets on lower(articles.outlet) = outlets.outlet
