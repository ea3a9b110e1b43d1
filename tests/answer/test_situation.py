"""Composing an answer from what was found: the place with most evidence leads, and what is weak is left out."""

from __future__ import annotations

import pytest

from assistant.answer.situation import CITED, situation
from assistant.retrieval.calibration import Thresholds
from assistant.retrieval.port import Retrieved
from assistant.standard.model import Kind
from assistant.standard.relations import Relations

LIMITS = Thresholds(likely=0.5, least=0.2, near=0.8, place=0.9, gathered=0.1)


def _found(relations: Relations, **scores: float) -> list[Retrieved]:
    ordered = sorted(scores.items(), key=lambda s: -s[1])
    return [
        Retrieved(code=code, kind=relations.get(code).kind, score=score)
        for code, score in ((c.replace("_", "."), s) for c, s in ordered)
    ]


def test_the_activity_of_the_best_items_leads(relations: Relations) -> None:
    """Two good indicators under one activity make it the first place, though neither names it."""
    chosen = situation(relations, _found(relations, P6_1_4=0.7, P6_1_5=0.69, P4_4_5=0.71), LIMITS)
    assert chosen is not None
    assert chosen.places[0].code == "T6.1"
    assert {i.code for i in chosen.of(Kind.INDICATOR) if "T6.1" in i.parents} == {"P6.1.4", "P6.1.5"}


def test_what_is_far_below_the_best_is_not_cited(relations: Relations) -> None:
    """An item below the share of the best score is neither cited nor offered."""
    chosen = situation(relations, _found(relations, P6_1_4=0.7, P5_1_4=0.3), LIMITS)
    assert chosen is not None
    assert [i.code for i in chosen.items] == ["P6.1.4"]
    assert chosen.related == ()


def test_no_more_than_so_many_are_cited_and_the_next_are_offered(relations: Relations) -> None:
    """However many are near, an answer stays short; the next ones are related items."""
    codes = {f"P4_4_{n}": 0.7 - n / 1000 for n in range(1, 8)}
    chosen = situation(relations, _found(relations, **codes, O4_4_1=0.69, O4_4_2=0.68), LIMITS)
    assert chosen is not None
    assert len(chosen.items) == CITED
    assert 0 < len(chosen.related) <= 3


def test_nothing_found_is_no_situation(relations: Relations) -> None:
    """Without items there is nothing to compose."""
    assert situation(relations, [], LIMITS) is None


@pytest.mark.parametrize("kind", [Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE])
def test_knowledge_skills_and_attitudes_may_stand_alone(relations: Relations, kind: Kind) -> None:
    """A question that only a K, S or A answers gets it."""
    code = relations.of_kind(kind)[0].code
    chosen = situation(relations, [Retrieved(code=code, kind=kind, score=0.7)], LIMITS)
    assert chosen is not None
    assert [i.code for i in chosen.items] == [code]


def test_a_whole_task_goes_down_to_the_activity_that_most_speaks_for(relations: Relations) -> None:
    """A task tells nothing to do; the activity under it that is near enough leads, with its indicators."""
    chosen = situation(relations, _found(relations, T6=0.75, P6_1_4=0.63, P6_3_1=0.4), LIMITS)
    assert chosen is not None
    assert chosen.places[0].code == "T6.1"
    assert "P6.1.4" in {i.code for i in chosen.items}


def test_a_task_with_nothing_near_still_says_what_to_do(relations: Relations) -> None:
    """An answer that names a task and nothing under it would help nobody."""
    chosen = situation(relations, _found(relations, T6=0.75, P6_1_4=0.3), LIMITS)
    assert chosen is not None
    assert [i.code for i in chosen.items] == ["P6.1.4"]


def test_what_hangs_in_no_place_is_joined_by_what_else_is_needed(relations: Relations) -> None:
    """Knowledge alone is answered with the skill that is near, of whatever task."""
    chosen = situation(relations, _found(relations, K8=0.7, S27=0.6, S5=0.3), LIMITS)
    assert chosen is not None
    assert [i.code for i in chosen.items] == ["K8", "S27"]
