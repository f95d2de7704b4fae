select
    place_id,
    name,
    place_type,
    parent_place_id,
    country,
    iso_3166_2,
    latitude,
    longitude,
    population,
    spellings,
    held_by
from {{ ref('stg_lake__places') }}
