"""Clauses: which bear what is asked, and which tell who asks, why, or how to write it."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.question.clauses import background, choices, clauses, hide
from assistant.question.span import Edge, SpanReading
from assistant.standard.model import Kind


def _texts(folded: str, stretches: object) -> list[str]:
    return [folded[a:b].strip() for a, b in stretches]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("下週要面試，T5 的技能有哪些", ["下週要面試"]),
        ("T4.1 到 T4.3 的產出各是什麼？沒有的也註明", ["沒有的也註明"]),
        ("outputs of T2, and say where there is none", ["and say where there is none"]),
        ("T5 的技能有哪些", []),
        ("你好，沒有寫產出的活動有哪些", []),
        ("提到數據的就好，其他不用", ["其他不用"]),
        ("T5.2 的行為指標，請勿摘要", ["請勿摘要"]),
        ("態度項目，代碼加名稱即可，不用定義", ["代碼加名稱即可", "不用定義"]),
        ("indicators of T3, nothing else", ["nothing else"]),
        ("沒有標準的任務有哪些，謝謝", []),
        ("請列出來，沒有講到客戶的任務有哪些", []),
        ("不重複的技能有哪些，T5 和 T6", []),
        ("因為 T5 要排課，技能有哪些", []),
        ("our safety officer wants to know which activities need first aid", ["our safety officer wants to know"]),
        ("my boss keeps asking what the outputs are", ["my boss keeps asking"]),
        ("what do agents need to know which is not a skill", []),
    ],
)
def test_background_is_told_by_its_words(text: str, told: list[str]) -> None:
    """A clause with a code in it is never background by its words alone."""
    folded = fold(text)
    assert _texts(folded, background(folded)) == [fold(t) for t in told]


def test_a_code_in_parentheses_belongs_to_what_it_explains() -> None:
    """The parentheses of 評估影響（T3.1） part nothing, those of other words do."""
    folded = fold("評估影響（T3.1）和計畫（T3.4），兩邊的指標（含產出）")
    assert _texts(folded, clauses(folded)) == [fold(t) for t in ("評估影響(T3.1)和計畫(T3.4)", "兩邊的指標", "含產出")]


def test_hidden_clauses_leave_the_rest_in_place() -> None:
    """What is left keeps its place, so that spans line up with the question as typed."""
    folded = fold("趕時間，T5 的技能")
    plain = hide(folded, clauses(folded)[:1])
    assert len(plain) == len(folded) and plain.endswith(folded[4:]) and not plain[:3].strip()


def test_what_is_asked_may_be_a_part_of_the_clauses() -> None:
    """The clauses that name something, the last of them, and that with the one before it; what is left out is told."""
    folded = fold("考核太多，招募那塊，要看的指標，謝謝您")
    kind = Edge(folded.index("指"), folded.index("指") + 2, 0.3, (SpanReading("K", (Kind.INDICATOR,)),))
    found = {c.name: _texts(folded, c.hidden) for c in choices(folded, [kind], ())}
    assert found["bearing"] == found["last"] == [fold(t) for t in ("考核太多", "招募那塊", "謝謝您")]
    assert found["ending"] == [fold(t) for t in ("考核太多", "謝謝您")]


def test_a_code_left_out_is_told() -> None:
    """A form that passes over a clause with a code pays for it."""
    folded = fold("先不談五，技能有哪些")
    edges = [Edge(3, 4, 0.1, (SpanReading("S", "T5"),)), Edge(5, 7, 0.3, (SpanReading("K", (Kind.SKILL,)),))]
    assert {c.name: c.tags for c in choices(folded, edges, ())}["last"] == ("S",)
