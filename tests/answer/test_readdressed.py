"""Answers of one standard as they are told from another."""

from __future__ import annotations

from assistant.answer.model import references
from assistant.answer.respond import answered
from assistant.answer.several.readdressed import standards_in, told_from
from assistant.question.form import Below, Coded, List
from assistant.standard.model import Kind
from tests.answer.made import desk as furnished
from tests.answer.made import standard as small


def test_codes_become_addresses_and_nothing_else_changes() -> None:
    """References, rows and citations name their standard; told from its own it is the same answer."""
    form = List(Below(Coded(("T1",)), Kind.SKILL))
    answer = answered(furnished(small(merged=True)), form, "zh-TW", "")
    told = told_from(answer, "ABC0002-001")
    assert told_from(answer, answer.standard) is answer
    assert [row.code for listing in told.listings for row in listing.rows] == ["XYZ0001-001:S1", "XYZ0001-001:S2"]
    assert {c for b in told.blocks for c in references(getattr(b, "text", ""))} == {"XYZ0001-001:T1"}
    assert told.cited_codes == tuple(f"XYZ0001-001:{code}" for code in answer.cited_codes)
    assert told.proof == answer.proof and told.standard == "ABC0002-001"
    assert standards_in(told) == ("ABC0002-001", "XYZ0001-001")
