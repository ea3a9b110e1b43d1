"""Whom a question asks: the standard at hand, another one that it names, or several; and how it is read there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..index.generation import StandardEntry
from ..question.conversation import Context, Past
from ..question.overall import Overall
from ..question.reading import Reading
from ..question.scope import NamedStandard, Scope, named, scope, shapes
from ..question.spread import from_outside, local, reaches
from ..question.take import Question as Taken
from ..question.take import take
from ..standard.address import MARK, address, parted
from .rooms import Room, Rooms


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the standard whose codes are told alone, and the one that it is asked of.

    `scope` is set where it is asked of several; `taken` is without the code by which it names one.
    """

    taken: Taken
    home: Room
    room: Room
    scope: Scope | None = None

    @property
    def away(self) -> bool:
        """Whether it is asked of another standard than the one at hand."""
        return self.room is not self.home

    def read(self, context: Context) -> Reading:
        """Read it in the light of a conversation that is told from home; its forms are told of its own standard."""
        if self.scope is not None:
            found = Overall(self._part, self.home.desk.runner.run).read(self.taken, self.scope)
            return self.home.reader().read(self.taken, context) if found is None else found
        return self.room.reader().read(self.taken, as_told_in(context, self.room.desk.code) if self.away else context)

    def _part(self, text: str) -> Reading:
        return self.room.reader().read(take(text, len(text) + 1, self.taken.language))

    def at_home(self, reading: Reading) -> Reading:
        """A reading as it is told from the standard at hand, where the question is asked of another one."""
        if not self.away or self.scope:
            return reading
        code = self.room.desk.code
        return replace(reading, ranked=tuple(replace(r, form=from_outside(r.form, code)) for r in reading.ranked))


def asked(taken: Taken, standard: str | None, rooms: Rooms) -> Asked:
    """Whom a question asks.

    :param standard: the one at hand; None: the default one.
    :raises UsageError: when there is no such standard.
    """
    generation = rooms.generation
    home = rooms.room(standard or None, generation)
    held = generation.manifest.standards
    if len(held) < 2:
        return Asked(taken, home, home)
    titles = rooms.titles(generation)
    if several := scope(taken.folded, taken.text, titles):
        reader = rooms.room(several.named[0].standard, generation) if several.named else home
        return Asked(taken, home, reader, several)
    found = _meant(named(taken.folded, taken.text, titles), home, bool(standard), held)
    if found is None:
        return Asked(taken, home, home)
    return Asked(_without(taken, found), home, rooms.room(found.standard, generation))


def _meant(
    found: Sequence[NamedStandard], home: Room, chosen: bool, held: Mapping[str, StandardEntry]
) -> NamedStandard | None:
    """The standard that a question names; where one was chosen, a name that its own wording has is no address."""
    if not found:
        return None
    one = found[0]
    name = held[one.standard].name
    if chosen and not one.coded and not one.codes and (name in home.desk.name or home.desk.mentions(name)):
        return None
    return one


def _without(taken: Taken, one: NamedStandard) -> Taken:
    """The question without the code of a standard, where it is not all there is."""
    if not one.coded:
        return taken
    rest = taken.folded[one.told :]
    joint = shapes()["joined"].match(rest)
    text = (taken.text[: one.start] + taken.text[one.told + (joint.end() if joint else 0) :]).strip()
    return take(text, len(text) + 1, taken.language) if any(c.isalnum() for c in text) else taken


def as_told_in(context: Context, standard: str) -> Context:
    """What of a conversation is about a standard, as it is told in it."""
    turns = []
    for past in context.turns:
        if reaches(past.form) and all(parted(code)[0] == standard for code in (*past.subject, *past.results)):
            subject, results = (tuple(parted(c)[1] for c in told) for told in (past.subject, past.results))
            turns.append(replace(past, form=local(past.form, standard), subject=subject, results=results))
    return Context(tuple(turns))


def told_at_home(past: Past, standard: str) -> Past:
    """A turn about another standard as it is told from home."""

    def at(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code if MARK in code else address(standard, code) for code in codes)

    return replace(past, form=from_outside(past.form, standard), subject=at(past.subject), results=at(past.results))
