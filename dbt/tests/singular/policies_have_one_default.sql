-- Fails unless exactly one policy is the default.
select count(*) as n_defaults
from {{ ref('dim_policy') }}
where is_default
having count(*) <> 1
