"""A clause parted at its verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clause import Clause
from .cursor import HAS
from .noun import Noun, Unread

IS = {"is", "colon"}
_SILENT = {"topic", "all", "each", "total", "example", "others", "this"}


@dataclass(slots=True)
class Sides:
    """What stands before the verb of a clause and behind, the verbs, and quantifiers that stand alone."""

    left: list[Noun] = field(default_factory=list)
    right: list[Noun] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    denials: int = 0

    def said(self, *nouns: Noun | None) -> set[str]:
        """The quantifiers, those of phrases among them."""
        return self.marks | {mark for noun in nouns if noun for mark in noun.marks}


def sides(clause: Clause) -> Sides:
    """Parts a clause at its verb.

    :raises Unread: when a word has no place on either side.
    """
    found = Sides()
    for part, before, behind in zip(clause.parts, ["", *clause.parts], [*clause.parts[1:], ""], strict=False):
        nouns = found.right if found.verbs else found.left
        if isinstance(part, Noun):
            if isinstance(before, Noun) and (found.verbs or part.items and before.items):
                raise Unread  # `S28（溝通技能）`: two names for what is not one
            nouns.append(part)
        elif part in HAS or part in IS:
            if found.right or before in ("comma", "and"):
                raise Unread
            found.verbs.append(part)
        elif part in ("and", "comma") and nouns:
            continue
        elif part == "no":
            found.denials += 1
        elif part == "only":
            found.marks.add("only" if found.verbs or found.left or behind in HAS else "only left")
        elif part in _SILENT:
            found.marks.add(part)
        else:
            raise Unread
    return found


def last(clause: Clause) -> Noun:
    return Noun(items=clause.context.items)
