"""Where one is in the words of a clause, and whom they name as owners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...standard.model import Kind
from .claims import STANDARD, kind
from .noun import Noun, Unread
from .reference import Reference
from .statement import Token

HAS = {"holds", "needs", "produces"}
"""Verbs with the owner before and what it has behind."""
UNDER = {"belongs", "needed", "produced", "by", "of_whom"}
"""Words with the owner behind."""
QUANTIFIERS = {"all", "each", "only", "total", "example", "others", "rest", "this"}
NAMED = {"upper", "item"}
JOINING = {"and", "comma"}


class Cursor:
    """A place in the words of a clause."""

    def __init__(self, tokens: Sequence[Token], meant: Reference) -> None:
        self.tokens, self.meant = tokens, meant
        self.context, self.facts = meant.context, meant.facts
        self.at = 0

    def _symbol(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at].symbol if 0 <= at < len(self.tokens) else ""

    def _joins(self, symbols: set[str]) -> bool:
        """Whether behind joining words one of these comes next, perhaps under the word for its kind."""
        ahead = 0
        while self._symbol(ahead) in JOINING:
            ahead += 1
        if self._symbol(ahead) in ("kind", "upper_kind") and symbols & NAMED:
            ahead += 1
        return self._symbol(ahead) in symbols

    def _kind(self) -> Kind:
        return Kind(str(self.tokens[self.at].value))

    @staticmethod
    def _goes_on(noun: Noun, token: Token, joined: bool) -> bool:
        """Whether a task or an activity is one more owner."""
        if noun.kind and any(kind(c) is not noun.kind for c in token.codes):
            return False
        return not noun.items or joined or {*token.codes} <= {*noun.items}

    def _owner(self) -> tuple[str, ...] | None:
        """The tasks, activities or standard named here; leaves off at its last word."""
        start, noun, joined = self.at, Noun(), False
        end = start
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.symbol in JOINING and noun.upper and self._joins({"upper"}):
                joined = True
            elif token.symbol == "upper":
                if not self._goes_on(noun, token, joined):
                    break
                new = tuple(c for c in token.codes if c not in noun.items)
                noun, joined, end = replace(noun, items=noun.items + new, kind=None), False, self.at
            elif token.symbol in ("standard", "they") and noun.empty:
                pronoun = "they" if token.symbol == "they" else ""
                noun, end = replace(noun, items=() if pronoun else (STANDARD,), pronoun=pronoun), self.at
                break
            elif token.symbol == "upper_kind":
                if noun.items and kind(noun.items[0]) is not self._kind():
                    break
                noun, end = replace(noun, kind=self._kind() if not noun.items else None), self.at
            elif token.symbol == "this" or token.symbol in ("all", "each", "rest") and not noun.items:
                noun = replace(noun, marks=noun.marks | {token.symbol})
            elif token.symbol == "number" and noun.empty:
                noun = replace(noun, number=token.number)
            else:
                break
            self.at += 1
        self.at = end
        if not noun.items and not noun.pronoun and noun.kind is None:
            self.at = start
            return None
        if noun.items and noun.marked("rest"):
            raise Unread
        return self.meant.owners(noun)
