"""Whether a sentence says again what a checked one that it cites says, in its order, with words that add nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .evidence import Evidence
from .statement import NAMED, Statement, Token, read

_SILENT = {
    "topic",
    "and",
    "comma",
    "colon",
    "stop",
    "is",
    "of",
    "of_whom",
    "filler",
    "all",
    "total",
    "holds",
    "relative",
    "title",
}
_POINTING = {"they", "this", "its"}
_LEFT = (*NAMED, "kind", "upper_kind", "each")
"""What of a checked sentence need not be said again."""
_LEAST = 0.6
"""Least share of what a checked sentence says that has to be said again."""


def restated(statement: Statement, evidence: Evidence, items: Sequence[str], owners: Sequence[str]) -> bool:
    """The codes, numbers, kinds, verbs and denials of the sentence, in order, are those of a checked one, or most of
    them; each word that is in no list stands in the checked one too. A pronoun stands for the items or owners that
    were spoken of: for all of them, not for one of several.
    """
    said, strange = _telling(statement), list(_strange(statement))
    points = any(t.symbol in _POINTING for t in statement.tokens)
    known = [{*items}, {*owners}, {*items, *owners}] if points else []
    parts = (part for p in statement.passages if p.kind == "fact" for part in _sentences(p.text))
    return bool(said or strange) and any(_bears(read(part, evidence), said, strange, known) for part in parts)


def _bears(fact: Statement, said: Sequence[Token], strange: Sequence[str], known: Sequence[set[str]]) -> bool:
    """Whether a checked sentence says what is said; what it names besides is known."""
    told = _telling(fact)
    left = _left(said, told)
    if left is None or not all(word in fact.folded for word in strange):
        return False
    missing = [c for t in left for c in t.codes]
    enough = len(said) + len(strange) >= _LEAST * (len(told) - len(missing))
    return enough and (not missing or {*missing} in known) and all(t.symbol in _LEFT for t in left)


def _telling(statement: Statement) -> list[Token]:
    return [t for t in statement.tokens if t.symbol not in {*_SILENT, *_POINTING, "unread"}]


def _left(said: Sequence[Token], told: Sequence[Token]) -> list[Token] | None:
    """What is told and not said, where all that is said is told in the same order; None where it is not."""
    left: list[Token] = []
    rest = list(said)
    for token in told:
        if rest and (rest[0].symbol, rest[0].codes, rest[0].value) == (token.symbol, token.codes, token.value):
            del rest[0]
        else:
            left.append(token)
    return None if rest else left


def _strange(statement: Statement) -> Iterator[str]:
    """The stretches of a sentence that are in no list."""
    last, text = -2, ""
    ends = [*(t.start for t in statement.tokens[1:]), len(statement.folded)]
    for token, end in zip(statement.tokens, ends, strict=True):
        if token.symbol != "unread":
            continue
        word = (re.match(r"[a-z0-9']+|\w+", statement.folded[token.start : end]) or [""])[0]
        joins = token.start == last and word.isascii() is text[-1:].isascii() and word.isalnum()
        if not joins and text:
            yield text
        text = (text if joins else "") + (word if word.isalnum() else "")
        last = token.start + len(word)
    if text:
        yield text


def _sentences(text: str) -> Iterator[str]:
    parts = re.split(r"(?<=[。；;!?])|(?<=[a-z)])\.\s", text)
    return (part for part in parts if part and re.search(r"\w", part))
