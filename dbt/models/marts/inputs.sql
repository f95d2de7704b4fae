select
    input_id,
    content_hash,
    locator,
    source_file,
    outcome,
    article_id,
    reason,
    detail,
    ingested_at,
    ingest_date,
    batch_id
from {{ ref('stg_lake__inputs') }}
