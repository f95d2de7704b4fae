{#- One row per two claims worth holding against one another, `a` known first, with what decides about them, and how their occasions,
    places, measures and units stand to each other. What may be compared, and what comes of it, int_claim_pairs says. -#}
with claims as (

    select * from {{ ref('int_claims__pairable') }}

),

met as (

    select * from {{ ref('int_claims__met') }}

),

measures as (

    select
        measure,
        within_measure
    from {{ ref('measures') }}

),

units as (

    select
        unit_id,
        ancestor_unit_id,
        depth
    from {{ ref('brg_unit_ancestor') }}
    where depth <= 1

),

related as (

    select
        a.claim_id as claim_id_a,
        b.claim_id as claim_id_b,
        met.places,
        met.days,
        {%- set carried = [
            'article_id', 'known_at', 'measure', 'unit_id', 'has_interval', 'modality', 'qualifier', 'interval_low',
            'interval_high', 'stated_number', 'event_id', 'event_window', 'is_within_place', 'claimant_id', 'claimant_side',
            'origin_id', 'part_of_claim_id', 'sentence_key', 'is_preliminary', 'is_item', 'is_list_item'
        ] %}
        {%- for column in carried %}
            a.{{ column }} as {{ column }}_a,
            b.{{ column }} as {{ column }}_b,
        {%- endfor %}
        a.occasion,
        a.is_toll,
        case
            when a.measure = b.measure then 'same'
            when measures_a.within_measure = b.measure then 'a in b'
            when measures_b.within_measure = a.measure then 'b in a'
        end as measures,
        case
            when a.unit_id is null or b.unit_id is null then 'not said'
            when a.unit_id = b.unit_id then 'same'
            when units_a.unit_id is not null then 'a in b'
            when units_b.unit_id is not null then 'b in a'
        end as units
    from met
    inner join claims as a on met.turn_a = a.turn
    -- the rows of one list stand beside one another: only a row's own vintages say the same thing twice
    inner join claims as b
        on
            met.turn_b = b.turn
            and (not a.is_list_item or not b.is_list_item or a.outlet <> b.outlet or a.story_id = b.story_id)
    left join measures as measures_a on a.measure = measures_a.measure
    left join measures as measures_b on b.measure = measures_b.measure
    left join units as units_a on a.unit_id = units_a.unit_id and b.unit_id = units_a.ancestor_unit_id and units_a.depth = 1
    left join units as units_b on b.unit_id = units_b.unit_id and a.unit_id = units_b.ancestor_unit_id and units_b.depth = 1

)

select *
from related
where measures is not null and units is not null
