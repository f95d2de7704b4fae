{#- Claims as the engine read them, with the corrections of data/corrections.csv laid over them: a claim rejected, a field
    mended or a link set, by whom and when. -#}
with claims as (

    select * from {{ source('lake', 'claims') }}

),

corrections as (

    select
        article_id,
        value_start,
        value_end,
        map_from_entries(list(row(field, coalesce(new_value, '')) order by field)) as mends,
        arg_max(who, (decided_at, field)) as corrected_by,
        max(decided_at) as corrected_at,
        string_agg(note, ' · ' order by field) as correction_note
    from (
        -- the latest word on a field counts
        select *
        from {{ ref('stg_desk__corrections') }}
        qualify row_number() over (
            partition by article_id, value_start, value_end, field order by decided_at desc, new_value
        ) = 1
    )
    group by article_id, value_start, value_end

),

corrected as (

    select
        claims.*,
        coalesce(corrections.mends, map([]::varchar[], []::varchar[])) as mends,
        corrections.corrected_by,
        corrections.corrected_at,
        corrections.correction_note
    from claims
    left join corrections using (article_id, value_start, value_end)

)

select
    claim_id,
    article_id,
    {{ utc('known_at') }} as known_at,
    quote,
    quote_start,
    quote_end,
    sentence,
    value_text,
    value_start,
    value_end,
    rule_trace,
    extractor,
    extractor_version,
    {{ mended('measure') }} as measure,
    value_ordinal,
    {{ mended('qualifier') }} as qualifier,
    {{ mended('value', 'bigint') }} as value,
    {{ mended('value_low', 'bigint') }} as value_low,
    {{ mended('value_high', 'bigint') }} as value_high,
    is_negated_zero,
    derivation,
    derived_from_claim_ids,
    {{ mended('unit_id') }} as unit_id,
    {{ mended('weapon_class') }} as weapon_class,
    {{ mended('weapon_model') }} as weapon_model,
    {{ mended('part_of_claim_id') }} as part_of_claim_id,
    {{ mended('part_role') }} as part_role,
    {{ mended('target_side') }} as target_side,
    {{ mended('attacker_side') }} as attacker_side,
    {{ mended('conflict_id') }} as conflict_id,
    conflict_basis,
    place_text,
    {{ mended('place_id') }} as place_id,
    case when map_contains(mends, 'place_id') then null else place_ids end as place_ids,
    geo_precision,
    {{ mended('event_date_start', 'date') }} as event_date_start,
    {{ mended('event_date_end', 'date') }} as event_date_end,
    {{ mended('night_of', 'date') }} as night_of,
    {{ mended('window') }} as "window",
    date_precision,
    {{ mended('date_basis') }} as date_basis,
    claimant_text,
    {{ mended('claimant_id') }} as claimant_id,
    {{ mended('claimant_type') }} as claimant_type,
    {{ mended('claimant_side') }} as claimant_side,
    relay,
    {{ mended('modality') }} as modality,
    {{ mended('scope') }} as scope,
    ingest_date,
    map_contains(mends, 'reject') as is_rejected,
    nullif(mends['link'], '') as corrected_event_id,
    corrected_by,
    corrected_at,
    correction_note
from corrected as claims
