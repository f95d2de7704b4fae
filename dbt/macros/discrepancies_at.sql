{#- Disagreements as they stood at a moment: one row each of those observed by then. `history`, `links` and `verdicts` are the
    relations of fct_discrepancy_history, brg_discrepancy_claims and fct_verdicts, `rules` that of dim_rule. The mart and the
    as-of macro share it, so that the past is told by the same words as the present. -#}
{% macro discrepancies_at(moment, history, links, verdicts, rules) %}
with observed as (

    select
        *,
        valid_to is null or valid_to > {{ moment }} as is_standing
    from {{ history }}
    where valid_from <= {{ moment }}

),

-- the observation that tells of it: one that stands, of those the newest
telling as (

    select *
    from observed
    qualify row_number() over (
        partition by discrepancy_id order by is_standing desc, valid_from desc, observation_id
    ) = 1

),

course as (

    select
        discrepancy_id,
        min(valid_from) as first_seen_at,
        case when bool_or(is_standing) then null else max(valid_to) end as resolved_at,
        count(*) as n_observations,
        md5(array_to_string(list_sort(list_distinct(flatten(list(evidence)))), ' · ')) as evidence_hash
    from observed
    group by discrepancy_id

),

sightings as (

    select
        discrepancy_id,
        max(seen_at) as last_seen_at,
        list(claim_id order by seen_at, claim_id) as claim_ids,
        count(distinct outlet) as n_outlets
    from {{ links }}
    where seen_at <= {{ moment }}
    group by discrepancy_id

),

-- a verdict holds for the evidence it was given on: the hash it names, else what was known when it was given
judged as (

    select
        verdicts.discrepancy_id,
        verdicts.verdict,
        verdicts.note,
        verdicts.decided_at
    from {{ verdicts }} as verdicts
    inner join course on verdicts.discrepancy_id = course.discrepancy_id
    where
        verdicts.decided_at <= {{ moment }}
        and course.evidence_hash = coalesce(
            verdicts.evidence_hash,
            (
                select
                    md5(array_to_string(list_sort(list_distinct(flatten(list(known.evidence)))), ' · '))
                from {{ history }} as known
                where known.discrepancy_id = verdicts.discrepancy_id and known.valid_from <= verdicts.decided_at
            )
        )
    qualify row_number() over (partition by verdicts.discrepancy_id order by verdicts.decided_at desc, verdicts.verdict) = 1

)

select
    telling.discrepancy_id,
    course.evidence_hash,
    telling.rule_id,
    rules.name as rule_name,
    rules.kind,
    telling.severity,
    case telling.severity when 'error' then 2000 when 'warn' then 1000 else 0 end + least(coalesce(telling.gap, 0), 999)::integer
        as priority,
    coalesce(judged.verdict, case when course.resolved_at is null then 'open' else 'resolved' end) as status,
    telling.event_id,
    telling.event_date,
    telling.place_id,
    telling.target_side,
    telling.measure,
    telling.unit_id,
    telling.origins,
    telling.gap,
    telling.explanation,
    telling.claim_id_a,
    telling.quote_a,
    telling.claim_id_b,
    telling.quote_b,
    sightings.claim_ids,
    len(sightings.claim_ids)::integer as n_claims,
    sightings.n_outlets::integer as n_outlets,
    course.n_observations::integer as n_observations,
    course.first_seen_at,
    coalesce(sightings.last_seen_at, course.first_seen_at) as last_seen_at,
    course.resolved_at,
    judged.decided_at,
    judged.note as verdict_note
from telling
inner join course on telling.discrepancy_id = course.discrepancy_id
inner join sightings on telling.discrepancy_id = sightings.discrepancy_id
inner join {{ rules }} as rules on telling.rule_id = rules.rule_id
left join judged on telling.discrepancy_id = judged.discrepancy_id
{% endmacro %}
