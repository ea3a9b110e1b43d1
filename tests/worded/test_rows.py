"""Rows: whatever a clause says of somebody's items of a kind, and what it then claims."""

from __future__ import annotations

import pytest

from assistant.answer.proof import Facts
from assistant.answer.worded.claims import failing
from assistant.answer.worded.noun import Unread
from assistant.answer.worded.rows import Row, fits
from assistant.standard.model import Kind
from tests.answer.made import standard

FACTS = Facts(standard(merged=True))
SKILLS = Row(owners=("T1",), kind=Kind.SKILL)


def _made(**changes: object) -> Row:
    values = {name: getattr(SKILLS, name) for name in ("owners", "kind")} | changes
    return Row(**values)  # type: ignore[arg-type]


def _all() -> tuple[str, ...]:
    return tuple(FACTS.lists[Kind.SKILL, "T1"])


def test_a_row_holds_or_fails_by_its_items_and_its_number() -> None:
    """All items, one of them, their number; a part told as all, too many and another's fail with their cause."""
    own, other = _all(), next(c for c in FACTS.lists[Kind.SKILL, None] if c not in _all())
    assert len(own) > 1
    for row in (
        _made(),
        _made(items=own),
        _made(items=own[:1]),
        _made(number=len(own)),
        _made(items=own[:1], some=True),
    ):
        assert failing(row.claims(FACTS), FACTS) is None
    assert failing(_made(items=own[:1], whole=True).claims(FACTS), FACTS) == "incomplete"
    assert failing(_made(items=(other,)).claims(FACTS), FACTS) == "relation"
    assert failing(_made(number=len(own) + 1).claims(FACTS), FACTS) == "number"
    assert failing(_made(kind=Kind.KNOWLEDGE, items=own[:1]).claims(FACTS), FACTS) == "kind"


@pytest.mark.parametrize(
    "changes",
    [
        {"items": ("S1",), "some": True, "whole": True},
        {"items": ("S1",), "number": 2},
        {"sole": True},
        {"some": True},
        {"owners": ("T1", "T2"), "number": 2},
        {"kind": Kind.TASK},
    ],
    ids=str,
)
def test_words_that_do_not_go_together_are_not_read(changes: dict[str, object]) -> None:
    """Some that are all, two that are one, only nothing, a number of nobody knows whom, tasks of a task."""
    with pytest.raises(Unread):
        _made(**changes).claims(FACTS)


def test_an_output_is_produced_and_not_needed() -> None:
    """Verbs go with kinds."""
    assert fits("produces", Kind.OUTPUT) and not fits("produces", Kind.SKILL)
    assert fits("needs", Kind.SKILL, None) and not fits("needs", Kind.OUTPUT) and fits("holds", *Kind)
