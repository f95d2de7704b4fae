{#- R28. One row per figure that a story's next version gives differently without a word that announces it, or another text of the same
    page, title and time of print in a sentence that is the same but for its number. Only where each text holds one figure of that cell
    and source, so that nothing is compared with its neighbour. -#}
{%- set one_cell -%}
    later.event_id = earlier.event_id
            and later.measure = earlier.measure
            and later.unit_id = earlier.unit_id
            and later.claimant_id is not distinct from earlier.claimant_id
{%- endset %}
with claims as (

    select * from {{ ref('int_claims__described') }}

),

-- without their words, which are far the widest part of claims and are wanted of pairs alone
lone as (

    select
        claim_id,
        article_id,
        story_id,
        version,
        known_at,
        event_id,
        measure,
        unit_id,
        claimant_id,
        interval_low,
        interval_high,
        announces_change
    from claims
    where is_statement and part_of_claim_id is null
    qualify count(*) over (partition by article_id, event_id, measure, unit_id, claimant_id) = 1

),

on_pages as (

    select
        lone.*,
        hash(
            articles.outlet, articles.url, articles.title, articles.published_at,
            replace(resolved.sentence, resolved.value_text, '#')
        ) as page_key
    from lone
    inner join {{ ref('stg_lake__articles') }} as articles on lone.article_id = articles.article_id
    inner join {{ ref('int_claims__resolved') }} as resolved on lone.claim_id = resolved.claim_id
    where articles.url is not null and articles.title is not null

),

revised as (

    select
        later.claim_id,
        earlier.claim_id as earlier_claim_id
    from lone as later
    inner join lone as earlier
        on
            later.story_id = earlier.story_id
            and later.version = earlier.version + 1
            and {{ one_cell }}
    where
        not {{ intervals_meet('earlier.interval_low', 'earlier.interval_high', 'later.interval_low', 'later.interval_high') }}
        and not later.announces_change
    union all
    select
        later.claim_id,
        earlier.claim_id as earlier_claim_id
    from on_pages as later
    inner join on_pages as earlier
        on
            later.page_key = earlier.page_key
            and later.story_id <> earlier.story_id
            and (later.known_at, later.article_id) > (earlier.known_at, earlier.article_id)
            and {{ one_cell }}
    where
        not {{ intervals_meet('earlier.interval_low', 'earlier.interval_high', 'later.interval_low', 'later.interval_high') }}
        and not later.announces_change

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
    from revised
    inner join claims as later on revised.claim_id = later.claim_id
    inner join claims as earlier on revised.earlier_claim_id = earlier.claim_id

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
