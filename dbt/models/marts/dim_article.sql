with articles as (

    select * from {{ ref('stg_lake__articles') }}

),

versions as (

    select
        article_id,
        superseded_at
    from {{ ref('int_articles__versions') }}

),

groups as (

    select * from {{ ref('stg_lake__article_groups') }}

),

claims as (

    select
        article_id,
        count(*) as n_claims
    from {{ ref('int_claims__resolved') }}
    group by article_id

)

select
    articles.article_id,
    articles.source_id,
    articles.story_id,
    articles.version,
    articles.url,
    articles.outlet,
    articles.title,
    articles.language,
    length(articles.text) as n_characters,
    articles.published_at,
    articles.published_precision,
    articles.ingested_at,
    articles.known_at,
    versions.superseded_at,
    articles.ingest_date,
    articles.source_file,
    articles.source_form,
    articles.source_kind,
    coalesce(groups.near_duplicate_group_id, articles.article_id) as near_duplicate_group_id,
    groups.similarity,
    coalesce(claims.n_claims, 0) as n_claims
from articles
left join versions on articles.article_id = versions.article_id
left join groups on articles.article_id = groups.article_id
left join claims on articles.article_id = claims.article_id
