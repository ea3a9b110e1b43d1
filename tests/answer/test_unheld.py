"""What a table of this form never gives, asked for all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer.draft import Desk
from assistant.answer.model import Answer
from assistant.answer.respond import answered
from assistant.language.tag import Language
from assistant.question.form import Coded, NotHeld, Says, Such
from assistant.question.overall import EVERYTHING
from assistant.question.vocabulary import names
from assistant.standard import companion
from assistant.standard.model import Standard
from tests.answer.made import desk as furnished
from tests.answer.made import standard as small

LANGUAGES: tuple[Language, ...] = ("zh-TW", "zh-CN", "en")


@pytest.fixture(scope="module")
def desk(standard: Standard, source: Path) -> Desk:
    """The shipped standard, ready to be answered about."""
    return furnished(standard, companion.read(source).glosses)


def _answer(desk: Desk, form: NotHeld, language: Language = "zh-TW") -> Answer:
    return answered(desk, form, language, "")


def test_prerequisites_that_speak_of_a_certificate_are_shown() -> None:
    """What the table never gives, the header may: it is quoted, and asking for it of an item is still declined."""
    made = replace(small(merged=True), prerequisites=("具有丙級技術士證照。",))
    answer = _answer(furnished(made), NotHeld("licence"))
    assert not answer.refused
    assert "丙級技術士" in answer.text
    assert [c.claim for c in answer.proof if not c.holds] == []
    assert _answer(furnished(made), NotHeld("licence", Coded(("T1",)))).refused
    assert _answer(furnished(small(merged=True)), NotHeld("licence")).refused


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("aspect", names()["aspect"])
def test_what_such_a_table_never_holds_is_said_by_its_name(desk: Desk, aspect: str, language: Language) -> None:
    """Declined, with what the table does say of the item, and for the whole standard with what it covers."""
    of_item, of_all = (_answer(desk, NotHeld(aspect, of), language) for of in (Coded(("T6.2",)), None))
    assert of_item.refused
    assert of_all.refused
    assert set(of_item.cited_codes) <= {"T6.2"}
    assert of_all.cited_codes == ()
    assert of_item.blocks[0] != of_all.blocks[0]


def test_matters_not_held_are_told_apart(desk: Desk) -> None:
    """Each matter has its own sentence."""
    for language in LANGUAGES:
        said = {_answer(desk, NotHeld(a), language).text for a in names()["aspect"]}
        assert len(said) == len(names()["aspect"])


def test_what_words_name_is_shown(desk: Desk) -> None:
    """How often is the plan rehearsed: declined, beside the plan; where words are nobody's name, beside nothing."""
    plan, none = (_answer(desk, NotHeld("frequency", Such(EVERYTHING, Says(t)))) for t in ("災後復原計畫", "計畫"))
    assert plan.refused and plan.cited_codes == ("O3.1.2",) and all(c.holds for c in plan.proof)
    assert none.refused and none.cited_codes == ()
