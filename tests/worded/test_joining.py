"""Words of a clause put together: what belongs to names, what numbers count, whom pronouns mean."""

from __future__ import annotations

import pytest
from said import QUESTION, evidence, tokens

from assistant import Assistant
from assistant.answer.worded.claims import Unread
from assistant.answer.worded.joining import terms
from assistant.answer.worded.shapes import Row, table
from assistant.answer.worded.term import Context, Term
from assistant.standard.model import Kind

SPOKEN = Context(
    owners=("T5",), items=("S27", "S28"), kind=Kind.SKILL, listed=("S27", "S28", "S29", "S30"), pair=("T1", "T5")
)

NONE = "T2.2,T2.3,T3.2,T4.2,T5.3,T6.5"
"""Activities without outputs."""


def _told(term: Term) -> str:
    """A term on one line: what it is, its codes or kind, and what belongs to it."""
    said = [",".join(term.codes) or str(term.kind or term.symbol)]
    said += [f"#{term.number}"] if term.number is not None else []
    said += [f"@{term.rank}"] if term.rank is not None else []
    said += [f"of {term.share}"] if term.share is not None else []
    return "".join(said) + "'s" * term.owner + "…" * term.some


def _read(rules: Assistant, text: str) -> str:
    found = terms(tokens(rules, text), SPOKEN, evidence(rules, QUESTION["zh"]).facts)
    return " ".join(map(_told, found))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("S27 到 S30", "S27,S28,S29,S30"),
        ("S27, S28 and S29", "S27,S28,S29"),
        ("T5 需要四項技能", "T5 needs skill#4"),
        ("T5's skills", "T5's skill"),
        ("T5 需要的技能", "T5's skill"),
        ("the skills that T5 requires", "skill T5's"),
        ("T5 的級別是 5", "T5's grade#5"),
        ("level 5 tasks", "task@5"),
        ("two of the four skills", "skill#4of 2"),
        ("技能 S27", "S27"),
        ("S27 等四項技能", "S27#4…"),
        ("T5 這項任務", "T5"),
        ("these four skills", "S27,S28,S29,S30"),
        ("the latter", "T5"),
        ("其他兩項", "S29,S30"),
        ("它的知識", "T5's knowledge"),
        ("需要 S27 的任務", "T5"),
        ("由 T3.3 產出", "by T3.3"),
        ("沒有產出的活動", NONE),
        ("T5, S27", "T5 comma S27"),
    ],
)
def test_words_go_together(text: str, read: str, rules: Assistant) -> None:
    """Each shape in either language, in the light of what was spoken of."""
    assert _read(rules, text) == read


@pytest.mark.parametrize(
    "text",
    ["S27 S28", "these seven skills", "T5 這兩項任務", "five people", "any skill", "T6 是 K41 的", "S30 到 T5"],
)
def test_words_that_do_not_go_together_are_not_read(text: str, rules: Assistant) -> None:
    """Two names without a word between, a number that is not theirs, a pronoun for what nobody spoke of."""
    with pytest.raises(Unread):
        _read(rules, text)


@pytest.mark.parametrize(
    ("shape", "words", "left"),
    [
        ("is", "holds is needs", "holds needs"),
        ("holds < is", "is holds is", "is holds"),
        ("is > holds|edge", "is is holds is", "is holds"),
        ("edge < this that?", "this that is this", "is this"),
        ("HAS *", "needs is and", "and"),
    ],
)
def test_a_shape_is_found(shape: str, words: str, left: str, rules: Assistant) -> None:
    """What stands between `<` and `>` goes, beside what has to be there."""
    facts = evidence(rules, QUESTION["zh"]).facts
    found = table(Row(shape))([Term(w) for w in words.split()], Context(), facts)
    assert " ".join(t.symbol for t in found) == left


def test_a_shape_that_is_not_well_written_is_refused() -> None:
    """A trait that nobody knows is a mistake of whoever wrote the row."""
    with pytest.raises(KeyError):
        Row("name.tall")
