-- Fails if claims of more than one version of one extractor stand side by side.
select
    extractor,
    count(distinct extractor_version) as n_versions
from {{ ref('fct_claims') }}
group by extractor
having count(distinct extractor_version) > 1
