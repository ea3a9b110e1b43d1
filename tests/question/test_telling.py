"""What speaks for a question being a situation that someone tells."""

from __future__ import annotations

from assistant.question.span import QuestionSpan, SpanReading, Spans
from assistant.question.telling import aside, own_words, telling, tells, texts
from assistant.standard.model import Kind

WORDS = SpanReading("X", ("客人一直抱怨", False))
SKILL = SpanReading("K", (Kind.SKILL,))
WHICH = SpanReading("act.list", "list")


def _cover(*readings: SpanReading) -> Spans:
    spans = tuple(QuestionSpan(n, n + 1, (r,)) for n, r in enumerate(readings))
    return Spans("x" * len(spans), "x" * len(spans), spans)


def test_text_is_the_readers_own() -> None:
    """What no word of the lexicon, no code and no kind covers; an English word counts for two characters."""
    assert texts(_cover(WORDS, SKILL)) == ["客人一直抱怨"]
    assert own_words(_cover(WORDS, SpanReading("X", ("angry callers", False)))) == 6 + 4
    assert tells(_cover(WORDS)) and not tells(_cover(SKILL, WHICH))


def test_a_kind_beside_the_question_word_speaks_for_the_table() -> None:
    """哪些技能 asks for skills; 技能 somewhere and 哪些 elsewhere may tell of them."""
    beside = telling("", _cover(WORDS, WHICH, SKILL), [], 0.5, context=False)
    apart = telling("", _cover(SKILL, WORDS, WHICH), [], 0.5, context=False)
    assert "told.kind_asked" in beside and "told.kind_and_asked" not in beside
    assert "told.kind_and_asked" in apart and "told.kind_asked" not in apart


def test_support_and_context_are_told() -> None:
    """How likely the standard speaks of it, and whether something was asked before."""
    features = telling("", _cover(WORDS), [], 0.1, context=True)
    assert features["told.support"] == 0.1
    assert {"told.unsupported", "told.context", "form.situation"} <= features.keys()
    assert all(features.values())


def test_who_is_greeted_is_not_asked_about() -> None:
    """會計師要什麼技能 asks about an occupation; 謝謝老師 thanks one, 協理 in a clause without a kind only tells."""
    other, thanks = SpanReading("occupation.other", "other"), SpanReading("talk.thanks", "thanks")
    asked = _cover(other, SKILL)
    assert set(aside(asked, asked.spans[0])) == {"near_kind"}
    greeted = _cover(thanks, other)
    assert set(aside(greeted, greeted.spans[1])) == {"apart", "greeted"}
    parted = Spans("x,y", "x,y", (QuestionSpan(0, 1, (other,)), QuestionSpan(2, 3, (SKILL, SpanReading("S", None)))))
    assert set(aside(parted, parted.spans[0])) == {"apart", "items"}
