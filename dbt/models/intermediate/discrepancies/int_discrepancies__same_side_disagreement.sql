{#- R06. One row per pair of current statements of claimants who are not opponents, whose intervals do not meet. A zero against a
    positive figure is R32's; a toll that rises with time is an update. An outlet that names no source is on nobody's side, and so are
    other media; but weapons told in nobody's name by an article that names a body of the side, and not the other claimant, are that
    body's. -#}
{%- set differs -%}
    parties <> 'opposing'
    and not {{ either_is_none() }}
    and doubt is null
{%- endset %}
with paired as (

    select * from {{ ref('int_statements__paired') }}
    where not is_meeting and not is_rise and {{ differs }}

),

-- weapons in nobody's name beside those of a claimant of a side
unnamed as (

    select
        a_statement_id,
        b_statement_id,
        if(a_claimant_id is null, a_lead_article_id, b_lead_article_id) as article_id,
        coalesce(a_claimant_id, b_claimant_id) as other_claimant_id,
        if(a_claimant_id is null, b_claimant_side, a_claimant_side) as side
    from paired
    where not is_toll and (a_claimant_id is null) <> (b_claimant_id is null)

),

texts as (

    select
        article_id,
        lower(left(text, {{ rule_threshold('R06', 'named_letters') }}::bigint)) as opening
    from {{ ref('stg_lake__articles') }}
    where article_id in (select unnamed.article_id from unnamed)

),

bodies as (

    select
        claimants.claimant_id,
        claimants.side,
        aliases.surface
    from {{ ref('claimants') }} as claimants
    inner join {{ claimant_names() }} as aliases on claimants.claimant_id = aliases.claimant_id
    where
        claimants.claimant_type in ('military', 'government', 'regional_official')
        and claimants.side in ('UA', 'RU')
        and claimants.claimant_id not in (select countries.claimant_id from {{ ref('int_claimants__countries') }} as countries)

),

named as (

    select distinct
        texts.article_id,
        bodies.claimant_id,
        bodies.side
    from texts
    inner join bodies on contains(texts.opening, bodies.surface)

),

spoken_for as (

    select
        unnamed.a_statement_id,
        unnamed.b_statement_id
    from unnamed
    inner join named on unnamed.article_id = named.article_id and unnamed.side = named.side
    group by all
    having not bool_or(named.claimant_id = unnamed.other_claimant_id)

)

{% set condition -%}
    {{ differs }}
    and (not is_toll or ({{ is_attributed('a') }} and {{ is_attributed('b') }}))
    and (
        parties = 'same_side'
        or (
            {{ is_attributed('a') }}
            and {{ is_attributed('b') }}
            and coalesce(a_claimant_type, '') not like 'media%'
            and coalesce(b_claimant_type, '') not like 'media%'
        )
        or (a_statement_id, b_statement_id) in (select (spoken_for.a_statement_id, spoken_for.b_statement_id) from spoken_for)
    )
{%- endset -%}
{{ clashing_pairs(
    'R06',
    severity="case parties when 'same_side' then 'warn' else 'info' end",
    condition=condition
) }}
