"""A clause being read: its terms, what it claims so far, and what is spoken of behind it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..proof import Facts
from .claims import STANDARD, Claim, Group, Unread
from .lexis import ORDERLY
from .shapes import Terms
from .term import HAS, UNDER, Codes, Context, Term, height, kinds, once, tier

IS = frozenset({"is", "colon"})
TELLING = HAS | UNDER | {"by"}
"""Verbs beside `is`."""
PLAIN = HAS | UNDER | IS
PLAIN |= {"name", "kind", "number", "of", "all", "each", "spread", "only", "total", "example", "others", "topic"}
PLAIN |= {"and", "comma"}
"""Words that most readers have a use for."""
_DOING = HAS | UNDER | {"is", "grade"}


@dataclass
class Clause:
    """A clause being read; `opens` tells that a comma follows, `first` that no clause is before it."""

    terms: Terms
    context: Context
    facts: Facts
    opens: bool = False
    first: bool = False
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = [t.symbol for t in self.terms]
        self.names = [t for t in self.terms if t.symbol == "name"]
        self.kinds = [t for t in self.terms if t.symbol == "kind"]
        self.verb = next((w for w in self.words if w in TELLING), "")

    def has(self, *words: str) -> bool:
        """Whether one of some words is in it."""
        return not {*words}.isdisjoint(self.words)

    def allow(self, words: frozenset[str] | set[str]) -> None:
        """:raises Unread: when there is a word beside these."""
        if not {*self.words} <= words:
            raise Unread

    def claim(self, *claims: Claim) -> None:
        """Add to what is claimed."""
        self.claims += claims

    def note(self, **changes: object) -> None:
        """Remember what was spoken of."""
        self.context = replace(self.context, **changes)  # type: ignore[arg-type]

    @property
    def uppers(self) -> Codes:
        """The tasks and activities named, and the standard, each once."""
        return once(c for t in self.names if t.height for c in t.codes)

    @property
    def lowers(self) -> Codes:
        """What is named of what hangs on these."""
        return once(c for t in self.names if not t.height for c in t.codes)

    @property
    def lowest(self) -> Terms:
        """The names that hang on others: those of items, or where none is, of the lower of two heights."""
        heights = {t.height for t in self.names}
        return [t for t in self.names if t.height == min(heights) and (not t.height or len(heights) > 1)]

    @property
    def held(self) -> Codes:
        """Those named as owners of something beside them."""
        return once(c for t in self.names if t.owner for c in t.codes)

    @property
    def numbers(self) -> list[int]:
        """The numbers of all but names."""
        return [t.number for t in self.terms if t.number is not None and t.symbol != "name"]

    @property
    def grades(self) -> list[int]:
        """The levels that belong to no other word."""
        return [t.number or 0 for t in self.terms if t.symbol == "grade"]

    @property
    def some(self) -> bool:
        """Whether there is more than is named."""
        return self.has("example", "others") or any(t.some for t in self.names)

    @property
    def orderly(self) -> bool:
        """Whether two sides belong to each other in the order in which they are named."""
        return any(t.symbol == "each" and t.field == ORDERLY for t in self.terms)

    @property
    def leveled(self) -> bool:
        """Whether it speaks of levels."""
        return self.has("level", "grade")

    def counted(self) -> Kind | None:
        """The kind of item that is counted, here or before."""
        named = {t.kind for t in self.kinds if t.kind not in UPPER} or {self.context.kind} - {*UPPER, None}
        return next(iter(named)) if len(named) == 1 else None

    def above(self, of: Kind) -> Codes:
        """The owners named that stand higher than a kind; where none does, the standard."""
        return tuple(c for c in self.held if height(c) > tier(of)) or (STANDARD,)

    def subjects(self) -> None:
        """Put tasks and activities in the place of `每個活動`, `the five activities of T3`, where they do something."""
        self.terms = [self._subject(place, term) for place, term in enumerate(self.terms)]
        self.__post_init__()

    def _subject(self, place: int, term: Term) -> Term:
        before, behind, context = {*self.words[:place]}, self.words[place + 1 :], self.context
        if term.symbol != "kind" or term.kind not in UPPER:
            return term
        stops = _DOING | IS | {"no", "same", "different", "total"}
        verb = next((w for w in behind if w in stops), "")
        spoken = len(context.owners) == 1 and kinds(context.owners) == {term.kind}
        if spoken and term.bare and not term.owner and verb in _DOING and before <= {"topic", "this"}:
            return Term("name", context.owners)  # `The activity produces …`
        if self.words[place - 1 : place] == ["no"] and kinds(context.pair) == {term.kind}:
            return Term("name", context.pair)  # `neither activity`
        doing = (verb or before & UNDER) and (term.owner or not before & (HAS | {"is"}))
        pointed = term.owner or self.has("all", "each") or term.number is not None
        pointed = pointed or term.rank is not None and "kind" in behind and not self.names
        codes = self._members(term) if doing and pointed else ()
        return Term("name", codes, kind=term.kind, owner=term.owner) if codes else term

    def _members(self, term: Term) -> Codes:
        of, context = term.kind or Kind.TASK, self.context
        above = self.above(of)
        found = Group(above, of, term.rank).all(self.facts)
        if above != (STANDARD,) or term.rank is not None:
            if term.number == 2 != len(found) and kinds(context.pair) == {of}:
                found = context.pair
        elif term.number is not None:
            theirs = Group(context.owners, of).all(self.facts)
            found = context.spoken(of, term.number) or (theirs if theirs and term.number == len(theirs) else found)
        return found if term.number in (None, len(found)) else ()


def near(owners: Codes) -> Codes:
    """The lowest of some owners, on which things hang first."""
    low = min(map(height, owners), default=0)
    return tuple(o for o in owners if height(o) == low)
