"""Sentences in the shapes in which models write: the true ones are shown, the false ones of the same shapes are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from said import evidence

from assistant import Assistant
from assistant.answer.worded.scrutiny import Scrutiny

SHAPED = tomllib.loads((Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8"))


def _shown(rules: Assistant, question: str, text: str) -> bool:
    """Each sentence by itself, citing all there is."""
    found = evidence(rules, question)
    numbers = ", ".join(str(p.number) for p in found.passages)
    return Scrutiny(found).check(f"{text.rstrip('。.')} [{numbers}]{text[-1]}").cause is None


@pytest.mark.parametrize("question", SHAPED)
def test_true_sentences_are_shown_and_false_ones_are_not(question: str, rules: Assistant) -> None:
    """Of the same question, about the same evidence."""
    texts = SHAPED[question]
    assert [text for text in texts.get("true", ()) if not _shown(rules, question, text)] == []
    assert [text for text in texts.get("false", ()) if _shown(rules, question, text)] == []


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("T1 的活動各有幾項指標？", ["T1 的活動中，指標最多的是 T1.4。", "共有 25 個活動，T1.4 的指標最多。"]),
        ("O1.5.1 是什麼？", ["T1.5 的產出是 O1.5.1。", "它的名稱是「市場情報資料分析」。"]),
        ("T4 和 T5 比較", ["T4 需要 7 項技能，T5 需要 4 項。", "活動：T4 7 項、T5 4 項。"]),
    ],
)
def test_a_sentence_does_not_become_true_by_the_one_before(
    question: str, sentences: list[str], rules: Assistant
) -> None:
    """What was spoken of does not bear out what follows."""
    found = evidence(rules, question)
    numbers = ", ".join(str(p.number) for p in found.passages)
    scrutiny = Scrutiny(found)
    causes = [scrutiny.check(f"{text.rstrip('。.')} [{numbers}]{text[-1]}").cause for text in sentences]
    assert causes[-1] is not None
