-- Fails if the words of a number lie outside the quote that evidences it, or a derived number names no operand.
select
    claim_id,
    value_text,
    quote
from {{ ref('fct_claims') }}
where
    value_start < quote_start
    or value_end > quote_end
    or not is_value_in_quote
    or (derivation is not null and len(coalesce(derived_from_claim_ids, [])) = 0)
