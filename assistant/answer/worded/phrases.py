"""The tokens of a clause as its parts: noun phrases with what they stand for, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY, UPPER
from ..proof import Facts
from .claims import STANDARD, Group, extremes, hangs, kind
from .parts import Context, Part, Unread, Words, marked
from .pattern import compiled, signs, table, words
from .statement import Token

_PHRASES = tuple((form["reads"], compiled(form["pattern"])) for form in table()["phrase"])
_PRODUCES = compiled(table()["verb"]["produces"])


@dataclass(frozen=True, slots=True)
class Phrases:
    """Finds the phrases of one clause, in the light of what was spoken of before it."""

    tokens: Sequence[Token]
    context: Context
    facts: Facts

    def parts(self) -> list[Part]:
        """The parts in order.

        :raises Unread: where a phrase points at what nobody spoke of, or calls an item what it is not.
        """
        text = _PRODUCES.sub(self._verb, signs(t.symbol for t in self.tokens))
        readers: Mapping[str, Callable[[re.Match[str]], Part]] = {
            "details": self._told,
            "texts": self._told,
            "holders": self._holders,
            "extreme": self._extreme,
            "noun": self._noun,
            "graded": self._graded,
            "level": self._graded,
            "pronoun": self._pronoun,
        }
        found, at = [], 0
        while at < len(text):
            reads, match = next(((n, m) for n, p in _PHRASES if (m := p.match(text, at)) and m[0]), ("", None))
            found.append(readers[reads](match) if match else self._word(words(text[at])[0], self.tokens[at]))
            at = self._end(match) if match else at + 1
        return found

    def _end(self, m: re.Match[str]) -> int:
        """Where a phrase ends: a number behind items is theirs only if it is how many they are, `S27 和 S28 兩項`."""
        said = m.start("said") if "said" in m.re.groupindex else -1
        return said if said >= 0 and self._value(m, "said") != len(self._codes(m.span("items"))) else m.end()

    def _verb(self, m: re.Match[str]) -> str:
        """`T3.1 產出 O3.1.1`: the word for an output as a verb."""
        return signs(["produces"]) if self.tokens[m.start()].value is Kind.OUTPUT else m[0]

    @staticmethod
    def _word(symbol: str, token: Token) -> Part:
        number = token.value if symbol == "number" and isinstance(token.value, int) else None
        return Part(symbol, number=number, told=((str(token.value),),))

    def _told(self, m: re.Match[str]) -> Part:
        """Details of items, or texts of the profile."""
        told = [t.codes if t.codes else (str(t.value),) for t in self._at(m.span()) if t.symbol in ("detail", "text")]
        detail = self.tokens[m.start()].symbol == "detail"
        marks = tuple(w for w in words(m[0]) if w == "others")
        return Part("Details" if detail else "Texts", marks=marks, told=tuple(told))

    def _noun(self, m: re.Match[str]) -> Part:
        owner = next((m.span(name) for name in ("owner", "owner2", "owner3", "owner4") if m[name]), None)
        owners = self.last() if m["its"] or m["elided"] else self._who(owner) if owner else None
        word = self._kind(m.start("kind")) if m["kind"] else None
        items = self._codes(m.span("items")) if m["items"] else ()
        number, share = self._value(m, "before", "tally"), self._value(m, "share")
        marks = tuple(
            w
            for name in ("pre", "before", "mid", "after", "end")
            for w in words(m[name])
            if w not in ("number", "holds")
        )
        if share is not None and number is None and "all" in marks:
            share, number = None, share
        rank = self._value(m, "grade", "at")
        needed = "needs" in words(m[0]) and (owner or m["elided"])  # nobody needs an output
        if (
            m["called"]
            and any(kind_of(i) is not self._kind(m.start("called")) for i in items)
            or m["these"]
            and self._value(m, "these") != len(items)
            or needed
            and {word, *map(kind_of, items)} & {*UPPER, Kind.OUTPUT}
            or items
            and word
            and any(kind_of(i) is not word for i in items)
            or rank is not None
            and word not in UPPER
        ):
            raise Unread
        upper = kind_of(items[0]) in UPPER if items else word in UPPER
        symbol = ("Uppers" if items and owners is None else "UpperKind") if upper else "Things"
        return Part(symbol, items, owners, word, rank, number, marks, share=share)

    def _graded(self, m: re.Match[str]) -> Part:
        """A level, alone or in the place of what is at it: `五級的有 T3 和 T5`."""
        rank = self._number(self._at(m.span()))
        if words(m[0])[-1] != "of":
            return Part("Level", rank=rank)
        return Part("UpperKind", kind=self.context.kind if self.context.kind in UPPER else Kind.TASK, rank=rank)

    def _pronoun(self, m: re.Match[str]) -> Part:
        *marks, last = words(m[0])
        if last in ("former", "latter"):
            two = self.context.items
            if len(two) != 2:
                raise Unread
            one = two[:1] if last == "former" else two[1:]
            return Part("Uppers" if kind(one[0]) in UPPER else "Things", items=one)
        asked = last == "this" and not marks and self.context.found is not None
        return Part("situation" if asked else "Pronoun", marks=tuple(marks))

    def _holders(self, m: re.Match[str]) -> Part:
        """`需要 K12 的任務`, `the tasks that need K12`: all of them, and no others."""
        items = self._codes(m.span("what"))
        word = Kind.ACTIVITY if kind(items[0]) in OF_ACTIVITY else Kind.TASK
        if m["who"]:
            word = self._kind(m.start("who"))
        every = Group((STANDARD,), word).all(self.facts)
        found = tuple(c for c in every if all(hangs(self.facts, i, c) for i in items))
        if not found or "only" in words(m["closed"]) and len(found) > 1:
            raise Unread
        return self._closed(m, found)

    def _extreme(self, m: re.Match[str]) -> Part:
        """`知識最多的任務`, `the task with the fewest skills`: all that tie."""
        word, counted = self._kind(m.start("who")), self._kind(m.start("counted"))
        return self._closed(m, extremes(self.facts, word, counted, most="most" in words(m["how"])), counted)

    def _closed(self, m: re.Match[str], found: tuple[str, ...], counted: Kind | None = None) -> Part:
        if self._value(m, "closed") not in (None, len(found)):
            raise Unread
        return Part("Uppers", items=found, closed=True, counted=counted)

    def _at(self, span: tuple[int, int]) -> Sequence[Token]:
        return self.tokens[slice(*span)] if span[0] >= 0 else ()

    def _kind(self, at: int) -> Kind:
        value = self.tokens[at].value
        assert isinstance(value, Kind)
        return value

    @staticmethod
    def _number(tokens: Iterable[Token]) -> int | None:
        return next((t.value for t in tokens if isinstance(t.value, int)), None)

    def _value(self, m: re.Match[str], *groups: str) -> int | None:
        """The first number or level in groups of a form."""
        return self._number(t for name in groups for t in self._at(m.span(name)))

    def _codes(self, span: tuple[int, int]) -> tuple[str, ...]:
        """The items of a stretch; a word for a kind before or behind one must be its own."""
        codes: list[str] = []
        last: Token | None = None
        for at, token in enumerate(self._at(span), span[0]):
            if token.symbol == "range":
                codes += self._between(codes[-1], self.tokens[at + 1].codes[0])
            for named, called in ((last, token), (token, last)):
                called_kind = called.value if called and isinstance(called.value, Kind) else None
                if called_kind and any(kind_of(c) is not called_kind for c in (named.codes if named else ())):
                    raise Unread
            codes += token.codes
            last = last if token.symbol == "this" else token
        if len(set(codes)) < len(codes):
            raise Unread
        return tuple(codes)

    def _between(self, first: str, last: str) -> list[str]:
        """The codes inside a range."""
        every = self.facts.lists.get((kind_of(first), None), [])
        if first not in every or last not in every:
            raise Unread
        return every[every.index(first) + 1 : every.index(last)]

    def _who(self, span: tuple[int, int]) -> tuple[str, ...]:
        """Whom a stretch names as owners."""
        tokens = self._at(span)
        last = tokens[-1]
        if last.codes:
            return self._codes(span)
        if last.symbol == "standard":
            return (STANDARD,)
        if not isinstance(last.value, Kind):
            return self.last()
        return self.meant(last.value, tuple(t.symbol for t in tokens), self._number(tokens))

    def last(self) -> tuple[str, ...]:
        """The owners spoken of last."""
        if not self.context.owners:
            raise Unread
        return self.context.owners

    def meant(self, wanted: Kind, marks: Words, number: int | None) -> tuple[str, ...]:
        """What `這項任務`, `these skills`, `the other tasks` or `all tasks` stand for."""
        context = self.context
        every = Group((STANDARD,), wanted).all(self.facts)
        choices = [context.owners, context.items, context.group.all(self.facts) if context.group else ()]
        choices = [codes for codes in choices if all(kind(c) is wanted for c in codes)]
        if wanted in UPPER and "rest" in marks and context.items in choices:
            choices = [tuple(c for c in every if c not in context.items)]
        elif (
            wanted in UPPER
            and not marked(marks, "this", "its")
            and (marked(marks, "all", "each") or number == len(every))
        ):
            return every
        found = next((codes for codes in choices if codes and number in (None, len(codes))), None)
        if found is None:
            raise Unread
        return tuple(found)

    def owners(self, part: Part) -> tuple[str, ...]:
        """The tasks and activities a subject stands for, or the standard."""
        if part.symbol == "Uppers":
            return part.items
        if part.symbol == "standard":
            return (STANDARD,)
        if part.symbol in ("", "Pronoun"):
            return self.last()
        if part.symbol == "UpperKind" and part.kind:
            return self._members(part)
        raise Unread

    def subjects(self, part: Part) -> tuple[str, ...]:
        """The items a subject stands for."""
        if part.items:
            return part.items
        if part.symbol not in ("", "Pronoun"):
            return self._members(part)
        if not (found := self.context.items or self.context.owners):
            raise Unread
        return found

    def _members(self, part: Part) -> tuple[str, ...]:
        """What a kind stands for as a subject."""
        if part.kind is None:
            raise Unread
        if part.owners is None and part.rank is None and not _every(part):
            return self.meant(part.kind, part.marks, part.number)
        found = self.group(part).all(self.facts)
        if part.number not in (None, len(found)) or not found:
            raise Unread
        return found

    def group(self, part: Part) -> Group:
        """The set a kind stands for; that of whom was spoken of, where it names no owner."""
        context = self.context
        word = part.kind or context.kind
        if word is None or part.items:
            raise Unread
        if part.owners is not None:
            return Group(part.owners, word, part.rank)
        if part.rank is not None or word is Kind.ATTITUDE or _every(part):
            return Group((STANDARD,), word, part.rank)
        if context.group and context.group.kind is word:
            return context.group
        if context.owners and all(kind(o) is not word for o in context.owners):
            return Group(context.owners, word)
        raise Unread


def _every(part: Part) -> bool:
    """`所有技能`, but not `所有這些技能`."""
    return "all" in part.marks and "this" not in part.marks
