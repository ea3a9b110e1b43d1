"""From composed sets to questions: what is asked of them, by the words that say so wherever they stand."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..standard.model import Kind
from . import form as q
from .about_sets import Asked, of_set
from .acts import Acts, Candidate
from .grammar import Part
from .node import nodes
from .sets import RANK, extremes, members, of_kinds


def questions(part: Part, acts: Acts) -> Iterator[Candidate]:
    """Everything that may be asked of a part that spans the question."""
    asked: Iterable[tuple[q.Question, str]] = ()
    if part.tag == "S":
        asked = of_set(part.value, acts)
    elif part.tag == "T":
        asked = _of_test(part.value, acts)
    elif part.tag == "MS":
        asked = _of_most(*part.value)
    elif part.tag == "EX" and not isinstance(part.value, str):
        asked = [(q.List(part.value), "q.bare_except")]
    yield from (Candidate(form, (*part.features, name)) for form, name in asked)


def _of_most(below: q.Below, most: Any) -> Asked:
    """What is asked of what hangs on several places, of which one is said to have most."""
    places, (order, _, place) = members(below.of), most
    if len(places) > 1:
        yield q.Compare(tuple(q.Below(p, below.kind) for p in places), "number"), "q.compare_most"
    yield q.List(extremes(below.of, below.kind, order, place)), "q.top_of_below"


def fieldwise(part: Part | None, acts: Acts) -> list[Candidate]:
    """Questions for fields of the header and for what is never held."""
    asked: list[tuple[q.Question, tuple[str, ...]]] = []
    if acts.fields:
        asked.append((q.Field(acts.fields), ("q.field",)))
        if len(acts.fields) > 1:
            asked.append((q.Field(acts.fields[:1]), ("q.field_first",)))
    if "level" in acts.acts and "level" not in acts.fields:
        whole = ("q.field_level_whole",) if acts.whole else ()
        asked.append((q.Field(("level", *acts.fields)), ("q.field_level", *whole)))
    if acts.whole and "what" in acts.acts and not acts.fields:
        asked.append((q.Field(("description",)), ("q.field_whole_what",)))
    asked += [(q.Field(("notes",), term), ("q.field_term",)) for term in acts.terms]
    asked += [(q.NotHeld(matter), ("q.not_held", f"matter.{matter}")) for matter in acts.matters[:2]]
    if "misprint" in acts.acts:
        asked.append((q.Misprints(), ("q.misprints",)))
    if "standards" in acts.acts:
        asked.append((q.Standards(), ("q.standards",)))
    return [Candidate(form, (*(part.features if part else ()), *names)) for form, names in asked]


def _of_test(test: object, acts: Acts) -> Asked:
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
