{#- Whole years around the dates that events and claims speak of; no clock is read. -#}
with dates as (

    select event_date as date_day from {{ ref('int_events__keyed') }}
    union all
    select cast(known_at as date) as date_day from {{ ref('stg_lake__articles') }}

),

bounds as (

    select
        date_trunc('year', min(date_day))::date as first_day,
        (date_trunc('year', max(date_day)) + interval 1 year - interval 1 day)::date as last_day
    from dates
    having count(*) > 0

),

days as (

    select unnest(generate_series(first_day::timestamp, last_day::timestamp, interval 1 day))::date as date_day
    from bounds

)

select
    date_day,
    year(date_day)::integer as year,
    month(date_day)::integer as month,
    strftime(date_day, '%Y-%m') as year_month,
    isoyear(date_day)::integer as iso_year,
    weekofyear(date_day)::integer as iso_week,
    isodow(date_day)::integer as iso_weekday,
    dayname(date_day) as weekday_name
from days
