{#- What rules of one family open with. -#}

{#- A flag for each two statements of different origins that do not meet and are not the course of a toll, of those that the
    rule's `condition` takes. -#}
{% macro clashing_pairs(rule_id, severity, condition) -%}
select
    '{{ rule_id }}' as rule_id,
    {{ severity }} as severity,
    event_id,
    event_id as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort([a_origin_id, b_origin_id]) as origins,
    list_sort([{{ evidence_key('a_') }}, {{ evidence_key('b_') }}]) as evidence,
    a_claim_ids as claim_ids_a,
    b_claim_ids as claim_ids_b,
    gap::bigint as gap,
    seen_from as valid_from,
    seen_to as valid_to,
    {{ pair_explained() }} as explanation
from {{ ref('int_statements__paired') }}
where
    not is_meeting
    and not is_rise
    and {{ condition }}
{%- endmacro %}

{#- Either of a pair says "none". -#}
{% macro either_is_none() -%}
    (a_interval_high is not distinct from 0 or b_interval_high is not distinct from 0)
{%- endmacro %}

{#- Whether one of a pair is somebody's word, be it a mayor's whom no list of claimants holds, and not an outlet's own. -#}
{% macro is_attributed(side) -%}
    coalesce({{ side }}_claimant_id, {{ side }}_claimant_side) is not null
{%- endmacro %}

{#- The number that stands for one of a pair in a ratio: the middle, of an open interval its lower end. -#}
{% macro middle_of(side) -%}
    case
        when {{ side }}_interval_high is null then {{ side }}_interval_low
        else ({{ side }}_interval_low + {{ side }}_interval_high) / 2.0
    end
{%- endmacro %}

{#- The relations of rules that hold an origin's launched weapons against what became of them: `statements` ever current, with those
    of such an article that name no place, the `closure` of units, `launched` with an upper bound, `stopped`. -#}
{% macro launched_and_stopped() -%}
placed as (

    select *
    from {{ ref('int_statements__described') }}
    where valid_to is null or valid_to > valid_from

),

-- "28 drones were launched at Ukraine. ... Five hit their targets": what its article says without a place, of the day of which it
-- tells one launched number, is told of that
placeless as (

    select
        claims.claim_id as statement_id,
        placed.event_id,
        placed.event_words,
        placed.target_side,
        placed.place_id,
        placed.event_date,
        placed.event_window,
        claims.measure,
        claims.is_toll,
        claims.unit_id,
        claims.origin_id,
        claims.origin_kind,
        claims.origin_name,
        claims.is_named_origin,
        claims.claimant_id,
        claims.claimant_type,
        claims.claimant_side,
        claims.qualifier,
        claims.value,
        claims.interval_low,
        claims.interval_high,
        claims.known_at as first_known_at,
        claims.known_at as valid_from,
        claims.superseded_at as valid_to,
        [claims.claim_id] as claim_ids,
        [claims.article_id] as article_ids,
        claims.outlet as lead_outlet,
        claims.article_id as lead_article_id,
        claims.sentence_key,
        claims.figure_words,
        claims.counted_words,
        claims.part_of_claim_id is not null as is_part,
        claims.is_instance,
        false as is_tally_row,
        claims.weapon_model as stated_model,
        case when claims.unit_id <> 'drone' then claims.weapon_model end as one_model
    from {{ ref('int_claims__described') }} as claims
    inner join placed
        on
            claims.article_id = placed.lead_article_id
            and placed.measure = 'launched'
            and claims.event_date = placed.event_date
            and coalesce(claims.target_side = placed.target_side, true)
    where
        claims.is_comparable
        and claims.event_id is null
        and claims.place_id is null
        and claims.unit_id is not null
        and claims.measure in ('intercepted', 'intercepted_or_suppressed', 'suppressed', 'hit')
        and claims.source_kind = 'prose'
        -- what the body of the article places is told of that place in its headline, too
        and not exists (
            select 1
            from {{ ref('int_claims__described') }} as elsewhere
            where
                elsewhere.article_id = claims.article_id
                and elsewhere.measure = claims.measure
                and elsewhere.interval_low = claims.interval_low
                and elsewhere.event_id is not null
        )
    qualify count(distinct placed.event_id) over (partition by claims.claim_id) = 1
        and row_number() over (partition by claims.claim_id order by placed.valid_from, placed.statement_id) = 1

),

told as (

    select * from placed
    union all by name
    select * from placeless

),

-- with the body that a spokesman or commander speaks for
statements as (

    select
        told.*,
        case when claimants.claimant_type = 'military' then claimants.organisation_claimant_id end as body_id
    from told
    left join {{ ref('claimants') }} as claimants on told.claimant_id = claimants.claimant_id

),

closure as (

    select
        unit_id,
        ancestor_unit_id
    from {{ ref('brg_unit_ancestor') }}

),

launched as (

    select
        launches.*,
        -- "10 cruise missiles ... seven of the missiles": where one article of an origin tells of no other launches of the broader
        -- kind, that is what the broader word means there
        case
            when
                not exists (
                    select 1
                    from statements as others
                    inner join closure as broader on others.unit_id = broader.unit_id
                    where
                        others.measure = 'launched'
                        and others.origin_id = launches.origin_id
                        and others.unit_id <> launches.unit_id
                        and list_has_any(others.article_ids, launches.article_ids)
                        and broader.ancestor_unit_id = units.parent_unit_id
                )
                then units.parent_unit_id
        end as broader_unit_id
    from statements as launches
    inner join {{ ref('units') }} as units on launches.unit_id = units.unit_id
    where launches.measure = 'launched' and launches.interval_high is not null

),

stopped as (

    select * from statements
    where measure in ('intercepted', 'intercepted_or_suppressed')

)
{%- endmacro %}

{#- Whether one origin gives both, or one article of which one figure names no source: "eight of them were shot down". -#}
{% macro one_voice(a, b) -%}
    (
        {{ a }}.origin_id = {{ b }}.origin_id
        -- the air force and its spokesman
        or {{ a }}.claimant_id = {{ b }}.body_id
        or {{ a }}.body_id = {{ b }}.claimant_id
        or (
            {{ a }}.lead_article_id = {{ b }}.lead_article_id
            and (
                {{ a }}.claimant_id is null
                or {{ b }}.claimant_id is null
                -- "the command said" speaks of the command that the article has named
                or ({{ a }}.claimant_type = {{ b }}.claimant_type and not ({{ a }}.is_named_origin and {{ b }}.is_named_origin))
            )
            and not ({{ a }}.is_tally_row or {{ b }}.is_tally_row)
        )
    )
{%- endmacro %}

{#- Whether an origin's later word for weapons means the launched ones: their own unit, or the broader one in the same article. -#}
{% macro means_launched(launched, other) -%}
    (
        {{ other }}.unit_id = {{ launched }}.unit_id
        or (
            {{ other }}.unit_id = {{ launched }}.broader_unit_id
            and {{ other }}.lead_article_id = {{ launched }}.lead_article_id
        )
    )
{%- endmacro %}

{#- Rows of a tally list one kind and one wave each: a whole and its part, or what was launched and stopped, meet in one row. -#}
{% macro same_row(a, b) -%}
    (not ({{ a }}.is_tally_row or {{ b }}.is_tally_row) or {{ a }}.lead_article_id = {{ b }}.lead_article_id)
{%- endmacro %}
