"""What the spans of a question say whatever form reads them."""

from __future__ import annotations

from assistant.question.span import Reading, Span
from assistant.question.unread import Said
from assistant.standard.model import Kind

SKILL = Reading("K", (Kind.SKILL,))
TEXT = Reading("X", ("Risk", False))


def _said(*spans: tuple[Reading, ...], of: int = -1) -> Said:
    gaps = [frozenset({"of"}) if n == of else frozenset[str]() for n in range(len(spans))]
    return Said.of(tuple(Span(n, n + 1, readings, gaps[n]) for n, readings in enumerate(spans)))


def test_kinds_are_told_where_nothing_else_is_meant() -> None:
    """A span that may be a text as well surely names no kind; a weak kind neither."""
    assert _said((SKILL,)).kinds == ((frozenset({Kind.SKILL}),),)
    assert _said((SKILL, TEXT)).kinds == () == _said((Reading("K", (Kind.SKILL,), weak=True),)).kinds


def test_parts_are_told_with_their_spans() -> None:
    """A level, an extreme, a quotation; a weak amount is none."""
    level, quoted = Reading("LVL", 5), Reading("X", ("risk", True))
    assert [part for part, _ in _said((level,), (quoted,)).parts] == ["level", "quote"]
    assert not _said((Reading("AMT", 1, weak=True),)).parts


def test_owners_and_mentions_are_folded_texts() -> None:
    """Whose skills: the text before 的; what is mentioned: the texts beside the word that says so."""
    assert _said((TEXT,), (SKILL,), of=1).owners == ("risk",) and not _said((TEXT,), (SKILL,)).owners
    assert _said((SKILL,), (Reading("says.says", "mentions"),), (TEXT,)).mentions == (("risk",),)
    assert not _said((SKILL,), (Reading("says.says", "mentions"),)).mentions


def test_a_negation_that_may_correct_is_told_apart() -> None:
    """不是 T5 corrects what was said before, or excludes."""
    no, correct = Reading("neg.no", "no"), Reading("redo.correct", "correct")
    assert _said((no,)).negations == {False} and _said((no, correct)).negations == {True}
    assert not _said((SKILL,)).negations
