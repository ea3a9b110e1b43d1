"""Forms answered, without a reader: what is said of each, and what never is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer.draft import Desk
from assistant.answer.model import Answer
from assistant.answer.respond import answered
from assistant.language.tag import Language
from assistant.question.conversation import Context, Past
from assistant.question.form import (
    Above,
    All,
    Amount,
    Below,
    Both,
    Check,
    Coded,
    Compare,
    Count,
    Field,
    LevelIs,
    Lies,
    List,
    Locate,
    Minus,
    Misprints,
    Not,
    NotHeld,
    Nth,
    Question,
    Says,
    Set,
    Show,
    Situation,
    Such,
    Talk,
    Together,
    Top,
    Union,
    Unknown,
)
from assistant.question.node import nodes
from assistant.question.notation import dumps
from assistant.question.vocabulary import names
from assistant.standard import companion
from assistant.standard.model import Kind, Standard
from tests.answer.made import desk as furnished
from tests.answer.made import standard as small
from tests.question.forms import QUESTIONS

LANGUAGES: tuple[Language, ...] = ("zh-TW", "zh-CN", "en")
T5 = Coded(("T5",))
T5_SKILLS = "S27 S28 S29 S30"


@pytest.fixture(scope="module")
def desk(standard: Standard, source: Path) -> Desk:
    """The shipped standard, ready to be answered about."""
    return furnished(standard, companion.read(source).glosses)


def _answer(desk: Desk, form: Question, language: Language = "zh-TW", context: Context = Context()) -> Answer:  # noqa: B008 - frozen
    return answered(desk, form, language, "", context)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", QUESTIONS, ids=dumps)
def test_every_form_is_answered_and_every_answer_proved(desk: Desk, form: Question, language: Language) -> None:
    """In every language something is said, every check holds, and a refusal is never dressed up as an answer."""
    answer = _answer(desk, form, language)
    assert answer.text.strip()
    assert [c.claim for c in answer.proof if not c.holds] == []
    assert answer.method == ("none" if answer.refused else "table")
    assert answer.language == language or isinstance(form, Talk)


@pytest.mark.parametrize("form", [f for f in QUESTIONS if not isinstance(f, Talk | Situation | Together)], ids=dumps)
def test_no_check_depends_on_the_standard_being_this_one(form: Question) -> None:
    """The same forms over a small standard that lacks most of the codes are answered or declined, and proved."""
    for merged in (True, False):
        answer = _answer(furnished(small(merged=merged)), form)
        assert all(c.holds for c in answer.proof)
        assert answer.text.strip()


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        (List(Below(T5, Kind.SKILL)), f"T5 {T5_SKILLS}"),
        (List(Such(All(Kind.ACTIVITY), Amount(Kind.OUTPUT, "=", 0))), "T2.2 T2.3 T3.2 T4.2 T5.3 T6.5"),
        (List(Both((Below(Coded(("T4",)), Kind.KNOWLEDGE), Below(T5, Kind.KNOWLEDGE)))), "K22 K30"),
        (List(Nth(Below(T5, Kind.ACTIVITY), -1)), "T5.3"),
        (Count(Below(T5, Kind.ACTIVITY)), "T5 T5.1 T5.2 T5.3"),
        (Locate(Coded(("S31",)), Kind.TASK), "S31 T6"),
    ],
    ids=dumps,
)
def test_what_is_cited_is_what_the_table_holds(desk: Desk, form: Question, codes: str) -> None:
    """Exactly these codes."""
    assert set(_answer(desk, form).cited_codes) == set(codes.split())


EMPTY: tuple[Set, ...] = (
    Such(All(Kind.SKILL), Says("區塊鏈")),
    Such(All(Kind.TASK), LevelIs("=", 1)),
    Such(All(Kind.ACTIVITY), Amount(Kind.INDICATOR, ">", 99)),
    Such(Below(T5, Kind.SKILL), Says("blockchain")),
    Minus(All(Kind.TASK), All(Kind.TASK)),
    Both((Below(Coded(("T1",)), Kind.SKILL), Below(Coded(("T6",)), Kind.SKILL))),
    Top(Such(All(Kind.TASK), LevelIs("=", 1)), Kind.OUTPUT),
    Below(Such(All(Kind.ACTIVITY), Says("區塊鏈")), Kind.OUTPUT),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", EMPTY, ids=repr)
def test_a_filter_that_matches_nothing_gives_nothing(desk: Desk, of: Set, language: Language) -> None:
    """The answer says that there is none; nothing is listed, and at most what was looked at is named."""
    named = {c for n in nodes(of) if isinstance(n, Coded) for c in n.codes}
    for form in (List(of), Count(of), Check(of), Show(of)):
        answer = _answer(desk, form, language)
        assert set(answer.cited_codes) <= named
        assert answer.listings == ()
        assert answer.text.strip()
        assert all(c.holds for c in answer.proof)


def test_a_note_stands_beside_the_item_whose_term_it_explains() -> None:
    """And answers by itself what only it explains; no other note does."""
    made = replace(small(merged=True), notes=("運輸法規：包括冷鏈作業準則。", "冷鏈（cold chain）：全程低溫。"))
    desk = furnished(made)
    assert "冷鏈作業準則" in _answer(desk, Show(Coded(("K3",)))).text
    assert "冷鏈作業準則" not in _answer(desk, Show(Coded(("K1",)))).text
    told = _answer(desk, Field(("notes",), "cold chain")).text
    assert "全程低溫" in told
    assert "作業準則" not in told
    assert "沒有說明" in _answer(desk, Field(("notes",), "熱鏈")).text


def test_what_hangs_somewhere_is_named_beside_where_it_hangs() -> None:
    """Whoever asks which tasks need a skill sees which skill was meant, and in how many places the widest stands."""
    desk = furnished(small(merged=False))
    assert _answer(desk, List(Above(Coded(("S3",)), Kind.TASK))).cited_codes == ("S3", "T2")
    assert "2" in _answer(desk, List(Top(All(Kind.SKILL), Kind.TASK))).text


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (Below(All(Kind.ACTIVITY), Kind.INDICATOR), "4.48 behavioural indicators to each activity (112 ÷ 25)"),
        (Below(Below(T5, Kind.ACTIVITY), Kind.OUTPUT), "1 outputs to each activity (3 ÷ 3)"),
        (Below(All(Kind.ACTIVITY), Kind.SKILL), "5.33 skills to each task (32 ÷ 6)"),
    ],
)
def test_an_average_is_over_what_the_table_hangs_them_on(desk: Desk, of: Set, told: str) -> None:
    """Every number that makes it is claimed, and so counted a second time."""
    answer = _answer(desk, Count(of, average=True), "en")
    assert told in answer.text and answer.confidence == "proved" and all(c.holds for c in answer.proof)
    assert sum(c.rule == "count" for c in answer.proof) == int(told.partition("÷")[2].strip(" )"))


def test_the_number_of_nothing_is_nought(desk: Desk) -> None:
    """Where an activity has no outputs the list says so, with its number proved."""
    answer = _answer(desk, List(Below(Coded(("T5.3",)), Kind.OUTPUT)))
    assert answer.cited_codes == ("T5.3",)
    assert any(c.rule == "count" and c.claim.endswith("· 0") for c in answer.proof)


def test_an_average_blames_no_kind_for_the_coarseness_of_another(desk: Desk) -> None:
    """K30 is listed for a whole task; the indicators counted under its activities are not, and none says so."""
    answer = _answer(desk, Count(Below(Above(Coded(("K30",)), Kind.ACTIVITY), Kind.INDICATOR), average=True))
    assert "7 項行為指標（21 ÷ 3）" in answer.text and "把行為指標列在整個任務" not in answer.text


def test_of_two_selections_counted_each_number_is_told(desk: Desk) -> None:
    """How many are level 5 and how many level 4: two numbers were asked for, not their sum alone."""
    five, four = (Such(All(Kind.ACTIVITY), LevelIs("=", n)) for n in (5, 4))
    answer = _answer(desk, Count(Union((five, four))), "en")
    assert "Of these 8:" in answer.text and "Of these 17:" in answer.text and answer.confidence == "proved"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", names()["act"])
def test_what_is_no_question_is_not_answered_from_the_standard(desk: Desk, act: str, language: Language) -> None:
    """Nothing is cited for thanks, a greeting, another occupation or an order."""
    answer = _answer(desk, Talk(act, "會計師" if act == "occupation" else ""), language)
    assert answer.refused
    assert answer.cited_codes == ()
    assert answer.text.strip()


@pytest.mark.parametrize("act", ["again", "longer", "shorter", "sure", "more", "table"])
def test_a_request_about_the_last_answer_comes_back_to_it(desk: Desk, act: str) -> None:
    """`Again` and the like give the last answer, with its codes; nothing new is claimed."""
    form = List(Below(T5, Kind.SKILL))
    answer = _answer(desk, Talk(act), context=Context((Past(form, ("T5",), ("S27",)),)))
    assert answer.cited_codes == _answer(desk, form).cited_codes


def test_the_last_answer_in_english(desk: Desk) -> None:
    """Asked for in English it is in English."""
    context = Context((Past(List(Below(T5, Kind.SKILL)), ("T5",), ("S27",)),))
    assert _answer(desk, Talk("english"), context=context).language == "en"


@pytest.mark.parametrize("form", [Show(Coded(("T9",))), List(Below(Coded(("K99",)), Kind.TASK)), Unknown(("S99",))])
def test_codes_that_do_not_exist_are_said_not_to(desk: Desk, form: Question) -> None:
    """Declined with what range there is; the absence is proved."""
    answer = _answer(desk, form)
    assert answer.refused
    assert answer.cited_codes == ()
    assert any(c.rule == "exists" and c.holds for c in answer.proof)


def test_a_code_that_does_not_exist_beside_one_that_does(desk: Desk) -> None:
    """What exists is answered, what does not is said not to."""
    answer = _answer(desk, List(Below(Coded(("T5", "T9")), Kind.SKILL)))
    assert set(answer.cited_codes) == {"T5", *T5_SKILLS.split()}
    assert "T9" in answer.text


@pytest.mark.parametrize(
    ("form", "right"),
    [
        (Check(T5, LevelIs("=", 5)), True),
        (Check(T5, LevelIs("=", 4)), False),
        (Check(T5, Not(LevelIs("=", 4))), True),
        (Check(Coded(("T5.3",)), Amount(Kind.OUTPUT, "=", 0)), True),
        (Check(Coded(("T5.3",)), Amount(Kind.OUTPUT, ">=", 1)), False),
        (Check(Coded(("S30",)), Says("風險")), True),
        (Check(Coded(("S27",)), Says("風險")), False),
        (Check(Coded(("S27",)), Lies(T5)), True),
        (Check(Coded(("S27",)), Lies(Coded(("T4",)))), False),
        (Count(Below(T5, Kind.SKILL), False, None, 4), True),
        (Count(Below(T5, Kind.SKILL), False, None, 5), False),
    ],
    ids=dumps,
)
def test_a_claim_is_confirmed_or_put_right(desk: Desk, form: Question, right: bool) -> None:
    """What is so is confirmed; what is not is corrected, first of all."""
    answer = _answer(desk, form)
    roles = [getattr(b, "role", "") for b in answer.blocks]
    assert ("correction" in roles) is not right
    assert not answer.refused
    assert all(c.holds for c in answer.proof)


@pytest.mark.parametrize("by", ["all", "number", "level", "wording"])
def test_sets_stand_side_by_side(desk: Desk, by: str) -> None:
    """Both are in the answer, whatever they are compared by."""
    parts: tuple[Set, ...] = (Coded(("T4",)), T5)
    if by == "number":
        parts = tuple(Below(p, Kind.OUTPUT) for p in parts)
    answer = _answer(desk, Compare(parts, by))  # type: ignore[arg-type]
    assert {"T4", "T5"} <= set(answer.cited_codes)


def test_questions_together_are_all_answered(desk: Desk) -> None:
    """The codes of both; one that is declined does not take the other with it."""
    parts = (List(Below(T5, Kind.SKILL)), NotHeld("money"))
    both = _answer(desk, Together(parts))
    assert set(both.cited_codes) == {"T5", *T5_SKILLS.split()}
    assert not both.refused
    assert _answer(desk, parts[1]).text in both.text


@pytest.mark.parametrize("name", names()["names"])
def test_every_field_of_the_header_is_quoted(desk: Desk, name: str) -> None:
    """A field is answered from the header; nothing of the table is cited for it."""
    answer = _answer(desk, Field((name,)))
    assert not answer.refused
    assert all(c.holds for c in answer.proof)


def test_misprints_are_those_of_the_ledger(desk: Desk) -> None:
    """Of one item or of the whole."""
    assert "O1.5.1" in _answer(desk, Misprints(Coded(("T1.4",)))).text
    whole = _answer(desk, Misprints())
    assert not whole.refused
    assert all(c.holds for c in whole.proof)
