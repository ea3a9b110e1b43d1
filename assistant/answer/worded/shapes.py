"""Words side by side, told by their shape, and what is put in their place: the rows of the tables in `phrases`.

A shape is written as words: `kind < number kind? > is` is a number and perhaps a kind between a kind and `is`, which
stay out of it. A word is a symbol or several (`name|kind`), `HAS` and `UNDER` are verbs, `*` is any word, `edge` the
begin or end of the clause; behind a point stands what more it has to be (`name.low`), `?` may be missing, `!` is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ...standard.model import Kind
from ..proof import Facts
from .term import HAS, UNDER, Context, Term

Terms = list[Term]
Step = Callable[[Terms, Context, Facts], Terms]
_GROUPS = {"HAS": HAS, "UNDER": UNDER}
_TRAITS: dict[str, Callable[[Term], bool]] = {
    "": lambda term: True,
    "high": lambda term: term.height > 0,
    "low": lambda term: not term.height,
    "bare": lambda term: term.bare,
    "unranked": lambda term: term.height > 0 and term.rank is None,
    "standard": lambda term: term.codes == ("",),
    "some": lambda term: term.number is not None,
    "two": lambda term: term.number == 2,
    "one": lambda term: term.number == 1,
    "output": lambda term: term.kind is Kind.OUTPUT and term.number is None,
}
_EDGE = Term("edge")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where words stand: behind what was `found` of the clause, before the `rest` of it."""

    context: Context
    facts: Facts
    found: Sequence[Term]
    rest: Sequence[Term]


Make = Callable[[Terms, Scene], Terms | None]
"""Puts terms in the place of those of a shape, given with those beside them; None where the row does not apply."""


class _Word:
    """One word of a shape."""

    def __init__(self, text: str) -> None:
        names, _, trait = text.strip("!?").partition(".")
        self.symbols = frozenset(s for name in names.split("|") for s in _GROUPS.get(name, (name,)))
        self.trait = _TRAITS[trait]
        self.negated, self.optional = text.startswith("!"), text.endswith("?")

    def fits(self, term: Term) -> bool:
        named = term.symbol in self.symbols or "*" in self.symbols and term is not _EDGE
        return (named and self.trait(term)) is not self.negated


class Row:
    """A shape and what is put in its place; without `make` the words between `<` and `>` are left out."""

    def __init__(self, shape: str, make: Make | None = None) -> None:
        """:raises KeyError: for a shape that is not well written."""
        before, _, rest = shape.rpartition("<")
        inside, _, ahead = rest.partition(">")
        self._before, self._inside, self._ahead = ([_Word(w) for w in text.split()] for text in (before, inside, ahead))
        self._make = make

    def replaced(self, words: Terms, at: int, found: Terms, context: Context, facts: Facts) -> tuple[Terms, int] | None:
        """What is found and how far the words are used up; None where the shape does not stand at a place."""
        end = _end(self._inside, words, at)
        ahead = None if end is None else _end(self._ahead, words, end)
        if end is None or ahead is None:
            return None
        back = len(self._before)
        last = [_EDGE, *found][-back:] if back else []
        if len(last) < back or not all(w.fits(t) for w, t in zip(self._before, last, strict=True)):
            return None
        last = [t for t in last if t is not _EDGE]
        kept = found[: len(found) - len(last)]
        if self._make is None:
            return found, end
        made = self._make([*last, *words[at:ahead]], Scene(context, facts, found, words[end:]))
        return None if made is None else (kept + made, end)


def _end(shape: Iterable[_Word], words: Terms, at: int) -> int | None:
    """Where the words of a shape end that begin at a place; None where they do not stand there."""
    for word in shape:
        if word.fits(words[at] if at < len(words) else _EDGE):
            at += 1
        elif not word.optional:
            return None
    return min(at, len(words))


def table(*rows: Row) -> Step:
    """A step that goes through the words once and takes, at each, the first row that applies."""

    def step(words: Terms, context: Context, facts: Facts) -> Terms:
        found: Terms = []
        at = 0
        while at < len(words):
            made = (row.replaced(words, at, found, context, facts) for row in rows)
            found, at = next(filter(None, made), ([*found, words[at]], at + 1))
        return found

    return step
