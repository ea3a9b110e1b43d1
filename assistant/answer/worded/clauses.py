"""What a clause of a model's sentence claims: who has what, what is what, how many there are.

A clause is noun phrases with words between them. Which reader it gets is told by its words (`READERS`); a word that the
reader has no use for leaves the clause unread, and an unread clause is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from ..proof import Facts
from .claims import (
    STANDARD,
    Apart,
    Called,
    Claim,
    Count,
    Details,
    Group,
    Level,
    Listed,
    OfKind,
    Own,
    Placed,
    Same,
    Under,
    has,
    kind,
)
from .nouns import HAS, NAMED, QUANTIFIERS, Context, Noun, Nouns, Unread
from .statement import Token

Reader = tuple[set[str], Callable[["Clause"], list[Claim]]]
"""Words, and what reads the clauses that have one of them."""
_IS = {"is", "colon"}
_SILENT = {"topic", "all", "each", "total", "example", "others", "this"}


class Clause:
    """A clause being read; `context` is what is spoken of behind it, `opens` that a comma follows at a sentence's head."""

    def __init__(self, tokens: Sequence[Token], context: Context, facts: Facts, *, opens: bool) -> None:
        tokens = _verbs(tokens)
        self.nouns = Nouns(tokens, context, facts)
        self.parts = self.nouns.parts()
        while self.parts and self.parts[0] in ("and", "comma", "stop", "relative", "colon") and len(self.parts) > 1:
            del self.parts[0]
        self.context, self.facts, self.opens = context, facts, opens
        for at in range(1, len(self.parts) - 2):  # `the two tasks rated at level 5`
            one, verb, two = self.parts[at : at + 3]
            if isinstance(one, Noun) and isinstance(two, Noun) and verb == "is" and "is" in self.parts[:at]:
                if one.kind in UPPER and one.rank is None and two == Noun(rank=two.rank, level=two.level):
                    self.parts[at : at + 3] = [replace(one, rank=two.rank)]
                    break
        self.words = [p for p in self.parts if isinstance(p, str)]
        self.phrases = [p for p in self.parts if isinstance(p, Noun)]

    def keep(self, **changes: object) -> None:
        """Remember what was spoken of."""
        self.context = replace(self.context, **changes)  # type: ignore[arg-type]

    def note(self, owners: tuple[str, ...], items: tuple[str, ...] = (), group: Group | None = None) -> None:
        """Remember owners and items; a kind goes on with new owners."""
        before = self.context.owners
        if len(owners) == 2 or len(owners) == len(before) == 1 and owners != before:
            self.keep(pair=owners if len(owners) == 2 else (*before, *owners))
        word = group.kind if group else kind(items[0]) if items and kind(items[0]) not in UPPER else self.context.kind
        if group is None and word and owners and all(kind(o) is not word for o in owners):
            group = Group(owners, word)
        self.keep(owners=owners, items=items or owners, group=group, kind=word, listed=False, level=False)

    def allow(self, *words: str) -> None:
        """:raises Unread: when there is a word beside these."""
        if not {*self.words} <= {*words}:
            raise Unread

    def number(self) -> int | None:
        """The only number that no item is counted by."""
        found = [p.number for p in self.phrases if p.number is not None]
        if len(found) > 1:
            raise Unread
        return found[0] if found else None


def _verbs(tokens: Sequence[Token]) -> list[Token]:
    """`由 … 組成` has its owner before; `只有 T3 …是` only says `only`."""
    symbols = [t.symbol for t in tokens]
    if ("number", "filler") in pairwise(symbols):
        raise Unread  # `四種人員`
    denied = "no" in symbols
    if "any" in symbols and not denied:
        raise Unread
    idle = {
        at
        for at, (before, symbol, behind) in enumerate(zip(["", *symbols], symbols, [*symbols[1:], ""], strict=False))
        if symbol in ("filler", "any")
        or (symbol, behind) in (("of", "filler"), ("by", "is"))
        or symbol == "range"
        and not {before, behind} <= NAMED
    }
    tokens = [replace(t, symbol="and") if t.symbol == "or" and denied else t for t in tokens]
    tokens = [t for at, t in enumerate(tokens) if at not in idle]
    symbols = [t.symbol for t in tokens]
    if symbols[:2] == ["they", "is"] and symbols[3:4] == ["relative"]:  # `It is T6.2 that …`
        tokens = [tokens[2], *tokens[4:]]
    if symbols[:1] == ["is"] and symbols[1:3] == ["grade", "of"]:  # `達到五級的有…`
        tokens = tokens[1:]
    if symbols[:3] == ["topic", "standard", "of"] and symbols[3:4] in (["is"], ["belongs"]):
        tokens = tokens[3:]
    symbols = [t.symbol for t in tokens]
    found = list(tokens)
    if "made" in symbols and "by" in symbols:
        found = [replace(t, symbol="holds") if t.symbol == "by" else t for t in tokens if t.symbol != "made"]
    for at, token in enumerate(tokens):
        following = next((x for x in symbols[at + 1 :] if x not in ("all", "each", "of")), "")
        if token.symbol == "belongs" and following in ("grade", "level", "number", "kind", "its", "example"):
            found[found.index(token)] = replace(token, symbol="is")
        if (
            token.symbol == "is"
            and at + 2 < len(symbols)
            and symbols[at + 1 : at + 4][0] == "upper"
            and symbols[at + 2] in HAS
            and "of" not in symbols[at + 3 : at + 4]
        ):
            found[found.index(token)] = replace(token, symbol="topic")  # `為 T3.2 列出`
    for at, (one, two) in enumerate(zip(symbols, symbols[1:], strict=False)):
        head = {*symbols[:at]} <= {"topic", "comma", "and", "stop", "relative", "standard", *QUANTIFIERS}
        fronted = symbols[at + 2 : at + 3] == ["upper"] and symbols[at + 3 :] == ["needs"]
        if (
            (one, two) == ("only", "holds")
            and (head or fronted)
            and {*symbols[at + 2 :]} & {*HAS, "is", "belongs", "needed"}
        ):
            del found[at + 1]
            break
    return found


def stated(clause: Clause) -> list[Claim]:
    """Subject, verb and object; without a verb, what goes on with the clause before."""
    left: list[Noun] = []
    right: list[Noun] = []
    verbs: list[str] = []
    marks: list[str] = []
    for part, before, behind in zip(clause.parts, ["", *clause.parts], [*clause.parts[1:], ""], strict=False):
        if isinstance(part, Noun):
            (right if verbs else left).append(part)
        elif part in HAS or part in _IS:
            if right or before in ("comma", "and"):
                raise Unread
            verbs.append(part)
        elif part in ("and", "comma"):
            if not (right if verbs else left):
                raise Unread
        elif part == "no":
            marks.append("no right" if right else "no")
        elif part == "only":
            marks.append("only" if verbs or left or behind in HAS else "only left")
        elif part in _SILENT:
            marks.append(part)
        else:
            raise Unread
    if any(n.place for n in (*left, *right)):
        return _placed(clause, left, right, verbs, marks)
    if "no" in marks or "no right" in marks:
        return _denied(clause, left, right, verbs, marks)
    if len(left) == 2 and verbs and not right and left[1].upper and {*marks} <= {"only", "all", "this"}:
        if verbs[-1] == "needs" and not left[0].upper and not left[1].marks:  # `這些知識只有 T2 需要`
            clause.note(left[1].items)
            items = clause.nouns.things(left[0])
            if {*map(kind, items)} & {*UPPER, Kind.OUTPUT}:
                raise Unread
            return [Under(items, left[1].items, "only" in marks)]
    subject = _subject(clause, left, marks) if verbs else None
    if {*verbs} & HAS:
        return _holds(clause, subject, right, next(v for v in verbs if v in HAS), marks)
    if verbs:
        return _equals(clause, subject, right, marks)
    return _alone(clause, left, marks)


def _placed(clause: Clause, left: list[Noun], right: list[Noun], verbs: list[str], marks: list[str]) -> list[Claim]:
    """`第一個活動是 T3.1`, `T1.1 是 T1 的第一個活動`."""
    left = left or [Noun(items=clause.context.items)]
    if len(left) != 1 or len(right) != 1 or not {*verbs} <= _IS or {*marks} - {"topic", "all"}:
        raise Unread
    placed, named = sorted((*left, *right), key=lambda n: not n.place)
    if named.place or len(named.items) != 1 or named.marks or placed.marks - {"example", "this"} or placed.rank:
        raise Unread
    group = clause.nouns.group(replace(placed, number=None, marks=frozenset()))
    if kind_of(named.items[0]) is not group.kind:
        raise Unread
    clause.keep(items=named.items, owners=group.owners, group=group, listed=True)
    counts = [Count(group, placed.number)] if placed.number not in (None, 1) else []
    return [Placed(group, named.items[0], placed.place), *counts]


def _subject(clause: Clause, left: list[Noun], marks: list[str]) -> Noun | None:
    if not left:
        return None
    one, *rest = left
    if len(rest) == 1 and one.upper and rest[0].kind and not rest[0].items and rest[0].owners is None:
        one = replace(rest[0], owners=one.items)
    elif rest:
        raise Unread
    return replace(one, marks=one.marks | {"only"}) if "only left" in marks else one


def _holds(clause: Clause, subject: Noun | None, objects: list[Noun], verb: str, marks: list[str]) -> list[Claim]:
    """`T5 需要四項技能`, `T5 包含 S27 和 S28`, `T5 的技能包括…`."""
    if not objects or any(o.pronoun for o in objects) or len({bool(o.items) for o in objects}) > 1:
        raise Unread
    if any(o.some for o in objects[1:]) or len(objects) > 1 and objects[-1].kind is None and not objects[-1].items:
        raise Unread
    if subject and subject.closed:
        return _closed(clause, subject, objects)
    if subject and subject.items and not subject.upper:
        return _detailed(clause, subject, objects)
    if _is_group(clause, subject, objects):
        return _listed(clause, subject, objects, marks, one=subject is None)
    owners = clause.nouns.owners(subject) if subject else _owners(clause, objects)
    marks = [*marks, *(subject.marks & {"all", "each", "total"} if subject else ())]
    if subject and subject.marked("only"):
        if subject.upper and len(objects) == 1 and objects[0].items and objects[0].marks <= {"this"}:
            return [Under(objects[0].items, owners, only=True)]
        raise Unread
    return [c for o in objects for c in _held(clause, owners, o, verb, marks, objects)]


def _owners(clause: Clause, objects: list[Noun]) -> tuple[str, ...]:
    """Whose something is that has no subject: `There are four skills for T5`."""
    of = objects[0]
    if of.owners is None and of.kind is Kind.TASK or not clause.context.owners and of.owners is None and of.kind:
        return (STANDARD,)
    return of.owners if of.owners is not None else clause.nouns.last()


def _is_group(clause: Clause, subject: Noun | None, objects: list[Noun]) -> bool:
    """Whether a subject is a set that is counted or listed: `T5 的技能有…`, `這些活動包括…`."""
    kinds = {kind_of(i) for o in objects for i in o.items}
    group = clause.context.group
    if subject is None:
        return group is not None and kinds <= {group.kind} and all(o.kind is None and o.rank is None for o in objects)
    if subject.kind is None or subject.items:
        return False
    return (
        subject.kind not in UPPER
        or subject.rank is not None
        or kinds == {subject.kind}
        or (subject.owners is not None and not kinds and all(o.kind is None for o in objects))
    )


def _closed(clause: Clause, subject: Noun, objects: list[Noun]) -> list[Claim]:
    """`用到 K12 的任務只有一個`, `級別最高的任務有 T3 和 T5`."""
    clause.keep(kind=subject.counted or clause.context.kind, group=None)
    clause.keep(owners=subject.items, items=subject.items)
    if len(objects) == 1 and not objects[0].some:
        of = objects[0]
        if of.items and of.owners is None:
            return [Same(subject.items, of.items)]
        if not of.items and of.number is not None and of.kind in (None, subject.kind) and of.owners is None:
            return [Count(Group((STANDARD,), subject.kind or Kind.TASK), None), *_equal(of.number, subject.items)]
    raise Unread


def _equal(number: int, items: tuple[str, ...]) -> list[Claim]:
    return [Same((str(number),), (str(len(items)),))]


def _detailed(clause: Clause, subject: Noun, objects: list[Noun]) -> list[Claim]:
    raise Unread


def _held(
    clause: Clause, owners: tuple[str, ...], held: Noun, verb: str, marks: list[str], objects: list[Noun]
) -> list[Claim]:
    """One object of a verb of holding."""
    some, only = held.some or "example" in marks or "others" in marks, held.marked("only") or "only" in marks
    if held.owners not in (None, owners) and held.share is None or some and only or held.marked("rest"):
        if owners != (STANDARD,) or held.owners is None or only:
            raise Unread
        owners = held.owners
    kinds = {held.kind, *map(kind, held.items)} - {None}
    if verb == "needs" and kinds & {*UPPER, Kind.OUTPUT} or verb == "produces" and not kinds <= {Kind.OUTPUT}:
        raise Unread
    if held.rank is not None and held.kind is None:
        if only or some or held.items:
            raise Unread
        clause.note(owners)
        clause.keep(level=True)
        return [Level(code, held.rank) for code in owners]
    if held.items:
        return _items(clause, owners, held, only=only, some=some)
    word = held.kind or (Kind.OUTPUT if verb == "produces" else None)
    word = word or next((o.kind for o in reversed(objects) if o.kind), None) or clause.context.kind
    if word is None or some or held.told:
        raise Unread
    group = Group(owners, word, held.rank)
    if held.marked("this"):
        return [Under(clause.nouns.things(held), owners)]
    clause.note(owners, (), group)
    if held.share is not None and held.number is not None:
        whole = Group(held.owners if held.owners not in (None, owners) else (STANDARD,), word)
        return [Count(whole, held.number), *_counted(clause, group, held.share, {*marks, *held.marks}, [held.share])]
    if held.number is not None:
        numbers = [o.number for o in objects if o.number is not None and o.kind in (None, word)]
        return _counted(clause, group, held.number, {*marks, *held.marks}, numbers)
    if only or held.marked("all", "each"):
        raise Unread
    return [Count(group, None)]


def _items(clause: Clause, owners: tuple[str, ...], held: Noun, *, only: bool, some: bool) -> list[Claim]:
    """Items held: each hangs on each owner, and several are all there are of their kind unless they are examples."""
    if held.alike and len(owners) > 1 and len(held.items) == 1 and not only and held.number is None:
        return [Called((*held.items, *held.alike), owners)]
    if held.number not in (None, len(held.items)) and not held.marked("others"):
        raise Unread
    found: list[Claim] = []
    if held.number is not None:
        more = len(clause.context.besides)
        found.append(Count(Group(owners, kind_of(held.items[0])), held.number + more))
    items = (*clause.context.besides, *held.items)
    clause.keep(besides=())
    for word in dict.fromkeys(map(kind_of, items)):
        own = tuple(i for i in items if kind_of(i) is word)
        found += has(Group(owners, word), own, whole=only or not some and (len(own) > 1 or held.marked("all")))
        clause.note(owners, (), Group(owners, word))
    clause.keep(listed=True, last=held.items)
    return found


def _counted(clause: Clause, group: Group, number: int, marks: set[str], numbers: Sequence[int]) -> list[Claim]:
    """A number of a group: of its only owner, of each one, of each its own, or of all together."""
    if len(group.owners) == 1:
        told = clause.context.counted if clause.context.kind is group.kind else ()
        clause.keep(counted=tuple(dict.fromkeys((*told, *group.owners))))
        return [Count(group, number)]
    if "total" not in marks and len(numbers) == len(group.owners):
        return [Count(Group((o,), group.kind), n) for o, n in zip(group.owners, numbers, strict=True)]
    if marks & {"all", "each", "total"} and len(set(numbers)) == 1:
        return [Count(group, number, total="total" in marks)]
    raise Unread


def _listed(
    clause: Clause, subject: Noun | None, objects: list[Noun], marks: Iterable[str], *, one: bool = False
) -> list[Claim]:
    """`T5 的技能共有四項`, `T5 的技能包括 S27、S28`; with `one` a single item need not be all there is."""
    group = clause.nouns.group(subject or Noun())
    said = {*marks, *(subject.marks if subject else ()), *(m for o in objects for m in o.marks)}
    items = (*clause.context.besides, *(i for o in objects for i in o.items))
    clause.keep(besides=())
    numbers = [o.number for o in objects if o.number is not None]
    some = bool(said & {"example", "others"})
    if some and "only" in said or "only left" in said or not items and not numbers or "rest" in said:
        raise Unread
    if any(o.owners not in (None, group.owners) or o.kind not in (None, group.kind) or o.rank for o in objects):
        raise Unread
    if len({kind(i) for i in items}) > 1:
        raise Unread
    found: list[Claim] = []
    alike = objects[0].alike if objects else ()
    if len(items) == 1 and len(group.owners) > 1 and alike and not numbers and "only" not in said:
        return [Called((*items, *alike), group.owners)]
    if items and len(group.owners) > 1:
        found.append(Same(items, group.all(clause.facts), some))
    elif items:
        found += has(group, items, whole=not some and (len(items) > 1 or not one))
    if subject and subject.number is not None:
        found += _counted(clause, group, subject.number, said, [subject.number])
    for number in numbers:
        found += [Count(group, number)] if group.rank is not None else _counted(clause, group, number, said, numbers)
    clause.keep(owners=group.owners, items=items or clause.context.items, group=group, kind=group.kind)
    clause.keep(listed=bool(items), level=False)
    return found


def _equals(clause: Clause, subject: Noun | None, objects: list[Noun], marks: list[str]) -> list[Claim]:
    """`S27 是溝通技能`, `S27 是 T5 的技能`, `T5 的技能是 S27、S28…`, `T5 的級別是 5`."""
    if not objects:
        raise Unread
    of = objects[0]
    if _levels(clause, subject, objects):
        return _ranked(clause, subject, objects, marks)
    if subject and subject.closed:
        return _closed(clause, subject, objects)
    if len(objects) > 1 and not all(o.items or o.number for o in objects):
        raise Unread
    if of.closed:
        return _closed(clause, of, [subject or Noun(items=clause.context.items)])
    if of.pronoun or of.told:
        raise Unread
    last = clause.context.items
    alike = bool(last and of.items) and kind(last[0]) is kind(of.items[0])
    same = of.items == last and not of.kind or clause.context.group is None
    if subject is None and of.items and of.owners is None and alike and same:
        return _same(clause, last, of)
    if not of.items and (of.kind is not None or of.owners is not None):
        return _of_kind(clause, subject, of, marks)
    if of.items and of.owners is not None and subject is None:
        subject, of = replace(of, items=()), replace(of, owners=None, kind=None)
        return _listed(clause, subject, [of], marks)
    if subject and subject.upper and of.items and not of.upper and {*marks} & {"topic"} and len(of.items) == 1:
        clause.note(subject.items, of.items)
        return [Under(of.items, subject.items)]
    if subject and subject.items and of.items:
        known = clause.context.kind
        if subject.upper and not of.upper and known not in (None, *UPPER) and {*map(kind_of, of.items)} == {known}:
            return _listed(clause, Noun(kind=known, owners=subject.items, marks=subject.marks), objects, marks)
        return _same(clause, subject.items, of)
    if subject and subject.upper and of.number is not None and clause.context.kind:  # `T5 則是四項`
        theirs = Noun(kind=clause.context.kind, owners=subject.items)
        return _listed(clause, theirs, objects, marks)
    if subject and subject.marked("this") and subject.kind and of.items and clause.context.group is None:
        return _same(clause, clause.nouns.things(subject), of)
    if subject and subject.number == 1 and subject.kind is None and not subject.marks:  # `一項是 S31`
        subject, marks = None, [*marks, "example"]
    if subject and subject.pronoun:
        if clause.context.group is None:
            return _same(clause, clause.nouns.things(subject), of)
        marks = [*marks, *subject.marks]
        subject = None
    return _listed(clause, subject, objects, marks)


def _same(clause: Clause, items: tuple[str, ...], of: Noun) -> list[Claim]:
    """Two ways of naming the same items."""
    if of.some or of.marked("only") or of.owners is not None:
        raise Unread
    clause.keep(items=items)
    if items and kind(items[0]) in UPPER:
        clause.note(items)
    return [Same(items, of.items)]


def _levels(clause: Clause, subject: Noun | None, objects: list[Noun]) -> bool:
    said = subject is not None and subject.level or clause.context.level and all(o.number for o in objects)
    return all(not o.items and o.kind is None and o.owners is None for o in objects) and (
        said or all(o.rank is not None for o in objects)
    )


def _ranked(clause: Clause, subject: Noun | None, said: list[Noun], marks: list[str]) -> list[Claim]:
    """`T5 的級別是 5`, `T4 和 T5 分別為 4 級和 5 級`, `只有 T3 和 T5 是五級`."""
    numbers = [n for o in said if (n := o.rank if o.rank is not None else o.number) is not None]
    above = {kind(c) for c in clause.context.owners}
    if subject and subject.number and subject.kind is None and len(above) == 1 and not subject.items:
        subject = replace(subject, kind=above.pop())
    if subject and subject.kind in UPPER and subject.number and subject.owners is None and not subject.items:
        if not subject.marks and len(numbers) == 1 and not marks and subject.rank is None:
            group = Group((STANDARD,), subject.kind, numbers[0])
            clause.keep(group=group, kind=subject.kind, listed=False, level=False)
            return [Count(group, subject.number)]
    if subject and subject.level and not subject.items and subject.kind is None and subject.owners is not None:
        codes = subject.owners
    elif subject:
        codes = (
            subject.owners if subject.level and subject.owners else clause.nouns.things(replace(subject, level=False))
        )
    else:
        codes = clause.context.items or clause.context.owners
    if not codes or "only" in marks or any(o.some or o.marked("only") for o in said):
        raise Unread
    if any(kind(c) not in (*UPPER, None) for c in codes):
        return [OfKind(codes, Kind.TASK)]
    ranked = clause.context.counted if clause.context.level else ()
    clause.note(codes)
    clause.keep(level=True, counted=tuple(dict.fromkeys((*ranked, *codes))))
    only = subject is not None and subject.marked("only") or "only left" in marks
    if len(numbers) not in (1, len(codes)) or len(numbers) > 1 and (only or "each" not in _marks(marks, subject, said)):
        raise Unread
    if only:
        return [Listed(Group((STANDARD,), kind_of(codes[0]), numbers[0]), codes, True)]
    each = numbers * len(codes) if len(numbers) == 1 else numbers
    return [Level(code, number) for code, number in zip(codes, each, strict=True)]


def _marks(marks: Iterable[str], subject: Noun | None, objects: list[Noun]) -> set[str]:
    return {*marks, *(subject.marks if subject else ()), *(m for o in objects for m in o.marks)}


def _of_kind(clause: Clause, subject: Noun | None, of: Noun, marks: list[str]) -> list[Claim]:
    """Items said to be of a kind, under an owner, at a level, all there are."""
    said = _marks(marks, subject, [of])
    if subject and subject.kind and not subject.items and not subject.marked("this", "all") and subject.owners is None:
        if of.owners is not None and subject.number is not None and of.kind in (None, subject.kind):
            return _counted(clause, Group(of.owners, subject.kind), subject.number, said, [subject.number])
        raise Unread
    items = clause.nouns.things(subject or Noun())
    some = bool(said & {"example", "others"})
    if some and "only" in said or of.number not in (None, len(items)) and not some or of.marked("rest"):
        raise Unread
    found: list[Claim] = [OfKind(items, of.kind)] if of.kind else []
    if of.owners is not None:
        found.append(Under(items, of.owners, only=of.sole or of.kind is None and "only" in said))
        word = of.kind or kind_of(items[0])
        if of.by in ("needs", "needed") and word in (*UPPER, Kind.OUTPUT):
            raise Unread
        clause.note(of.owners, items)
    found += [Level(i, of.rank) for i in items if of.rank is not None]
    if of.kind is None:
        if "only left" in marks or subject and subject.marked("only") or of.number is not None or of.marks - {"only"}:
            raise Unread
        return found
    group = replace(of, number=None, marks=frozenset())
    if some and of.number is not None:
        found.append(Count(clause.nouns.group(group), of.number))
    elif "only" in said or of.marked("all") or of.number and (of.owners or of.rank):
        found.append(Listed(clause.nouns.group(group), items, True))
    clause.keep(items=items, owners=of.owners or clause.context.owners, kind=of.kind)
    return found


def _denied(clause: Clause, left: list[Noun], right: list[Noun], verbs: list[str], marks: list[str]) -> list[Claim]:
    """`T2.2 沒有產出`, `T5 不需要 S1`, `S1 不屬於 T5`."""
    if [m for m in marks if m not in ("topic", "all")] not in (["no"], ["no right"]):
        raise Unread
    nouns = [*left, *right]
    if len(nouns) > 2 and (nouns[0].items or nouns[0].owners) == (STANDARD,):
        del nouns[0]
    of = nouns[-1] if nouns and (nouns[-1].kind or nouns[-1].items or nouns[-1].owners is not None) else None
    subject = nouns[0] if len(nouns) > 1 else None
    if len(nouns) == 2 and nouns[0].items and not nouns[0].upper and not nouns[1].items and nouns[1].owners is not None:
        if nouns[1].number is None and not nouns[0].marks and nouns[1].marks <= {"example"}:
            return [Apart(nouns[0].items, nouns[1].owners)]
    if of is None or len(nouns) > 2 or any({*n.marks} - {"all"} or n.sole or n.closed for n in nouns):
        raise Unread
    if len(nouns) == 1 and left and not verbs and clause.parts.index("no") > 0:
        subject, of = of, None  # `T5 沒有`
    if of and of.items and of.upper and subject is None and clause.context.group:
        subject, of = of, Noun(kind=clause.context.kind)
    if of is None:
        of = Noun(kind=clause.context.kind)
    if {*verbs} & _IS or of.owners is not None and not of.items and of.kind is None:
        if of.owners is None or of.items or of.number is not None or subject is None:
            raise Unread
        return [Apart(clause.nouns.things(subject), of.owners)]
    owners = of.owners if of.owners is not None and subject is None else clause.nouns.owners(subject or Noun())
    if of.owners is not None and subject is not None and not (owners == (STANDARD,) and not of.items):
        raise Unread
    owners = of.owners if of.owners is not None else owners
    if of.number is not None or of.rank is not None or of.level:
        raise Unread
    clause.note(owners)
    if of.items:
        return [Apart(of.items, owners)]
    if of.kind in (None, Kind.TASK) or any(kind(o) is of.kind for o in owners):
        raise Unread
    clause.note(owners, (), Group(owners, of.kind))
    return [Count(Group(owners, of.kind), 0)]


def _alone(clause: Clause, nouns: list[Noun], marks: list[str]) -> list[Claim]:
    """`就 T5 而言`, `…：S27、S28`, `例如 S27`, `四項`, `合計 17 項`, `O3.1.2 由 T3.1 產出`: no verb."""
    if not nouns:
        if {*marks} <= {"topic", "example", "each", "all", "total"} and clause.opens:
            return []
        raise Unread
    first, context = nouns[0], clause.context
    if len(nouns) == 1 and _is_topic(clause, first, marks):
        counted = first.owners is not None and first.kind is not None and first.number is not None
        return [Count(Group(first.owners, first.kind), first.number)] if counted else []
    if all(n.items and n.owners is None for n in nouns) and context.group and not first.upper:
        if context.listed and ("example" in marks or first.some) or first.marked("only"):
            raise Unread
        return _listed(clause, None, nouns, marks)
    if all(n.items and n.owners is None for n in nouns) and context.group and context.group.kind in UPPER:
        return _listed(clause, None, nouns, marks)
    whose = first.upper or first.kind in UPPER and first.owners is None
    if len(nouns) == 2 and whose and nouns[1].number is not None and not nouns[1].items:
        if nouns[1].kind is None and context.level:
            return _ranked(clause, first, [nouns[1]], marks)
        said = [*marks, *first.marks]
        return _held(clause, clause.nouns.owners(first), nouns[1], "holds", said, nouns[1:])
    if len(nouns) > 1:
        raise Unread
    if first.items and first.owners is not None:
        clause.note(first.owners, first.items)
        return []  # `implied` has its claims
    if (
        first.owners is not None
        and first.kind is None
        and (first.pronoun or first.by in ("belongs", "needed", "produced"))
    ):
        items = clause.nouns.things(Noun(pronoun="they"))
        if first.marks - {"all"} or first.number is not None or first.rank is not None:
            raise Unread
        clause.note(first.owners, items)
        return [*clause.nouns.implied(replace(first, items=items)), Under(items, first.owners, first.sole)]
    if first.items and first.rank is None or first.told or first.level and first.rank is None:
        raise Unread
    if first.rank is not None and first.kind is None and first.owners:  # `Level 5 is assigned to T3 and T5 only`
        clause.note(first.owners)
        only = "only" in marks or first.sole
        return [Listed(Group((STANDARD,), kind_of(first.owners[0]), first.rank), first.owners, True)] if only else []
    if first.rank is not None and first.kind is None:
        return _ranked(clause, Noun(items=first.items) if first.items else None, [replace(first, items=())], marks)
    if first.number is None and first.kind and first.owners is not None and not marks and not first.marks:
        clause.note(first.owners, (), clause.nouns.group(first))
        return [Count(clause.nouns.group(first), None)]
    if first.number is None or first.some:
        raise Unread
    if len(context.counted) > 1 and first.marked("total") and first.kind in (None, context.kind) and context.kind:
        return [Count(Group(context.counted, context.kind), first.number, total=True)]
    group = clause.nouns.group(first)
    clause.note(group.owners, (), group)
    return _counted(clause, group, first.number, {*marks, *first.marks}, [first.number])


def _is_topic(clause: Clause, noun: Noun, marks: list[str]) -> bool:
    """`就 T5 而言，`, `For T5,`: what a sentence opens with claims nothing."""
    if not clause.opens or noun.marks - {"this", "all", "example"} or noun.rank is not None or noun.pronoun:
        return False
    if noun.owners is not None and noun.kind is not None and not noun.items and noun.by != "belongs":
        clause.note(noun.owners, (), Group(noun.owners, noun.kind))
        return True
    if noun.number is not None or noun.marks - {"this"}:
        return False
    if noun.upper and noun.owners is None:
        clause.note(noun.items)
        return True
    if noun.owners is not None and not noun.items and noun.kind is None and noun.by in ("of_whom", "by", ""):
        clause.note(noun.owners)
        return True
    if "topic" in marks and noun.items and noun.owners is None:
        clause.keep(items=noun.items)
        return True
    if "topic" in marks and noun.kind is not None and not noun.items:
        if noun.owners is not None:
            clause.note(noun.owners, (), Group(noun.owners, noun.kind))
        clause.keep(kind=noun.kind)
        return True
    return False


def detailed(clause: Clause) -> list[Claim]:
    """`S27 包括…`, `它的細項是…`, `S28 有兩條細項`: details of one item."""
    clause.allow("is", "holds", "needs", "of", "example", "all", "each", "total", "colon", "details", "and", "comma")
    tellings = [p for p in clause.phrases if p.field == "detail"]
    told = [codes for p in tellings for codes in p.told]
    others = [p for p in clause.phrases if not p.told]
    subject = next((p for p in others if p.items or p.kind or p.pronoun), Noun())
    number = clause.number()
    if (
        any(p is not subject and (p.items or p.kind or p.rank is not None) for p in others)
        or subject.owners
        and not subject.items
    ):
        raise Unread
    items = clause.nouns.things(replace(subject, number=None))
    if len(tellings) > 1 or len(items) != 1 or any(p.marked("only", "rest") for p in others):
        raise Unread
    if kind(items[0]) in UPPER and told and "needs" in clause.words and number is None:
        return [Under(codes[:1], items) for codes in told]
    if kind(items[0]) in (*UPPER, None):
        raise Unread
    clause.keep(items=items)
    if told:
        if tellings[0] is clause.phrases[0] and len(clause.phrases) > 1 and not subject.items:
            raise Unread
        if number not in (None, len(told)):
            raise Unread
        return [Own(items, codes, some=True) for codes in told]
    if number is None:
        raise Unread
    return [Details(items[0], number)]


def profiled(clause: Clause) -> list[Claim]:
    """`學歷與經驗條件為「…」`: texts of the profile under the names of their fields."""
    clause.allow(
        "is", "of", "holds", "all", "belongs", "topic", "needs", "by", "and", "comma", "colon", "total", "suits"
    )
    fields, texts = ([t for p in clause.phrases if p.field == field for t in p.told] for field in ("field", "text"))
    if any(p.items and p.items != (STANDARD,) or p.kind or p.number or p.rank for p in clause.phrases if not p.told):
        raise Unread
    clause.keep(kind=None)
    return [Own(text, field) for text in texts for field in dict.fromkeys(fields)]


def besides(clause: Clause) -> list[Claim]:
    """`除了 S27 之外，`: the next clause says more of the same."""
    clause.allow("besides", "and", "topic", "of")
    items = tuple(i for p in clause.phrases for i in p.items)
    if not clause.opens or not items or any(p.owners is not None or p.marks or p.number for p in clause.phrases):
        raise Unread
    if clause.phrases[0].upper:
        clause.note(items)
    clause.keep(items=items, besides=items)
    return []


def found(clause: Clause) -> list[Claim]:
    """`這件事屬於 T5`, `可以參考 P5.2.4`: what a search has found. Only activities and tasks handle a matter."""
    clause.allow(
        "situation",
        "suits",
        "doing",
        "holds",
        "needs",
        "is",
        "produces",
        "by",
        "of",
        "belongs",
        "topic",
        "and",
        "comma",
        "all",
        "example",
        "details",
        "of_whom",
    )
    named = [p for p in clause.phrases if p.items or p.owners is not None]
    items = tuple(i for p in named for i in (*p.items, *(p.owners or ())))
    if (
        any(p.pronoun for p in named)
        or clause.context.found is None
        or not items
        or any(p.number not in (None, len(p.items)) for p in clause.phrases)
    ):
        raise Unread
    if any(p.rank is not None or p.told or p.marked("only", "rest") or p.sole for p in clause.phrases):
        raise Unread
    kinds = {p.kind for p in clause.phrases if p.kind and not p.items} | (
        {Kind.INDICATOR} if "doing" in clause.words else set()
    )
    handled = "suits" not in clause.words and "doing" not in clause.words or "by" in clause.words
    uppers = tuple(c for c in items if kind(c) in UPPER)
    if kinds and {*map(kind, items)} != kinds or handled and len(uppers) < len(items):
        raise Unread
    clause.note(uppers[:1] or clause.context.owners, items)
    return [Own(items, tuple(clause.context.found), some=True)]


PLAIN: tuple[Reader, ...] = (
    ({"besides"}, besides),
    ({"text", "field"}, profiled),
    ({"situation", "suits", "doing"}, found),
    ({"detail", "details"}, detailed),
)
