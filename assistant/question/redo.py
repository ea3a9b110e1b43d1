"""Earlier questions asked again about something else, or about more: 換成 T6, 那產出呢, 整份呢."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..standard.model import Kind
from . import form as q
from .about_sets import side_by_side
from .acts import Acts, Candidate
from .conversation import Context, Past, anchors
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
        if scoped := _scoped(form, new):
            yield Candidate(scoped, (*features, f"{tag}_scope"))
        return
    kinds = kinds_of(found)
    place = next((n for n in nodes(form) if isinstance(n, q.Nth)), None)
    if isinstance(new, q.Nth) and place and kinds_of(place) == kinds_of(new):  # the second, after the first of T2
        yield Candidate(exchanged(form, place, replace(place, n=new.n)), (*features, f"{tag}_place"))
    if isinstance(new, q.Named) and len(kinds) == 1 and new.kinds != kinds:
        yield Candidate(exchanged(form, found, q.Named(new.text, kinds)), (*features, f"{tag}_typed"))
    within = any(b.of == found and b.kind in kinds_of(new) for b in nodes(form) if isinstance(b, q.Below))
    alike = bool(kinds_of(new)) and upper(new) == upper(found)
    name = f"{tag}_within" if within else tag if alike else f"{tag}_unlike"
    yield Candidate(exchanged(form, found, new), (*features, name))


def other_kinds(
    context: Context, kinds: tuple[Kind, ...], added: bool, features: tuple[str, ...]
) -> Iterator[Candidate]:
    """The last question about another kind: 那產出呢; about both where something is `added`: 技能也一起."""
    form, belows = _last(context)
    if form is None or len(kinds) != 1:
        return
    if belows and belows[0].kind is not kinds[0]:
        if related := relate(belows[0].of, kinds[0]):
            yield Candidate(exchanged(form, belows[0], related), (*features, "redo_kind"))
            if added and isinstance(form, q.List):
                yield Candidate(q.List(union((form.of, related))), (*features, "redo_kind_added"))
    elif isinstance(form, q.List | q.Count) and isinstance(form.of, q.All) and form.of.kind is not kinds[0]:
        yield Candidate(replace(form, of=q.All(kinds[0])), (*features, "redo_kind_all"))


def added(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What was listed last, and something beside it: 再用表格列一遍，這個活動的行為指標也加上."""
    match context.last:
        case Past(q.List(of)) if kinds_of(new) and new != of:
            yield Candidate(q.List(union((of, new))), (*features, "redo_set_added"))


def _selection(form: q.Question | None) -> q.Top | None:
    """The items with most or least that a question asks for; None where it asks for none."""
    return next((n for n in nodes(form) if isinstance(n, q.Top)), None)


def other_end(context: Context, order: str, by: Any, place: int, features: tuple[str, ...]) -> Iterator[Candidate]:
    """The last selection by another measure, or from its other end: 那最難的呢, and the fewest knowledge items."""
    form, _ = _last(context)
    if top := _selection(form):
        turned = extremes(top.of, by or top.by, order, place)
        yield Candidate(exchanged(form, top, turned), (*features, "redo_top"))


def held_to(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """Whether another item is like those just listed: T6.5 也沒有嗎."""
    match context.last:
        case Past(q.List(q.Such(_, test)) | q.Count(q.Such(_, test))) if direct(new):
            yield Candidate(q.Check(new, test), (*features, "redo_test"))


def beside_last(context: Context, new: q.Set, features: tuple[str, ...], acts: Acts) -> Iterator[Candidate]:
    """What was asked about last side by side with something else: 比 T4 難嗎, after T5."""
    form, belows = _last(context)
    old = _named(form) if form else None
    if old is None or old == new or isinstance(form, q.Compare):
        return
    if not (direct(old) and direct(new)) or upper(old) != upper(new):
        return
    if acts.set_against:  # 跟 T4 比呢
        acts = replace(acts, acts=acts.acts | {"compare"}, turned=False)
    if "level" in acts.acts and upper(new):
        yield Candidate(q.Compare((old, new), "level"), (*features, "redo_against", "q.compare_level"))
    kinds = dict.fromkeys(b.kind for b in belows if b.of == old)
    for pair in ((old, new), *((q.Below(old, kind), q.Below(new, kind)) for kind in kinds)):
        for compared, name in side_by_side(union(pair), pair, acts):
            yield Candidate(compared, (*features, "redo_against", name))


def beyond_other(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What one of the two that were compared last has beyond the other: 只看 T5 多的."""
    match context.last:
        case Past(q.Compare((q.Below(_, kind) as one, q.Below(_, same) as other))) if kind is same:
            for more, less in ((one, other), (other, one)):
                if new in (more, more.of):
                    yield Candidate(q.List(q.Minus(more, less)), (*features, "redo_beyond"))


def counted(context: Context, new: q.Set, features: tuple[str, ...]) -> Iterator[Candidate]:
    """How many another has of what was selected by: T4 要幾項, after the task with most skills."""
    top = _selection(_last(context)[0])
    if top and isinstance(top.by, Kind) and direct(new) and upper(new) and (related := relate(new, top.by)):
        yield Candidate(q.Count(related), (*features, "redo_top_count"))


def in_common(context: Context, features: tuple[str, ...]) -> Iterator[Candidate]:
    """What the places of the last question have in common: 兩邊都有的, which of these are shared."""
    _, belows = _last(context)
    if belows:
        for parts in (tuple(b for b in belows if b.kind is belows[0].kind), apart(belows[0])):
            if len(parts) > 1:
                yield Candidate(q.List(q.Both(parts[:MOST_SHARING])), (*features, "redo_common"))


def widened(context: Context, features: tuple[str, ...]) -> Iterator[Candidate]:
    """The last question for the whole standard, or for the task above: 整份呢, 整個任務."""
    last, belows = _last(context)
    form = last
    for below in dict.fromkeys(belows):
        form = exchanged(form, below, q.All(below.kind))
    if form is not None and form != last:
        yield Candidate(form, (*features, "redo_whole"))
    elif isinstance(last, q.Show) and last.aspect == "level":
        yield Candidate(q.Field(("level",)), (*features, "redo_whole"))


def _last(context: Context) -> tuple[q.Question | None, tuple[q.Below, ...]]:
    """The last question, and what hangs on something in it."""
    form = context.last.form if context.last else None
    return form, tuple(_belows(form))


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
    if isinstance(form, q.List | q.Count | q.Check | q.Locate | q.NotHeld) and form.of and open_kind(form.of):
        inner = rebase(form.of, scope)
        return replace(form, of=inner) if inner is not None else None
    return None
