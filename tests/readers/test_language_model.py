"""The second reader from end to end: asked once, kept, judged from what was kept, compared, and let in only on request."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from dagster_project import claims as engine
from dagster_project.claims.lexicon import Lexicon
from dagster_project.claims.model import SourceText
from dagster_project.lake import balance
from dagster_project.lake import claims as lake_claims
from dagster_project.lake.acquire import acquire
from dagster_project.lake.frames import CLAIMS, scan_claims
from dagster_project.readers import asking
from dagster_project.readers import language_model as reader
from dagster_project.readers.comparison import COMPARISON
from dagster_project.readers.endpoint import Endpoint
from dagster_project.readers.prompt import prompt_version, request, schema
from dagster_project.readers.readings import DamagedReading, Readings, folder_name
from dagster_project.settings import Settings
from dagster_project.settings import settings as of_environment
from tests.readers.conftest import KEY, NIGHT, TEXT, entry, of_the_toll
from tests.readers.model_server import Answering, Reply, completion, entries, serving

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
HONEST: Answering = lambda asked, _: entries(entry(), of_the_toll()) if NIGHT in asked.article else entries()  # noqa: E731


def at(url: str, timeout: float = 30.0) -> Endpoint:
    return Endpoint(url, KEY, timeout=timeout, deadline=60.0, sleep=lambda _: None)


def ask(
    where: Settings,
    words: Lexicon,
    answering: Answering,
    *articles: SourceText,
    limit: int | None = None,
    timeout: float = 30.0,
) -> tuple[asking.AskReport, int]:
    """Ask a server that answers so; the report, and how many requests it got."""
    with serving(answering) as server:
        report = asking.ask(articles, where, words, at=at(server.url, timeout), limit=limit)
        return report, len(server.asked)


def several(source: SourceText, count: int) -> list[SourceText]:
    return [replace(source, article_id=f"article-{number}") for number in range(count)]


# -- asking


def test_what_is_sent_is_the_article_apart_from_the_instructions(
    where: Settings, words: Lexicon, source: SourceText
) -> None:
    with serving(HONEST) as server:
        asking.ask([source], where, words, at=at(server.url))
        [asked] = server.asked
    assert asked.body == json.loads(json.dumps(request(source, "maker/tested:7b", words)))
    assert asked.body["messages"][1] == {"role": "user", "content": TEXT}
    assert TEXT not in asked.body["messages"][0]["content"]
    assert asked.body["response_format"]["type"] == "json_schema"
    assert asked.body["response_format"]["json_schema"]["strict"] is True


def test_the_schema_is_one_that_strict_output_takes(words: Lexicon) -> None:
    claim = schema(words)["properties"]["claims"]["items"]
    assert claim["required"] == list(claim["properties"]) == list(entry())
    assert claim["additionalProperties"] is schema(words)["additionalProperties"] is False


def test_an_article_is_asked_about_once(where: Settings, words: Lexicon, source: SourceText) -> None:
    first, _ = ask(where, words, HONEST, source)
    again, requests = ask(where, words, HONEST, source)
    assert (first.asked, first.failed) == (1, {})
    assert (again.asked, again.already_answered, requests) == (0, 1, 0)


def test_the_limit_counts_questions(where: Settings, words: Lexicon, source: SourceText) -> None:
    ask(where, words, HONEST, *several(source, 2))
    report, requests = ask(where, words, HONEST, *several(source, 6), limit=3)
    assert (report.asked, report.already_answered, requests) == (3, 2, 3)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>Please log in to this network</html>"),
        Reply(200, b""),
        Reply(200, b"{}"),
        Reply(200, b'{"choices": []}'),
        Reply(200, b'{"choices": [null]}'),
        Reply(200, b"[" * 50_000),
        Reply(500, b"oops"),
        Reply(200, b"{}", slowly=0.8),
    ],
    ids=["page", "nothing", "empty", "no choice", "null", "deep", "500", "slow"],
)
def test_what_is_no_answer_is_reported_and_asked_again_another_time(
    where: Settings, words: Lexicon, source: SourceText, reply: Reply
) -> None:
    report, _ = ask(where, words, lambda *_: reply, source, timeout=0.3 if reply.slowly else 30.0)
    assert list(report.failed) == [source.article_id]
    assert reader.claims([source], where, words).read == ()
    again, _ = ask(where, words, HONEST, source)
    assert (again.asked, again.failed) == (1, {})
    assert len(reader.claims([source], where, words).claims) == 2


def test_a_broken_endpoint_is_not_asked_to_the_end(where: Settings, words: Lexicon, source: SourceText) -> None:
    down, _ = ask(where, words, lambda *_: Reply(500), *several(source, 9))
    assert down.is_stopped and down.asked == 3
    refused, requests = ask(where, words, lambda *_: Reply(401), *several(source, 9))
    assert refused.is_stopped and requests == 1


def test_what_was_answered_before_a_failure_stays(where: Settings, words: Lexicon, source: SourceText) -> None:
    report, _ = ask(
        where, words, lambda a, before: HONEST(a, before) if before < 2 else Reply(403), *several(source, 5)
    )
    assert (report.asked, len(report.failed)) == (3, 1)
    assert reader.claims(several(source, 5), where, words).read == ("article-0", "article-1")


def test_collections_are_not_sent(where: Settings, words: Lexicon, source: SourceText) -> None:
    long = replace(source, text="a" * (asking.LONGEST_ARTICLE + 1))
    report, requests = ask(where, words, HONEST, long)
    assert (report.too_long, requests) == ([source.article_id], 0)


# -- what is kept


def test_answers_are_kept_by_article_model_and_prompt(where: Settings, words: Lexicon, source: SourceText) -> None:
    ask(where, words, HONEST, source)
    path = where.lake / "readings" / "maker%2Ftested%3A7b" / prompt_version(words) / "article-1.json"
    kept = json.loads(path.read_bytes())
    assert json.loads(kept["body"])["choices"][0]["message"]["content"]
    assert KEY not in path.read_text()
    assert list(path.parent.iterdir()) == [path], "nothing half-written beside it"
    other = replace(where, reader_model="other")
    assert reader.claims([source], other, words).read == ()


@pytest.mark.parametrize("model", ["", ".", "..", ".hidden", "m" * 300])
def test_a_model_that_cannot_name_a_folder_is_refused(where: Settings, words: Lexicon, model: str) -> None:
    with pytest.raises(reader.NotConfigured):
        reader.claims([], replace(where, reader_model=model), words)


def test_no_name_leads_out_of_the_store(tmp_path: Path) -> None:
    assert folder_name("a/../../etc") == "a%2F..%2F..%2Fetc"
    with pytest.raises(ValueError, match="expected an article id"):
        Readings(tmp_path, "m", "1").keep("../escape", "{}")
    assert not list(tmp_path.rglob("*escape*"))


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"article_id": "article-1"', b"[]", b"\xff"])
def test_a_damaged_reading_says_what_to_do(where: Settings, words: Lexicon, source: SourceText, damage: bytes) -> None:
    ask(where, words, HONEST, source)
    [path] = (where.lake / "readings").rglob("*.json")
    path.write_bytes(damage)
    with pytest.raises(DamagedReading, match="remove it to ask again"):
        reader.claims([source], where, words)


def test_an_answer_of_another_article_does_not_stand_for_this_one(
    where: Settings, words: Lexicon, source: SourceText
) -> None:
    ask(where, words, HONEST, source)
    [path] = (where.lake / "readings").rglob("*.json")
    path.rename(path.with_name("article-2.json"))
    with pytest.raises(DamagedReading):
        reader.claims([replace(source, article_id="article-2")], where, words)


def test_a_models_refusal_is_an_answer_and_kept(where: Settings, words: Lexicon, source: SourceText) -> None:
    report, _ = ask(where, words, lambda *_: completion(None, refusal="No."), source)
    found = reader.claims([source], where, words)
    assert (report.failed, found.read, [each.reason.value for each in found.rejected]) == (
        {},
        ("article-1",),
        ["refused"],
    )


# -- what comes of it


def test_a_rebuild_asks_nobody_and_gives_the_same(where: Settings, words: Lexicon, source: SourceText) -> None:
    ask(where, words, HONEST, source)
    nobody = replace(where, reader_url=None, reader_key=None)
    assert reader.claims([source], nobody, words) == reader.claims([source], where, words)


def test_it_has_the_engines_interface_and_its_own_name(where: Settings, words: Lexicon, source: SourceText) -> None:
    ask(where, words, HONEST, source)
    model = reader.reader(where, words)
    found = model.extract(source, words)
    assert [(claim.measure, claim.value) for claim in found] == [("intercepted", 21), ("killed", 2)]
    assert {claim.extractor for claim in found} == {"llm:maker/tested:7b"}
    assert {claim.extractor_version for claim in found} == {model.version} != {engine.extractor_version(words)}
    assert prompt_version(words) in model.version
    assert model.extract(replace(source, article_id="never-asked"), words) == []


def test_a_liar_gets_nothing_in(where: Settings, words: Lexicon, source: SourceText) -> None:
    lies = [
        entry(quote="Nobody ever wrote this 21."),
        entry(value=400),
        entry(value_text="400 drones", value=400),
        entry(measure="vaporised"),
        entry(claimant_text="an oracle"),
        {**entry(), "value_start": 3, "value_end": 5, "quote_start": 7_000_000},
    ]
    ask(where, words, lambda *_: entries(*lies), source)
    found = reader.claims([source], where, words)
    assert [each.reason.value for each in found.rejected] == [
        "quote_not_in_article", "value_differs", "number_not_in_quote", "not_the_vocabulary", "name_not_in_article",
    ]  # fmt: skip
    [true] = found.claims
    assert TEXT[true.value_start : true.value_end] == "21", "offsets come from the text, whatever was said"


# -- the lake


@pytest.fixture
def lake(where: Settings, tmp_path: Path) -> Settings:
    """A lake with the article, one without a figure, and a tally row."""
    (tmp_path / "one.txt").write_text(
        f" date 2023-06-02 {TEXT} Bandits also liberated the only kiosk, killing nobody at all."
    )
    (tmp_path / "two.txt").write_text(" date 2023-06-03 The governor thanked the rescue service.")
    (tmp_path / "tally.csv").write_text(
        "time_start,time_end,model,target,launched,destroyed,source\n"
        "2023-05-27 22:00,2023-05-28 05:00,Shahed-136/131,Ukraine,54.0,52.0,kpszsu/posts/1\n"
    )
    acquire([tmp_path / name for name in ("one.txt", "two.txt", "tally.csv")], where, NOW)
    return where


SEEN_BY_MODEL_ALONE = entry(
    quote="dozens were left without a roof", value_text="dozens", value=None, measure="damaged", unit="house",
    place_text="Kherson", date_text=None, claimant_text="the mayor", claimant_type="local_official",
)  # fmt: skip


def answering_the_lake(asked: object, _: int) -> Reply:
    return entries(entry(), SEEN_BY_MODEL_ALONE, entry(value=5)) if NIGHT in asked.article else entries()  # type: ignore[attr-defined]


def asked_lake(lake: Settings, words: Lexicon) -> Settings:
    with serving(answering_the_lake) as server:
        report = asking.ask(reader.prose(lake), lake, words, at=at(server.url))
    assert (report.asked, report.failed) == (2, {}), "tables are not sent"
    return lake


def test_claims_rejections_and_comparison_are_written(lake: Settings, words: Lexicon) -> None:
    asked_lake(lake, words)
    report, agreed = reader.refresh(lake, words)
    folder = lake.lake / "readings"
    claims, rejected, comparison = (
        pl.read_parquet(folder / f"{n}.parquet") for n in ("claims", "rejected", "comparison")
    )
    assert (len(report.read), claims.height, rejected["reason"].to_list()) == (2, 2, ["value_differs"])
    assert dict(claims.schema) == CLAIMS and dict(comparison.schema) == COMPARISON
    found = dict(comparison.select("value_text", "found_by").iter_rows())
    assert (found["21"], found["dozens"]) == ("both", "model")
    assert "rules" in found.values(), "the killed and injured, which this model left out"
    assert (agreed.both, agreed.only_model) == (1, 1) and agreed.only_rules >= 2
    before = {path: path.read_bytes() for path in folder.glob("*.parquet")}
    reader.refresh(lake, words)
    assert {path: path.read_bytes() for path in folder.glob("*.parquet")} == before


def test_before_anything_was_asked_there_are_empty_tables(lake: Settings, words: Lexicon) -> None:
    report, agreed = reader.refresh(lake, words)
    assert (report.read, agreed.both, agreed.only_model, agreed.only_rules) == ((), 0, 0, 0)
    assert pl.read_parquet(lake.lake / "readings" / "comparison.parquet").height == 0


def refreshed(settings: Settings, words: Lexicon) -> tuple[lake_claims.ClaimsReport, pl.DataFrame]:
    """The lake's claims as the pipeline makes them under these settings."""
    report = lake_claims.refresh(settings, words, by=reader.beside_the_rules(settings, words))
    return report, scan_claims(settings).collect()


def test_the_lake_stays_with_the_rules_unless_told_otherwise(lake: Settings, words: Lexicon) -> None:
    asked_lake(lake, words)
    _, claims = refreshed(lake, words)
    assert claims["extractor"].unique().to_list() == ["rules"]


def test_let_in_the_models_claims_stand_beside_those_of_the_rules(lake: Settings, words: Lexicon) -> None:
    _, rules = refreshed(lake, words)
    asked_lake(lake, words)
    opened = replace(lake, reader="claims", reader_url=None)
    report, both = refreshed(opened, words)
    assert both["extractor_version"].unique().to_list() == [report.extractor_version]
    assert set(rules["claim_id"]) < set(both["claim_id"]), "the rules' claims all stay"
    new = both.join(rules, on="claim_id", how="anti")
    assert new.select("extractor", "value_text").rows() == [("llm:maker/tested:7b", "dozens")]
    assert balance.spans(opened).balances
    assert refreshed(opened, words)[0].refreshed == [], "nothing new, nothing done"
    next((lake.lake / "readings").rglob("*.json")).unlink()
    assert refreshed(opened, words)[0].refreshed, "other answers, another version"
    back, after = refreshed(lake, words)
    assert back.refreshed and after.equals(rules), "and out again"


# -- settings


def test_it_is_off_by_default(monkeypatch: pytest.MonkeyPatch, words: Lexicon) -> None:
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"CROSSTALLY_READER_{name}", raising=False)
    monkeypatch.delenv("CROSSTALLY_READER", raising=False)
    unset = of_environment()
    assert (unset.reader, unset.reader_url, unset.reader_model, unset.reader_key) == (None, None, None, None)
    assert reader.beside_the_rules(unset, words) is None
    with pytest.raises(reader.NotConfigured, match="CROSSTALLY_READER_MODEL"):
        asking.ask([], unset, words)
    with pytest.raises(reader.NotConfigured, match="CROSSTALLY_READER_URL"):
        asking.ask([], replace(unset, reader_model="m"), words)


def test_the_environment_turns_it_on(monkeypatch: pytest.MonkeyPatch, words: Lexicon) -> None:
    for name, value in {"_URL": "http://localhost:1/v1", "_MODEL": "m", "_KEY": KEY, "": "yes"}.items():
        monkeypatch.setenv(f"CROSSTALLY_READER{name}", value)
    found = of_environment()
    assert asking.endpoint(found) == Endpoint("http://localhost:1/v1", KEY)
    assert KEY not in repr(found)
    with pytest.raises(reader.NotConfigured, match="'yes'"):
        reader.beside_the_rules(found, words)
