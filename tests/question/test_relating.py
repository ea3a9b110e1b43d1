"""What is told of sets from their form alone: kinds, natural relations, scopes."""

from __future__ import annotations

import pytest

from assistant.question.form import Above, All, Below, Beside, Coded, LevelIs, Minus, Named, Nth, Set, Such, Top, Union
from assistant.question.redo import exchanged
from assistant.question.sets import (
    core,
    direct,
    kinds_of,
    open_kind,
    parts_of,
    rebase,
    relate,
    union,
    upper,
)
from assistant.standard.model import Kind

T5, A51, K39 = Coded(("T5",)), Coded(("T5.1",)), Coded(("K39",))
TASKS, SKILLS = All(Kind.TASK), All(Kind.SKILL)
LEVEL5 = Such(TASKS, LevelIs("=", 5))


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        (TASKS, (Kind.TASK,)),
        (Coded(("T5", "T5.1", "K1")), (Kind.TASK, Kind.ACTIVITY, Kind.KNOWLEDGE)),
        (Below(T5, Kind.OUTPUT), (Kind.OUTPUT,)),
        (Top(Nth(TASKS, 1, 3), "level"), (Kind.TASK,)),
        (Union((SKILLS, TASKS)), (Kind.SKILL, Kind.TASK)),
        (Named("什麼", ()), ()),
        (Minus(SKILLS, Below(T5, Kind.SKILL)), (Kind.SKILL,)),
    ],
)
def test_the_kinds_of_a_set_are_known(form: Set, kinds: tuple[Kind, ...]) -> None:
    """Without running it."""
    assert kinds_of(form) == kinds


@pytest.mark.parametrize(
    ("of", "kind", "related"),
    [
        (T5, Kind.SKILL, Below(T5, Kind.SKILL)),
        (T5, Kind.ACTIVITY, Below(T5, Kind.ACTIVITY)),
        (K39, Kind.TASK, Above(K39, Kind.TASK)),
        (A51, Kind.TASK, Above(A51, Kind.TASK)),
        (T5, Kind.TASK, T5),
        (K39, Kind.SKILL, Below(K39, Kind.SKILL)),
        (Coded(("A01",)), Kind.TASK, None),
        (Named("管人", ()), Kind.SKILL, Below(Named("管人", (Kind.TASK, Kind.ACTIVITY)), Kind.SKILL)),
    ],
)
def test_a_kind_and_a_set_meet_in_the_way_of_the_table(of: Set, kind: Kind, related: Set | None) -> None:
    """Below, above or the same; where nothing hangs on anything, nothing."""
    assert relate(of, kind) == related


def test_codes_named_one_after_another_are_one_list() -> None:
    """A union of codes is flat, without repeats; of other sets it is a union."""
    assert union((T5, Coded(("T6",)), T5)) == Coded(("T5", "T6"))
    assert union((T5,)) == T5
    assert parts_of(union((SKILLS, Below(T5, Kind.OUTPUT)))) == (SKILLS, Below(T5, Kind.OUTPUT))


def test_what_names_items_is_told_from_what_hangs_on_them() -> None:
    """A code, a description, a neighbour or a winner is meant itself; a list under it is not."""
    assert all(
        map(direct, (T5, Named("x", ()), Beside(T5, "next"), Nth(TASKS, 1), Top(TASKS, "level"), union((T5, K39))))
    )
    assert not any(map(direct, (SKILLS, Below(T5, Kind.SKILL), Above(K39, Kind.TASK), LEVEL5)))


def test_a_set_over_the_whole_standard_is_taken_within_a_scope() -> None:
    """指標最多的活動 within T5 is over the activities of T5."""
    assert rebase(Top(All(Kind.ACTIVITY), Kind.INDICATOR), T5) == Top(Below(T5, Kind.ACTIVITY), Kind.INDICATOR)
    assert rebase(T5, A51) is None
    assert open_kind(LEVEL5) is Kind.TASK
    assert open_kind(Below(T5, Kind.SKILL)) is None


def test_parts_are_exchanged_wherever_they_stand() -> None:
    """And nothing else of the set changes."""
    form = Minus(SKILLS, Below(T5, Kind.SKILL))
    assert exchanged(Below(Nth(Below(T5, Kind.ACTIVITY), 2), Kind.OUTPUT), T5, K39) == Below(
        Nth(Below(K39, Kind.ACTIVITY), 2), Kind.OUTPUT
    )
    assert exchanged(form, K39, T5) == form


def test_the_core_is_what_selections_are_made_from() -> None:
    """Tests, places and winners are around it."""
    assert core(Top(Nth(LEVEL5, 1, 2), "level")) == TASKS
    assert upper(LEVEL5)
    assert not upper(SKILLS)
