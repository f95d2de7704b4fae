"""What is the same article, page, story or near-duplicate, and what only looks like it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dagster_project.articles.identity import article_id, canonical_url, host_of, page_of
from dagster_project.articles.near_duplicates import groups
from dagster_project.articles.stories import SAME_PAGE, is_same_story, title_key, word_pairs

PUBLISHED = datetime(2023, 6, 2, tzinfo=UTC)


def test_every_field_of_identity_makes_another_article() -> None:
    given = ("A", "https://a.example/1", "T", "Text.", PUBLISHED)
    variants = [
        ("B", *given[1:]),
        ("A", None, *given[2:]),
        ("A", given[1], "U", "Text.", PUBLISHED),
        (*given[:3], "Text", PUBLISHED),
        (*given[:4], None),
        ("AT", given[1], None, "Text.", PUBLISHED),
    ]
    assert len({article_id(*each) for each in (given, *variants)}) == 7
    assert article_id(*given) == article_id(*given)


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.A.example/News/1/?utm_source=x&id=3#top", "a.example/News/1?id=3"),
        ("http://a.example:80/News/1?id=3", "a.example/News/1?id=3"),
        ("https://a.example/?b=2&a=1", "a.example?a=1&b=2"),
        ("https://a.example:8443/x", "a.example:8443/x"),
        ("Portal:Current events/2022 January 1", None),
        ("ftp://a.example/x", None),
        ("https://[broken/x", None),
        ("https://a.example:port/x", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_without_what_does_not_change_the_page(url: str | None, page: str | None) -> None:
    assert canonical_url(url) == page


def test_a_page_may_be_named_without_an_address() -> None:
    assert page_of(" Portal:Events/1 ") == "Portal:Events/1"
    assert page_of(" ") is None
    assert host_of("https://www.a.example:8080/x") == "a.example"
    assert host_of("Portal:Events/1") is None


DISPATCH = (
    "Russia attacked Kyiv overnight with 36 missiles and drones. Two people were hurt by falling debris in Podil."
)


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (DISPATCH.replace("Two", "Three"), True),
        (DISPATCH + " A warehouse burned.", True),
        ("Parliament passed the budget for next year after a debate of nine hours.", False),
        ("", False),
    ],
)
def test_a_story_keeps_half_of_its_word_pairs(other: str, is_same: bool) -> None:
    assert is_same_story(word_pairs(DISPATCH), word_pairs(other)) is is_same


def test_one_page_asks_for_less_likeness_than_one_title() -> None:
    rewritten = "Three people were hurt by falling debris in Podil. Russia had attacked Kyiv overnight, the city said on Friday."
    one, other = word_pairs(DISPATCH), word_pairs(rewritten)
    assert not is_same_story(one, other)
    assert is_same_story(one, other, SAME_PAGE)


def test_a_long_story_may_grow_to_several_times_its_length() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    assert is_same_story(
        word_pairs(words), word_pairs(words + " " + " ".join(f"more{number}" for number in range(300)))
    )


def test_titles_are_compared_by_their_words() -> None:
    assert title_key("Kyiv: two HURT!") == title_key("Kyiv – two hurt") == "kyiv two hurt"
    assert title_key(" … ") is None and title_key(None) is None


def test_near_duplicates_take_the_earliest_ones_group() -> None:
    longer = DISPATCH + " Air defence worked over the city for three hours, residents said."
    found = list(groups([("a", longer), ("b", longer + " More follows."), ("c", "A fire broke out."), ("d", longer)]))
    assert [(one.article_id, one.group_id) for one in found] == [("a", "a"), ("b", "a"), ("c", "c"), ("d", "a")]
    assert found[0].similarity == found[3].similarity == 1.0
    assert 0.6 <= found[1].similarity < 1.0


def test_one_template_with_other_figures_is_no_near_duplicate() -> None:
    template = "Ukraine's air force said it downed {} of {} drones overnight in {}, {} and {} regions."
    found = groups(
        [
            ("a", template.format(20, 24, "Kyiv", "Sumy", "Odesa")),
            ("b", template.format(7, 9, "Lviv", "Rivne", "Volyn")),
        ]
    )
    assert [one.group_id for one in found] == ["a", "b"]
