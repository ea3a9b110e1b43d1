"""The form of a sentence: no link, image, tag or mark-up in it, and the language and script asked for."""

from __future__ import annotations

import re
import unicodedata

from ...language.folding import HAN, fold, simplified, traditional
from ...language.lexicon import lexicon
from ...language.tag import Language
from ...standard.code import clean
from .statement import Statement

_LATIN = re.compile(r"[a-z]{2,}")
_QUOTES = re.compile(r"[「『“\"《‘]([^「」『』“”\"《》‘’]+)[」』”\"》’]")
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(
    r"""
    [<>`$\\{}|~^#*]            # tags, code, formulas, escapes, tables, headings, emphasis
    | &\#?\w+;                 # entities
    | !\s*\[ | \]\s*[\[(:]     # images, links, definitions of links
    | \w+://  | \bwww\. | \b(?:mailto|data|javascript|file|tel|vbscript)\s*:
    | :[a-z_-]+[:\[/]          # Streamlit's colours and icons
    | \b[\w-]+\.[a-z]{2,}\b    # host names
    | \S@\S | _{2,}
    | \bhxxps? | \[\s*\]
    """,
    re.VERBOSE | re.IGNORECASE,
)


def markup(statement: Statement) -> bool:
    """Whether a sentence holds anything but plain text: characters that cannot be seen, or pictures."""
    raw = statement.raw
    source = "".join(p.text for p in statement.passages)
    hidden = any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") for c in raw)
    hidden = hidden or any(unicodedata.category(c) in ("So", "Sk") and c not in source for c in raw)
    folded = unicodedata.normalize("NFKC", raw)
    return hidden or bool(_MARKUP.search(clean(statement.text)) or _MARKUP.search(_without_marks(folded)))


def _without_marks(text: str) -> str:
    return re.sub(r"\[\s*\^?\d[\d\s,、;^]*\]|【[\d\s,、;^]*】", " ", text)


def language(statement: Statement, wanted: Language, question: str) -> bool:
    """Whether a sentence's own words are in the language and script of the answer; those of items are set aside, and
    English ones where the question has some.
    """
    asked = _LATIN.search(fold(question))
    own = statement.own
    if wanted != "en":
        own = re.sub(r"[a-z]+", " ", own, flags=re.IGNORECASE) if asked else own
    han = HAN.findall(own)
    if any(not c.isascii() and not HAN.match(c) for c in _LETTER.findall(own)):
        return False
    if wanted == "en":
        return not han
    wrong = simplified if wanted == "zh-TW" else traditional
    return not _LATIN.search(own.lower()) and not any(wrong(c) for c in han if fold(c) not in lexicon().ambiguous)


def quoted(statement: Statement) -> bool:
    """Whether every quotation is the whole of a name, a detail or a text of the standard."""
    return not any(re.search(r"\w", quotation) for quotation in _QUOTES.findall(statement.own))
