-- Fails if a derived figure can't be worked out again from the claims it names and the words it stands in, unless a person has
-- corrected it since: all and both are their operand (or the sum of several), a fraction is its share of the operand ("most" its
-- half), a remainder what is left of the first operand, an increment the sum. A share is rounded to a whole number.
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

with derived as (

    select
        claim_id,
        article_id,
        derivation,
        value,
        lower(value_text) as words,
        derived_from_claim_ids as operand_ids
    from {{ ref('fct_claims') }}
    where derivation is not null and corrected_at is null

),

operands as (

    select
        derived.claim_id,
        count(claims.claim_id) as n_found,
        sum(claims.value) as total,
        min(claims.value) filter (where claims.claim_id = derived.operand_ids[1]) as first_value,
        bool_or(claims.corrected_at is not null) as is_corrected,
        bool_or(claims.value is not distinct from derived.value) as is_one_of_them
    from derived
    left join {{ ref('fct_claims') }} as claims
        on derived.article_id = claims.article_id and list_contains(derived.operand_ids, claims.claim_id)
    group by derived.claim_id

),

-- "two thirds", "half", "all but four": the numbers among the words
spelled as (

    select
        derived.claim_id,
        max(number_words.value) filter (where number_words.kind = 'cardinal') as cardinal,
        max(number_words.value) filter (where number_words.kind in ('fraction', 'ordinal')) as denominator
    from derived, unnest(string_split_regex(derived.words, '[\s-]+')) as parts (word)
    inner join {{ ref('number_words') }} as number_words on parts.word = number_words.surface
    group by derived.claim_id

),

expected as (

    select
        derived.*,
        operands.* exclude (claim_id),
        case
            when derived.derivation = 'fraction' and regexp_matches(derived.words, '%|per ?cent')
                then operands.first_value * cast(regexp_extract(derived.words, '[0-9.]+') as double) / 100
            -- more than half of them
            when derived.derivation = 'fraction' and derived.words = 'most' then operands.first_value / 2
            when derived.derivation = 'fraction'
                then operands.first_value * coalesce(spelled.cardinal, 1) / spelled.denominator
            when derived.derivation = 'remainder'
                then
                    2 * operands.first_value - operands.total
                    - coalesce(try_cast(regexp_extract(derived.words, '[0-9]+') as bigint), spelled.cardinal, 0)
            else operands.total
        end as recomputed
    from derived
    inner join operands on derived.claim_id = operands.claim_id
    left join spelled on derived.claim_id = spelled.claim_id

)

select
    claim_id,
    derivation,
    words,
    value,
    recomputed
from expected
where
    n_found < len(operand_ids)
    or not (
        is_corrected
        or coalesce(abs(value - recomputed) < 1, value is null)
        or (derivation = 'all' and is_one_of_them)
    )
