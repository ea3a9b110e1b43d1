"""What the spans of a question say whatever form reads them."""

from __future__ import annotations

from assistant.question.acts import Acts
from assistant.question.form import All, LevelIs, List, Such
from assistant.question.span import QuestionSpan, SpanReading
from assistant.question.unread import unread
from assistant.standard.model import Kind

SKILL = SpanReading("K", (Kind.SKILL,))
TEXT = SpanReading("X", ("Risk", False))


def _said(*spans: tuple[SpanReading, ...], of: int = -1) -> Acts:
    gaps = [frozenset({"of"}) if n == of else frozenset[str]() for n in range(len(spans))]
    return Acts.of(tuple(QuestionSpan(n, n + 1, readings, gaps[n]) for n, readings in enumerate(spans)), "")


def test_kinds_are_told_where_nothing_else_is_meant() -> None:
    """A span that may be a text as well surely names no kind; a weak kind neither."""
    assert _said((SKILL,)).kinds == ((frozenset({Kind.SKILL}),),)
    assert _said((SKILL, TEXT)).kinds == () == _said((SpanReading("K", (Kind.SKILL,), weak=True),)).kinds


def test_parts_are_told_with_their_spans() -> None:
    """A level, an extreme, a quotation; a weak amount is none."""
    level, quoted = SpanReading("LVL", 5), SpanReading("X", ("risk", True))
    assert [part for part, _ in _said((level,), (quoted,)).parts] == ["level", "quote"]
    assert not _said((SpanReading("AMT", 1, weak=True),)).parts


def test_owners_and_mentions_are_folded_texts() -> None:
    """Whose skills: the text before 的; what is mentioned: the texts beside the word that says so."""
    assert _said((TEXT,), (SKILL,), of=1).owners == ("risk",) and not _said((TEXT,), (SKILL,)).owners
    assert _said((SKILL,), (SpanReading("says.says", "mentions"),), (TEXT,)).mentions == (("risk",),)
    assert not _said((SKILL,), (SpanReading("says.says", "mentions"),)).mentions


def test_a_negation_that_may_correct_is_told_apart() -> None:
    """不是 T5 corrects what was said before, or excludes."""
    no, correct = SpanReading("neg.no", "no"), SpanReading("redo.correct", "correct")
    assert _said((no,)).negations == {False} and _said((no, correct)).negations == {True}
    assert not _said((SKILL,)).negations


def test_what_a_form_does_not_hold_is_unread() -> None:
    """A level and a kind that stand in no part of it; what is held is not told."""
    acts, values = _said((SKILL,), (SpanReading("LVL", 5),)), dict[str, float]()
    unread(List(All(Kind.SKILL)), acts, values)
    assert values["level_unread"] == 1.0 and "kind_unread" not in values
    held = dict[str, float]()
    unread(List(Such(All(Kind.TASK), LevelIs("=", 5))), acts, held)
    assert held["kind_unread"] == 1.0 and "level_unread" not in held
