-- Fails if an input is lost: one whose article is not in the lake, or an article that no input accounts for.
{{ config(meta={'dagster': {'ref': {'name': 'inputs'}}}) }}

select
    coalesce(inputs.article_id, articles.article_id) as article_id,
    inputs.input_id
from (select * from {{ ref('inputs') }} where outcome = 'article') as inputs
full outer join {{ ref('dim_article') }} as articles on inputs.article_id = articles.article_id
where inputs.article_id is null or articles.article_id is null
