{#- R08. One row per two statements of one named claimant that do not meet, known within hours of each other and without a word of
    update in the later one. In a toll a difference between articles is an update, so there only one article
    contradicts itself, or two of about the same minute, or two that tell of a count of the same hour.
    The same number under opposite hedges is R16's. -#}
-- a statement that was never current is one too: it was superseded in the moment it was made
with statements as (

    select *
    from {{ ref('int_statements__made') }}
    where is_named_origin and coalesce(ended_by, '') <> 'repetition'

),

versions as (

    select
        claim_id,
        superseded_at
    from {{ ref('int_claims__resolved') }}

),

-- how many an article says were killed on an occasion
killed as (

    select
        lead_article_id,
        origin_id,
        place_id,
        event_date,
        max(interval_low) as n_killed
    from statements
    where measure = 'killed'
    group by all

),

pairs as (

    select
        earlier.*,
        later.event_id as later_event_id,
        later.event_window as later_window,
        later.event_words as later_event_words,
        later.interval_low as later_low,
        later.interval_high as later_high,
        later.claim_ids as later_claim_ids,
        later.first_known_at as later_known_at,
        later.valid_to as later_valid_to,
        {{ evidence_key('earlier.') }} as earlier_evidence,
        {{ evidence_key('later.') }} as later_evidence,
        {{ told('earlier.') }} as earlier_told,
        {{ told('later.') }} as later_told,
        earlier.lead_article_id = later.lead_article_id as is_one_article,
        coalesce(earlier.stated_hour = later.stated_hour, false) as is_of_one_hour,
        coalesce(later_killed.n_killed - earlier_killed.n_killed, 0) as n_died_since
    from statements as earlier
    inner join statements as later
        on
            earlier.origin_id = later.origin_id
            and earlier.measure = later.measure
            and earlier.unit_id = later.unit_id
            -- "all 15 Shaheds" and "two Orlans" are two counts
            and coalesce(earlier.stated_model = later.stated_model, true)
            and {{ same_occasion('earlier', 'later') }}
            and (earlier.first_known_at, earlier.statement_id) < (later.first_known_at, later.statement_id)
    left join killed as earlier_killed
        on
            earlier.lead_article_id = earlier_killed.lead_article_id
            and earlier.origin_id = earlier_killed.origin_id
            and earlier.place_id = earlier_killed.place_id
            and earlier.event_date = earlier_killed.event_date
    left join killed as later_killed
        on
            later.lead_article_id = later_killed.lead_article_id
            and later.origin_id = later_killed.origin_id
            and later.place_id = later_killed.place_id
            and later.event_date = later_killed.event_date
    where
        not {{ intervals_meet('earlier.interval_low', 'earlier.interval_high', 'later.interval_low', 'later.interval_high') }}
        and earlier.value is distinct from later.value
        and not later.announces_change
        and not (earlier.announces_change and earlier.first_known_at = later.first_known_at)
        -- one sentence tells its figures apart, and a part is no rival of its whole
        and earlier.sentence_key <> later.sentence_key
        and not earlier.hints_part
        and not later.hints_part
        and earlier.one_model is not distinct from later.one_model
        and not earlier.is_instance
        and not later.is_instance
        -- rows of a tally add up
        and not earlier.is_tally_row
        and not later.is_tally_row
        and date_diff('minute', earlier.first_known_at, later.first_known_at)
        <= 60 * {{ rule_threshold('R08', 'update_lag_hours') }}

),

-- an outlet that has withdrawn its version of either takes its contradiction back
standing as (

    select
        pairs.*,
        {{ first_end('earlier_versions.superseded_at', 'later_versions.superseded_at') }} as withdrawn_at
    from pairs
    inner join versions as earlier_versions on pairs.claim_ids[1] = earlier_versions.claim_id
    inner join versions as later_versions on pairs.later_claim_ids[1] = later_versions.claim_id
    where
        not pairs.is_toll
        or pairs.is_one_article
        -- "as of 7am" in both: one count, not an older and a newer one
        or pairs.is_of_one_hour
        -- two outlets print one statement within minutes; a toll that fell within the hour is hardly a newer one either
        or date_diff('minute', pairs.first_known_at, pairs.later_known_at) <= case
            -- who died of the wounds is injured no longer
            when pairs.measure = 'injured' and pairs.later_high + pairs.n_died_since >= pairs.interval_low
                then {{ rule_threshold('R08', 'toll_minutes') }}
            when pairs.later_high < pairs.interval_low then {{ rule_threshold('R08', 'fall_minutes') }}
            else {{ rule_threshold('R08', 'toll_minutes') }}
        end

)

select
    'R08' as rule_id,
    case when is_one_article then 'error' else 'warn' end as severity,
    case when event_window = 'unstated' then later_event_id else event_id end as event_id,
    case when event_window = 'unstated' then later_event_id else event_id end as scope_key,
    target_side,
    place_id,
    event_date,
    measure,
    unit_id,
    [origin_id] as origins,
    list_sort([earlier_evidence, later_evidence]) as evidence,
    claim_ids as claim_ids_a,
    later_claim_ids as claim_ids_b,
    greatest(coalesce(interval_low - later_high, 0), coalesce(later_low - interval_high, 0))::bigint as gap,
    later_known_at as valid_from,
    {{ first_end('withdrawn_at', 'nullif(later_valid_to, later_known_at)') }} as valid_to,
    case when event_window = 'unstated' then later_event_words else event_words end || ': ' || earlier_told || ', and '
    || case when is_one_article then 'in the same article ' else 'within hours ' end || later_told
    || '. Likely reason: one of the two is preliminary, covers another window or kind, or was translated wrongly. '
    || {{ would_settle('measure') }} as explanation
from standing
where withdrawn_at is null or withdrawn_at > later_known_at
