{#- R15. One row per two mentions of one figure in one article: the same interval of the same measure on the same event, by the same
    claimant or with no claimant at one of the two. Both mentions stay; one fact is counted. -#}
with claims as (

    select *
    from {{ ref('int_claims__described') }}
    where is_comparable and event_id is not null

),

related as (

    select
        unit_id,
        ancestor_unit_id as other_unit_id
    from {{ ref('brg_unit_ancestor') }}
    union
    select
        ancestor_unit_id as unit_id,
        unit_id as other_unit_id
    from {{ ref('brg_unit_ancestor') }}

),

pairs as (

    select
        first_mentions.*,
        later_mentions.claim_id as later_claim_id,
        later_mentions.origin_id as later_origin_id,
        later_mentions.unit_id as later_unit_id,
        later_mentions.interval_low as later_low,
        later_mentions.interval_high as later_high
    from claims as first_mentions
    inner join claims as later_mentions
        on
            first_mentions.article_id = later_mentions.article_id
            and first_mentions.event_id = later_mentions.event_id
            and first_mentions.measure = later_mentions.measure
            and first_mentions.interval_low = later_mentions.interval_low
            and first_mentions.interval_high is not distinct from later_mentions.interval_high
            and (first_mentions.quote_start, first_mentions.claim_id) < (later_mentions.quote_start, later_mentions.claim_id)
    inner join related
        on first_mentions.unit_id = related.unit_id and later_mentions.unit_id = related.other_unit_id
    where
        coalesce(first_mentions.claimant_id = later_mentions.claimant_id, true)
        -- two parts of one whole are two facts, and a part is not its whole
        and (
            first_mentions.part_of_claim_id is null
            or first_mentions.part_of_claim_id is distinct from later_mentions.part_of_claim_id
        )
        and first_mentions.part_of_claim_id is distinct from later_mentions.claim_id
        and later_mentions.part_of_claim_id is distinct from first_mentions.claim_id
        -- zero of one thing is no zero of another
        -- "a boy and his grandmother": nor is one child one grown-up
        and (coalesce(first_mentions.interval_high, 2) > 1 or first_mentions.unit_id = later_mentions.unit_id)
        and first_mentions.quote_start <> later_mentions.quote_start

)

select
    'R15' as rule_id,
    'info' as severity,
    event_id,
    event_id as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort(list_distinct([origin_id, later_origin_id])) as origins,
    [article_id || ' ' || measure || ' ' || interval_low || ' ' || coalesce(interval_high::varchar, '-')] as evidence,
    [claim_id] as claim_ids_a,
    [later_claim_id] as claim_ids_b,
    null::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || outlet || ' gives ' || figure_words || ' ' || counted_words || ' (' || {{ moment_words('known_at') }}
    || ') twice in one article. Both mentions are kept and count as one fact. '
    || 'Two events with the same number would look alike: the two quotes tell.' as explanation
from pairs
