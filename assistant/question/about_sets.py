"""What may be asked of a set: how many, side by side, whether, where, or which items."""

from collections.abc import Iterator
from dataclasses import replace

from ..standard.model import Kind
from ..standard.relations import UPPER
from . import form as q
from .acts import Acts
from .sets import RANK, alike, apart, apiece, breadth, core, direct, kinds_of, parts_of, union, upper

Asked = Iterator[tuple[q.Question, str]]
"""What may be asked, each with the name of the feature that it gives."""


def of_set(form: q.Set, acts: Acts) -> Asked:
    """Every question of a set that the words of asking allow."""
    parts = apart(form)
    yield from _of_whole(form, acts)
    yield from _counts(form, parts, acts)
    yield from side_by_side(form, parts, acts)
    if acts.acts & {"compare", "same"}:
        parts = alike(parts)
    yield from _aspects(form, parts, acts)
    if "yesno" in acts.acts or acts.level or acts.amount is not None:
        yield from _checks(form, parts, acts)
    yield from _places(form, acts)
    yield from _plain(form, parts, acts)
    if acts.exclusive and (own := _exclusive(form)):
        yield q.List(own), "q.exclusive"
        if "count" in acts.acts:
            yield q.Count(own), "q.exclusive_count"


def _exclusive(form: q.Set) -> q.Set | None:
    """What hangs on some tasks or activities and on no other; None where that makes no sense."""
    found: list[q.Set] = []
    for part in parts_of(form):
        if not isinstance(part, q.Below) or isinstance(part.of, q.All) or not upper(part.of):
            return None
        kind, *more = kinds_of(part.of)
        if more:
            return None
        found.append(q.Minus(part, q.Below(q.Minus(q.All(kind), part.of), part.kind)))
    return union(tuple(found))


def _of_whole(form: q.Set, acts: Acts) -> Asked:
    """What is asked of it that no table gives, or that the ledger or other standards give."""
    if "standards" in acts.acts:
        yield q.Standards(form), "q.standards_with"
    for matter in acts.matters[:2]:
        yield q.NotHeld(matter, form), "q.not_held_of"
        yield q.NotHeld(matter, form), f"matter.{matter}"
    if "misprint" in acts.acts:
        yield q.Misprints(form), "q.misprints_of"


def _counts(form: q.Set, parts: tuple[q.Set, ...], acts: Acts) -> Asked:
    """How many, of each or in all, and what share of what."""
    asked = acts.acts
    if "average" in asked:
        yield from ((q.Count(p, average=True), "q.average") for p in parts if isinstance(p, q.Below))
    if "count" in asked or "total" in asked:
        name = "q.count" if "count" in asked else "q.count_total"
        name = "q.count_named" if isinstance(form, q.Coded) else name
        yield q.Count(form, each="each" in asked and len(parts) < 2), name
        if len(parts) > 1:
            yield q.Count(form, each=True), "q.count_each"
    if "share" not in asked:
        return
    if len(parts) > 1:
        small, large = sorted(parts[:2], key=breadth)
        yield q.Count(small, share=large), "q.share"
    whole = core(form)
    if isinstance(form, q.Such | q.Top) or whole is not form:
        yield q.Count(form, share=whole), "q.share_of_core"
    kinds = kinds_of(form)
    if len(kinds) == 1:
        yield q.Count(form, share=q.All(kinds[0])), "q.share_of_all"


def side_by_side(form: q.Set, parts: tuple[q.Set, ...], acts: Acts) -> Asked:
    """Its members set side by side: their number, everything of them, their wording, their level."""
    asked, several = acts.acts, len(parts) > 1
    order = -1 if acts.turned else 1
    if acts.surplus and several:
        yield from _beyond(parts, order)
    if "diff" in asked or {"compare", "count"} <= asked:
        if several:
            yield q.Compare(alike(parts), "number"), "q.diff"
        elif isinstance(form, q.Top):
            other_end = replace(form, order="least" if form.order == "most" else "most")
            yield q.Compare((form, other_end), "number"), "q.diff_ends"
    if acts.than and "yesno" in asked and several:
        pair = alike(parts)[::order]
        if not all(map(direct, parts)):
            yield q.Compare(pair, "number", acts.than), "q.than"
        if all(map(upper, parts)):
            yield q.Compare(pair, "level", acts.than), "q.than_level"
    if "more" in asked and several:
        yield q.Compare(alike(parts), "number"), "q.more"
    if asked & {"compare", "same"} and several:
        parts = alike(parts)
        yield q.Compare(parts, "level" if "level" in asked else "all"), "q.compare"
        if not all(map(upper, parts)):
            yield q.Compare(parts, "wording"), "q.compare_wording"


def _beyond(parts: tuple[q.Set, ...], order: int) -> Asked:
    """What one place has beyond another; of two places that are named alone, what is to be learned for the one."""
    if more := _surplus(alike(parts), order):
        yield q.List(more), "q.surplus"
    elif len(parts) == 2 and all(upper(p) and direct(p) for p in parts):
        below = tuple(q.Below(p, kind) for kind in (Kind.KNOWLEDGE, Kind.SKILL) for p in parts)
        if more := _surplus(below, order):
            yield q.List(more), "q.surplus_learned"  # 從 T4 轉到 T6 要多學什麼


def _surplus(parts: tuple[q.Set, ...], order: int) -> q.Set | None:
    """What of each kind the first of two places has beyond the second, or the second beyond the first; None of others.

    :param order: 1 where the first has more, -1 where the second has.
    """
    by_kind: dict[Kind, list[q.Set]] = {}
    for part in parts:
        if not isinstance(part, q.Below):
            return None
        by_kind.setdefault(part.kind, []).append(part)
    if any(len(pair) != 2 for pair in by_kind.values()):
        return None
    return union(tuple(q.Minus(more, less) for more, less in (pair[::order] for pair in by_kind.values())))


def _aspects(form: q.Set, parts: tuple[q.Set, ...], acts: Acts) -> Asked:
    """Its level, where it stands, its details, its lines in the source."""
    asked = acts.acts
    if "level" in asked:
        if len(parts) > 1 and upper(form):
            yield q.Compare(parts, "level"), "q.compare_level"
        yield q.Show(form, "level"), "q.level" + ("" if direct(form) else "_of_list")
        if isinstance(form, q.Below) and upper(form.of) and form.kind not in UPPER:  # T5 的級別和技能數
            beside = q.Count(form) if "count" in asked else q.List(form)
            yield q.Together((q.Show(form.of, "level"), beside)), "q.level_and"
    if "locate" in asked:
        kind = next((k for k in kinds_of(form) if isinstance(form, q.Above)), None)
        yield q.Locate(form.of if isinstance(form, q.Above) else form, kind), "q.locate"
    if "details" in asked:
        yield q.Show(form, "details"), "q.details"
    if "source" in asked:
        yield q.Show(form, "source"), "q.source"


def _places(form: q.Set, acts: Acts) -> Asked:
    """Where it hangs, what hangs on an extreme, what stands in a place under each."""
    if isinstance(form, q.Above) and direct(form.of) and not isinstance(form.of, q.Top):
        yield q.Locate(form.of, form.kind), "q.above_locate"
    if isinstance(form, q.Top) and isinstance(form.by, Kind) and form.by is not Kind.TASK:
        yield q.List(q.Below(form, form.by)), "q.top_items" + ("_it" if acts.refers else "")
    if "each" in acts.acts:
        each = apiece(form)
        if each != form:
            yield q.List(each), "q.nth_each"


def _plain(form: q.Set, parts: tuple[q.Set, ...], acts: Acts) -> Asked:
    """The items themselves: shown where the question names them, listed where it asks which they are."""
    said = bool(acts.acts & {"list", "what"})
    if isinstance(form, q.Both):
        yield q.List(form), "q.both"
    elif direct(form) and not isinstance(form, q.Such | q.Top):
        yield q.Show(form, "what"), "q.show" if said else "q.show_bare"
        if len(parts) > 1 and all(map(upper, parts)) and not said:
            yield q.Compare(parts, "all"), "q.compare_bare"
    else:
        yield q.List(form), "q.list" if said else "q.list_bare"
        if acts.fields:  # the attitudes and the entry requirements
            yield q.Together((q.List(form), q.Field(acts.fields))), "q.list_and_field"


def _checks(one: q.Set, parts: tuple[q.Set, ...], acts: Acts) -> Asked:
    if len(parts) > 2 and all(isinstance(p, q.Coded) for p in parts):
        uppermost = min(RANK[k] for p in parts for k in kinds_of(p))
        places = [p for p in parts if min(RANK[k] for k in kinds_of(p)) == uppermost]
        lower = tuple(p for p in parts if p not in places)
        if len(places) == 1:
            yield q.Check(union(lower), q.Lies(places[0])), "q.check_lie"
    if len(parts) == 2:
        yield from _checks_of_two(*parts, acts.exclusive)
    if isinstance(one, q.Such):
        every = "q.check_every" if "each" in acts.acts else "q.check_all"
        yield q.Check(one.of, one.test), "q.check_test" if direct(one.of) else every
    each = "each" in acts.acts
    match one:
        case q.Below(q.All() | q.Below() | q.Such() as of, kind) if (each or acts.every) and upper(of):
            yield q.Check(of, q.Amount(kind, ">=", 1)), "q.check_each_has" if each else "q.check_all_have"
    if isinstance(one, q.Below | q.All) and acts.amount is not None:
        yield q.Count(one, claimed=acts.amount), "q.check_amount" if isinstance(one, q.Below) else "q.check_amount_all"
    if isinstance(one, q.Above) and not isinstance(one.of, q.Named | q.Coded):
        yield q.Check(one), "q.check_any_above"
    yield q.Check(one), "q.check_any" if not direct(one) else "q.check_there"


def _checks_of_two(first: q.Set, second: q.Set, exclusive: bool) -> Asked:
    """Whether one hangs on the other, or both are the same."""
    ranks = [max((RANK[k] for k in kinds_of(p)), default=2) for p in (first, second)]
    low, high = (first, second) if ranks[0] >= ranks[1] else (second, first)
    if ranks[0] != ranks[1]:
        yield q.Check(low, q.Lies(high)), "q.check_lies"
        if exclusive:
            elsewhere = q.Amount(kinds_of(high)[0], ">=", 2)
            yield q.Check(low, q.And((q.Lies(high), q.Not(elsewhere)))), "q.check_only"
        return
    if isinstance(second, q.Below) and direct(first):
        yield q.Check(first, q.Lies(second.of)), "q.check_lies_below"
    elif isinstance(first, q.Below) and direct(second):
        yield q.Check(second, q.Lies(first.of)), "q.check_lies_below"
    both = (first, second)
    yield q.Compare(both, "wording" if not all(map(upper, both)) else "all"), "q.check_same"
