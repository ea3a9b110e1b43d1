"""Earlier questions asked again about something else, or about more: 換成 T6, 那產出呢, 整份呢."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..standard.model import Kind
from . import form as q
from .about_sets import side_by_side
from .acts import Acts, Candidate
from .conversation import Context, anchors
from .node import Node, changed, nodes
from .sets import apart, direct, extremes, kinds_of, open_kind, rebase, relate, union, upper

MOST_SHARING = 10
"""Places that what they have in common may be asked of."""


def exchanged(form: Any, old: Node, new: Node) -> Any:
    """A form with a part exchanged wherever it stands."""
    return changed(form, lambda node: new if node == old else None)


def _about_one(form: q.Question) -> q.Question:
    """Of several questions in one those about the first that is named: 換成 T6 asks them again, and nothing else."""
    if not isinstance(form, q.Together):
        return form
    first = next(iter(anchors(form)), None)
    parts = tuple(part for part in form.parts if first in tuple(anchors(part)))
    return replace(form, parts=parts) if len(parts) > 1 else (parts or form.parts)[0]


def _named(form: q.Question) -> q.Set | None:
    """What a form is about, as it was named: 換成 T6 puts T6 in the place of all that stood side by side."""
    first = next(iter(anchors(form)), None)
    rows = (n for n in nodes(form) if isinstance(n, q.Union) and all(isinstance(p, q.Coded | q.Named) for p in n.parts))
    return next((row for row in rows if first in row.parts), first)


def again(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """The last question asked about something else: 換成 T6, 下一個; earlier ones where a word goes back to them.

    Some of what was just shown is no matter of an earlier question: 這裡面屬於 T3 的是哪些.
    """
    back = any(f.startswith("mark.redo.back") for f in features)
    shown = any(f.startswith("refer.them") for f in features)
    for n, past in enumerate(context.turns):
        tag = "redo" if n == 0 else "redo_back" if n == len(context.turns) - 1 else "redo_between"
        found = tuple(_about(new, _about_one(past.form), features, tag))
        yield from found
        if not back and (shown or any(candidate.features[-1] == "redo" for candidate in found)):
            return


def _about(new: q.Set, form: q.Question, features: tuple[str, ...], tag: str) -> Iterator[Candidate]:
    """A question asked about something new; `tag` tells how long ago, and how alike the new and the old are."""
    if isinstance(form, q.Show) and isinstance(form.of, q.Coded | q.Named | q.Beside) and form.aspect == "what":
        kinds = kinds_of(form.of)
        if isinstance(new, q.Named) and len(kinds) == 1:
            yield Candidate(q.Show(q.Named(new.text, kinds), "what"), (*features, f"{tag}_show_typed"))
        yield Candidate(q.Show(new, "what"), (*features, f"{tag}_show"))
        return
    if isinstance(form, q.Situation | q.Field | q.Misprints | q.Standards):
        return
    found = _named(form)
    if found is None:
        changed = _scoped(form, new)
        if changed is not None:
            yield Candidate(changed, (*features, f"{tag}_scope"))
        return
    kinds = kinds_of(found)
    place = next((n for n in nodes(form) if isinstance(n, q.Nth)), None)
    if isinstance(new, q.Nth) and place and kinds_of(place) == kinds_of(new):  # the second, after the first of T2
        yield Candidate(exchanged(form, place, replace(place, n=new.n)), (*features, f"{tag}_place"))
    if isinstance(new, q.Named) and len(kinds) == 1 and new.kinds != kinds:
        yield Candidate(exchanged(form, found, q.Named(new.text, kinds)), (*features, f"{tag}_typed"))
    changed = exchanged(form, found, new)
    if any(b.of == found and b.kind in kinds_of(new) for b in nodes(form) if isinstance(b, q.Below)):
        yield Candidate(changed, (*features, f"{tag}_within"))
    else:
        alike = bool(kinds_of(new)) and upper(new) == upper(found)
        yield Candidate(changed, (*features, tag if alike else f"{tag}_unlike"))


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
            if added and isinstance(past.form, q.List):
                yield Candidate(q.List(union((past.form.of, related))), (*features, "redo_kind_added"))
    elif (
        isinstance(past.form, q.List | q.Count)
        and isinstance(past.form.of, q.All)
        and past.form.of.kind is not kinds[0]
    ):
        yield Candidate(replace(past.form, of=q.All(kinds[0])), (*features, "redo_kind_all"))


def added(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What was listed last, and something beside it: 再用表格列一遍，這個活動的行為指標也加上."""
    past = context.last
    if past is not None and isinstance(past.form, q.List) and kinds_of(new) and new != past.form.of:
        yield Candidate(q.List(union((past.form.of, new))), (*features, "redo_set_added"))


def _selection(context: Context) -> q.Top | None:
    """The items with most or least that the last question asked for; None where it asked for none."""
    past = context.last
    return next((n for n in nodes(past.form) if isinstance(n, q.Top)), None) if past else None


def other_end(context: Context, order: str, by: Any, place: int, features: tuple[str, ...]) -> Iterator[Candidate]:
    """The last selection by another measure, or from its other end: 那最難的呢, and the fewest knowledge items."""
    past, top = context.last, _selection(context)
    if past is not None and top is not None:
        turned = extremes(top.of, by or top.by, order, place)
        yield Candidate(exchanged(past.form, top, turned), (*features, "redo_top"))


def held_to(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """Whether another item is like those just listed: T6.5 也沒有嗎."""
    past = context.last
    if (
        past is not None
        and isinstance(past.form, q.List | q.Count)
        and isinstance(past.form.of, q.Such)
        and direct(new)
    ):
        yield Candidate(q.Check(new, past.form.of.test), (*features, "redo_test"))


def beside_last(context: Context, new: q.Set, features: tuple[str, ...], acts: Acts) -> Iterator[Candidate]:
    """What was asked about last side by side with something else: 比 T4 難嗎, after T5."""
    past = context.last
    old = _named(past.form) if past else None
    if past is None or old is None or old == new or isinstance(past.form, q.Compare):
        return
    if not (direct(old) and direct(new)) or upper(old) != upper(new):
        return
    if acts.set_against:  # 跟 T4 比呢
        acts = replace(acts, acts=acts.acts | {"compare"}, turned=False)
    if "level" in acts.acts and upper(new):
        yield Candidate(q.Compare((old, new), "level"), (*features, "redo_against", "q.compare_level"))
    kinds = dict.fromkeys(b.kind for b in _belows(past.form) if b.of == old)
    for pair in ((old, new), *((q.Below(old, kind), q.Below(new, kind)) for kind in kinds)):
        for form, name in side_by_side(union(pair), pair, acts):
            yield Candidate(form, (*features, "redo_against", name))


def beyond_other(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What one of the two that were compared last has beyond the other: 只看 T5 多的."""
    past = context.last
    if past is None or not isinstance(past.form, q.Compare) or len(past.form.parts) != 2:
        return
    for one, other in (past.form.parts, past.form.parts[::-1]):
        if not isinstance(one, q.Below) or not isinstance(other, q.Below) or one.kind is not other.kind:
            continue
        if new in (one, one.of):
            yield Candidate(q.List(q.Minus(one, other)), (*features, "redo_beyond"))


def counted(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """How many another has of what was selected by: T4 要幾項, after the task with most skills."""
    top = _selection(context)
    if top is None or not isinstance(top.by, Kind) or not direct(new) or not upper(new):
        return
    related = relate(new, top.by)
    if related is not None:
        yield Candidate(q.Count(related), (*features, "redo_top_count"))


def in_common(context: Context, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What the places of the last question have in common: 兩邊都有的, which of these are shared."""
    past = context.last
    below = next(iter(_belows(past.form)), None) if past else None
    if past is None or below is None:
        return
    for parts in (tuple(b for b in _belows(past.form) if b.kind is below.kind), apart(below)):
        if len(parts) > 1:
            yield Candidate(q.List(q.Both(parts[:MOST_SHARING])), (*features, "redo_common"))


def widened(context: Context, features: tuple[str, ...]) -> Iterator[Candidate]:
    """The last question for the whole standard, or for the task above: 整份呢, 整個任務."""
    past = context.last
    if past is None:
        return
    form: q.Question = past.form
    for below in dict.fromkeys(_belows(past.form)):
        form = exchanged(form, below, q.All(below.kind))
    if form != past.form:
        yield Candidate(form, (*features, "redo_whole"))
    elif isinstance(past.form, q.Show) and past.form.aspect == "level":
        yield Candidate(q.Field(("level",)), (*features, "redo_whole"))


def _belows(form: object) -> Iterator[q.Below]:
    """What hangs on something, outermost first; nothing within it."""
    if isinstance(form, q.Below):
        yield form
    elif isinstance(form, tuple):
        for part in form:
            yield from _belows(part)
    elif isinstance(form, Node):
        yield from _belows(tuple(form.fields().values()))


def _scoped(form: q.Question, scope: q.Set) -> q.Question | None:
    """A question over the whole standard asked within a scope."""
    if (
        isinstance(form, q.List | q.Count | q.Check | q.Locate | q.NotHeld)
        and form.of is not None
        and open_kind(form.of)
    ):
        inner = rebase(form.of, scope)
        return replace(form, of=inner) if inner is not None else None
    return None
