"""Verbatim: what of a question stands in the standard as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.language.folding import fold
from assistant.question.form import Coded
from assistant.question.verbatim import Verbatim, phrases
from assistant.standard import companion
from assistant.standard.companion import gloss
from assistant.standard.relations import Relations


@pytest.fixture(scope="module")
def verbatim(relations: Relations, source: Path) -> Verbatim:
    """What the shipped standard says, with its English names."""
    glosses = companion.read(source).glosses
    return Verbatim(relations, {id(i): gloss(glosses, i) for i in relations.items})


@pytest.mark.parametrize(
    ("question", "code"),
    [("災後復原計畫是什麼", "O3.1.2"), ("持續 學習", "A03"), ("what is the disaster recovery plan", "O3.1.2")],
)
def test_the_name_of_an_item_is_that_item(verbatim: Verbatim, question: str, code: str) -> None:
    """Blanks between characters and the letters of English names do not matter."""
    found = [r.value for e in verbatim.edges(fold(question)) for r in e.readings if r.tag == "S"]
    assert Coded((code,)) in found


def test_wording_of_the_standard_is_told_from_other_text(verbatim: Verbatim) -> None:
    """Three characters in a row are the least."""
    assert verbatim.worded(fold("跟服務水準有關"))
    assert not verbatim.worded(fold("今天天氣不錯"))


@pytest.mark.parametrize(("inner", "held"), [("溝通技能", True), ("disaster recovery plan", True), ("咖啡", False)])
def test_a_quotation_is_an_item_where_it_is_its_name(verbatim: Verbatim, inner: str, held: bool) -> None:
    """The whole quotation, not a part of it."""
    assert bool(verbatim.quoted(fold(inner), ())) is held


def test_pairs_of_an_english_name_leave_out_words_without_content() -> None:
    """Only neighbours count."""
    assert len(list(phrases("analysis of service level data"))) == 2
