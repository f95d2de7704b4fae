{#- One row per sentence of prose, or line of a table of figures: which words in it say that the figure changed, is a part, or is
    preliminary. Sought once a sentence: a pattern costs more than all that is done with what it finds. -#}
with sentences as (

    select distinct
        {{ sentence_key('article_id', 'sentence') }} as sentence_key,
        sentence
    from {{ ref('int_claims__resolved') }}
    where source_kind = 'prose' or not is_list_item

),

markers as (

    select
    {%- for kind in ['change', 'part', 'preliminary'] %}
            '(?i)\b(' || string_agg(marker, '|') filter (kind = '{{ kind }}') || ')\b' as {{ kind }}_words{{ ',' if not loop.last }}
    {%- endfor %}
    from {{ ref('wording_markers') }}

)

select
    sentences.sentence_key,
    regexp_matches(sentences.sentence, markers.change_words) as announces_change,
    regexp_matches(sentences.sentence, markers.part_words) as hints_part,
    regexp_matches(sentences.sentence, markers.preliminary_words) as is_preliminary
from sentences
cross join markers
