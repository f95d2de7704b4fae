with article_groups as (

    select * from {{ source('lake', 'article_groups') }}

)

select
    article_id,
    near_duplicate_group_id,
    similarity
from article_groups
