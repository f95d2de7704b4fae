with inputs as (

    select * from {{ source('lake', 'inputs') }}

)

select
    {{ content_key(['content_hash', 'locator']) }} as input_id,
    content_hash,
    locator,
    source_file,
    outcome,
    article_id,
    reason,
    detail,
    {{ utc('ingested_at') }} as ingested_at,
    ingest_date,
    batch_id
from inputs
