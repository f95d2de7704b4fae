select
    policy_id,
    version,
    best_rule,
    best_max_tier,
    low_max_tier,
    is_default,
    description
from {{ ref('policies') }}
