"""Codes as people type them."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.question.codes import mentions, numeral, undotted
from assistant.question.edges import bare
from assistant.question.words import words
from assistant.standard.code import clean, key, kind_of
from assistant.standard.model import Kind


def _codes(text: str) -> list[str]:
    plain = clean(text)
    folded = fold(plain)
    found = (w for i in range(len(folded)) for w in words().at(folded, i, i == 0))
    ends = [(w.end, Kind(s.value)) for w in found for s in w.senses if s.tag == "kind" and not s.weak]
    return [c for m in mentions(folded, plain, ends, words().number) for c in m.codes]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("t5", ["T5"]),
        ("Ｔ５ 是什麼", ["T5"]),
        ("K 39 寫什麼", ["K39"]),
        ("P2-1-5", ["P2.1.5"]),
        *((f"P2{dash}1{dash}5", ["P2.1.5"]) for dash in "‐‑‒–—―−﹣－_·．・‧•"),
        ("T–5 的技能", ["T5"]),
        ("S27–S30", ["S27", "S28", "S29", "S30"]),
        ("K30—33", ["K30", "K31", "K32", "K33"]),
        ("P5.1.4\u200b", ["P5.1.4"]),
        ("k07", ["K7"]),
        ("A5", ["A5"]),
        ("S27~S30", ["S27", "S28", "S29", "S30"]),
        ("S27 到 S29", ["S27", "S28", "S29"]),
        ("S1-3", ["S1", "S2", "S3"]),
        ("P5.1.1至P5.1.3", ["P5.1.1", "P5.1.2", "P5.1.3"]),
        ("T3、5 和 T6", ["T3", "T5", "T6"]),
        ("T1/T2", ["T1", "T2"]),
        ("任務五", ["T5"]),
        ("task 5", ["T5"]),
        ("task five", ["T5"]),
        ("活動 5.2", ["T5.2"]),
        ("skill 27", ["S27"]),
        ("T5技能", ["T5"]),
        ("tasks 3 and 5", ["T3", "T5"]),
        ("O6.4.1是什麼", ["O6.4.1"]),
        # as people dictate them
        ("T五", ["T5"]),
        ("t五點一", ["T5.1"]),
        ("T六點二的行為指標", ["T6.2"]),
        ("P五點一點四", ["P5.1.4"]),
        ("K三十九", ["K39"]),
        ("k十二", ["K12"]),
        ("T5。1", ["T5.1"]),
        ("T5·1", ["T5.1"]),
        ("T 5 . 1", ["T5.1"]),
        ("p 2 1 5", ["P2.1.5"]),
        ("T5_1", ["T5.1"]),
        ("S-27", ["S27"]),
        ("K#39", []),
        ("S27到30", ["S27", "S28", "S29", "S30"]),
        ("S二十七到S三十", ["S27", "S28", "S29", "S30"]),
        ("T1、T2及T3", ["T1", "T2", "T3"]),
        ("T1 to T3", ["T1", "T2", "T3"]),
        ("K1,2,3", ["K1", "K2", "K3"]),
        ("任務 6", ["T6"]),
        ("activity 3.2", ["T3.2"]),
    ],
)
def test_a_code_is_found_in_every_written_form(text: str, codes: list[str]) -> None:
    """Width, case, blanks, hyphens, ranges, enumerations and spelt-out kinds all lead to the code."""
    assert _codes(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "第五項任務",
        "5 個任務",
        "級別5的任務",
        "a 5-minute call",
        "10 年以上",
        "任務 3 個",
        "BAS1499-002v2",
        "3.5 級",
        "what's 5 plus 5",
        "task force",
        "S 100 年",
        "任務一般有哪些",
        "第三個活動",
        "top 5 skills",
    ],
)
def test_what_is_no_code_is_not_taken_for_one(text: str) -> None:
    """Counts, levels, ordinals, articles and the standard's own code are left alone."""
    assert _codes(text) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("5", 5),
        ("五", 5),
        ("兩", None),
        ("两", 2),
        ("十二", 12),
        ("三十九", 39),
        ("一百零二", 102),
        ("五一", 51),
        ("技", None),
    ],
)
def test_numerals_are_read_folded(written: str, number: int | None) -> None:
    """Chinese numerals up to 999, in folded text; anything else is none."""
    assert numeral(written) == number


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("T5", Kind.TASK),
        ("T5.1", Kind.ACTIVITY),
        ("o1.1.1", Kind.OUTPUT),
        ("Ｐ1.1.1", Kind.INDICATOR),
        ("K01", Kind.KNOWLEDGE),
        ("S9", Kind.SKILL),
        ("A05", Kind.ATTITUDE),
    ],
)
def test_the_letter_and_length_of_a_code_tell_its_kind(code: str, kind: Kind) -> None:
    """A code's form decides its kind."""
    assert kind_of(code) is kind


def test_codes_that_differ_only_in_form_are_the_same() -> None:
    """K1, K01, ｋ 1 and A5, A05 meet."""
    assert len({key(c) for c in ("K1", "K01", "ｋ 1", "k-1")}) == 1
    assert key("A5") == key("A05")


def test_what_is_not_a_code_has_no_key() -> None:
    """A text that is no code raises, it does not become one."""
    with pytest.raises(ValueError, match="not the code"):
        key("T")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("6-2 的產出", [(("T6.2",),)]),
        ("deliverables 6.3 pls", [(("T6.3",),)]),
        ("5-2-7跟5-2-8唸給我聽", [(("P5.2.7",), ("O5.2.7",)), (("P5.2.8",), ("O5.2.8",))]),
        ("五點三？ 5點3的指標", [(("T5.3",),), (("T5.3",),)]),
        ("1.1到1.3的產出", [(("T1.1",),), (("T1.3",),), (("T1.1", "T1.2", "T1.3"),)]),
        ("p633說什麼", [(("P6.3.3",),)]),
        ("O six point one point three", [(("O6.1.3",),)]),
        ("3-5 年經驗", []),
        ("3-4 個活動", []),
        ("用 3-4 句話說明 T5", []),
        ("3-4級的任務", []),
        ("請列 1-2 行", []),
        ("summarise T5 in 2-3 sentences", []),
        ("T12 的技能", []),
        ("2018.12.21 的版本", []),
        ("提升 3.5%", []),
        ("T5.1 的指標", []),
        ("版本 v2.1", []),
    ],
)
def test_numbers_alone_may_be_codes(text: str, codes: list[tuple[str, ...]]) -> None:
    """Without their letter or their dots, with every code that they may mean; years, shares and ranges are none."""
    folded = fold(clean(text))
    assert [c for _, _, c in bare(folded)] == codes


@pytest.mark.parametrize(("code", "meant"), [("P514", "P5.1.4"), ("O621", "O6.2.1"), ("T12", "T12"), ("K514", "K514")])
def test_dots_are_put_where_a_code_has_to_have_them(code: str, meant: str) -> None:
    """Indicators and outputs have three numbers; of other codes nobody knows whether a dot is missing."""
    assert undotted(code) == meant
