with articles as (

    select * from {{ source('lake', 'articles') }}

)

select
    article_id,
    source_id,
    story_id,
    version::integer as version,
    url,
    outlet,
    title,
    text,
    language,
    {{ utc('published_at') }} as published_at,
    published_precision,
    {{ utc('modified_at') }} as modified_at,
    {{ utc('ingested_at') }} as ingested_at,
    {{ utc('known_at') }} as known_at,
    ingest_date,
    source_file,
    source_form,
    source_kind,
    batch_id
from articles
