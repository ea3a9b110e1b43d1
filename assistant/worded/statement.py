"""One sentence of a reply, read: what it cites, which codes and items it names, and what is left of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ..language.folding import fold
from ..question.codes import mentions
from ..standard.code import clean, key, kind_of
from ..standard.companion import gloss
from ..standard.relations import UPPER
from .evidence import Evidence, Passage
from .grammar import grammar
from .phrase import Phrase, spans, wordings
from .stream import marks, split_marks, spoken, unmarked

_SHORTEST_NAME = 4
"""Wording shorter than this is no sign that an item is meant, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Codes named at [start, end) of a sentence, in compared form; not `written` when they are named by wording."""

    start: int
    end: int
    codes: tuple[str, ...]
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence beside its evidence.

    `text` is the sentence without evidence numbers, those in the place of words spelt out, `folded` the same in
    compared form and of the same length, `passages` what its numbers lead to, `foreign` the numbers that lead
    nowhere, `places` where it names items, `phrases` where it repeats other wording of the items it cites, `bare` its
    folded text with both blanked out, `support` the text of the passages and the names of the items they speak of, in
    compared form.
    """

    raw: str
    text: str
    folded: str
    cited: tuple[int, ...]
    passages: tuple[Passage, ...]
    foreign: tuple[int, ...]
    places: tuple[Place, ...]
    phrases: tuple[Phrase, ...]
    bare: str
    support: str

    @property
    def written(self) -> tuple[str, ...]:
        """The codes written out."""
        return tuple(dict.fromkeys(c for p in self.places if p.written for c in p.codes))

    @property
    def named(self) -> tuple[str, ...]:
        """The codes named, written out or by wording."""
        return tuple(dict.fromkeys(c for p in self.places for c in p.codes))

    @property
    def meant(self) -> tuple[str, ...]:
        """The codes named, and those of the items cited by number."""
        own = (key(c) for p in self.passages if p.kind == "item" for c in p.own)
        return tuple(dict.fromkeys((*self.named, *own)))

    @property
    def supported(self) -> frozenset[str]:
        """The codes that the cited passages hold."""
        return frozenset(k for p in self.passages for k in p.keys)

    def borne(self, match: re.Match[str], ahead: int) -> bool:
        """Whether a match in `bare`, with the characters behind it, stands in a passage that has all items named."""
        phrase = re.sub(r"\s+", " ", self.folded[match.start() : match.end() + ahead]).strip(" 。.，,、；;")
        return any(phrase in p.text_folded and p.keys.issuperset(self.named) for p in self.passages)

    @property
    def alone(self) -> tuple[Statement, ...]:
        """The sentence as if it cited each of its passages alone."""
        return tuple(replace(self, passages=(p,), support=p.text_folded) for p in self.passages)

    @property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Where each clause begins and ends."""
        cuts = [0, *(m.end() for m in grammar().statement.clause_end.finditer(self.bare)), len(self.bare)]
        return tuple((a, b) for a, b in pairwise(cuts) if a < b)

    def within(self, start: int, end: int) -> tuple[Place, ...]:
        """The places between two positions."""
        return tuple(p for p in self.places if start <= p.start and p.end <= end)

    def codes_within(self, start: int, end: int) -> list[str]:
        """The codes named between two positions."""
        return [c for p in self.within(start, end) for c in p.codes]

    def before(self, position: int) -> str | None:
        """The task or activity named last before a position."""
        found = [c for p in self.places if p.end <= position for c in p.codes if kind_of(c) in UPPER]
        return found[-1] if found else None


def read(raw: str, evidence: Evidence) -> Statement:
    """Read one sentence against its evidence."""
    text = clean(unmarked(_spelt(raw, evidence)))
    folded = fold(text)
    cited = marks(raw)
    passages = tuple(evidence.by_number[n] for n in cited if n in evidence.by_number)
    supported = {k for p in passages for k in p.keys}
    support = "\n".join([p.text for p in passages] + [i.text for k in supported for i in evidence.items[k]])
    written = [Place(start=m.start, end=m.end, codes=m.codes, written=True) for m in mentions(folded, text)]
    supported |= {c for p in written for c in p.codes}
    places = sorted([*written, *_by_wording(folded, evidence, supported)], key=lambda p: p.start)
    phrases = _repeated(folded, passages, evidence, places)
    bare = list(folded)
    for start, end in [(p.start, p.end) for p in places] + [(p.start, p.end) for p in phrases]:
        bare[start:end] = " " * (end - start)
    return Statement(
        raw=raw,
        text=text,
        folded=folded,
        cited=cited,
        passages=passages,
        foreign=tuple(n for n in cited if n not in evidence.by_number),
        places=tuple(places),
        phrases=phrases,
        bare="".join(bare),
        support=re.sub(r"[^\S\n]+", " ", fold(support)),
    )


def _spelt(raw: str, evidence: Evidence) -> str:
    """The sentence with the numbers that stand in the place of words spelt out as the codes they stand for."""
    words = set(spoken(raw))
    parts: list[str] = []
    for piece in split_marks(raw):
        if isinstance(piece, str):
            parts.append(piece)
        elif set(piece) <= words:
            parts.append(", ".join(c for n in piece if n in evidence.by_number for c in evidence.by_number[n].own))
    return "".join(parts)


def _by_wording(folded: str, evidence: Evidence, supported: set[str]) -> list[Place]:
    """Items named by their own words, the longest where several fit; by their gloss too in English answers.

    Words that several items share name the one that the sentence cites or writes out.
    """
    english = evidence.answer.language == "en"
    found: dict[tuple[int, int], list[str]] = {}
    for item in evidence.relations.items:
        if not item.code:
            continue
        names = {item.text, gloss(evidence.glosses, item).partition(": ")[0]} if english else {item.text}
        for name in filter(lambda n: len(n) >= _SHORTEST_NAME, names):
            for span in spans(name, folded):
                found.setdefault(span, []).append(key(item.code))
    return [
        Place(start=start, end=end, codes=(next((c for c in codes if c in supported), codes[0]),), written=False)
        for (start, end), codes in found.items()
        if not any(s <= start and end <= e and e - s > end - start for s, e in found)
    ]


def _repeated(
    folded: str, passages: tuple[Passage, ...], evidence: Evidence, places: list[Place]
) -> tuple[Phrase, ...]:
    """Other wording of the items that are cited one by one, the longest where several fit."""
    english = evidence.answer.language == "en"
    found: dict[tuple[int, int], set[str]] = {}
    for code in {key(c) for p in passages if p.kind == "item" for c in p.own}:
        for item in evidence.items[code]:
            for wording in wordings(item, gloss(evidence.glosses, item) if english else ""):
                for span in spans(wording, folded):
                    found.setdefault(span, set()).add(code)
    taken = [*found, *((p.start, p.end) for p in places)]
    return tuple(
        Phrase(start=start, end=end, codes=frozenset(codes))
        for (start, end), codes in sorted(found.items())
        if not any(s <= start and end <= e and e - s > end - start for s, e in taken)
    )
