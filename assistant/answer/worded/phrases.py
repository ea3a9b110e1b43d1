"""The tokens of a clause as its parts: noun phrases with what they stand for, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY, UPPER
from ..proof import Facts
from .claims import STANDARD, Group, extremes, hangs, kind
from .lexis import NUMBER
from .parts import Context, Part, Unread
from .statement import Token

_UNIT, _LOW = "K?U(?:-U)?(?:r?K(?!U))?", "k?i(?:-i)?(?:r?k(?!i))?"
_BETWEEN = r"(?:,?\++|,(?=[kKUi,r-]+\+)|,(?=k?i(?:,k?i)*$))"
_UPPERS, _LOWERS = rf"{_UNIT}(?:{_BETWEEN}{_UNIT})*", rf"{_LOW}(?:{_BETWEEN}{_LOW})*"
_WHO = rf"(?:[rae]*{_UPPERS}|S|p|[raentOQ]*K)"
_LEVEL = r"R|lE?[nR]|ER(?=o)"
_PHRASE = re.compile(
    rf"""
    (?P<details>d(?:[+,]+d)*G?) | (?P<values>V(?:[+,]*V)*)
    # `需要 S27 的任務`, `the tasks that need S27`, `知識最多的任務`, `the task with the fewest skills`
    | (?P<closed>[aexn]*)
      (?: [HIP](?P<what>{_LOWERS})[oq]+(?:(?P<holders>K)|(?=x?[HE])) | (?P<those>K)q[HIP](?P<that>{_LOWERS})
        | (?P<counted>k)(?P<most>[ML])o?(?P<best>K) | (?P<best2>K)(?:;H|q?H)(?P<most2>[ML])(?P<counted2>k) )
    # a noun phrase: its owner, a number out of another, quantifiers, a level, kind and items, what points back at them
    | (?P<pre>(?:\AxH)?[gaex]*?)
      (?: (?P<own>{_WHO})I?[oq]+ | (?P<its>O) | (?P<elided>(?<!F)I?o(?=[nk])) )?
      (?: (?P<share>n)[of](?:(?P<own2>{_WHO})o)? )?
      (?P<before>[raextgncQ]*) (?:(?P<rank>{_LEVEL})o?)? (?=[kKiU])
      (?: (?P<kind>[kK])(?P<mid>(?:[gxt]+(?=[kKiU]))?) )? (?P<items>{_UPPERS}|{_LOWERS})?
      (?P<after>G?g?) (?P<tally>(?<=G)n)? (?:r(?P<these>n)?(?P<called>[kK]))?
      (?: f+(?P<of>{_WHO}) | q?(?P<holder>{_WHO})[HI](?=[aeE]|$) )?
      (?P<at>R|ln)? (?P<end>[Ggc]*)
    # a level by itself, as a kind or alone; a pronoun
    | (?P<ranked>(?:{_LEVEL})o)(?=[axtH]) | (?P<level>{_LEVEL}) | (?P<pronoun>[aegtx]*[pr12])
    """,
    re.VERBOSE,
)
"""Finds the phrases in the symbols of a clause, one at a time."""
_PRODUCING = re.compile(rf"(?<=[UxaetK])k(?=[nixt])|^k(?={_LOWERS}o)")


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
        symbols = _PRODUCING.sub(self._verb, "".join(t.symbol for t in self.tokens))
        found, at = [], 0
        while at < len(symbols):
            match = _PHRASE.match(symbols, at)
            found.append(self._phrase(match) if match else self._word(symbols[at], self.tokens[at]))
            at = match.end() if match else at + 1
        return found

    def _verb(self, m: re.Match[str]) -> str:
        """`T3.1 產出 O3.1.1`: the word for an output as a verb."""
        return "P" if self.tokens[m.start()].value is Kind.OUTPUT else m[0]

    @staticmethod
    def _word(symbol: str, token: Token) -> Part:
        value = token.value if isinstance(token.value, int) else None
        number, rank = (value, None) if symbol == NUMBER else (None, value)
        return Part(symbol, number=number, rank=rank, tokens=(token,))

    def _phrase(self, m: re.Match[str]) -> Part:
        if (part := self._special(m)) is not None:
            return part
        own = next((name for name in ("own", "own2", "of", "holder") if m[name]), None)
        owners = self.last() if m["its"] or m["elided"] else self._who(m.span(own)) if own else None
        word = self._kind(m.start("kind")) if m["kind"] else None
        items = self._codes(m.span("items")) if m["items"] else ()
        number = self._value(m.span("before"), "n") or (self._value(m.span("tally"), "n") if m["tally"] else None)
        share = self._value(m.span("share"), "n") if m["share"] else None
        marks = (
            "".join(m[name] or "" for name in ("pre", "before", "mid", "after", "end"))
            .replace("n", "")
            .replace("H", "")
        )
        if share is not None and number is None and "a" in marks:
            share, number = None, share
        if m["called"] and any(kind_of(i) is not self._kind(m.start("called")) for i in items):
            raise Unread
        if m["these"] and self._value(m.span("these"), "n") != len(items):
            raise Unread
        rank = next((self._value(m.span(name), "nR") for name in ("rank", "at") if m[name]), None)
        if "I" in m[0] and (own or m["elided"]) and {word, *map(kind_of, items)} & {*UPPER, Kind.OUTPUT}:
            raise Unread  # nobody needs an output
        if items and word and any(kind_of(i) is not word for i in items) or rank is not None and word not in UPPER:
            raise Unread
        upper = kind_of(items[0]) in UPPER if items else word in UPPER
        return Part(
            ("W" if items and owners is None else "A") if upper else "X",
            items=items,
            owners=owners,
            kind=word,
            rank=rank,
            number=number,
            marks=marks,
            share=share,
            tokens=tuple(self.tokens[m.start() : m.end()]),
        )

    def _special(self, m: re.Match[str]) -> Part | None:
        """Anything but a plain noun phrase."""
        tokens = tuple(self.tokens[m.start() : m.end()])
        if m["details"] or m["values"]:
            return Part("d" if m["details"] else "V", marks="G" if m[0].endswith("G") else "", tokens=tokens)
        if m["ranked"]:
            word = self.context.kind if self.context.kind in UPPER else Kind.TASK
            return Part("A", kind=word, rank=self._value(m.span(), "nR"), tokens=tokens)
        if m["level"]:
            return Part("R", rank=self._value(m.span(), "nR"), tokens=tokens)
        if m["pronoun"]:
            if m[0][-1] in "12":
                return self._of_two(int(m[0][-1]) - 1)
            symbol = "z" if m[0] == "r" and self.context.found is not None else "p"
            return Part(symbol, marks=m[0][:-1], tokens=tokens)
        if m["what"] or m["that"]:
            return self._holders(m)
        if m["most"] or m["most2"]:
            return self._extreme(m)
        return None

    def _of_two(self, which: int) -> Part:
        """`前者`, `the latter`: one of two items spoken of last."""
        two = self.context.items
        if len(two) != 2:
            raise Unread
        return Part("W" if kind(two[which]) in UPPER else "X", items=two[which : which + 1])

    def _holders(self, m: re.Match[str]) -> Part:
        """`需要 K12 的任務`, `the tasks that need K12`: all of them, and no others."""
        place = next((m.start(name) for name in ("holders", "those") if m[name]), None)
        items = self._codes(m.span("what" if m["what"] else "that"))
        word = Kind.ACTIVITY if kind(items[0]) in OF_ACTIVITY else Kind.TASK
        if place is not None:
            word = self._kind(place)
        every = Group((STANDARD,), word).all(self.facts)
        found = tuple(c for c in every if all(hangs(self.facts, i, c) for i in items))
        number = self._value(m.span("closed"), "n")
        if not found or number not in (None, len(found)) or "x" in m["closed"] and len(found) > 1:
            raise Unread
        return Part("W", items=found, closed=True)

    def _extreme(self, m: re.Match[str]) -> Part:
        """`知識最多的任務`, `the task with the fewest skills`: all that tie."""
        word, counted = (self._kind(m.start(n if m[n] else n + "2")) for n in ("best", "counted"))
        found = extremes(self.facts, word, counted, most="M" in m[0])
        if self._value(m.span("closed"), "n") not in (None, len(found)):
            raise Unread
        return Part("W", items=found, closed=True, counted=counted)

    def _kind(self, at: int) -> Kind:
        value = self.tokens[at].value
        assert isinstance(value, Kind)
        return value

    def _value(self, span: tuple[int, int], symbols: str) -> int | None:
        return next(
            (t.value for t in self.tokens[slice(*span)] if t.symbol in symbols and isinstance(t.value, int)), None
        )

    def _codes(self, span: tuple[int, int]) -> tuple[str, ...]:
        """The items of a stretch; a word for a kind before one must be its own."""
        codes: list[str] = []
        last: Token | None = None
        for at, token in enumerate(self.tokens[slice(*span)]):
            if token.symbol == "-":
                codes += self._between(codes[-1], self.tokens[span[0] + at + 1].codes[0])
            if (
                isinstance(token.value, Kind)
                and last
                and last.codes
                or last
                and isinstance(last.value, Kind)
                and token.codes
            ):
                named, called = (last, token) if last.codes else (token, last)
                if any(kind_of(c) is not called.value for c in named.codes):
                    raise Unread
            codes += token.codes
            last = last if token.symbol == "r" else token
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
        last = self.tokens[span[1] - 1]
        marks = "".join(t.symbol for t in self.tokens[slice(*span)])
        if last.codes:
            return self._codes(span)
        if last.symbol == "S":
            return (STANDARD,)
        return self.meant(last.value, marks, self._value(span, "n")) if isinstance(last.value, Kind) else self.last()

    def last(self) -> tuple[str, ...]:
        """The owners spoken of last."""
        if not self.context.owners:
            raise Unread
        return self.context.owners

    def meant(self, wanted: Kind, marks: str, number: int | None) -> tuple[str, ...]:
        """What `這項任務`, `these skills` or `all tasks` stand for."""
        context = self.context
        every = Group((STANDARD,), wanted).all(self.facts)
        if "Q" in marks and wanted in UPPER and all(kind(c) is wanted for c in context.items):
            rest = tuple(c for c in every if c not in context.items)
            if not rest or number not in (None, len(rest)):
                raise Unread
            return rest
        if wanted in UPPER and not set(marks) & set("rO") and (set(marks) & set("ae") or number == len(every)):
            return every
        for codes in (context.owners, context.items, context.group.all(self.facts) if context.group else ()):
            if codes and all(kind(c) is wanted for c in codes) and number in (None, len(codes)):
                return tuple(codes)
        raise Unread

    def owners(self, part: Part) -> tuple[str, ...]:
        """The tasks and activities a subject stands for, or the standard."""
        if part.symbol == "W":
            return part.items
        if part.symbol == "S":
            return (STANDARD,)
        if part.symbol in ("", "p"):
            return self.last()
        if part.symbol == "A" and part.kind:
            return self._members(part)
        raise Unread

    def subjects(self, part: Part) -> tuple[str, ...]:
        """The items a subject stands for."""
        if part.items:
            return part.items
        if part.symbol in ("", "p"):
            if not (found := self.context.items or self.context.owners):
                raise Unread
            return found
        return self._members(part)

    def _members(self, part: Part) -> tuple[str, ...]:
        """What a kind stands for as a subject."""
        if part.kind is None:
            raise Unread
        if part.owners is None and part.rank is None and not ("a" in part.marks and "r" not in part.marks):
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
        if part.rank is not None or word is Kind.ATTITUDE or "a" in part.marks and "r" not in part.marks:
            return Group((STANDARD,), word, part.rank)
        if context.group and context.group.kind is word:
            return context.group
        if context.owners and all(kind(o) is not word for o in context.owners):
            return Group(context.owners, word)
        raise Unread
