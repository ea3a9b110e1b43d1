"""What a question ranges over: told by the standards it names and by words for all of them, by nothing else."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.question.scope import Titles, scope

TITLES = Titles(
    {
        "AAA0001-001": (fold("企劃人員"),),
        "AAA0001-001v2": (fold("企劃人員"),),
        "BBB0002-001": (fold("行銷企劃人員"), fold("Marketing planner")),
        "CCC0003-001": (fold("廚師"),),
    }
)


@pytest.mark.parametrize(
    ("question", "standards", "over"),
    [
        ("企劃人員和行銷企劃人員的技能比較", ("AAA0001-001v2", "BBB0002-001"), None),
        ("行銷企劃人員的技能", None, None),
        ("AAA0001-001v2:T5 和 BBB0002-001 的 T3", ("AAA0001-001v2", "BBB0002-001"), None),
        ("T5 跟 BBB0002-001:T3 比較", ("BBB0002-001",), None),
        ("BBB0002-001:T3 需要什麼", None, None),
        ("Marketing planner vs CCC0003-001", ("BBB0002-001", "CCC0003-001"), None),
        ("哪些職業要會統計", (), "which"),
        ("how many standards mention statistics", (), "number"),
        ("每個基準各有幾項任務", (), "every"),
        ("level-5 tasks across all standards", (), "every"),
        ("誰需要會統計", (), "who"),
        ("這份基準有哪些任務", None, None),
        ("誰負責品質", None, None),
        ("which skills does T5 need", None, None),
        ("所有任務的指標", None, None),
        ("XAAA0001-001 的技能", None, None),
    ],
)
def test_what_a_question_ranges_over(question: str, standards: tuple[str, ...] | None, over: str | None) -> None:
    """None: it is of one standard, named or not, and read as such."""
    found = scope(fold(question), question, TITLES)
    if standards is None:
        assert found is None
        return
    assert found is not None and (found.standards, found.over) == (standards, over)
