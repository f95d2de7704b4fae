{#- A table, not a view: it is copied into releases, where its source has another name. -#}
select
    input_id,
    content_hash,
    locator,
    source_file,
    reason,
    detail,
    ingested_at,
    ingest_date,
    batch_id
from {{ ref('inputs') }}
where outcome = 'rejected'
