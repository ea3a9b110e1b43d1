"""Every form can be read back, in every language."""

from __future__ import annotations

import re

import pytest

from assistant.answer.draft import Desk
from assistant.answer.readback import Readback
from assistant.language.folding import fold
from assistant.language.tag import Language
from assistant.language.wording import wording
from assistant.question.form import (
    All,
    Amount,
    Below,
    Check,
    Coded,
    Count,
    LevelIs,
    List,
    Locate,
    Minus,
    Not,
    Question,
    Says,
    Set,
    Situation,
    Such,
    Talk,
    Top,
)
from assistant.question.notation import dumps
from assistant.standard.model import Kind, Standard
from tests.answer.made import desk as furnished
from tests.question.forms import QUESTIONS, SETS

LANGUAGES: tuple[Language, ...] = ("zh-TW", "zh-CN", "en")
GLOSSES = {"T5": "Service strategy", "K39": "Labour law"}


@pytest.fixture(scope="module")
def desk(standard: Standard) -> Desk:
    """The shipped standard, with a few English names."""
    return furnished(standard, GLOSSES)


def _back(desk: Desk, language: Language) -> Readback:
    return Readback(desk.relations, desk.runner.run, wording(language), lambda code: GLOSSES.get(code, ""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", QUESTIONS, ids=dumps)
def test_every_form_has_words(desk: Desk, form: Question, language: Language) -> None:
    """No constructor is without a phrase, and none leaves a placeholder or an internal name in it."""
    text = _back(desk, language).said(form)
    assert text.strip()
    assert not re.search(r"[{}_]|\bNone\b|Kind\.", text)
    if language == "en" and "Named" not in repr(form) and "Says" not in repr(form):
        named = [i.text for i in desk.relations.items if i.text in text]
        bare = text if not named else re.sub("|".join(map(re.escape, sorted(named, key=len, reverse=True))), "", text)
        assert not re.search(r"[\u3400-\u9fff]", bare)


def _plain(form: Question) -> bool:
    """Whether everything that a form holds is read back: what is told of each item, or where, needs no words."""
    return not isinstance(form, Talk | List | Locate | Situation) and not (
        isinstance(form, Count) and (form.each or form.claimed)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("forms", [SETS, list(filter(_plain, QUESTIONS))], ids=["sets", "questions"])
def test_forms_that_differ_are_read_back_differently(
    desk: Desk, forms: list[Set] | list[Question], language: Language
) -> None:
    """A reader who sees the words knows which form was run; `source` and the like are told apart too."""
    back = _back(desk, language)
    said: dict[str, object] = {}
    for form in forms:
        text = back.said(form)
        assert said.setdefault(text, form) == form, text


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        (List(Minus(All(Kind.SKILL), Below(Coded(("T5",)), Kind.SKILL))), ("T5", "技能")),
        (List(Such(All(Kind.SKILL), Not(Says("風險")))), ("風險",)),
        (List(Such(All(Kind.ACTIVITY), Amount(Kind.OUTPUT, ">=", 3))), ("產出", "3")),
        (Check(Coded(("T5",)), LevelIs("=", 5)), ("T5", "5")),
        (Count(Below(Top(All(Kind.TASK), Kind.INDICATOR), Kind.OUTPUT)), ("指標", "產出", "最多")),
    ],
    ids=dumps,
)
def test_what_narrows_a_form_is_said(desk: Desk, form: Question, holds: tuple[str, ...]) -> None:
    """Codes, texts, numbers and kinds of the form stand in its words."""
    text = _back(desk, "zh-TW").said(form)
    assert [h for h in holds if h not in text] == []


def test_a_negation_is_read_back_as_one(desk: Desk) -> None:
    """A test and its denial never read the same."""
    for language in LANGUAGES:
        back = _back(desk, language)
        for test in (Says("x"), LevelIs("=", 5), Amount(Kind.OUTPUT, ">", 2)):
            assert back.said(test) != back.said(Not(test))


def test_simplified_words_are_simplified(desk: Desk) -> None:
    """What the project says of a form is in the script of the reader; only quoted wording is the source's own."""
    back = _back(desk, "zh-CN")
    for form in (f for f in QUESTIONS if "Coded" not in repr(f) and "Named" not in repr(f) and "Says" not in repr(f)):
        text = back.said(form)
        assert [c for c in text if "\u3400" <= c <= "\u9fff" and fold(c) != c] == [], text
