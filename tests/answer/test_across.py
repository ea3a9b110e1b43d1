"""Questions over all standards: which there are, which hold something, and what is cited of whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer.draft import Desk
from assistant.answer.model import Answer, references
from assistant.answer.respond import answered
from assistant.language.tag import Language
from assistant.question.form import All, LevelIs, Says, Standards, Such, Union
from assistant.retrieval.port import Findings
from assistant.standard import companion
from assistant.standard.model import Kind, Standard
from tests.answer.made import desk as furnished
from tests.answer.made import standard as small

ANY = Union(tuple(map(All, Kind)))


@pytest.fixture(scope="module")
def desk(standard: Standard, source: Path) -> Desk:
    """The shipped standard, with a small one installed beside it."""
    found: list[Desk] = [
        furnished(standard, companion.read(source).glosses),
        furnished(small(merged=True)),
    ]
    return replace(found[0], installed=lambda: (found[1], found[0]))


def _answer(desk: Desk, form: Standards, language: Language = "zh-TW") -> Answer:
    return answered(desk, form, language, lambda *_: Findings(), "")


@pytest.mark.parametrize("language", ["zh-TW", "zh-CN", "en"])
def test_the_installed_are_named_with_what_they_hold(desk: Desk, language: Language) -> None:
    """Both standards, the one asked about first, with counts that the proof makes again in each table."""
    answer = _answer(desk, Standards(), language)
    own, other = answer.text.index("BAS1499-002v2"), answer.text.index("XYZ0001-001")
    assert own < other and answer.standard == "BAS1499-002v2"
    assert [c.holds for c in answer.proof if c.rule == "count"] == [True] * 4
    assert not answer.refused


def test_what_only_another_holds_is_told_of_it_and_not_cited_here(desk: Desk) -> None:
    """A code of another standard would be taken for one of this standard, so it is text and no reference."""
    answer = _answer(desk, Standards(Such(ANY, Says("採收技術"))))
    assert "S2「採收技術」" in answer.text and not answer.citations
    assert not any(references(getattr(b, "text", "")) for b in answer.blocks)
    assert "BAS1499-002v2 客戶服務部門經理。" in answer.text
    assert not answer.refused and all(c.holds for c in answer.proof)


def test_what_this_one_holds_is_cited(desk: Desk) -> None:
    """Items of the standard asked about are references that lead to their passage."""
    answer = _answer(desk, Standards(Such(All(Kind.TASK), LevelIs("=", 5))))
    assert set(answer.cited_codes) >= {"T3", "T5"} and all(c.standard == "BAS1499-002v2" for c in answer.citations)
    assert "XYZ0001-001" in answer.text


def test_what_none_holds_is_declined_with_what_was_looked_at(desk: Desk) -> None:
    """Both standards are named as looked at, and nothing is cited."""
    answer = _answer(desk, Standards(Such(ANY, Says("區塊鏈"))))
    assert answer.refused and answer.method == "none" and not answer.citations
    assert "BAS1499-002v2" in answer.text and "XYZ0001-001" in answer.text
