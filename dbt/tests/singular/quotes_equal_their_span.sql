-- Fails if a claim's quote, sentence words or number differ from the span of the article's text that it names.
{{ config(meta={'dagster': {'ref': {'name': 'stg_lake__claims'}}}) }}

select
    claims.claim_id,
    claims.quote,
    substr(articles.text, claims.quote_start + 1, claims.quote_end - claims.quote_start) as found
from {{ ref('stg_lake__claims') }} as claims
inner join {{ ref('stg_lake__articles') }} as articles on claims.article_id = articles.article_id
where
    substr(articles.text, claims.quote_start + 1, claims.quote_end - claims.quote_start) is distinct from claims.quote
    or substr(articles.text, claims.value_start + 1, claims.value_end - claims.value_start)
    is distinct from claims.value_text
