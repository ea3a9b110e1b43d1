"""What is odd about wording: doubled characters, one text under two codes, two spellings of one word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.standard.model import Erratum, Kind, Standard
from assistant.standard.walk import walk

from .ledger import WORDS, entry

_DOUBLED = re.compile(f"([{WORDS.particles}])\\1")
_COMPARED = (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
_SHOWN = 8
"""Codes that a message shows."""


def _texts(standard: Standard) -> Iterator[tuple[str, str]]:
    """Every piece of wording with the code of its item; empty for what has none."""
    for printed in walk(standard):
        yield printed.code or printed.home, printed.wording
    yield "", "\n".join((standard.description, *standard.notes, *standard.prerequisites))


def same_wording(standard: Standard) -> Iterator[Erratum]:
    """Items of one kind that say the same under different codes, or share a heading over different bullets."""
    named: dict[tuple[Kind, str], dict[str, tuple[str, ...]]] = {}
    for printed in walk(standard):
        if printed.code and printed.kind in _COMPARED:
            named.setdefault((printed.kind, printed.text), {}).setdefault(printed.code, printed.details)
    for (_, text), codes in named.items():
        if len(codes) > 1:
            kind = "same_wording" if len(set(codes.values())) == 1 else "same_heading"
            first, *others = codes
            yield entry(kind, code=first, related=others, codes=tuple(codes), text=text)


def variants(standard: Standard) -> Iterator[Erratum]:
    """Words that the document spells in two ways; the rarer one is named."""
    texts = list(_texts(standard))
    for pair in WORDS.spellings:
        places = {word: [code for code, text in texts if word in text] for word in pair}
        if not all(places.values()):
            continue
        rare, common = sorted(pair, key=lambda word: len(places[word]))
        first, *others = list(dict.fromkeys(code for code in places[rare] if code)) or [""]
        shown = [first, *others][:_SHOWN]
        yield entry(
            "spelling_variant",
            "items" if first else "remarks",
            code=first,
            related=others,
            common=common,
            rare=rare,
            count=len(places[rare]),
            codes=(*shown[:-1], shown[-1] + ("…" if len(others) >= _SHOWN else "")),
        )


def characters(standard: Standard) -> Iterator[Erratum]:
    """Doubled particles, wording that begins with a stop, and wording that seems cut off."""
    for code, text in _texts(standard):
        for found in _DOUBLED.finditer(text):
            near = text[max(found.start() - 4, 0) : found.end() + 4]
            yield entry("repeated_character", code=code, near=near, doubled=found[0])
        if code and text.startswith(tuple(WORDS.first_marks)):
            yield entry("odd_punctuation", code=code, mark=text[0])
        if code and (
            len(text.strip()) < 2 or any(text.count(pair[0]) != text.count(pair[1]) for pair in WORDS.brackets)
        ):
            yield entry("truncated_wording", code=code, text=text.partition("\n")[0][-24:])


def notes(standard: Standard) -> Iterator[Erratum]:
    """Notes that stop in the middle of a sentence, which the next one takes up."""
    cut = [n for n, note in enumerate(standard.notes[:-1], 1) if note[-1:] not in WORDS.sentence_ends]
    if cut:
        yield entry("note_cut", numbers=tuple(map(str, cut)))
