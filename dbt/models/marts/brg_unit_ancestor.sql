{{ closure(ref('dim_unit'), 'unit_id', 'parent_unit_id') }}
