"""From composed sets to questions: what is asked of them, by the words that say so wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..standard.model import Kind
from .form import (
    Above,
    All,
    Amount,
    And,
    Below,
    Both,
    Check,
    Coded,
    Compare,
    Count,
    Field,
    LevelIs,
    Lies,
    List,
    Locate,
    Misprints,
    Named,
    NotHeld,
    Or,
    Question,
    Set,
    Show,
    Such,
    Top,
    nodes,
)
from .grammar import Part
from .sets import (
    RANK,
    alike,
    apart,
    apiece,
    breadth,
    core,
    direct,
    kinds_of,
    of_kinds,
    parts_of,
    union,
    upper,
)
from .span import Span
from .words import words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form with the names of the features that its making gives it."""

    form: Question
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """What the question words ask for: names of acts, fields, matters not held; whether each stands firmly.

    `doubtful`: every word for a matter may ask for something else too (為何 is why, or what); `every`: asked of all.
    """

    acts: frozenset[str]
    fields: tuple[str, ...]
    matters: tuple[str, ...]
    whole: bool
    level: bool
    amount: int | None
    refers: bool = False
    doubtful: bool = False
    every: bool = False

    @classmethod
    def of(cls, spans: tuple[Span, ...], folded: str) -> Acts:
        """Gather them from the spans; from the question whether it asks of every one (都是五級嗎)."""
        found = [r for s in spans for r in s.readings]
        tags = [(r.tag.partition("."), r.value) for r in found]
        amounts = [r.value for r in found if r.tag == "AMT" and not r.weak]
        return cls(
            acts=frozenset(v for (t, _, v), _ in tags if t == "act"),
            fields=tuple(dict.fromkeys(v for (t, _, v), _ in tags if t == "field")),
            matters=tuple(dict.fromkeys(v for (t, _, v), _ in tags if t == "notheld")),
            whole=any(t == "whole" for (t, _, _), _ in tags),
            level=any(t == "LVL" for (t, _, _), _ in tags),
            amount=amounts[0] if len(amounts) == 1 else None,
            refers=any(t == "refer" for (t, _, _), _ in tags),
            every=bool(words().shape("every").search(folded)),
            doubtful=not any(_surely_not_held(s) for s in spans),
        )


def _surely_not_held(span: Span) -> bool:
    tags = [r.tag.partition(".")[0] for r in span.readings]
    return "notheld" in tags and "act" not in tags


def questions(part: Part, acts: Acts) -> Iterator[Candidate]:
    """Everything that may be asked of a part that spans the question."""
    if part.tag == "S":
        for form, name in _of_set(part.value, acts):
            yield Candidate(form, (*part.features, name))
    elif part.tag == "T":
        for form, name in _of_test(part.value, acts):
            yield Candidate(form, (*part.features, name))
    elif part.tag == "MS":
        below, most = part.value
        if isinstance(below, Below):
            places = (
                parts_of(below.of) if not isinstance(below.of, Coded) else tuple(Coded((c,)) for c in below.of.codes)
            )
            if len(places) > 1:
                yield Candidate(
                    Compare(tuple(Below(p, below.kind) for p in places), "number"), (*part.features, "q.compare_most")
                )
            yield Candidate(List(Top(below.of, below.kind, most[0], most[2])), (*part.features, "q.top_of_below"))
    elif part.tag == "EX" and not isinstance(part.value, str):
        yield Candidate(List(part.value), (*part.features, "q.bare_except"))


def fieldwise(part: Part | None, acts: Acts) -> Iterator[Candidate]:
    """Questions for fields of the header and for what is never held."""
    features = part.features if part else ()
    if acts.fields:
        yield Candidate(Field(acts.fields), (*features, "q.field"))
        if len(acts.fields) > 1:
            yield Candidate(Field(acts.fields[:1]), (*features, "q.field_first"))
    if "level" in acts.acts and "level" not in acts.fields:
        yield Candidate(
            Field(("level", *acts.fields)),
            (*features, "q.field_level", *(("q.field_level_whole",) if acts.whole else ())),
        )
    if acts.whole and "what" in acts.acts and not acts.fields:
        yield Candidate(Field(("description",)), (*features, "q.field_whole_what"))
    for matter in acts.matters[:2]:
        yield Candidate(NotHeld(matter), (*features, "q.not_held", f"matter.{matter}"))
    if "misprint" in acts.acts:
        yield Candidate(Misprints(), (*features, "q.misprints"))


def _of_test(test: object, acts: Acts) -> Iterator[tuple[Question, str]]:
    if isinstance(test, Amount):
        kinds = (test.kind,)
        if test.than == "=" and test.n:
            yield Count(of_kinds(kinds), claimed=test.n), "q.count_claimed"
        for subject in (Kind.TASK, Kind.ACTIVITY):
            if RANK[subject] < RANK[test.kind]:
                yield List(Such(All(subject), test)), f"q.amount_{subject}"
    elif acts.acts & {"what", "compare", "diff"} and all(isinstance(n, LevelIs | And | Or) for n in nodes(test)):
        yield NotHeld("meaning"), "q.level_meaning"
    if isinstance(test, LevelIs):
        yield List(Such(All(Kind.TASK), test)), "q.level_tasks"
        if test.than == "=":
            yield Field(("level",)), "q.level_whole"


def _of_set(form: Set, acts: Acts) -> Iterator[tuple[Question, str]]:
    asked = acts.acts
    parts = apart(form)
    for matter in acts.matters[:2]:
        yield NotHeld(matter, form), "q.not_held_of"
        yield NotHeld(matter, form), f"matter.{matter}"
    if "misprint" in asked:
        yield Misprints(form), "q.misprints_of"
    if "count" in asked or "total" in asked:
        yield Count(form, each="each" in asked and len(parts) < 2), "q.count" if "count" in asked else "q.count_total"
        if len(parts) > 1:
            yield Count(form, each=True), "q.count_each"
    if "share" in asked and len(parts) > 1:
        small, large = sorted(parts[:2], key=breadth)
        yield Count(small, share=large), "q.share"
    if "share" in asked:
        whole = core(form)
        if isinstance(form, Such | Top) or whole is not form:
            yield Count(form, share=whole), "q.share_of_core"
        kinds = kinds_of(form)
        if len(kinds) == 1:
            yield Count(form, share=All(kinds[0])), "q.share_of_all"
    if "diff" in asked or ("compare" in asked and "count" in asked):
        if len(parts) > 1:
            yield Compare(alike(parts), "number"), "q.diff"
        elif isinstance(form, Top):
            yield (
                Compare((form, replace(form, order="least" if form.order == "most" else "most")), "number"),
                "q.diff_ends",
            )
    if "more" in asked and len(parts) > 1:
        yield Compare(alike(parts), "number"), "q.more"
    if ("compare" in asked or "same" in asked) and len(parts) > 1:
        parts = alike(parts)
        yield Compare(parts, "level" if "level" in asked else "all"), "q.compare"
        if not all(map(upper, parts)):
            yield Compare(parts, "wording"), "q.compare_wording"
    if "level" in asked:
        if len(parts) > 1 and upper(form):
            yield Compare(parts, "level"), "q.compare_level"
        yield Show(form, "level"), "q.level" + ("" if direct(form) else "_of_list")
    if "locate" in asked:
        kind = next((k for k in kinds_of(form) if isinstance(form, Above)), None)
        yield Locate(form.of if isinstance(form, Above) else form, kind), "q.locate"
    if "details" in asked:
        yield Show(form, "details"), "q.details"
    if "source" in asked:
        yield Show(form, "source"), "q.source"
    if "yesno" in asked or acts.level or acts.amount is not None:
        yield from _checks(form, parts, acts)
    if isinstance(form, Above) and direct(form.of) and not isinstance(form.of, Top):
        yield Locate(form.of, form.kind), "q.above_locate"
    if isinstance(form, Top) and isinstance(form.by, Kind) and form.by is not Kind.TASK:
        yield List(Below(form, form.by)), "q.top_items" + ("_it" if acts.refers else "")
    if "each" in asked:
        each = apiece(form)
        if each != form:
            yield List(each), "q.nth_each"
    if isinstance(form, Both):
        yield List(form), "q.both"
        return
    if direct(form) and not isinstance(form, Such | Top):
        yield Show(form, "what"), "q.show" if "what" in asked or "list" in asked else "q.show_bare"
        if len(parts) > 1 and all(map(upper, parts)) and not asked & {"list", "what"}:
            yield Compare(parts, "all"), "q.compare_bare"
    else:
        yield List(form), "q.list" if asked & {"list", "what"} else "q.list_bare"


def _checks(one: Set, parts: tuple[Set, ...], acts: Acts) -> Iterator[tuple[Question, str]]:
    if len(parts) > 2 and all(isinstance(p, Coded) for p in parts):
        uppermost = min(RANK[k] for p in parts for k in kinds_of(p))
        places = [p for p in parts if min(RANK[k] for k in kinds_of(p)) == uppermost]
        lower = tuple(p for p in parts if p not in places)
        if len(places) == 1:
            yield Check(union(lower), Lies(places[0])), "q.check_lie"
    if len(parts) == 2:
        first, second = parts
        ranks = [max((RANK[k] for k in kinds_of(p)), default=2) for p in parts]
        low, high = (first, second) if ranks[0] >= ranks[1] else (second, first)
        if ranks[0] != ranks[1]:
            yield Check(low, Lies(high)), "q.check_lies"
        elif isinstance(second, Below) and direct(first):
            yield Check(first, Lies(second.of)), "q.check_lies_below"
        elif isinstance(first, Below) and direct(second):
            yield Check(second, Lies(first.of)), "q.check_lies_below"
        if ranks[0] == ranks[1]:
            yield Compare(parts, "wording" if not all(map(upper, parts)) else "all"), "q.check_same"
    if isinstance(one, Such) and direct(one.of):
        yield Check(one.of, one.test), "q.check_test"
    elif isinstance(one, Such):
        yield Check(one.of, one.test), "q.check_every" if "each" in acts.acts else "q.check_all"
    if "each" in acts.acts and isinstance(one, Below) and isinstance(one.of, All | Below) and upper(one.of):
        yield Check(one.of, Amount(one.kind, ">=", 1)), "q.check_each_has"
    if isinstance(one, Below) and acts.amount is not None:
        yield Count(one, claimed=acts.amount), "q.check_amount"
    if isinstance(one, All) and acts.amount is not None:
        yield Count(one, claimed=acts.amount), "q.check_amount_all"
    if isinstance(one, Above) and not isinstance(one.of, Named | Coded):
        yield Check(one), "q.check_any_above"
    yield Check(one), "q.check_any" if not direct(one) else "q.check_there"
