"""The language of a text, as an ISO 639-1 code. Pure but for the model, which is loaded once."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
UNDETERMINED = "und"
"""ISO 639-2's code for a text whose language can't be told."""

_READ = 1000
"""Characters that are looked at: enough to tell, and the same time for a dispatch as for a book."""
_LETTERS = 60
"""Letters from which on the model is believed against all appearance; headlines are shorter, and half of them names."""
_SURE = 0.8
"""Least probability at which a text in Latin letters is called other than English."""
_PLAUSIBLE = 0.1
"""Least share of the likeliest language's probability that English must have for a short text to be called English."""
_ENGLISH_SHARE = 0.12
"""Least share of English function words in a text that is called English against the model. They make up two fifths of
running English, and a twentieth at most of any other language (by the look-alikes: in, an, was, die, on)."""
_LATIN_SHARE = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CODE = re.compile(r"[a-z]{2,3}$")
_FUNCTION_WORDS = frozenset(
    "the of and to in on at by for from with that this was were is are be been has have had it its their his as an or not "
    "after before into over near during against who which said says will would".split()
)
_ENGLISH_ALONE = frozenset("the and with that were which after from their said".split())
_OPENING = 400
_LEAST_TELLING = 2
_PLAIN_SHARE = 0.2
_NAMES = {"english": "en", "eng": "en", "ukrainian": "uk", "ukr": "uk", "ua": "uk", "russian": "ru", "rus": "ru"}


def language_of(text: str, stated: str | None = None) -> str:
    """The language of `text`, with what its publisher states as a hint for texts too short to tell: pages state the
    language of their menus, and exports that of their software.

    A text in Latin letters is called other than English only where the model is sure and it does not read like English:
    an English article that is not read is lost, another that is read gives no claims."""
    head = text[:_READ]
    words = _WORD.findall(head)
    letters = sum(map(len, words))
    if letters < 3:
        return stated_code(stated) or UNDETERMINED
    if _is_plainly_english(head):
        return ENGLISH
    ranked = _ranked(head)
    found, probability = ranked[0]
    if len(_LATIN.findall(head)) < _LATIN_SHARE * letters:
        return UNDETERMINED if found == ENGLISH else str(found)
    if found == ENGLISH or _reads_like_english(words):
        return ENGLISH
    if probability >= _SURE and letters >= _LETTERS:
        return str(found)
    is_plausible = head.isascii() and dict(ranked)[ENGLISH] >= _PLAUSIBLE * probability
    return stated_code(stated) or (ENGLISH if is_plausible else UNDETERMINED)


def _is_plainly_english(head: str) -> bool:
    """Whether the opening leaves no doubt, which spares nearly every English text the model: one word in five is a function
    word of English, several are words that no other language has."""
    words = head[:_OPENING].lower().split()
    telling = sum(word in _ENGLISH_ALONE for word in words)
    return telling >= _LEAST_TELLING and sum(word in _FUNCTION_WORDS for word in words) >= _PLAIN_SHARE * len(words)


def _reads_like_english(words: list[str]) -> bool:
    return sum(word.lower() in _FUNCTION_WORDS for word in words) >= max(1, _ENGLISH_SHARE * len(words))


def stated_code(stated: str | None) -> str | None:
    """A stated language ("en-GB", "English", "ukr") as a code; None where it states none."""
    words = (stated or "").strip().lower().replace("_", "-").split("-")[0]
    return _NAMES.get(words) or (words if _CODE.match(words) else None)


def _ranked(head: str) -> list[tuple[str, float]]:
    """Languages with their probabilities, the likeliest first. Codes of three letters stand for dialects of the others, to a
    press: they are left out here, because the model copies itself where it is told to leave them out."""
    found = [(code, probability) for code, probability in _model().rank(head) if len(code) == 2]
    sure = sum(probability for _, probability in found) or 1.0
    return [(code, probability / sure) for code, probability in found]


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
