{#- One row per article version: its place among the versions of its story, and until when it was the newest. A table's vintages go by
    their dates, however they came in. -#}
with articles as (

    select * from {{ ref('stg_lake__articles') }}

)

select
    article_id,
    story_id,
    outlet,
    title,
    source_kind,
    source_form,
    published_at,
    published_precision,
    known_at,
    cast(row_number() over of_story as integer) as version,
    min(known_at) over (of_story rows between 1 following and unbounded following) as superseded_at
from articles
window of_story as (partition by story_id order by known_at, modified_at nulls first, version)
