"""The form of a sentence: no link, image, tag or mark-up in it, and the language and script asked for."""

from __future__ import annotations

import re
import unicodedata

from ..language.folding import fold, simplified, traditional
from ..language.lexicon import lexicon
from ..standard.code import clean
from .evidence import Evidence
from .grammar import grammar
from .statement import Statement

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]{2,}")
_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_OTHER = re.compile(r"[^\W\d_]")
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
_FRACTION = 0.5
"""Least share of the letters left to itself that must be in the language of the answer."""


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


def language(statement: Statement, evidence: Evidence) -> bool:
    """Whether a sentence is in the language and script of the answer, the source's own words set aside."""
    if any(p.kind == "fact" and statement.text.strip("。.") in p.text for p in statement.passages):
        return True  # the program's own words
    wanted = evidence.answer.language
    own = _without_source(statement)
    han, latin = len(_HAN.findall(own)), sum(map(len, _LATIN.findall(own.lower())))
    others = sum(1 for c in _OTHER.findall(own) if not _HAN.match(c) and not c.isascii())
    if others or not han and not latin and not statement.places:
        return False
    if wanted == "en":
        return han == 0 and latin > 0
    if han + latin and han / (han + latin) < _FRACTION:
        return False
    wrong = simplified if wanted == "zh-TW" else traditional
    return not any(
        wrong(c)
        for c in _HAN.findall(own)
        if fold(c) not in lexicon().ambiguous and not grammar().form.either_script.match(c)
    )


def unread(statement: Statement) -> bool:
    """Whether something stands in a sentence that reads like a code and is none: `任務七`, `S二十七`, `task seven`."""
    return bool(grammar().form.unread.search(statement.bare))


def _without_source(statement: Statement) -> str:
    """The sentence without what stands word for word in its passages and without codes."""
    text = list(statement.text)
    for place in statement.places:
        text[place.start : place.end] = " " * (place.end - place.start)
    source = "\n".join(p.text for p in statement.passages)
    for match in _RUN.finditer(statement.text):
        for start in range(match.start(), match.end() - 1):
            for end in range(match.end(), start + 1, -1):
                if statement.text[start:end] in source:
                    text[start:end] = " " * (end - start)
                    break
    return "".join(text)
