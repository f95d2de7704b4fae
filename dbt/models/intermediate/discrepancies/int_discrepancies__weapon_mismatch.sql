{#- R23. One row per figure of a weapon that its sentence says was launched from what cannot carry it, or that is said to be of the
    side that does not have it. A weapon or a launcher of which the seeds say nothing is not judged. -#}
with counted as (

    select *
    from {{ ref('int_claims__described') }}
    where is_comparable and weapon_model is not null and measure in ('launched', 'intercepted', 'hit')

),

-- "four were killed when Iskanders launched from a frigate hit the town": the weapon is named and not counted
named as (

    select * replace (launched_model as weapon_model)
    from {{ ref('int_claims__described') }}
    where is_comparable and launched_model is not null and sentence_key not in (select counted.sentence_key from counted)
    qualify row_number() over (partition by sentence_key order by known_at, claim_id) = 1

),

claims as (

    select * from counted
    union all
    select * from named

),

weapons as (

    select
        weapon_model,
        weapon_class,
        side_usual,
        label
    from {{ ref('weapons') }}

),

carried as (

    select
        weapon_model,
        list(launcher_id) as launcher_ids
    from {{ ref('weapon_launchers') }}
    group by weapon_model

),

-- a sentence that names several models tells of several launchers
alone as (

    select sentence_key
    from claims
    group by sentence_key
    having count(distinct weapon_model) = 1

),

launcher_names as (

    select
        launcher_id,
        min(label) as label
    from {{ ref('launchers') }}
    group by launcher_id

),

of_launcher as (

    select
        claims.*,
        weapons.label || ' launched from ' || launcher_names.label || ', which do not carry it' as what_is_off
    from claims
    inner join alone on claims.sentence_key = alone.sentence_key
    inner join weapons on claims.weapon_model = weapons.weapon_model
    inner join carried on claims.weapon_model = carried.weapon_model
    inner join launcher_names on claims.launcher_ids[1] = launcher_names.launcher_id
    where not list_has_any(claims.launcher_ids, carried.launcher_ids)

),

-- who is attacked and names no attacker means the other side
fired as (

    select
        *,
        coalesce(
            attacker_side,
            case
                when measure = 'launched' and claimant_side = target_side
                    then case target_side when 'UA' then 'RU' when 'RU' then 'UA' end
            end
        ) as firing_side
    from claims

),

-- missiles of air defence are on both sides, and what was captured or copied is fired too
of_side as (

    select
        claims.* exclude (firing_side),
        weapons.label || ', which ' || case claims.firing_side when 'UA' then 'Ukraine' else 'Russia' end
        || ' is not known to have' as what_is_off
    from fired as claims
    inner join weapons on claims.weapon_model = weapons.weapon_model
    where
        claims.firing_side in ('UA', 'RU')
        and claims.firing_side <> weapons.side_usual
        and claims.measure in ('launched', 'intercepted', 'hit')
        and weapons.weapon_class in (
            'aeroballistic_missile', 'ballistic_missile', 'cruise_missile_air', 'cruise_missile_ground', 'cruise_missile_sea',
            'hypersonic_cruise_missile', 'irbm', 'rocket_precision', 'one_way_attack_uav'
        )

),

off as (

    select * from of_launcher
    union all
    select * from of_side
    where claim_id not in (select claim_id from of_launcher)

)

select
    'R23' as rule_id,
    'warn' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    [claim_id] as evidence,
    [claim_id] as claim_ids_a,
    []::varchar[] as claim_ids_b,
    null::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || told || ': ' || what_is_off
    || '. Likely reason: loose wording, or a misread weapon. Reading the passage would settle it.' as explanation
from off
