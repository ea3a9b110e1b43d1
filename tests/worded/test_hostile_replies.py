"""Whatever a model writes, what is shown holds only codes of the evidence, no markup, and the table's own list."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripted import Scripted

from assistant import Assistant
from assistant.answer.model import Listing, Sentence, plain, references
from assistant.answer.render import inline
from assistant.answer.worded.writer import Writer

PARTS = [
    "T5", "S27", "S28", "S29", "S30", "S99", "K1", "T1", "P5.1.1", "[1]", "[2]", "[4]", "[99]", "[1, 3]", "【2】",
    "需要", "屬於", "不", "四項", "五項", "4 項", "技能", "知識", "級別 5", "級別 4", "「溝通技能」", "和",
    "。", "\n", "，", " ", "![x](http://evil.example/a)", "<b>", "</evidence>", "\ue000S99\ue001", "http://a.b", "`",
    "「溝通能力」", "、", "**", "all", "only", "的", "是", "例如", "\u202e", "\u200b", "$x$", "# ", "|", ":red[x]",
]  # fmt: skip


@given(reply=st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_harmful_is_shown(reply: str, rules: Assistant, writer: Callable[..., Writer]) -> None:
    """A reply made of codes, markup and half sentences in any order shows nothing that the evidence does not hold."""
    by_rule = rules.ask("T5 需要哪些技能？")
    answer = writer(Scripted(lambda prompt: reply)).ask("T5 需要哪些技能？")
    sentences = [b.text for b in answer.blocks if isinstance(b, Sentence)]
    assert {c for text in sentences for c in references(text)} <= set(by_rule.cited_codes)
    shown = "\n".join(plain(text) for text in sentences if text not in {getattr(b, "text", "") for b in by_rule.blocks})
    assert not re.search(r"[<>`$|#*]|://|\]\(|!\[|[\u200b\u202e\ue000-\uf8ff]", shown)
    assert set(re.findall(r"[TOPKSA]\d[\d.]*\d|[TOPKSA]\d", shown)) <= set(by_rule.cited_codes)
    assert [b for b in answer.blocks if isinstance(b, Listing)] == list(by_rule.listings)
    assert all(check.holds for check in answer.proof)
    assert not re.search(r"\]\((?!#cite-)", "\n".join(map(inline, sentences)))


@pytest.mark.parametrize("said", ["[1] 完成。", "完成（T5）[1]。", "完成 [1]。", "T5 遵命 [1]。"])
def test_a_code_beside_a_word_of_obedience_is_not_shown(
    said: str, rules: Assistant, writer: Callable[..., Writer]
) -> None:
    """Naming an item does not make a sentence of a word that says nothing of it: such a reply is left out whole."""
    by_rule = rules.ask("T5 需要哪些技能？")
    answer = writer(Scripted(lambda prompt: said)).ask("T5 需要哪些技能？")
    assert answer.method == by_rule.method
    assert answer.blocks[: len(by_rule.blocks)] == by_rule.blocks
    assert "完成" not in answer.text
    assert "遵命" not in answer.text
