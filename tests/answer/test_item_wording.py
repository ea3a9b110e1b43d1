"""What the wording of an item is said to hold: as it is, in words that mean the same, with a slip of the pen."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answer.item_wording import ItemWording
from assistant.answer.proof import Facts, ProofClaim
from assistant.retrieval.heard import Heard
from assistant.standard.companion import gloss


def _wording(assistant: Assistant) -> ItemWording:
    relations, glosses = assistant.relations(), assistant.glosses()
    return ItemWording(relations.items, {id(i): gloss(glosses, i) for i in relations.items})


@pytest.mark.parametrize(
    ("text", "code", "held"),
    [
        ("溝通", "S27", True),
        ("開會", "S27", True),
        ("laws", "K41", True),
        ("communicating", "S16", True),
        ("等待掛斷", "P5.1.5", True),
        ("人員流失", "P6.1.5", True),
        ("區塊鏈", "S27", False),
        ("blockchain", "S27", False),
        ("法規", "S27", False),
        ("大數據", "K4", False),
    ],
)
def test_words_that_mean_the_same_are_held(assistant: Assistant, text: str, code: str, held: bool) -> None:
    """The words by which an item holds a text are its own: the proof finds each there by itself."""
    relations = assistant.relations()
    assert _wording(assistant).says(relations.find(code)[0], text) is held
    facts = Facts(relations.standard, assistant.glosses())
    words = _wording(assistant).reason(relations.find(code)[0], text)
    assert all(facts.bears(ProofClaim(rule="says", subject=code, value=word)) for word in words)
    assert facts.bears(ProofClaim(rule="says", subject=code, value="區塊鏈")) is False


def test_a_word_the_standard_has_is_not_widened(assistant: Assistant) -> None:
    """會議 stands in the standard: what means the same elsewhere is not meant."""
    wording, relations = _wording(assistant), assistant.relations()
    k8, s27 = (relations.find(code)[0] for code in ("K8", "S27"))
    assert wording.reason(k8, "會議") and wording.worded("會議", [k8, s27]) == ()
    assert wording.worded("開會", [k8, s27]) == ("會議",)
    assert not wording.says(relations.find("S16")[0], "會議")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("职业建康安全", "职业健康安全"),
        ("graphical techniqes", "graphical techniques"),
        ("客户", "客户"),
        ("risk", "risk"),
    ],
)
def test_slips_are_mended_by_the_wording(typed: str, meant: str) -> None:
    """Another character of the same sound, a letter left out; what is right is left alone."""
    heard = Heard(
        ["职场的职业健康安全要求", "客户服务", "客户观点"], ["use graphical techniques", "making internal rules"]
    )
    assert heard.mend(typed) == meant


def test_what_was_meant_is_told_as_the_source_prints_it(assistant: Assistant) -> None:
    """忠成度 is 忠誠度, in the characters of the source and not in those that texts are compared in."""
    assert _wording(assistant).meant("忠成度") == "忠誠度"
