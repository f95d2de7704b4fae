select
    unit_id,
    parent_unit_id,
    subject,
    label,
    label_plural
from {{ ref('units') }}
