"""Noun phrases of a model's sentence: what each stands for, and the words between them that relate them.

A phrase is read from left to right, a word at a time. What stands before `的`, or behind `of`, owns what is on the other
side; so does a task or an activity set right before a kind or an item (`T5 技能`, `T5 skills`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY, UPPER
from ..proof import Facts
from .claims import STANDARD, Claim, Count, Group, Level, Listed, OfKind, Under, extremes, hangs, kind
from .statement import Token

HAS = {"holds", "needs", "produces"}
"""Verbs with the owner before and what it has behind."""
UNDER = {"belongs", "needed", "produced", "by", "of_whom"}
"""Words with the owner behind."""
QUANTIFIERS = {"all", "each", "only", "total", "example", "others", "rest", "this"}
NAMED = {"upper", "item"}
_BREAKS = {"and", "comma"}


class Unread(Exception):
    """Words that make no claim known here."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of last.

    `owners` are tasks and activities, `items` what the last subject named, `group` what was counted or listed last,
    with `listed` once its items were named; `level` tells that levels were spoken of, `counted` whose items were
    counted or ranked one after the other, `pair` are the two that were compared, `last` what was named last, `found` are the codes that a search has found, None where the table answered.
    """

    owners: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    group: Group | None = None
    kind: Kind | None = None
    listed: bool = False
    level: bool = False
    counted: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    found: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase: the items it names or the kind it speaks of, with owners, level (`rank`) and number.

    `marks` are its quantifiers, `closed` tells that no others are like its items, `sole` that they are nobody else's,
    `share` is a number out of `number`, `by` is the word that gave it its owners, `place` tells which one of a list it is (-1: the last), `alike` are other items of its name, `told` are items by their details, or fields of the profile by their texts.
    """

    items: tuple[str, ...] = ()
    kind: Kind | None = None
    owners: tuple[str, ...] | None = None
    rank: int | None = None
    number: int | None = None
    share: int | None = None
    marks: frozenset[str] = frozenset()
    level: bool = False
    pronoun: str = ""
    closed: bool = False
    sole: bool = False
    by: str = ""
    place: int = 0
    alike: tuple[str, ...] = ()
    counted: Kind | None = None
    told: tuple[tuple[str, ...], ...] = ()
    field: str = ""

    def marked(self, *marks: str) -> bool:
        """Whether one of the marks is on it."""
        return not self.marks.isdisjoint(marks)

    @property
    def some(self) -> bool:
        """Whether it is a part of what there is."""
        return self.marked("example", "others")

    @property
    def empty(self) -> bool:
        """Whether it stands for nothing yet."""
        return self == Noun(marks=self.marks)

    @property
    def upper(self) -> bool:
        """Whether it names tasks, activities or the standard."""
        return bool(self.items) and (kind(self.items[0]) in (*UPPER, None))


Part = Noun | str


class Nouns:
    """Reads the phrases of one clause."""

    def __init__(self, tokens: Sequence[Token], context: Context, facts: Facts) -> None:
        self.tokens, self.context, self.facts = tokens, context, facts
        self.at = 0

    def parts(self) -> list[Part]:
        """Phrases and the words between them, in order.

        :raises Unread: where a phrase points at what nobody spoke of.
        """
        found: list[Part] = []
        while self.at < len(self.tokens):
            start = self.at
            noun = self._told() or self._holders(found) or self._extreme() or self._noun()
            if noun and not noun.empty:
                found.append(noun)
            else:
                self.at = start + 1
                found.append(self.tokens[start].symbol)
        return found

    def _symbol(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at].symbol if 0 <= at < len(self.tokens) else ""

    def _told(self) -> Noun | None:
        """Details of items, or texts of the profile."""
        first = self._symbol()
        if first not in ("detail", "text", "field"):
            return None
        told: list[tuple[str, ...]] = []
        marks = set()
        while (token := self.tokens[self.at] if self.at < len(self.tokens) else None) and (
            token.symbol == first or token.symbol in _BREAKS and self._joins({first}) or token.symbol == "others"
        ):
            if token.symbol == first:
                told.append(token.codes or (str(token.value),))
            elif token.symbol == "others":
                marks.add("others")
            self.at += 1
        return Noun(told=tuple(told), field=first, marks=frozenset(marks))

    def _joins(self, symbols: set[str]) -> bool:
        """Whether behind joining words one of these comes next, perhaps under the word for its kind."""
        ahead = 0
        while self._symbol(ahead) in _BREAKS:
            ahead += 1
        if self._symbol(ahead) in ("kind", "upper_kind") and symbols & NAMED:
            ahead += 1
        return self._symbol(ahead) in symbols

    def _holders(self, found: list[Part]) -> Noun | None:
        """`需要 K12 的任務`: all of them, and no others."""
        if self._symbol() not in HAS or any(isinstance(p, Noun) for p in found):
            return None
        start = self.at
        self.at += 1
        what = self._noun()
        if (
            what
            and what.items
            and not what.upper
            and what.owners is None
            and "of" in (self._symbol(), self._symbol(-1))
        ):
            self.at += self._symbol() == "of"
            word = Kind.ACTIVITY if kind(what.items[0]) in OF_ACTIVITY else Kind.TASK
            if self._symbol() == "upper_kind":
                word = self._kind()
                self.at += 1
            return self._closed(word, what.items)
        self.at = start
        return None

    def _closed(self, word: Kind, items: tuple[str, ...], marks: frozenset[str] = frozenset()) -> Noun:
        every = Group((STANDARD,), word).all(self.facts)
        holders = tuple(c for c in every if all(hangs(self.facts, i, c) for i in items))
        if not holders:
            raise Unread
        return Noun(items=holders, kind=word, closed=True, marks=marks)

    def _extreme(self) -> Noun | None:
        """`知識最多的任務`, `the task with the fewest skills`: all that tie."""
        symbols = [t.symbol for t in self.tokens[self.at : self.at + 5]]
        for shape in (
            ("kind", "most", "upper_kind"),
            ("kind", "most", "of", "upper_kind"),
            ("upper_kind", "stop", "holds", "most", "kind"),
            ("upper_kind", "relative", "holds", "most", "kind"),
            ("upper_kind", "holds", "most", "kind"),
        ):
            if tuple("most" if s == "least" else s for s in symbols[: len(shape)]) == shape:
                values = {s: t.value for s, t in zip(shape, self.tokens[self.at :], strict=False)}
                most = "most" in symbols[: len(shape)]
                self.at += len(shape)
                word, of = Kind(values["upper_kind"]), Kind(values["kind"])
                return Noun(items=extremes(self.facts, word, of, most=most), kind=word, closed=True, counted=of)
        return None

    def _kind(self) -> Kind:
        return Kind(self.tokens[self.at].value)

    def _noun(self) -> Noun | None:
        """One phrase; None when the word here begins none."""
        noun, joined = Noun(), False
        while self.at < len(self.tokens):
            token, at = self.tokens[self.at], self.at
            match token.symbol:
                case "comma" if self._again(noun):
                    continue
                case "and" | "comma":
                    same = {"upper"} if noun.upper else {"item"}
                    if not noun.items or noun.items == (STANDARD,) or noun.closed or not self._joins(same):
                        return noun
                    joined = True
                    self.at += 1
                    continue
                case "upper" | "item" | "standard":
                    taken = self._named(noun, token, joined)
                case "kind" | "upper_kind":
                    taken = self._called(noun, joined)
                case "number" | "grade" | "level":
                    taken = self._numbered(noun, token)
                case "of":
                    taken = self._owner_before(noun)
                case "relative":
                    taken = self._relative(noun)
                case "range":
                    taken = self._range(noun)
                case "they" | "former" | "latter" | "its":
                    taken = self._pointing(noun, token.symbol)
                case symbol if symbol in UNDER:
                    taken = self._owner_behind(noun)
                case symbol if symbol in HAS and self._symbol(1) == "of":
                    taken = self._had(noun, symbol)
                case "ordinal" | "final":
                    place = token.value if isinstance(token.value, int) else -1
                    taken = replace(noun, place=place) if not noun.place and not noun.items else None
                    if noun.kind and self._symbol(-1) != "of":
                        taken = None
                case "only":
                    taken = self._only(noun)
                case "pair":
                    two = self._symbol(1) in ("kind", "upper_kind") and noun.number is None
                    taken = replace(noun, number=2) if two else noun
                case "example" if noun.marked("all") and noun.number is not None and not noun.kind:
                    taken = replace(noun, marks=noun.marks | {"this"})  # `all seven of these skills`
                case symbol if symbol in QUANTIFIERS:
                    taken = replace(noun, marks=noun.marks | {symbol})
                case _:
                    taken = None
            if taken is None:
                self.at = at
                return noun
            noun, joined = taken, False
            self.at += 1
        return noun

    def _had(self, noun: Noun, verb: str) -> Noun | None:
        """`T5 需要的…`; `需要的…` of whom was spoken of."""
        if noun.upper and not noun.closed:
            noun = Noun(owners=noun.items, marks=noun.marks)
        elif noun.pronoun or noun.empty:
            noun = Noun(owners=self.last(), marks=noun.marks)
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

    def _only(self, noun: Noun) -> Noun | None:
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
        if noun.pronoun or noun.rank is not None and noun.kind is None and not noun.level:
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

    def _called(self, noun: Noun, joined: bool) -> Noun | None:
        word = self._kind()
        if joined or noun.empty or noun.owners is not None and not noun.items and noun.kind is None:
            ahead = self._symbol(1)
            if ahead in NAMED and noun.number is None and kind(self.tokens[self.at + 1].codes[0]) is word:
                return replace(noun, kind=word if noun.owners is not None or word not in UPPER else None)  # `任務 T5`
        if noun.items and not noun.closed and noun.owners is None and noun.upper and kind(noun.items[0]) is not word:
            return replace(noun, items=(), owners=noun.items, kind=word)
        if noun.kind in UPPER and word not in UPPER and noun.owners is None and noun.marked("this", "each", "all"):
            owner = self.owners(replace(noun, marks=noun.marks - {"only"}))
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

    def _numbered(self, noun: Noun, token: Token) -> Noun | None:
        if token.symbol == "level":
            ahead = 2 if self._symbol(1) == "is" and self._symbol(3) == "of" or self._symbol(1) == "of_whom" else 1
            if self._symbol(ahead) in ("number", "grade") and noun.rank is None:
                self.at += ahead
                return replace(noun, rank=self.tokens[self.at].value, level=True)
            return replace(noun, level=True) if not noun.level else None
        if token.symbol == "grade":
            return replace(noun, rank=token.value) if noun.rank is None and not noun.pronoun else None
        if noun.number is None and not noun.pronoun:
            if noun.upper and noun.owners is None and not noun.closed and token.value != len(noun.items):
                return None  # `T5 四項`
            return replace(noun, number=token.value)
        return None

    def _owner_before(self, noun: Noun) -> Noun | None:
        """`T5 的…`, `五級的…`, `S28 的（名稱）`."""
        following = self._symbol(1)
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
        owner = self.owners(noun)
        return Noun(owners=owner, share=noun.share, marks=noun.marks & {"each", "all"})

    def _owner_behind(self, noun: Noun) -> Noun | None:
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
            noun = replace(noun, items=self.members(noun), number=None, marks=frozenset())
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

    def _owner(self) -> tuple[str, ...] | None:
        """The tasks, activities or standard named here; leaves off at its last word."""
        start, noun, joined = self.at, Noun(), False
        end = start
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.symbol in _BREAKS and noun.upper and self._joins({"upper"}):
                joined = True
            elif token.symbol == "upper":
                if (
                    noun.kind
                    and any(kind(c) is not noun.kind for c in token.codes)
                    or noun.items
                    and not (joined or set(token.codes) <= set(noun.items))
                ):
                    break
                new = tuple(c for c in token.codes if c not in noun.items)
                noun, joined, end = replace(noun, items=noun.items + new, kind=None), False, self.at
            elif token.symbol == "standard" and noun.empty:
                noun, end = replace(noun, items=(STANDARD,)), self.at
                break
            elif token.symbol == "they" and noun.empty:
                noun, end = replace(noun, pronoun="they"), self.at
                break
            elif token.symbol == "upper_kind":
                if noun.items and kind(noun.items[0]) is not self._kind():
                    break
                noun, end = replace(noun, kind=self._kind() if not noun.items else None), self.at
            elif token.symbol in ("this", "all", "each", "rest"):
                noun = replace(noun, marks=noun.marks | {token.symbol})
            elif token.symbol == "number" and noun.empty:
                noun = replace(noun, number=token.value)
            else:
                break
            self.at += 1
        self.at = end
        if not noun.items and not noun.pronoun and noun.kind is None:
            self.at = start
            return None
        return self.owners(noun)

    def _relative(self, noun: Noun) -> Noun | None:
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

    def _range(self, noun: Noun) -> Noun | None:
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

    def _pointing(self, noun: Noun, symbol: str) -> Noun | None:
        if noun.items or noun.kind or noun.pronoun or noun.owners is not None:
            return None
        if symbol == "its":
            following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
            if following and following.symbol == "upper_kind" and {*map(kind, self.last())} == {following.value}:
                return replace(noun, marks=noun.marks | {"this"})  # `該活動`
            return replace(noun, owners=self.last())
        if symbol == "they":
            return replace(noun, pronoun="they")
        two = self.context.pair or self.context.items
        if self.context.group and not self.context.pair and noun.empty:
            return replace(noun, place=1 if symbol == "former" else 2)
        if len(two) != 2:
            raise Unread
        return replace(noun, items=two[:1] if symbol == "former" else two[1:])

    def last(self) -> tuple[str, ...]:
        """The owners spoken of last."""
        if not self.context.owners:
            raise Unread
        return self.context.owners

    def owners(self, noun: Noun) -> tuple[str, ...]:
        """The tasks and activities a phrase stands for, or the standard."""
        if noun.items:
            if noun.upper:
                return noun.items
            raise Unread
        if noun.kind in UPPER:
            return self.members(noun)
        if noun.kind is None and noun.owners is None and noun.rank is None:
            return self.last()
        raise Unread

    def things(self, noun: Noun) -> tuple[str, ...]:
        """The items a phrase stands for."""
        noun = self._others(noun)
        if noun.items:
            return noun.items
        if noun.kind is not None:
            return self.members(noun)
        choices = [self.context.items or self.context.owners]
        choices += [self.context.group.all(self.facts)] if self.context.group and noun.number is not None else []
        found = next((c for c in choices if c and noun.number in (None, len(c))), ())
        if noun.owners is not None and not noun.pronoun or not found:
            raise Unread
        return found

    def _others(self, noun: Noun) -> Noun:
        """`其餘四個`: of the kind spoken of."""
        if noun.marked("rest") and noun.kind is None and not noun.items and self.context.items:
            return replace(noun, kind=kind(self.context.items[0]))
        return noun

    def members(self, noun: Noun) -> tuple[str, ...]:
        """What a kind stands for: `這項任務`, `the other tasks`, `the skills of T5`."""
        context, word = self.context, noun.kind
        if word is None:
            raise Unread
        if noun.owners is not None or noun.rank is not None:
            found = Group(noun.owners or (STANDARD,), word, noun.rank).all(self.facts)
            if not found or noun.number not in (None, len(found)):
                raise Unread
            return found
        every = Group((STANDARD,), word).all(self.facts)
        choices = [context.items, context.owners, context.group.all(self.facts) if context.group else ()]
        choices = [codes for codes in choices if codes and all(kind(c) is word for c in codes)]
        if noun.marked("rest"):
            if word not in UPPER or context.items not in choices:
                raise Unread
            found = tuple(c for c in every if c not in context.items)
            if noun.number not in (None, len(found)):
                raise Unread
            return found
        if not noun.marked("this") and (
            noun.marked("all", "each") and noun.number is None or noun.number == len(every)
        ):
            return every
        fitting = next((codes for codes in choices if noun.number in (None, len(codes))), None)
        if fitting is None:
            raise Unread
        return fitting

    def group(self, noun: Noun) -> Group:
        """The set a kind stands for; that of whom was spoken of, where it names no owner."""
        context, word = self.context, noun.kind or self.context.kind
        if word is None or noun.items:
            raise Unread
        if noun.owners is not None:
            return Group(noun.owners, word, noun.rank)
        if noun.rank is not None or word is Kind.ATTITUDE or noun.marked("all") and not noun.marked("this"):
            return Group((STANDARD,), word, noun.rank)
        if context.group and context.group.kind is word:
            return context.group
        if context.owners and all(kind(o) is not word for o in context.owners):
            return Group(context.owners, word)
        raise Unread

    def implied(self, noun: Noun) -> list[Claim]:
        """What a phrase says by itself: `the four skills of T5, S27 to S30`, `活動 T3.1`."""
        found: list[Claim] = []
        if noun.items and noun.kind and not noun.closed:
            found.append(OfKind(noun.items, noun.kind))
        if noun.rank is not None and (noun.items or noun.owners and noun.kind is None):
            found += [Level(code, noun.rank) for code in noun.items or noun.owners or ()]
        kinds = {noun.kind, *map(kind, noun.items)} - {None}
        if noun.by in ("needs", "needed") and kinds & {*UPPER, Kind.OUTPUT}:
            raise Unread
        if noun.by in ("produces", "produced", "by") and not kinds <= {Kind.OUTPUT}:
            raise Unread
        if noun.owners is None:
            if noun.items and noun.number not in (None, len(noun.items)) and not noun.some:
                raise Unread
            return found
        if STANDARD in noun.items:
            raise Unread
        if noun.items:
            found.append(Under(noun.items, noun.owners, noun.sole))
            word = noun.kind or kind_of(noun.items[0])
            whole = noun.number == len(noun.items) and not noun.some or noun.marked("only")
            if noun.number is not None and noun.number != len(noun.items):
                if not noun.some:
                    raise Unread
                found.append(Count(Group(noun.owners, word), noun.number))
            elif whole or noun.kind is not None and len(noun.items) > 1 and not noun.some:
                found.append(Listed(Group(noun.owners, word), noun.items, True))
        elif noun.sole:
            raise Unread
        return found
