{#- One row per sentence of prose, or line of a table of figures: which words in it say that the figure changed, is a part, or is
    preliminary. Sought once a sentence: a pattern costs more than all that is done with what it finds. -#}
with sentences as (

    select distinct
        {{ sentence_key('article_id', 'sentence') }} as sentence_key,
        sentence
    from {{ ref('int_claims__resolved') }}
    where source_kind = 'prose' or not is_list_item

),

-- what may have launched: the subject of launching, or what it is done from; looked at where its name stands at all
named_launchers as (

    select
        sentences.sentence_key,
        -- "anti-aircraft missiles" were not launched by aircraft
        regexp_replace(sentences.sentence, '(?i)\banti-?(aircraft|ship|submarine|tank)', '', 'g') as sentence,
        launchers.surface,
        launchers.launcher_id,
        launchers.broader_launcher_id
    from sentences
    inner join {{ ref('launchers') }} as launchers on contains(lower(sentences.sentence), launchers.surface)
    where regexp_matches(sentences.sentence, '(?i)\b(launch(ed|es|ing)|fir(ed|es|ing)|carr(ied|ies|y|ying)|armed)\b')

),

launching as (

    select
        sentence_key,
        launcher_id,
        broader_launcher_id
    from named_launchers
    where
        regexp_matches(
            sentence,
            '(?i)^(\W*[\w-]+){0,6}?\W+' || surface
            || '[\w-]*\b[^,;:.]{0,80}?\b(launch(ed|es|ing)|fir(ed|es|ing)|carr(ied|ies|y|ying)|armed with)\b'
            || '|\b(launch(ed|es|ing)|fir(ed|es|ing))\b[^;:.]{0,80}?\b(from|by)\b[^,;:.]{0,40}?\b' || surface
        )

),

-- "Tu-95 bombers" are no bombers of another kind
launcher_lists as (

    select
        sentence_key,
        list_sort(list(distinct launcher_id)) as launcher_ids
    from launching
    where
        not exists (
            select 1
            from launching as narrower
            where narrower.sentence_key = launching.sentence_key and narrower.broader_launcher_id = launching.launcher_id
        )
    group by sentence_key

),

-- the one weapon that the words say was launched from it: "Iskander missiles launched from a frigate"
launched_models as (

    select
        named_launchers.sentence_key,
        -- "Iskander-M" rather than "Iskander"
        arg_max(weapon_names.weapon_model, (length(weapon_names.surface), weapon_names.surface)) as launched_model
    from named_launchers
    inner join {{ ref('weapon_names') }} as weapon_names
        on
            weapon_names.weapon_model not like '%unspecified'
            and regexp_matches(
                lower(named_launchers.sentence),
                '\b' || regexp_escape(weapon_names.surface) || '\b[^,;:.]{0,60}\b(launched|fired) (from|by)\b'
                || '|\b' || named_launchers.surface || '[\w-]*\b[^,;:.]{0,30}\b(carrying|armed with) ([\w-]+ )?'
                || regexp_escape(weapon_names.surface) || '\b'
            )
    group by named_launchers.sentence_key

),

-- "Sunday, October 17" and "Sunday the 17th of October"
dated as (

    select
        sentence_key,
        lower(regexp_extract(sentence, {{ weekday_and_date() }}, 1)) as weekday,
        lower(regexp_extract(sentence, {{ weekday_and_date() }}, 2)) as date_words
    from sentences
    where regexp_matches(sentence, {{ weekday_and_date() }})

),

-- "an 11-year-old child", "a man aged forty-five", "a boy of 12", "a girl, 9, ..."
aged as (

    select
        sentence_key,
        list_distinct(list_concat(
            regexp_extract_all(lower(sentence), '\b([0-9]{1,3}|(?:[a-z]+-)?[a-z]+)[- ]years?[- ]old\b', 1),
            list_concat(
                regexp_extract_all(lower(sentence), '\baged ([0-9]{1,3}|(?:[a-z]+-)?[a-z]+)\b', 1),
                regexp_extract_all(
                    lower(sentence),
                    '\b(?:(?:school)?boy|man|(?:school)?girl|woman|child)(?: of |, )'
                    || '([0-9]{1,3}|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|[a-z]+teen|'
                    || 'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b',
                    1
                )
            )
        )) as ages
    from sentences
    where
        contains(sentence, 'old')
        or contains(sentence, 'aged ')
        or regexp_matches(sentence, '(?i)(boy|girl|man|child)(,| of) ')

),

age_words as (

    select
        sentence_key,
        unnest(string_split(ages[1], '-')) as word
    from aged
    where len(ages) = 1

),

age_numbers as (

    select
        age_words.sentence_key,
        coalesce(try_cast(age_words.word as integer), numbers.value) as number
    from age_words
    left join {{ ref('number_words') }} as numbers on age_words.word = numbers.surface and numbers.kind = 'cardinal'

),

-- the age of the one person whose age it tells
of_age as (

    select
        sentence_key,
        sum(number)::integer as victim_age
    from age_numbers
    group by sentence_key
    having count(*) = count(number)

),

-- the sex of victims where the sentence speaks of one sex alone
sexed as (

    select
        sentence_key,
        regexp_matches(sentence, '(?i)\b((?:school)?boy|man|male)\b') as tells_male,
        regexp_matches(sentence, '(?i)\b((?:school)?girl|woman|female)\b') as tells_female
    from sentences

),

-- whose fire the words speak of, where they speak of one side's alone: "a Russian rocket", "shelled by Ukrainian forces"
blamed as (

    select
        sentence_key,
        regexp_matches(sentence, {{ fire_of('Russia') }}) as blames_ru,
        regexp_matches(sentence, {{ fire_of('Ukraine') }}) as blames_ua
    from sentences

),

-- "the fifth attack since Russia left the deal", "the first since Friday": what a count starts with
started as (

    select
        sentence_key,
        regexp_extract(sentence, '(?i)\bsince ([^,;:.]+)', 1) as since_words,
        lower(regexp_extract(sentence, '(?i)\bfirst\b[^,;:.]{0,40}? since (?:last |early |late )?([^,;:.]+)', 1)) as first_since_words
    from sentences
    where contains(sentence, ' since ')

)

select
    sentences.sentence_key,
    dated.weekday,
    left(regexp_extract(dated.date_words, '[a-z]{3,}'), 3) || ' '
    || regexp_extract(dated.date_words, '[0-9]+')::integer as weekday_date,
    launcher_lists.launcher_ids,
    launched_models.launched_model,
    -- its longer words, which differ less between two tellings than the short ones
    nullif(
        list_sort(list_distinct(list_filter(
            string_split_regex(lower(started.since_words), '\W+'), lambda word: length(word) > 3
        ))),
        []
    ) as since_words,
    nullif(started.first_since_words, '') as first_since_words,
    of_age.victim_age,
    -- "7 a.m.", "07:00" and "7am" are one hour
    nullif(
        regexp_replace(
            regexp_replace(lower(regexp_extract(sentences.sentence, {{ stated_hour() }}, 1)), '[ .]|:00', '', 'g'), '^0|am$', '', 'g'
        ),
        ''
    ) as stated_hour,
    case
        when sexed.tells_male and not sexed.tells_female then 'male'
        when sexed.tells_female and not sexed.tells_male then 'female'
    end as victim_sex,
    case
        when blamed.blames_ru and not blamed.blames_ua then 'RU'
        when blamed.blames_ua and not blamed.blames_ru then 'UA'
    end as blamed_side,
    regexp_matches(sentences.sentence, {{ wording('change') }}) as announces_change,
    regexp_matches(regexp_replace(sentences.sentence, {{ beside_the_dead() }}, '', 'g'), {{ wording('part') }}) as hints_part,
    regexp_matches(sentences.sentence, {{ wording('preliminary') }}) as is_preliminary
from sentences
left join dated on sentences.sentence_key = dated.sentence_key
left join launcher_lists on sentences.sentence_key = launcher_lists.sentence_key
left join launched_models on sentences.sentence_key = launched_models.sentence_key
left join started on sentences.sentence_key = started.sentence_key
left join of_age on sentences.sentence_key = of_age.sentence_key
left join blamed on sentences.sentence_key = blamed.sentence_key
left join sexed on sentences.sentence_key = sexed.sentence_key
