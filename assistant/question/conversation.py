"""What a question takes from the turns before it: sets held ready, earlier forms asked again about something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ..errors import QuestionError
from ..language.folding import fold
from ..language.tag import Language
from ..standard.code import clean, kind_of
from ..standard.model import Kind
from ..standard.relations import Relations
from .acts import Candidate
from .codes import mentions
from .form import (
    Above,
    All,
    Below,
    Beside,
    Both,
    Check,
    Coded,
    Count,
    Field,
    List,
    Locate,
    Misprints,
    Named,
    NotHeld,
    Question,
    Set,
    Show,
    Situation,
    Standards,
    Together,
    Union,
    nodes,
)
from .found import Run
from .sets import RANK, apart, kinds_of, open_kind, rebase, relate, sets_of, union, upper
from .take import take

MOST_TURNS = 6
"""Earlier turns that a question may come back to."""
MOST_SHARING = 10
"""Places that what they have in common may be asked of."""


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
    """One turn: the form that was asked, the codes it was about, and those that the answer gave."""

    form: Question
    subject: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    text: str = ""


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
            by_kind: dict[Kind, list[str]] = {}
            for code in past.results:
                by_kind.setdefault(kind_of(code), []).append(code)
            if len(by_kind) > 1 and n == 0:
                lowest = max(by_kind, key=lambda k: RANK[k])
                sets["listed"] = Coded(tuple(by_kind[lowest]))
                uppermost = min(by_kind, key=lambda k: RANK[k])
                sets["places"] = Coded(tuple(by_kind[uppermost]))
    if len(context.turns) > 1:
        newer, older = context.turns[:2]
        for role, last, first in (
            ("subject_two", newer.subject, older.subject),
            ("results_two", newer.results, older.results),
        ):
            if last and {*map(kind_of, last)} == {*map(kind_of, first)}:
                sets[role] = Coded(tuple(dict.fromkeys((*first, *last))))
    seen: dict[Set, str] = {}
    for role, value in sets.items():
        seen.setdefault(value, role)
    return {role: value for value, role in seen.items()}


def anchors(form: object) -> Iterator[Set]:
    """The sets of a form that name items, outermost first."""
    return (n for n in nodes(form) if isinstance(n, Coded | Named))


def exchanged(form: Any, old: object, new: object) -> Any:
    """A form with a part exchanged wherever it stands."""
    if form == old:
        return new
    if is_dataclass(form) and not isinstance(form, type):
        changes = {f.name: exchanged(getattr(form, f.name), old, new) for f in fields(form) if f.name != "op"}
        return replace(form, **changes)
    if isinstance(form, tuple):
        return tuple(exchanged(part, old, new) for part in form)
    return form


def _about_one(form: Question) -> Question:
    """Of several questions in one those about the first that is named: 換成 T6 asks them again, and nothing else."""
    if not isinstance(form, Together):
        return form
    first = next(iter(anchors(form)), None)
    parts = tuple(part for part in form.parts if first in tuple(anchors(part)))
    return replace(form, parts=parts) if len(parts) > 1 else (parts or form.parts)[0]


def _named(form: Question) -> Set | None:
    """What a form is about, as it was named: 換成 T6 puts T6 in the place of all that stood side by side."""
    first = next(iter(anchors(form)), None)
    rows = (n for n in nodes(form) if isinstance(n, Union) and all(isinstance(p, Coded | Named) for p in n.parts))
    return next((row for row in rows if first in row.parts), first)


def again(context: Context, new: Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """Earlier questions asked about something else: 換成 T6, 下一個, 訓練那個."""
    for n, past in enumerate(context.turns):
        form = _about_one(past.form)
        tag = "redo" if n == 0 else "redo_back" if n == len(context.turns) - 1 else "redo_between"
        if isinstance(form, Show) and isinstance(form.of, Coded | Named | Beside) and form.aspect == "what":
            kinds = kinds_of(form.of)
            if isinstance(new, Named) and len(kinds) == 1:
                yield Candidate(Show(Named(new.text, kinds), "what"), (*features, f"{tag}_show_typed"))
            yield Candidate(Show(new, "what"), (*features, f"{tag}_show"))
            continue
        if isinstance(form, Situation | Field | Misprints | Standards):
            continue
        found = _named(form)
        if found is None:
            changed = _scoped(form, new)
            if changed is not None:
                yield Candidate(changed, (*features, f"{tag}_scope"))
            continue
        kinds = kinds_of(found)
        if isinstance(new, Named) and len(kinds) == 1 and new.kinds != kinds:
            yield Candidate(exchanged(form, found, Named(new.text, kinds)), (*features, f"{tag}_typed"))
        changed = exchanged(form, found, new)
        if any(b.of == found and b.kind in kinds_of(new) for b in nodes(form) if isinstance(b, Below)):
            yield Candidate(changed, (*features, f"{tag}_within"))
            continue
        if kinds_of(new) and upper(new) == upper(found):
            yield Candidate(changed, (*features, tag))
            if isinstance(form, List | Count) and kinds_of(new) == kinds_of(found) != () and isinstance(new, Coded):
                continue
        else:
            yield Candidate(changed, (*features, f"{tag}_unlike"))


def other_kinds(
    context: Context, kinds: tuple[Kind, ...], added: bool, features: tuple[str, ...]
) -> Iterator[Candidate]:
    """The last question about another kind: 那產出呢; about both where something is `added`: 技能也一起."""
    past = context.last
    if past is None or len(kinds) != 1:
        return
    below = next(iter(_belows(past.form)), None)
    if below is not None and below.kind is not kinds[0]:
        related = relate(below.of, kinds[0])
        if related is not None:
            yield Candidate(exchanged(past.form, below, related), (*features, "redo_kind"))
            if added and isinstance(past.form, List):
                yield Candidate(List(union((past.form.of, related))), (*features, "redo_kind_added"))
    elif isinstance(past.form, List | Count) and isinstance(past.form.of, All) and past.form.of.kind is not kinds[0]:
        yield Candidate(replace(past.form, of=All(kinds[0])), (*features, "redo_kind_all"))


def added(context: Context, new: Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What was listed last, and something beside it: 再用表格列一遍，這個活動的行為指標也加上."""
    past = context.last
    if past is not None and isinstance(past.form, List) and kinds_of(new) and new != past.form.of:
        yield Candidate(List(union((past.form.of, new))), (*features, "redo_set_added"))


def in_common(context: Context, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What the places of the last question have in common: 兩邊都有的, which of these are shared."""
    past = context.last
    below = next(iter(_belows(past.form)), None) if past else None
    if past is None or below is None:
        return
    for parts in (tuple(b for b in _belows(past.form) if b.kind is below.kind), apart(below)):
        if len(parts) > 1:
            yield Candidate(List(Both(parts[:MOST_SHARING])), (*features, "redo_common"))


def widened(context: Context, features: tuple[str, ...]) -> Iterator[Candidate]:
    """The last question for the whole standard, or for the task above: 整份呢, 整個任務."""
    past = context.last
    if past is None:
        return
    form: Question = past.form
    for below in dict.fromkeys(_belows(past.form)):
        form = exchanged(form, below, All(below.kind))
    if form != past.form:
        yield Candidate(form, (*features, "redo_whole"))
    elif isinstance(past.form, Show) and past.form.aspect == "level":
        yield Candidate(Field(("level",)), (*features, "redo_whole"))


def _belows(form: object) -> Iterator[Below]:
    """What hangs on something, outermost first; nothing within it."""
    if isinstance(form, Below):
        yield form
    elif is_dataclass(form):
        for field in fields(form):
            yield from _belows(getattr(form, field.name))
    elif isinstance(form, tuple):
        for part in form:
            yield from _belows(part)


def _scoped(form: Question, scope: Set) -> Question | None:
    """A question over the whole standard asked within a scope."""
    if isinstance(form, List | Count | Check | Locate | NotHeld) and form.of is not None and open_kind(form.of):
        inner = rebase(form.of, scope)
        return replace(form, of=inner) if inner is not None else None
    return None


def subject_codes(form: Question, run: Run) -> tuple[str, ...]:
    """The codes of the items that a form names, by code or by description."""
    codes = [c for a in anchors(form) for c in (a.codes if isinstance(a, Coded) else [i.code for i in run(a).items])]
    return tuple(dict.fromkeys(codes))


def recalled(context: Context, form: Question, run: Run, text: str) -> Context:
    """The context after a question that is known as text alone: its results are what the form gives."""
    items = dict.fromkeys(i.code for part in sets_of(form) for i in run(part).items)
    return context.after(Past(form, subject_codes(form, run), places_of(form, run) or tuple(items), text))


def places_of(form: Question, run: Run) -> tuple[str, ...]:
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
    """The codes of the standard that a text names, in order."""
    plain = clean(text)
    found = (c for m in mentions(fold(plain), plain) for c in m.codes)
    return tuple(dict.fromkeys(i.code for c in found for i in relations.find(c)[:1]))
