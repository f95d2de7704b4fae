{#- One row per cell, moment and policy: low, best and high over the statements that are current there. A moment without a current
    statement has none. -#}
with moments as (

    -- by number here: there are many rows, and a key of text is ten times as large
    select
        *,
        row_number() over () as moment
    from {{ ref('int_figures__moments') }}

),

listed as (

    select * exclude (claim_ids) from {{ ref('int_figures__listed') }}

),

policies as (

    select * from {{ ref('policies') }}

),

statements as (

    select
        moments.moment,
        made.statement_key,
        made.is_absorbed,
        hash(made.origin_id) as origin,
        made.interval_low,
        made.interval_high,
        made.point,
        made.tier,
        made.first_known_at
    from {{ ref('int_statements__at_moments') }} as made
    inner join moments on made.cell_id = moments.cell_id and made.valid_from = moments.valid_from
    where made.past_because is null

),

counting as (

    select
        *,
        min(tier) over (partition by moment) as best_tier
    from statements
    where not is_absorbed

),

-- "from at least n alone, best = n": where the best tier says no more than that, the next ranked one that knows better decides
floors as (

    select
        moment,
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
            ) over (partition by counting.moment),
            counting.best_tier
        ) as deciding_tier
    from counting
    inner join floors on counting.moment = floors.moment

),

-- how many origins of the deciding tier agree with each value that one of them states
votes as (

    select
        candidates.moment,
        candidates.point,
        max(candidates.first_known_at) as stated_at,
        count(distinct voters.origin) filter (
            where {{ interval_holds('voters.interval_low', 'voters.interval_high', 'candidates.point') }}
        ) as n_agreeing
    from deciding as candidates
    inner join deciding as voters
        on
            candidates.moment = voters.moment
            and voters.tier = voters.deciding_tier
    where candidates.tier = candidates.deciding_tier
    group by all

),

elected as (

    select
        moment,
        point
    from votes
    qualify
        row_number() over (
            partition by moment order by n_agreeing desc, stated_at desc, point
        ) = 1

),

-- intervals on a line that meet pairwise have a value in common
bounds as (

    select
        counting.moment,
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
        count(distinct counting.origin) as n_origins
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
    inner join elected on bounds.moment = elected.moment

),

tiers_of_best as (

    select
        chosen.moment,
        chosen.policy_id,
        min(counting.tier) as tier
    from chosen
    inner join counting
        on
            chosen.moment = counting.moment
            and chosen.best = counting.point
    group by all

)

select
    listed.event_id,
    listed.measure,
    listed.unit_id,
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
    coalesce(tiers_of_best.tier, chosen.best_tier) as best_tier
from chosen
inner join moments on chosen.moment = moments.moment
inner join listed on moments.cell_id = listed.cell_id and moments.valid_from = listed.valid_from
left join tiers_of_best on chosen.moment = tiers_of_best.moment and chosen.policy_id = tiers_of_best.policy_id
