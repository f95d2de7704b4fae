{#- R09. One row per period total of a named claimant that is less than the sum of that claimant's own figures of days within it, at
    the same place or within it, of what the total counts or a kind of it. Of several windows and kinds of one day and place only the
    largest figure counts, and a place that holds others counts for them. -#}
with totals as (

    select *
    from {{ ref('int_claims__described') }}
    where scope = 'period' and is_named_origin and place_id is not null and interval_high is not null and not is_instance

),

statements as (

    select *
    from {{ ref('int_statements__described') }}
    where (valid_to is null or valid_to > valid_from) and is_named_origin

),

ancestors as (

    select
        place_id,
        ancestor_place_id
    from {{ ref('brg_place_ancestor') }}

),

views as (

    select
        totals.claim_id as total_claim_id,
        totals.known_at as total_known_at,
        totals.superseded_at,
        statements.statement_id,
        statements.event_date,
        statements.place_id,
        statements.interval_low,
        statements.claim_ids,
        statements.valid_from,
        statements.valid_to,
        {{ evidence_key('statements.') }} as evidence
    from totals
    inner join statements
        on
            totals.origin_id = statements.origin_id
            and totals.target_side is not distinct from statements.target_side
            and exists (
                select 1
                from ancestors
                where ancestors.place_id = statements.place_id and ancestors.ancestor_place_id = totals.place_id
            )
            and totals.measure = statements.measure
            and (
                totals.unit_id = statements.unit_id
                or exists (
                    select 1
                    from {{ ref('brg_unit_ancestor') }} as kinds
                    where kinds.unit_id = statements.unit_id and kinds.ancestor_unit_id = totals.unit_id
                )
            )
            and statements.event_date between totals.event_date_start and totals.event_date_end

),

-- the sum changes when a figure within starts or ends
moments as (

    select
        total_claim_id,
        greatest(valid_from, total_known_at) as moment
    from views
    union
    select
        total_claim_id,
        valid_to as moment
    from views
    where valid_to > total_known_at

),

spans as (

    select
        total_claim_id,
        moment as valid_from,
        lead(moment) over (partition by total_claim_id order by moment) as valid_to
    from moments

),

places as (

    select
        spans.total_claim_id,
        spans.valid_from,
        spans.valid_to,
        views.event_date,
        views.place_id,
        max(views.interval_low) as day_low,
        flatten(list(views.claim_ids order by views.statement_id)) as claim_ids,
        list(distinct views.evidence) as evidence
    from spans
    inner join views on spans.total_claim_id = views.total_claim_id
    where {{ holds_at('views.valid_from', 'views.valid_to', 'spans.valid_from') }}
    group by all

),

-- what is counted for a region is in it already where a town of it is counted too
days as (

    select
        total_claim_id,
        valid_from,
        valid_to,
        event_date,
        sum(day_low) as day_low,
        flatten(list(claim_ids order by place_id)) as claim_ids,
        flatten(list(evidence order by place_id)) as evidence
    from places
    where
        not exists (
            select 1
            from places as wider
            inner join ancestors on ancestors.place_id = places.place_id and ancestors.ancestor_place_id = wider.place_id
            where
                wider.total_claim_id = places.total_claim_id
                and wider.valid_from = places.valid_from
                and wider.event_date = places.event_date
                and wider.place_id <> places.place_id
        )
    group by all

),

sums as (

    select
        total_claim_id,
        valid_from,
        valid_to,
        sum(day_low) as sum_of_days,
        count(*) as n_days,
        flatten(list(claim_ids order by event_date)) as claim_ids,
        list_sort(list_distinct(flatten(list(evidence)))) as evidence
    from days
    group by all

)

select
    'R09' as rule_id,
    'warn' as severity,
    totals.event_id,
    totals.scope_key,
    totals.target_side,
    totals.place_id,
    totals.event_date,
    totals.measure,
    totals.unit_id,
    [totals.origin_id] as origins,
    list_prepend({{ evidence_key('totals.') }}, sums.evidence) as evidence,
    [totals.claim_id] as claim_ids_a,
    sums.claim_ids as claim_ids_b,
    (sums.sum_of_days - totals.interval_high)::bigint as gap,
    sums.valid_from,
    {{ first_end('sums.valid_to', 'totals.superseded_at') }} as valid_to,
    totals.event_words || ': ' || totals.told || ' for the period from ' || {{ day_words('totals.event_date_start') }}
    || ', but the claimant''s own figures of ' || sums.n_days || ' days in it add up to '
    || format('{:,}', sums.sum_of_days::bigint)
    || '. Likely reason: other bounds of the period, or another unit. The claimant''s own list would settle it.' as explanation
from sums
inner join totals on sums.total_claim_id = totals.claim_id
where sums.sum_of_days > totals.interval_high
