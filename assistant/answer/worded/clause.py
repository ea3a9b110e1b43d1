"""One clause of a sentence: its phrases, the words between them, and what is spoken of behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ...standard.relations import UPPER
from ..proof import Facts
from .claims import STANDARD, Claim, Group, Level, kind
from .cursor import HAS, NAMED, QUANTIFIERS
from .noun import Context, Noun, Unread
from .phrases import Phrases
from .reference import Reference
from .rows import Row, fits
from .statement import Token

Reader = tuple[set[str], Callable[["Clause"], list[Claim]]]
"""Words, and what reads the clauses that have one of them."""
BREAKS = ("comma", "stop", "colon", "and", "relative", "stop holds")
"""What may stand between clauses."""


class Clause:
    """A clause being read; `context` is what is spoken of behind it, `opens` that a comma follows it."""

    def __init__(self, tokens: Sequence[Token], context: Context, facts: Facts, *, opens: bool) -> None:
        self.context, self.facts, self.opens = context, facts, opens
        self.meant = Reference(context, facts)
        self.parts = Phrases(plain(tokens), self.meant).parts()
        while self.parts and self.parts[0] in BREAKS and len(self.parts) > 1:
            del self.parts[0]
        self._ranked()
        self.words = [p for p in self.parts if isinstance(p, str)]
        self.phrases = [p for p in self.parts if isinstance(p, Noun)]

    def _ranked(self) -> None:
        """`the two tasks rated at level 5` is one phrase behind another verb."""
        for at in range(1, len(self.parts) - 2):
            one, verb, two = self.parts[at : at + 3]
            if not isinstance(one, Noun) or not isinstance(two, Noun) or verb != "is" or "is" not in self.parts[:at]:
                continue
            if one.kind in UPPER and one.rank is None and two == Noun(rank=two.rank, level=two.level):
                self.parts[at : at + 3] = [replace(one, rank=two.rank)]
                return

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

    def refuse(self, *marks: str) -> None:
        """:raises Unread: when a phrase has one of these marks."""
        if any(p.marked(*marks) or p.sole and "only" in marks for p in self.phrases):
            raise Unread

    def number(self) -> int | None:
        """The only number."""
        found = [p.number for p in self.phrases if p.number is not None]
        if len(found) > 1:
            raise Unread
        return found[0] if found else None

    def implied(self) -> list[Claim]:
        """What its phrases say by themselves: `the four skills of T5, S27 to S30`, `T4 (level 4)`."""
        return [claim for noun in self.phrases for claim in self._implied(noun)]

    def _implied(self, noun: Noun) -> list[Claim]:
        if not fits(noun.by, noun.kind, *map(kind, noun.items)):
            raise Unread
        if noun.marked("rest") and (noun.items or noun.owners is not None) or noun.place and (noun.items or noun.sole):
            raise Unread
        found: list[Claim] = []
        if noun.rank is not None and (noun.items or noun.owners and noun.kind is None):
            found += [Level(code, noun.rank) for code in noun.items or noun.owners or ()]
        if noun.closed:
            return found
        if noun.owners is None:
            if noun.number not in (None, len(noun.items) or noun.number) and not noun.some:
                raise Unread
            kinds = Row(owners=(STANDARD,), items=noun.items, kind=noun.kind, some=True) if noun.kind else None
            return [*found, *(kinds.claims(self.facts)[:1] if kinds and noun.items else [])]
        if STANDARD in noun.items or noun.sole and not noun.items:
            raise Unread
        if noun.items:
            several = noun.kind is not None and len(noun.items) > 1
            whole = noun.marked("only") or not noun.some and (several or noun.number == len(noun.items))
            row = Row(owners=noun.owners, kind=noun.kind, items=noun.items, number=noun.number, sole=noun.sole)
            partial = not whole and not noun.sole
            found += replace(row, whole=whole, some=partial, number=None if whole else row.number).claims(self.facts)
        return found


def plain(tokens: Sequence[Token]) -> list[Token]:
    """The words of a clause without turns of phrase that say the same as plain ones.

    :raises Unread: for a number of what no list holds, and for `any` outside a denial.
    """
    symbols = [t.symbol for t in tokens]
    denied = "no" in symbols
    if ("number", "filler") in pairwise(symbols) or "any" in symbols and not denied:
        raise Unread
    found: list[Token] = []
    for token, before, behind in zip(tokens, ["", *symbols], [*symbols[1:], ""], strict=False):
        symbol = token.symbol
        if symbol in ("filler", "any") or (symbol, behind) in (("of", "filler"), ("by", "is")):
            continue
        if symbol == "range" and not {before, behind} <= NAMED:
            continue
        found.append(replace(token, symbol="and") if symbol == "or" and denied else token)
    return _only(_said_of(_headed(found)))


def _symbols(tokens: Sequence[Token]) -> list[str]:
    return [t.symbol for t in tokens]


def _headed(tokens: list[Token]) -> list[Token]:
    """`It is T6.2 that …`, `Together, …`, `達到五級的有…`, `在這份基準裡屬於 4 級` without their heads."""
    symbols = _symbols(tokens)
    if symbols[:2] == ["they", "is"] and symbols[3:4] == ["relative"]:
        return [tokens[2], *tokens[4:]]
    if symbols[:2] == ["total", "comma"]:
        return [tokens[0], *tokens[2:]]
    if symbols[:3] == ["is", "grade", "of"]:
        return tokens[1:]
    if symbols[:3] == ["topic", "standard", "of"] and symbols[3:4] in (["is"], ["belongs"]):
        return tokens[3:]
    return tokens


def _said_of(tokens: list[Token]) -> list[Token]:
    """Verbs that say something else by what stands behind: `由 … 組成`, `屬於五級`, `為 T3.2 列出`."""
    symbols = _symbols(tokens)
    made = "made" in symbols and "by" in symbols
    found = []
    for at, token in enumerate(tokens):
        behind = symbols[at + 1 :]
        following = next((x for x in behind if x not in ("all", "each", "of")), "")
        symbol = token.symbol
        if made and symbol == "made":
            continue
        if made and symbol == "by":
            symbol = "holds"
        elif symbol == "belongs" and (following in _OF_A_SET or _of_a_set(behind)):
            symbol = "is"
        elif symbol == "is" and behind[:1] == ["upper"] and {*behind[1:2]} & HAS and behind[2:3] != ["of"]:
            symbol = "topic"
        found.append(replace(token, symbol=symbol))
    return found


_OF_A_SET = {"grade", "level", "number", "kind", "its", "example"}


def _of_a_set(behind: Sequence[str]) -> bool:
    """`屬於 T5 的四項技能之一`: what follows is a set that one is of."""
    rest = next((x for x in behind if x not in ("upper", "and", "of", "all")), "")
    return behind[:1] == ["upper"] and "of" in behind and rest in ("number", "kind", "example")


def _only(tokens: list[Token]) -> list[Token]:
    """`只有 T3 …是`: `holds` says nothing where another verb follows."""
    symbols = _symbols(tokens)
    for at, two in enumerate(pairwise(symbols)):
        head = {*symbols[:at]} <= {"topic", "standard", *BREAKS, *QUANTIFIERS}
        fronted = symbols[at + 2 :] == ["upper", "needs"]
        if two == ("only", "holds") and (head or fronted) and {*symbols[at + 2 :]} & {*HAS, "is", "belongs", "needed"}:
            return [*tokens[: at + 1], *tokens[at + 2 :]]
    return tokens
