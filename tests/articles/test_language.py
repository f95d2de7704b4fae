"""Languages told by their words: English is never lost, others are told apart, short texts are left in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.articles.language import language_of
from tests.articles import corpus

TOLD = {
    "uk": ["Вночі ворог атакував Київ, сили ППО збили 36 цілей, є двоє постраждалих.", "Троє загиблих у Херсоні"],
    "ru": ["Средства ПВО за ночь уничтожили 54 украинских беспилотника над Белгородской областью.", "Двое погибших в Шебекино"],
    "de": ["Bei einem russischen Angriff auf Kiew sind in der Nacht mindestens drei Menschen getötet worden, teilte er mit."],
    "fr": ["Trois personnes ont été tuées dans une attaque de drones russes sur Kiev, a annoncé le maire de la ville."],
    "es": ["Al menos tres personas murieron en un ataque con misiles contra la ciudad de Járkov, informaron las autoridades."],
    "pl": ["Co najmniej trzy osoby zginęły w rosyjskim ataku na Charków, poinformował gubernator obwodu."],
    "it": ["Almeno tre persone sono morte in un attacco russo a Kharkiv, hanno riferito le autorità locali."],
    "nl": ["Bij een Russische aanval op Kiev zijn in de nacht zeker drie mensen om het leven gekomen, melden de autoriteiten."],
    "tr": ["Rusya'nın Kiev'e düzenlediği saldırıda en az üç kişi hayatını kaybetti, yetkililer açıkladı."],
    "ro": ["Cel puțin trei persoane au fost ucise într-un atac rusesc asupra orașului Harkov, au anunțat autoritățile."],
    "ar": ["قتل ثلاثة أشخاص في هجوم روسي على خاركيف"],
    "zh": ["俄罗斯袭击基辅造成三人死亡"],
    "he": ["שלושה הרוגים במתקפה רוסית על חרקיב"],
    "en": ["3 killed in Kherson", "Kyiv: 36 of 54 drones shot down", "Explosions in Kharkiv, Dnipro, Odesa", "Two hurt.",
           "Russian troops shell Rubizhne, Luhansk Oblast, killing one person. (Ukrinform)"],
    "und": ["12 / 14", "Drei Tote bei Angriff auf Charkiw", "Rosja zaatakowała Kijów", "👍👍👍"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in TOLD.items() for text in texts])
def test_a_text_is_told_by_its_words(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [("Drei Tote bei Angriff auf Charkiw", "de-AT", "de"), ("12 / 14", "English", "en"), ("12 / 14", "next week", "und"),
     ("Троє загиблих у Херсоні", "en", "uk"), ("Two people were hurt in the city, the mayor said.", "uk", "en")],
)  # fmt: skip
def test_what_is_stated_counts_only_where_words_tell_nothing(text: str, stated: str, language: str) -> None:
    assert language_of(text, stated) == language


def test_the_english_corpus_is_english(shared: Path) -> None:
    texts = [text for _, text in corpus.texts(shared) if text.strip()]
    assert len(texts) > 9000
    assert sum(language_of(text) == "en" for text in texts) >= 0.999 * len(texts)
