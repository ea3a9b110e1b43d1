"""The verified evidence a model may word, numbered: what the rule-worded answer says, lists and cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from ...language.folding import fold
from ...language.wording import Wording, wording
from ...question.codes import mentions
from ...standard.code import clean, key
from ...standard.companion import gloss
from ...standard.model import Kind
from ...standard.relations import UPPER, Item, Relations
from ..model import Answer, Listing, Sentence, plain, references
from ..proof import Facts

_MOST_ROWS_WORDED = 30
"""Rows of a list that are given with their wording; of a longer one only the codes are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One numbered piece of evidence.

    A fact is a checked sentence; a list is complete, or (`parent` empty, `complete` false) a selection; an item
    is one entry of the standard with its wording, its details and what it hangs on. `codes` are those it speaks of,
    `own` those that its number stands for when a sentence cites it.
    """

    number: int
    kind: Literal["fact", "list", "item"]
    text: str
    codes: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    listed: Kind | None = None
    parent: str | None = None
    complete: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """Its codes in the form in which codes are compared."""
        return frozenset(map(key, self.codes))

    @property
    def text_folded(self) -> str:
        """Its text in the form in which texts are compared."""
        return fold(self.text)


@dataclass(frozen=True)
class Evidence:
    """Everything a reply may rest on. `answer` is the rule-worded answer it was drawn from.

    `glosses` are the project's translations by code and field, which English answers may use. `limit` is the longest
    text of all passages together, in characters; `whole` is false when some did not fit.
    """

    answer: Answer
    relations: Relations
    facts: Facts
    glosses: Mapping[str, str]
    passages: tuple[Passage, ...]
    limit: int
    whole: bool = True

    @cached_property
    def by_number(self) -> Mapping[int, Passage]:
        """Passages by the number a model cites."""
        return {p.number: p for p in self.passages}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every code in the evidence, in the form in which codes are compared."""
        return frozenset(k for p in self.passages for k in p.keys)


def gather(answer: Answer, relations: Relations, facts: Facts, glosses: Mapping[str, str], limit: int) -> Evidence:
    """The evidence of a rule-worded answer.

    :param limit: longest text of all passages together, in characters; what does not fit is left out whole.
    """
    found = tuple(_passages(answer, relations, glosses if answer.language == "en" else {}))
    lengths = accumulate(len(passage.text) for passage in found)
    passages = tuple(passage for passage, length in zip(found, lengths, strict=True) if length <= limit)
    return Evidence(
        answer=answer,
        relations=relations,
        facts=facts,
        glosses=glosses,
        passages=passages,
        limit=limit,
        whole=len(passages) == len(found),
    )


def aside(sentence: Sentence, answer: Answer) -> bool:
    """Whether a sentence tells how the question was read: no evidence, and it may hold words of the reader."""
    tokens = answer.understood.tokens if answer.understood else ()
    own = [t.text for t in tokens if t.role in ("unread", "background")]
    quoting = sentence.role in ("note", "limit") and any(text in sentence.text for text in own)
    return sentence.role == "reading" or quoting


def _passages(answer: Answer, relations: Relations, glosses: Mapping[str, str]) -> Iterator[Passage]:
    number, words = 0, wording(answer.language)
    listed = {row.code for listing in answer.listings for row in listing.rows}
    for block in answer.blocks:
        if isinstance(block, Sentence):
            if aside(block, answer):
                continue
            number += 1
            yield _fact(number, block, relations)
            continue
        number += 1
        yield _list(number, block, words)
    for code, kind in {c.code: c.kind for c in answer.citations}.items():
        if code in listed or len(answer.citations) <= _MOST_ROWS_WORDED or kind in UPPER:
            for item in relations.find(code):
                number += 1
                yield _item(number, item, relations, gloss(glosses, item), words)


def _fact(number: int, sentence: Sentence, relations: Relations) -> Passage:
    text, own = plain(sentence.text), tuple(dict.fromkeys(references(sentence.text)))
    written = mentions(fold(text), clean(text))
    codes = tuple(dict.fromkeys((*own, *(i.code for m in written for c in m.codes for i in relations.find(c)))))
    return Passage(number=number, kind="fact", text=text, codes=codes, own=own)


def _list(number: int, listing: Listing, wording: Wording) -> Passage:
    codes = tuple(row.code for row in listing.rows if row.code)
    words = listing.rows if len(listing.rows) <= _MOST_ROWS_WORDED else ()
    rows = "; ".join(f"{row.code} {row.text}".strip() for row in words) or ", ".join(codes)
    title = plain(listing.title) or wording.kind(listing.kind)
    parent = (listing.parent,) if listing.parent else ()
    return Passage(
        number=number,
        kind="list",
        text=f"{title} ({len(listing.rows)}): {rows}",
        codes=(*parent, *codes),
        own=parent or codes[:1],
        listed=listing.kind,
        parent=listing.parent,
        complete=listing.complete,
    )


def _item(number: int, item: Item, relations: Relations, gloss: str, words: Wording) -> Passage:
    above = [found for parent in item.parents for found in relations.find(parent)[:1]]
    parts = [f"{item.code} {item.text}"]
    parts += [f"({gloss})"] if gloss else []
    parts += (
        [words.say("phrase.level", n=words.join(map(str, item.levels)))] if item.kind in UPPER and item.levels else []
    )
    parts += ["; ".join(item.details)] if item.details else []
    parts += ["; ".join(f"{parent.code} {parent.text}" for parent in above)] if above else []
    return Passage(
        number=number,
        kind="item",
        text=" | ".join(parts),
        codes=(item.code, *(parent.code for parent in above)),
        own=(item.code,),
    )
