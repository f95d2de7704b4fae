{#- One row per article version: until when it was its story's newest. -#}
with articles as (

    select * from {{ ref('stg_lake__articles') }}

)

select
    article_id,
    story_id,
    version,
    outlet,
    source_kind,
    published_at,
    published_precision,
    known_at,
    min(known_at) over (
        partition by story_id order by known_at, version rows between 1 following and unbounded following
    ) as superseded_at
from articles
