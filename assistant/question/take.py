"""The raw question: cleaned at the door, within limits, with its language."""

import re
from dataclasses import dataclass

from ..errors import EmptyQuestion, QuestionTooLong
from ..language.folding import HAN, HAN_CLASS, fold, simplified, traditional
from ..language.lexicon import lexicon
from ..language.tag import Language
from ..standard.code import clean

_LATIN = re.compile(r"[A-Za-z]{2,}")
_QUOTED = re.compile(r"[「『“\"《‘(]([^」』”\"》’)]{2,})[」』”\"》’)]")
_MARKUP = re.compile(r"<[^<>]{0,200}>|</?script.*?(?:>|$)", re.IGNORECASE)
_CIRCLED = {ord("①") + n: f"({n + 1})" for n in range(9)}
"""What numbers the parts of a question; folded, it would be a digit like any other."""
_CALL = re.compile(r"\b[A-Za-z_]\w*\([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question fit to be read: `text` cleaned and without markup, `folded` of the same length."""

    text: str
    folded: str
    language: Language


def take(raw: str, limit: int, fallback: Language = "zh-TW") -> Question:
    """Clean a question and tell its language; `fallback` is used when it holds no words, only codes.

    :raises EmptyQuestion: when nothing legible is left.
    :raises QuestionTooLong: when it is longer than `limit` characters; it is never cut.
    """
    if len(raw) > limit:
        raise QuestionTooLong("question.too_long", length=len(raw), limit=limit)
    text, tags = _MARKUP.subn(" ", clean(raw.translate(_CIRCLED)))
    text = re.sub(r"\s+", " ", _CALL.sub(" ", text) if tags else text).strip()
    if not re.search(r"\w", text):
        raise EmptyQuestion("question.empty")
    return Question(text=text, folded=fold(text), language=_language(text, fallback))


def _language(text: str, fallback: Language) -> Language:
    bare = _QUOTED.sub(" ", text)
    han = HAN.findall(bare)
    words = [w for w in _LATIN.findall(bare) if not w.isupper() or len(w) > 5]
    if not han and not words:
        return fallback if not HAN.search(text) else _script("".join(HAN.findall(text)), fallback)
    if len(words) >= 3 and len(han) <= 2 * len(words) and len(han) < 8 and _latin_frame(bare):
        return "en"
    return _script("".join(han), fallback) if han else "en"


def _latin_frame(text: str) -> bool:
    """Whether the sentence itself is English, so that Chinese in it is only a name."""
    first = re.search(f"[A-Za-z{HAN_CLASS}]", text)
    return bool(first and first[0].isascii() and re.search(r"[A-Za-z]\W*$", text.rstrip(" ?!.,")))


def _script(han: str, fallback: Language) -> Language:
    sure = [c for c in han if c not in lexicon().ambiguous]
    simple, full = sum(map(simplified, sure)), sum(map(traditional, sure))
    if simple > full:
        return "zh-CN"
    if full or fallback == "en":
        return "zh-TW"
    return fallback
