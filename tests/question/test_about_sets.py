"""What may be asked of sets that stand side by side, by the words of asking alone."""

from __future__ import annotations

from assistant.question.about_sets import side_by_side
from assistant.question.acts import Acts
from assistant.question.form import Below, Coded, Compare, List, Minus, Question, Set
from assistant.question.sets import union
from assistant.standard.model import Kind

FIRST, SECOND = Coded(("T5",)), Coded(("T4",))
SKILLS = tuple(Below(place, Kind.SKILL) for place in (FIRST, SECOND))


def _asked(question: str, parts: tuple[Set, ...]) -> list[Question]:
    acts = Acts.of((), question)
    return [form for form, _ in side_by_side(union(parts), parts, acts)]


def test_what_one_has_beyond_the_other() -> None:
    """Of one kind its items without the other's; of two tasks that are named alone what is to be learned."""
    assert List(Minus(*SKILLS)) in _asked("t5 比 t4 多了哪些", SKILLS)
    learned = _asked("t5 比 t4 多了哪些", (FIRST, SECOND))
    assert [type(form) for form in learned] == [List] and learned != [List(Minus(*SKILLS))]


def test_nothing_is_compared_that_no_word_asks_for() -> None:
    """Two sets beside each other are no comparison by themselves."""
    assert not any(isinstance(form, Compare) for form in _asked("t5 和 t4 的技能", SKILLS))
