"""Questions over all standards: which there are, which hold something, and what is cited of whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.draft import Desk
from assistant.answer.model import Answer, references
from assistant.answer.respond import answered
from assistant.language.tag import Language
from assistant.question.form import All, Check, Coded, Compare, LevelIs, Lies, Says, Set, Standards, Such, Union
from assistant.standard import companion
from assistant.standard.model import Kind, Standard
from tests.answer.made import standard as small
from tests.answer.made import together

ANY = Union(tuple(map(All, Kind)))


@pytest.fixture(scope="module")
def desk(standard: Standard, source: Path) -> Desk:
    """The shipped standard, with a small one installed beside it."""
    return together(standard, small(merged=True), glosses=companion.read(source).glosses)


def _answer(desk: Desk, form: Standards, language: Language = "zh-TW") -> Answer:
    return answered(desk, form, language, "")


@pytest.mark.parametrize("language", ["zh-TW", "zh-CN", "en"])
def test_the_installed_are_named_with_what_they_hold(desk: Desk, language: Language) -> None:
    """Both standards, the one asked about first, with counts that the proof makes again in each table."""
    answer = _answer(desk, Standards(), language)
    own, other = answer.text.index("BAS1499-002v2"), answer.text.index("XYZ0001-001")
    assert own < other and answer.standard == "BAS1499-002v2"
    assert [c.holds for c in answer.proof if c.rule == "count"] == [True] * 4
    assert not answer.refused


def test_what_only_another_holds_is_cited_by_its_address(desk: Desk) -> None:
    """A code alone would be one of the standard asked about; the table of its own standard proves it."""
    answer = _answer(desk, Standards(Such(ANY, Says("採收技術"))))
    assert "XYZ0001-001:S2「採收技術」" in answer.text and answer.cited_codes == ("XYZ0001-001:S2",)
    assert [(c.standard, c.code) for c in answer.citations] == [("XYZ0001-001", "S2")]
    assert {r for b in answer.blocks for r in references(getattr(b, "text", ""))} == {"XYZ0001-001:S2"}
    assert "BAS1499-002v2 客戶服務部門經理。" in answer.text
    assert not answer.refused and all(c.holds for c in answer.proof)


@pytest.mark.parametrize("of", [All(Kind.TASK), Coded(("T1",))])
def test_nothing_here_lies_in_what_another_holds(desk: Desk, of: Set) -> None:
    """A table has no relations to another: it is told that nothing fits, and not looked for without end."""
    answer = answered(desk, Check(of, Lies(Coded(("XYZ0001-001:T1",)))), "zh-TW", "")
    assert "0 項" in answer.text and all(c.holds for c in answer.proof)


def test_more_or_fewer_is_asked_of_numbers_and_levels() -> None:
    """Of everything that two have, and of wording, there is none."""
    with pytest.raises(ValueError, match="number or a level"):
        Compare((Coded(("T1",)), Coded(("T2",))), "wording", "more")


def test_what_this_one_holds_is_cited_by_its_code(desk: Desk) -> None:
    """Items of the standard asked about keep their codes, those of the other have addresses."""
    answer = _answer(desk, Standards(Such(All(Kind.TASK), LevelIs("=", 5))))
    assert {c.standard for c in answer.citations} == {"BAS1499-002v2", "XYZ0001-001"}
    assert set(answer.cited_codes) >= {"T3", "T5", "XYZ0001-001:T2"}


@pytest.mark.parametrize(("order", "winner"), [("most", "客戶服務部門經理"), ("least", "果園管理人員")])
def test_the_most_and_the_least_are_told_with_the_numbers_of_all(desk: Desk, order: str, winner: str) -> None:
    """Six tasks against two, each number recounted in its own table."""
    answer = _answer(desk, Standards(All(Kind.TASK), order))  # type: ignore[arg-type]
    first = answer.text.splitlines()[0]
    assert winner in first and "6 項" in answer.text and "2 項" in answer.text
    assert sum(c.rule == "count" and c.holds for c in answer.proof) == 2


def test_the_highest_level_is_that_of_both(desk: Desk) -> None:
    """Both are of level 4; the level of each is claimed of the standard itself."""
    answer = _answer(desk, Standards(None, "most"))
    assert "客戶服務部門經理" in answer.text and "果園管理人員" in answer.text
    assert [c.holds for c in answer.proof if c.rule == "level"] == [True, True]


def test_what_none_holds_is_declined_with_what_was_looked_at(desk: Desk) -> None:
    """Both standards are named as looked at, and nothing is cited."""
    answer = _answer(desk, Standards(Such(ANY, Says("區塊鏈"))))
    assert answer.refused and answer.method == "none" and not answer.citations
    assert "BAS1499-002v2" in answer.text and "XYZ0001-001" in answer.text
