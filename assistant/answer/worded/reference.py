"""What a noun phrase stands for, in the light of what was spoken of before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..proof import Facts
from .claims import STANDARD, Group, kind
from .noun import Context, Noun, Unread


@dataclass(frozen=True, slots=True)
class Reference:
    """Looks up whom and what phrases mean."""

    context: Context
    facts: Facts

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
