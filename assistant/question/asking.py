"""From composed sets to questions: what is asked of them, by the words that say so wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from ..standard.model import Kind
from . import form as q
from .about_sets import of_set
from .acts import Acts, Candidate
from .grammar import Part
from .node import nodes
from .sets import (
    RANK,
    extremes,
    of_kinds,
    parts_of,
)


def questions(part: Part, acts: Acts) -> Iterator[Candidate]:
    """Everything that may be asked of a part that spans the question."""
    if part.tag == "S":
        for form, name in of_set(part.value, acts):
            yield Candidate(form, (*part.features, name))
    elif part.tag == "T":
        for form, name in _of_test(part.value, acts):
            yield Candidate(form, (*part.features, name))
    elif part.tag == "MS":
        below, most = part.value
        if isinstance(below, q.Below):
            places = (
                parts_of(below.of)
                if not isinstance(below.of, q.Coded)
                else tuple(q.Coded((c,)) for c in below.of.codes)
            )
            if len(places) > 1:
                yield Candidate(
                    q.Compare(tuple(q.Below(p, below.kind) for p in places), "number"),
                    (*part.features, "q.compare_most"),
                )
            yield Candidate(
                q.List(extremes(below.of, below.kind, most[0], most[2])), (*part.features, "q.top_of_below")
            )
    elif part.tag == "EX" and not isinstance(part.value, str):
        yield Candidate(q.List(part.value), (*part.features, "q.bare_except"))


def fieldwise(part: Part | None, acts: Acts) -> Iterator[Candidate]:
    """Questions for fields of the header and for what is never held."""
    features = part.features if part else ()
    if acts.fields:
        yield Candidate(q.Field(acts.fields), (*features, "q.field"))
        if len(acts.fields) > 1:
            yield Candidate(q.Field(acts.fields[:1]), (*features, "q.field_first"))
    if "level" in acts.acts and "level" not in acts.fields:
        yield Candidate(
            q.Field(("level", *acts.fields)),
            (*features, "q.field_level", *(("q.field_level_whole",) if acts.whole else ())),
        )
    if acts.whole and "what" in acts.acts and not acts.fields:
        yield Candidate(q.Field(("description",)), (*features, "q.field_whole_what"))
    for term in acts.terms:
        yield Candidate(q.Field(("notes",), term), (*features, "q.field_term"))
    for matter in acts.matters[:2]:
        yield Candidate(q.NotHeld(matter), (*features, "q.not_held", f"matter.{matter}"))
    if "misprint" in acts.acts:
        yield Candidate(q.Misprints(), (*features, "q.misprints"))
    if "standards" in acts.acts:
        yield Candidate(q.Standards(), (*features, "q.standards"))


def _of_test(test: object, acts: Acts) -> Iterator[tuple[q.Question, str]]:
    if isinstance(test, q.Amount):
        kinds = (test.kind,)
        if test.than == "=" and test.n:
            yield q.Count(of_kinds(kinds), claimed=test.n), "q.count_claimed"
        for subject in (Kind.TASK, Kind.ACTIVITY):
            if RANK[subject] < RANK[test.kind]:
                yield q.List(q.Such(q.All(subject), test)), f"q.amount_{subject}"
    elif acts.acts & {"what", "compare", "diff"} and all(isinstance(n, q.LevelIs | q.And | q.Or) for n in nodes(test)):
        yield q.NotHeld("meaning"), "q.level_meaning"
    if "standards" in acts.acts and isinstance(test, q.Says):
        yield q.Standards(q.Such(q.Union(tuple(map(q.All, Kind))), test)), "q.standards_saying"
    if isinstance(test, q.LevelIs):
        yield q.List(q.Such(q.All(Kind.TASK), test)), "q.level_tasks"
        if test.than == "=":
            yield q.Field(("level",)), "q.level_whole"
