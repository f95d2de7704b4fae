{#- One row per claimant that is a party's country by its bare name ("Ukraine said"): the voice of some body of that side which the
    text does not name. -#}
with claimants as (

    select
        claimant_id,
        name,
        side,
        place_id
    from {{ ref('claimants') }}

),

countries as (

    select
        place_id,
        name
    from {{ ref('stg_lake__places') }}
    where place_type = 'country'

)

select
    claimants.claimant_id,
    claimants.side
from claimants
inner join countries
    on
        claimants.side = countries.place_id
        and claimants.place_id = countries.place_id
        and claimants.name = countries.name
