"""Finds the noun phrases of a clause: a word at a time, from left to right.

What stands before `的`, or behind `of`, owns what is on the other side; so does a task or an activity set right before
a kind or an item (`T5 技能`, `T5 skills`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Group, hangs, kind
from .cursor import HAS, JOINING, NAMED, QUANTIFIERS, UNDER, Cursor
from .noun import Noun, Unread
from .statement import Token


class Nouns(Cursor):
    """Reads noun phrases."""

    def _noun(self) -> Noun | None:
        """One phrase; None when the word here begins none."""
        noun, joined = Noun(), False
        while self.at < len(self.tokens):
            token, at = self.tokens[self.at], self.at
            if token.symbol == "comma" and self._again(noun):
                continue
            if token.symbol in JOINING:
                same = {"upper"} if noun.upper else {"item"}
                if not noun.items or noun.items == (STANDARD,) or noun.closed or not self._joins(same):
                    return noun
                joined = True
                self.at += 1
                continue
            taken = self._taken(noun, token, joined)
            if taken is None:
                self.at = at
                return noun
            noun, joined = taken, False
            self.at += 1
        return noun

    def _taken(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """The phrase with one more word in it; None where the word is no part of it."""
        symbol = token.symbol
        if symbol in HAS:
            return self._had(noun, symbol) if self._symbol(1) == "of" else None
        if symbol in UNDER:
            return self._owner_behind(noun, token, joined)
        if symbol == "example" and noun.marked("all") and noun.number is not None and not noun.kind:
            return replace(noun, marks=noun.marks | {"this"})  # `all seven of these skills`
        if symbol in _STEPS:
            return _STEPS[symbol](self, noun, token, joined)
        return replace(noun, marks=noun.marks | {symbol}) if symbol in QUANTIFIERS else None

    def _ordinal(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """`第一個活動`, `六項態度中的第一項`."""
        if noun.place or noun.items or noun.kind and self._symbol(-1) != "of":
            return None
        return replace(noun, place=-1 if token.number is None else token.number)

    def _pair(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """`both outputs`."""
        two = self._symbol(1) in ("kind", "upper_kind") and noun.number is None
        return replace(noun, number=2) if two else noun

    def _closed(self, word: Kind, items: tuple[str, ...], marks: frozenset[str] = frozenset()) -> Noun:
        every = Group((STANDARD,), word).all(self.facts)
        holders = tuple(c for c in every if all(hangs(self.facts, i, c) for i in items))
        if not holders:
            raise Unread
        return Noun(items=holders, kind=word, closed=True, marks=marks)

    def _had(self, noun: Noun, verb: str) -> Noun | None:
        """`T5 需要的…`; `需要的…` of whom was spoken of."""
        if noun.upper and not noun.closed:
            noun = Noun(owners=noun.items, marks=noun.marks)
        elif noun.pronoun or noun.empty:
            noun = Noun(owners=self.meant.last(), marks=noun.marks)
        else:
            return None
        self.at += 1
        return replace(noun, by=verb)

    def _again(self, noun: Noun) -> bool:
        """Passes over what calls an item once more, between commas: `T5, "Develop…", requires`."""
        if self._symbol(1) not in NAMED or not noun.items or not {*self.tokens[self.at + 1].codes} <= {*noun.items}:
            return False
        self.at += 3 if self._symbol(2) == "comma" and self._symbol(3) in HAS | UNDER | {"is"} else 2
        return True

    def _only(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """`T6.2 唯一的產出`; `K12 只用在 T2`."""
        following = self._symbol(1)
        if (noun.items or noun.kind and noun.marked("this")) and following in UNDER:
            return replace(noun, sole=True)
        if noun.empty and following != "holds" or following in ("kind", "upper_kind", "number"):
            return replace(noun, marks=noun.marks | {"only"})
        return None

    def _named(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        codes = token.codes if token.symbol in NAMED else (STANDARD,)
        upper = token.symbol != "item"
        if token.symbol == "standard" and noun.owners == (STANDARD,) and not noun.items and not noun.kind:
            return noun
        if noun.pronoun or noun.place or noun.rank is not None and noun.kind is None and not noun.level:
            return None
        if noun.items:
            if noun.upper is upper and (set(codes) <= set(noun.items) and not joined):
                return noun
            if joined and noun.upper is upper:
                if set(codes) & set(noun.items):
                    raise Unread
                return replace(noun, items=noun.items + codes)
            if noun.upper and not upper and noun.owners is None and noun.number is None and not noun.closed:
                return replace(noun, items=codes, owners=noun.items, kind=None, alike=token.alike)
            return None
        if upper and noun.kind is not None and noun.kind not in UPPER:
            return self._elided(noun)
        if noun.level or upper and noun.kind and noun.owners is None and any(kind(c) is not noun.kind for c in codes):
            return None
        return replace(noun, items=codes, alike=token.alike)

    def _elided(self, noun: Noun) -> Noun | None:
        """`the skills T5 requires`."""
        start = self.at
        owner = self._owner()
        if owner is not None and noun.owners is None and self._symbol(1) in HAS and self._symbol(2) in ("", "is"):
            self.at += 1
            return replace(noun, owners=owner, by=self._symbol())
        self.at = start
        return None

    def _called(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        word = self._kind()
        if joined or noun.empty or noun.owners is not None and not noun.items and noun.kind is None:
            ahead = self._symbol(1)
            if ahead in NAMED and noun.number is None and kind(self.tokens[self.at + 1].codes[0]) is word:
                return replace(noun, kind=word if noun.owners is not None or word not in UPPER else None)  # `任務 T5`
        if noun.items and not noun.closed and noun.owners is None and noun.upper and kind(noun.items[0]) is not word:
            return replace(noun, items=(), owners=noun.items, kind=word)
        if noun.kind in UPPER and word not in UPPER and noun.owners is None and noun.marked("this", "each", "all"):
            owner = self.meant.owners(replace(noun, marks=noun.marks - {"only"}))
            return Noun(owners=owner, kind=word, marks=noun.marks & {"only", "each"})
        if noun.kind is word is Kind.OUTPUT and self._symbol(-1) == "number":
            return noun  # `產出三份文件`
        if noun.kind is not None or noun.level and noun.rank is None:
            return None
        if noun.marked("example") and noun.number == 1:
            noun = replace(noun, number=None)
        if noun.pronoun and noun.owners is None:
            return None
        return replace(noun, kind=word, level=False)

    def _numbered(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        if token.symbol == "level":
            ahead = 2 if self._symbol(1) == "is" and self._symbol(3) == "of" or self._symbol(1) == "of_whom" else 1
            if self._symbol(ahead) in ("number", "grade") and noun.rank is None:
                self.at += ahead
                return replace(noun, rank=self.tokens[self.at].number, level=True)
            return replace(noun, level=True) if not noun.level else None
        if token.symbol == "grade":
            return replace(noun, rank=token.number) if noun.rank is None and not noun.pronoun else None
        if noun.number is None and not noun.pronoun:
            if noun.upper and noun.owners is None and not noun.closed and token.value != len(noun.items):
                return None  # `T5 四項`
            return replace(noun, number=token.number)
        return None

    def _owner_before(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """`T5 的…`, `五級的…`, `S28 的（名稱）`."""
        following = self._symbol(1)
        if noun.place:
            return None
        if noun.empty and noun.marked("example"):
            return noun
        if noun.rank is not None and noun.kind is None and not noun.items and noun.owners is None:
            word = self.context.kind if self.context.kind in UPPER else Kind.TASK
            return noun if following in ("upper_kind", "kind") else replace(noun, kind=word, level=False)
        if noun.items and not noun.upper:
            return noun if following in ("is", "details", "detail", "", "comma") else None
        if noun.kind is not None and noun.kind not in UPPER or noun.empty:
            return noun if following in ("", "comma", "is", "ordinal", "final") and not noun.empty else None
        if noun.marked("only", "example", "others") or noun.level:
            return None
        owner = self.meant.owners(noun)
        return Noun(owners=owner, share=noun.share, marks=noun.marks & {"each", "all"})

    def _owner_behind(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """`… of T5`, `屬於 T5`: what has no items or kind before it is only said to be there."""
        verb, start = self._symbol(), self.at
        if noun.upper and kind(noun.items[0]) is None or noun.owners is not None:
            return None
        if noun.level and (noun.rank is not None or noun.kind or noun.items):
            return None
        if verb == "of_whom" and noun.number is not None and noun.kind is None and not noun.items:
            return replace(noun, share=noun.number, number=None)
        if noun.kind in UPPER and verb in ("needed", "produced"):
            return None
        if (
            noun.kind
            and not noun.items
            and (noun.marked("this", "rest") or noun.marked("all") and noun.number is not None)
        ):
            noun = replace(noun, items=self.meant.members(noun), number=None, marks=frozenset())
        self.at += 1
        sole = self._symbol() == "only"
        self.at += sole
        owner = self._owner()
        if owner is None:
            self.at = start
            return None
        if self._symbol(1) == "of":
            self.at += 1
        return replace(noun, owners=owner, sole=noun.sole or sole, by=verb)

    def _relative(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """`skills that T5 requires`, `tasks that need S27`."""
        if noun.kind is None or noun.items:
            return None
        self.at += 1
        if self._symbol() in HAS and noun.kind in UPPER:
            self.at += 1
            what = self._noun()
            self.at -= 1
            if what and what.items and not what.upper and what.owners is None and noun.number is None:
                return self._closed(noun.kind, what.items, noun.marks)
            return None
        owner = self._owner()
        if owner is None or self._symbol(1) not in HAS:
            return None
        self.at += 1
        return replace(noun, owners=owner, by=self._symbol())

    def _range(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        """`T4.1 一路到 T4.4`."""
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if not noun.items or following is None or following.symbol not in NAMED:
            return None
        first, last = noun.items[-1], following.codes[0]
        every = self.facts.lists.get((kind_of(first), None), [])
        if first not in every or last not in every:
            raise Unread
        self.at += 1
        return replace(noun, items=noun.items + tuple(every[every.index(first) + 1 : every.index(last) + 1]))

    def _pointing(self, noun: Noun, token: Token, joined: bool) -> Noun | None:
        if noun.items or noun.kind or noun.pronoun or noun.owners is not None:
            return None
        if token.symbol == "its":
            following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
            if following and following.symbol == "upper_kind" and {*map(kind, self.meant.last())} == {following.value}:
                return replace(noun, marks=noun.marks | {"this"})  # `該活動`
            return replace(noun, owners=self.meant.last())
        if token.symbol == "they":
            return replace(noun, pronoun="they")
        two = self.context.pair or self.context.items
        if self.context.group and len(two) != 2 and noun.empty:
            return replace(noun, place=1 if token.symbol == "former" else 2)
        if len(two) != 2:
            raise Unread
        return replace(noun, items=two[:1] if token.symbol == "former" else two[1:])


_STEPS: Mapping[str, Callable[[Nouns, Noun, Token, bool], Noun | None]] = {
    **dict.fromkeys(("upper", "item", "standard"), Nouns._named),
    **dict.fromkeys(("kind", "upper_kind"), Nouns._called),
    **dict.fromkeys(("number", "grade", "level"), Nouns._numbered),
    **dict.fromkeys(("they", "former", "latter", "its"), Nouns._pointing),
    **dict.fromkeys(("ordinal", "final"), Nouns._ordinal),
    "of": Nouns._owner_before,
    "relative": Nouns._relative,
    "range": Nouns._range,
    "only": Nouns._only,
    "pair": Nouns._pair,
}
"""What each word does to the phrase before it; quantifiers are marked on it."""
