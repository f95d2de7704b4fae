-- Fails if an input is lost: one whose article is not in the lake, or an article that no input accounts for.
{{ config(meta={'dagster': {'ref': {'name': 'inputs'}}}) }}

with accounted as (

    select
        article_id,
        input_id
    from {{ ref('inputs') }}
    where outcome = 'article'

)

select
    coalesce(accounted.article_id, articles.article_id) as article_id,
    accounted.input_id
from accounted
full outer join {{ ref('dim_article') }} as articles on accounted.article_id = articles.article_id
where accounted.article_id is null or articles.article_id is null
