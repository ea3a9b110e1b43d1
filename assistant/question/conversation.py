"""What a question takes from the turns before it: sets held ready, earlier forms asked again about something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..errors import QuestionError
from ..language.folding import fold
from ..language.tag import Language
from ..standard.address import of_another
from ..standard.code import clean, kind_of
from ..standard.model import Kind
from ..standard.relations import Relations
from .codes import mentions
from .form import Above, Coded, Locate, Named, Question, Set
from .found import SetEvaluator
from .node import nodes
from .sets import RANK, sets_of
from .take import take

MOST_TURNS = 6
"""Earlier turns that a question may come back to."""


class Turn(BaseModel):
    """One earlier message, for callers that keep a conversation as text."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: Literal["user", "assistant"]
    content: str


def spoken(turns: Sequence[Turn]) -> Language:
    """The language of the last question, for one that holds no words."""
    for turn in reversed(turns):
        if turn.role == "user":
            try:
                return take(turn.content, len(turn.content) + 1).language
            except QuestionError:
                continue
    return "zh-TW"


@dataclass(frozen=True, slots=True)
class Past:
    """One turn: the form that was asked, what it was about, and what it gave.

    :ivar subject: codes of the items that the question named.
    :ivar results: codes of those that the answer gave.
    :ivar certainty: how surely it was read, 0 to 1.
    """

    form: Question
    subject: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    text: str = ""
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    """The turns of a conversation, the last one first. It travels with the answer."""

    turns: tuple[Past, ...] = ()

    def after(self, past: Past) -> Context:
        """The context with one more turn."""
        return Context((past, *self.turns)[:MOST_TURNS])

    @property
    def last(self) -> Past | None:
        """The last turn."""
        return self.turns[0] if self.turns else None


def held(context: Context) -> dict[str, Set]:
    """The sets that `it`, `those` or nothing at all may mean, by role."""
    sets: dict[str, Set] = {}
    for n, past in enumerate(context.turns[:3]):
        mark = "" if n == 0 else "_before"
        if past.subject and f"subject{mark}" not in sets:
            sets[f"subject{mark}"] = Coded(past.subject)
        if past.results and past.results != past.subject and f"results{mark}" not in sets:
            sets[f"results{mark}"] = Coded(past.results)
            kinds = dict.fromkeys(map(kind_of, past.results))
            if len(kinds) > 1 and n == 0:
                lowest, uppermost = max(kinds, key=RANK.__getitem__), min(kinds, key=RANK.__getitem__)
                sets["listed"] = Coded(tuple(c for c in past.results if kind_of(c) is lowest))
                sets["places"] = Coded(tuple(c for c in past.results if kind_of(c) is uppermost))
    if len(context.turns) > 1:
        newer, older = context.turns[:2]
        roles = ("subject_two", newer.subject, older.subject), ("results_two", newer.results, older.results)
        for role, last, first in roles:
            if last and {*map(kind_of, last)} == {*map(kind_of, first)}:
                sets[role] = Coded(tuple(dict.fromkeys((*first, *last))))
    seen: dict[Set, str] = {}
    for role, value in sets.items():
        seen.setdefault(value, role)
    return {role: value for value, role in seen.items()}


def anchors(form: object) -> Iterator[Set]:
    """The sets of a form that name items, outermost first."""
    return (n for n in nodes(form) if isinstance(n, Coded | Named))


def subject_codes(form: Question, run: SetEvaluator) -> tuple[str, ...]:
    """The codes of the items that a form names, by code or by description."""
    codes = [c for a in anchors(form) for c in (a.codes if isinstance(a, Coded) else [i.code for i in run(a).items])]
    return tuple(dict.fromkeys(codes))


def recalled(context: Context, form: Question, run: SetEvaluator, text: str, certainty: float = 1.0) -> Context:
    """The context after a question that is known as text alone: its results are what the form gives."""
    items = dict.fromkeys(i.code for part in sets_of(form) for i in run(part).items)
    past = Past(form, subject_codes(form, run), places_of(form, run) or tuple(items), text, certainty)
    return context.after(going_on(context, past))


def going_on(context: Context, past: Past) -> Past:
    """A turn that came to nothing, and named nothing, leaves what was talked about before it."""
    last = context.last
    if last is None or past.subject or past.results:
        return past
    return replace(past, subject=last.subject, results=last.results, certainty=min(past.certainty, last.certainty))


def places_of(form: Question, run: SetEvaluator) -> tuple[str, ...]:
    """The codes of where the items hang, for a question that asks where: they are what one may go on to ask about."""
    if not isinstance(form, Locate):
        return ()
    return tuple(dict.fromkeys(i.code for i in run(Above(form.of, form.kind or Kind.TASK)).items))


def told_codes(context: Context, codes: tuple[str, ...]) -> Context:
    """The context with the codes that an answer, known as text alone, went on to give."""
    past = context.last
    if past is None or not codes:
        return context
    results = tuple(c for c in codes if c not in past.subject) or codes
    changed = replace(past, results=results, subject=past.subject or codes[:1])
    return Context((changed, *context.turns[1:]))


def codes_in(text: str, relations: Relations) -> tuple[str, ...]:
    """The codes of the standard that a text names, in order; addresses are of others."""
    plain = clean(text)
    found = (c for m in mentions(fold(plain), plain) for c in m.codes if not of_another(plain[: m.start]))
    return tuple(dict.fromkeys(i.code for c in found for i in relations.find(c)[:1]))
