{#- One row per cell, moment and policy: low, best and high over the statements that are current there, and the claims they
    rest on. A moment without a current statement has none. -#}
with statements as (

    select * from {{ ref('int_statements__at_moments') }}
    where past_because is null

),

claims as (

    select * from {{ ref('int_figures__claims') }}

),

moments as (

    select * from {{ ref('int_figures__moments') }}

),

policies as (

    select * from {{ ref('policies') }}

),

counting as (

    select
        *,
        min(tier) over (partition by cell_id, valid_from) as best_tier
    from statements
    where not is_absorbed

),

-- "from at least n alone, best = n": where the best tier says no more than that, the next ranked one that knows better decides
floors as (

    select
        cell_id,
        valid_from,
        any_value(best_tier) as best_tier,
        max(interval_low) filter (where tier = best_tier) as floor,
        bool_and(interval_high is null) filter (where tier = best_tier) as is_floor_alone
    from counting
    group by all

),

deciding as (

    select
        counting.*,
        coalesce(
            min(counting.tier) filter (
                where floors.is_floor_alone
                and counting.interval_high is not null
                and counting.point >= floors.floor
                and counting.tier <= (select max(policies.low_max_tier) from policies)
            ) over (partition by counting.cell_id, counting.valid_from),
            counting.best_tier
        ) as deciding_tier
    from counting
    inner join floors on counting.cell_id = floors.cell_id and counting.valid_from = floors.valid_from

),

-- how many origins of the deciding tier agree with each value that one of them states
votes as (

    select
        candidates.cell_id,
        candidates.valid_from,
        candidates.point,
        max(candidates.first_known_at) as stated_at,
        count(distinct voters.origin_id) filter (
            where {{ interval_holds('voters.interval_low', 'voters.interval_high', 'candidates.point') }}
        ) as n_agreeing
    from deciding as candidates
    inner join deciding as voters
        on
            candidates.cell_id = voters.cell_id
            and candidates.valid_from = voters.valid_from
            and voters.tier = voters.deciding_tier
    where candidates.tier = candidates.deciding_tier
    group by all

),

elected as (

    select
        cell_id,
        valid_from,
        point
    from votes
    qualify
        row_number() over (
            partition by cell_id, valid_from order by n_agreeing desc, stated_at desc, point
        ) = 1

),

-- intervals on a line that meet pairwise have a value in common
bounds as (

    select
        counting.cell_id,
        counting.valid_from,
        policies.policy_id,
        policies.best_rule,
        any_value(counting.best_tier) as best_tier,
        coalesce(
            min(counting.interval_low) filter (where counting.tier <= policies.low_max_tier), min(counting.interval_low)
        ) as low,
        max(counting.interval_high) as greatest_high,
        bool_or(counting.tier = counting.best_tier and counting.interval_high is null) as is_open,
        coalesce(
            min(counting.point) filter (where counting.tier <= policies.best_max_tier), min(counting.point)
        ) as least_point,
        max(counting.point) as greatest_point,
        coalesce(
            max(counting.interval_low) filter (where counting.tier = counting.best_tier)
            <= min(counting.interval_high) filter (where counting.tier = counting.best_tier),
            true
        ) as is_unanimous,
        count(distinct counting.origin_id) as n_origins
    from counting
    cross join policies
    group by all

),

chosen as (

    select
        bounds.*,
        case bounds.best_rule
            when 'best_tier_vote' then elected.point
            when 'least_value' then bounds.least_point
            when 'greatest_value' then bounds.greatest_point
            when 'best_tier_unanimous' then case when bounds.is_unanimous then elected.point end
        end as best
    from bounds
    inner join elected on bounds.cell_id = elected.cell_id and bounds.valid_from = elected.valid_from

),

tiers_of_best as (

    select
        chosen.cell_id,
        chosen.valid_from,
        chosen.policy_id,
        min(counting.tier) as tier
    from chosen
    inner join counting
        on
            chosen.cell_id = counting.cell_id
            and chosen.valid_from = counting.valid_from
            and chosen.best = counting.point
    group by all

),

claims_of_statements as (

    select
        cell_id,
        valid_from,
        unnest(claim_ids) as claim_id
    from statements

),

-- vague and denied claims are counted and listed, nothing more
silent_claims as (

    select
        moments.cell_id,
        moments.valid_from,
        claims.claim_id
    from moments
    inner join claims
        on
            moments.cell_id = claims.cell_id
            and claims.statement_key is null
            and {{ holds_at('claims.known_at', 'claims.superseded_at', 'moments.valid_from') }}

),

listed as (

    select
        bearing.cell_id,
        bearing.valid_from,
        count(*) as n_claims,
        count(distinct claims.outlet) as n_outlets,
        count(distinct claims.claimant_side) as n_sides,
        list(bearing.claim_id order by bearing.claim_id) as claim_ids
    from (
        select * from claims_of_statements
        union all
        select * from silent_claims
    ) as bearing
    inner join claims on bearing.claim_id = claims.claim_id
    group by all

),

cells as (

    select distinct
        cell_id,
        event_id,
        measure,
        unit_id
    from claims

)

select
    cells.event_id,
    cells.measure,
    cells.unit_id,
    chosen.policy_id,
    moments.valid_from,
    moments.valid_to,
    chosen.low,
    chosen.best,
    case when not chosen.is_open then greatest(chosen.greatest_high, chosen.best) end as high,
    listed.n_claims,
    chosen.n_origins,
    listed.n_outlets,
    listed.n_sides,
    coalesce(tiers_of_best.tier, chosen.best_tier) as best_tier,
    listed.claim_ids
from chosen
inner join cells on chosen.cell_id = cells.cell_id
inner join moments on chosen.cell_id = moments.cell_id and chosen.valid_from = moments.valid_from
inner join listed on chosen.cell_id = listed.cell_id and chosen.valid_from = listed.valid_from
left join tiers_of_best
    on
        chosen.cell_id = tiers_of_best.cell_id
        and chosen.valid_from = tiers_of_best.valid_from
        and chosen.policy_id = tiers_of_best.policy_id
