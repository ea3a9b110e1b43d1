"""Spans: every stretch of a question with everything it may mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.language.folding import fold
from assistant.question.form import Coded
from assistant.question.span import QuestionSpan
from assistant.question.spans import Spanner
from assistant.standard import companion
from assistant.standard.companion import NAME, gloss
from assistant.standard.model import Kind
from assistant.standard.relations import Relations


@pytest.fixture(scope="module")
def spanner(relations: Relations, source: Path) -> Spanner:
    """The spanner of the shipped standard."""
    glosses = companion.read(source).glosses
    return Spanner(
        relations, relations.standard.name, glosses.get(NAME, ""), {id(i): gloss(glosses, i) for i in relations.items}
    )


def _spans(spanner: Spanner, text: str) -> dict[str, QuestionSpan]:
    """The spans of the first cover, by the stretch they stand for."""
    cover = spanner.covers(fold(text), text)[0]
    return {text[s.start : s.end]: s for s in cover.spans}


def _tags(span: QuestionSpan) -> set[str]:
    return {r.tag for r in span.readings}


@pytest.mark.parametrize(
    ("text", "stretch", "tag", "value"),
    [
        ("T5 的技能", "T5", "S", Coded(("T5",))),
        ("T5 的技能", "技能", "K", (Kind.SKILL,)),
        ("級別 5 的任務", "級別 5", "LVL", 5),
        ("五級的任務", "五級", "LVL", 5),
        ("level 5 tasks", "level 5", "LVL", 5),
        ("第二個活動", "第二個", "ORD", (2, 1)),
        ("最後一個活動", "最後一個", "ORD", (-1, 1)),
        ("the second activity", "the second", "ORD", (2, 1)),
        ("前兩個任務", "前兩個", "ORD", (1, 2)),
        ("指標最多的活動", "最多的", "M", ("most", None, 1)),
        ("第二多的產出", "第二多", "M", ("most", None, 2)),
        ("三個產出", "三個", "AMT", 3),
        ("T5.2 我已經抄好了，其餘活動的指標", "我已經抄好了", "neg.drop", "drop"),
        ("提到「風險」的技能", "「風險」", "X", ("風險", True)),
    ],
)
def test_a_stretch_has_its_meaning(spanner: Spanner, text: str, stretch: str, tag: str, value: object) -> None:
    """Codes, kinds, levels, places, amounts and quotations."""
    span = _spans(spanner, text)[stretch]
    found = [r.value for r in span.readings if r.tag == tag]
    assert value in found or isinstance(value, tuple) and (fold(str(value[0])), *value[1:]) in found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("管理客戶服務部門員工需要什麼技能", "T6"),
        ("管理客户服务部门员工需要什么技能", "T6"),
        ("「管理客戶服務部門員工」", "T6"),
        ("what does 「管理客戶服務部門員工」 require", "T6"),
    ],
)
def test_the_name_of_an_item_is_the_item(spanner: Spanner, text: str, code: str) -> None:
    """In either script, quoted or not."""
    spans = _spans(spanner, text).values()
    assert any(r.tag == "S" and code in r.value.codes for s in spans for r in s.readings)


@pytest.mark.parametrize(
    "text", ["客服經理需要什麼", "客服部門的經理要會什麼", "客戶服務主管的技能", "what does a customer service head do"]
)
def test_the_occupation_of_the_standard_is_the_whole_of_it(spanner: Spanner, text: str) -> None:
    """However it is shortened, with 的 or another word of rank."""
    assert any(s.has("whole.whole") for s in _spans(spanner, text).values())


@pytest.mark.parametrize(("typed", "kind"), [("態渡", Kind.ATTITUDE), ("計能", Kind.SKILL), ("之識", Kind.KNOWLEDGE)])
def test_a_character_of_the_same_sound_is_forgiven(spanner: Spanner, typed: str, kind: Kind) -> None:
    """Typing errors by sound still name the kind."""
    assert any(r.tag == "K" and r.value == (kind,) for r in _spans(spanner, f"T5 的{typed}")[typed].readings)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("T5 需要哪些技能，我要做簡報", ["我要做簡報"]),
        ("我是新來的主管，T6 要懂哪些知識", ["我是新來的主管"]),
        ("list the outputs of T3, I need it for a slide", ["I need it for a slide"]),
        ("我要 T5 的技能", []),
        ("我要 T5 的技能，我要 T6 的產出", []),
    ],
)
def test_a_clause_of_background_is_told_apart(spanner: Spanner, text: str, background: list[str]) -> None:
    """Why or who, never what: a clause with a code or a kind is a question, and so is the only clause."""
    cover = spanner.covers(fold(text), text)[0]
    assert [text[a:b].strip() for a, b in cover.background] == background


def test_spans_stand_in_order_and_apart(spanner: Spanner) -> None:
    """A cover never takes a character twice."""
    for text in ("T5 的技能和 T6.1 的產出，除了溝通", "級別 5 的任務中行為指標最多的一項，它的工作產出"):
        for cover in spanner.covers(fold(text), text):
            assert all(a.end <= b.start for a, b in zip(cover.spans, cover.spans[1:], strict=False))


@pytest.mark.parametrize("text", ["", " ", "?", "。，", "a" * 2000, "技" * 500, "T5" * 300, "𠀀𠀁", "\u0301", "🙂 T5"])
def test_no_text_breaks_it(spanner: Spanner, text: str) -> None:
    """Nothing legible, something very long, or characters beyond the common planes."""
    assert spanner.covers(fold(text), text)


@pytest.mark.parametrize(
    ("text", "stretch", "gap"),
    [
        ("招聘、績效的產出", "績效", "list"),
        ("T5 的知識，技能", "技能", "comma"),
        ("T5 的知識和技能", "技能", "and"),
    ],
)
def test_what_stands_between_is_kept(spanner: Spanner, text: str, stretch: str, gap: str) -> None:
    """A comma, a list mark, a word that joins."""
    assert gap in _spans(spanner, text)[stretch].gap


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("哪些指標提到人員流失", "人員流失"),
        ("哪些知識提到大數據", "大數據"),
        ("講到開會的知識", "開會"),
        ("skills for service levels", "service levels"),
    ],
)
def test_a_text_is_whole(spanner: Spanner, text: str, stretch: str) -> None:
    """Characters that mean nothing alone, everyday words and English names stay in one piece."""
    assert _tags(_spans(spanner, text)[stretch]) == {"X"}


def test_letters_alone_are_kinds(spanner: Spanner) -> None:
    """K and S of T5, in capitals; a small letter is none."""
    spans = _spans(spanner, "K and S of T5")
    assert [r.value for s in (spans["K"], spans["S"]) for r in s.readings if r.tag == "K"] == [
        (Kind.KNOWLEDGE,),
        (Kind.SKILL,),
    ]


def test_a_letter_in_background_is_no_kind(spanner: Spanner) -> None:
    """Who asks is hidden, and the capitals in it."""
    assert "K" not in _spans(spanner, "我是 K 部門的，T5 的技能有哪些")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("moving from T4 to T6, what is new", [("T4",), ("T6",)]),
        ("moving from T 4 to T 6, what is new", [("T4",), ("T6",)]),
        ("skills from T4 to T6", [("T4", "T5", "T6")]),
        ("which skills going from S1 to S3", [("S1", "S2", "S3")]),
        ("T4~T6 的技能", [("T4", "T5", "T6")]),
    ],
)
def test_two_places_that_someone_moves_between_are_no_range(
    spanner: Spanner, text: str, codes: list[tuple[str, ...]]
) -> None:
    """What lies between them is not asked about."""
    read = [r.value for span in _spans(spanner, text).values() for r in span.readings]
    assert [v.codes for v in read if isinstance(v, Coded)] == codes


def test_a_number_is_asked_for_right_behind_the_name_of_a_kind(spanner: Spanner) -> None:
    """技能數 is how many skills; 技能數據 is not."""
    assert _tags(_spans(spanner, "T5 的技能數")["數"]) == {"act.count"}
    assert not any("act.count" in _tags(span) for span in _spans(spanner, "技能數據").values())
