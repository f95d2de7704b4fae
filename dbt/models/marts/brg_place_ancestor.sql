{{ closure(ref('dim_place'), 'place_id', 'parent_place_id') }}
