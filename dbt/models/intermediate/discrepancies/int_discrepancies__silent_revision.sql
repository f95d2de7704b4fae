{#- R28. One row per figure that a story's next version gives differently without a word that announces it, or another text of the same
    page, title and time of print in a sentence that is the same but for its number. Only where each text holds one figure of that cell
    and source, so that nothing is compared with its neighbour. -#}
with claims as (

    select
        claims.*,
        case
            when articles.url is not null and articles.title is not null
                then
                    concat_ws(
                        ' ', articles.outlet, articles.url, articles.title, articles.published_at,
                        replace(resolved.sentence, resolved.value_text, '#')
                    )
        end as page_key
    from {{ ref('int_claims__described') }} as claims
    left join {{ ref('stg_lake__articles') }} as articles on claims.article_id = articles.article_id
    left join {{ ref('int_claims__resolved') }} as resolved on claims.claim_id = resolved.claim_id
    where claims.is_statement and claims.part_of_claim_id is null
    qualify count(*) over (
        partition by claims.article_id, claims.event_id, claims.measure, claims.unit_id, claims.claimant_id
    ) = 1

),

pairs as (

    select
        later.*,
        earlier.claim_id as earlier_claim_id,
        earlier.interval_low as earlier_low,
        earlier.interval_high as earlier_high,
        earlier.told as earlier_told,
        earlier.origin_id as earlier_origin_id,
        {{ evidence_key('earlier.') }} as earlier_evidence
    from claims as later
    inner join claims as earlier
        on
            (
                (later.story_id = earlier.story_id and later.version = earlier.version + 1)
                or (
                    later.story_id <> earlier.story_id
                    and later.page_key = earlier.page_key
                    and (later.known_at, later.article_id) > (earlier.known_at, earlier.article_id)
                )
            )
            and later.event_id = earlier.event_id
            and later.measure = earlier.measure
            and later.unit_id = earlier.unit_id
            and later.claimant_id is not distinct from earlier.claimant_id
    where
        not {{ intervals_meet('earlier.interval_low', 'earlier.interval_high', 'later.interval_low', 'later.interval_high') }}
        and not later.announces_change

)

select
    'R28' as rule_id,
    'warn' as severity,
    event_id,
    scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    list_sort(list_distinct([origin_id, earlier_origin_id])) as origins,
    list_sort([earlier_evidence, {{ evidence_key('') }}]) as evidence,
    [earlier_claim_id] as claim_ids_a,
    [claim_id] as claim_ids_b,
    greatest(coalesce(earlier_low - interval_high, 0), coalesce(interval_low - earlier_high, 0))::bigint as gap,
    known_at as valid_from,
    superseded_at as valid_to,
    event_words || ': ' || earlier_told || '; a later version of that article says instead ' || told
    || ', and no word announces the change. Likely reason: an update or a correction made in place. '
    || 'A correction note of the outlet would settle it.' as explanation
from pairs
