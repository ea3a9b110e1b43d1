"""A text of another assistant, looked at sentence by sentence: no lie is called proved, and truths are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from lies import lies

from assistant import Assistant
from assistant.errors import UsageError
from assistant.faces.tools.output import AnswerVerified
from assistant.faces.tools.toolbox import Toolbox
from assistant.faces.tools.written_answer import MOST

RELATIVE = {
    "real code, not in the evidence",
    "another language",
    "Simplified instead of Traditional",
    "Traditional instead of Simplified",
    "link, image or markup",
}
"""Lies that say what is so, but do not answer the question, or not in the form wanted."""


@pytest.fixture(scope="module")
def tools(rules: Assistant) -> Toolbox:
    """The tools over the session's index."""
    return Toolbox(rules)


def verdicts(found: AnswerVerified) -> list[bool | None]:
    """What is told of each sentence."""
    return [one.proved for one in found.sentences]


def test_no_lie_is_proved(tools: Toolbox, rules: Assistant) -> None:
    """Whatever is said wrongly of any item; a tenth of the lies, of every kind that does not hang on its question."""
    told = [lie for lie in lies(rules.relations()) if lie.kind not in RELATIVE][::10]
    assert len(told) > 60 and len({lie.kind for lie in told}) > 10
    assert [lie.text for lie in told if any(verdicts(tools.verify_answer(lie.text)))] == []


def test_most_true_sentences_that_name_something_are_proved(tools: Toolbox) -> None:
    """Codes need not be marked as citations; what is told in words that are not read is called not proved."""
    texts = tomllib.loads((Path(__file__).parent / "fluent.toml").read_text("utf-8"))
    said = [re.sub(r"\s*{.+?}", "", text) for sentences in texts.values() for text in sentences]
    told = [one for text in said for one in tools.verify_answer(text).sentences if one.proved is not None]
    assert len(told) >= 60
    assert sum(bool(one.proved) for one in told) >= 0.6 * len(told), [one for one in told if not one.proved]


def test_a_text_is_taken_apart(tools: Toolbox) -> None:
    """Each sentence with the items it names and why it is not proved; small talk is not looked at, and told."""
    found = tools.verify_answer("T5 需要溝通技能（S27）。T4 需要 S27。T9 是五級的任務。希望對你有幫助！")
    assert verdicts(found) == [True, False, False, None]
    assert (found.all_proved, found.proved, found.not_proved, found.not_looked_at) == (False, 1, 2, 1)
    assert [one.codes for one in found.sentences] == [("T5", "S27"), ("T4", "S27"), ("T9",), ()]
    assert found.sentences[1].reason == "關係與表不合"
    assert found.sentences[2].unknown == ("T9",)
    whole = tools.verify_answer("- **T5** requires S27, S28, S29 and S30.\n- T5 is at level 5.")
    assert whole.all_proved and verdicts(whole) == [True, True]
    assert "number or level" in tools.verify_answer("T5 is at level 4.").sentences[0].reason


def test_marks_of_citations_are_no_part_of_a_sentence(tools: Toolbox) -> None:
    """Numbers in brackets lead into the other assistant's own sources, and prove nothing here."""
    assert verdicts(tools.verify_answer("T5 需要 S27 [1]。T4 需要 S27 [1]。")) == [True, False]


def test_a_text_of_too_many_sentences_is_refused(tools: Toolbox) -> None:
    """With how many there are and how many may be."""
    with pytest.raises(UsageError, match=str(MOST)):
        tools.verify_answer("T5。" * (MOST + 1))


def test_nothing_to_look_at_is_not_all_proved(tools: Toolbox) -> None:
    """A text that names no item is no proved one; one of another standard than there is is refused."""
    assert not tools.verify_answer("這個職位月薪五萬元。").all_proved
    with pytest.raises(UsageError, match="XYZ"):
        tools.verify_answer("T5 需要 S27。", "XYZ")


def test_a_name_that_two_items_share_is_that_of_the_one_in_its_place(tools: Toolbox) -> None:
    """標竿原則 is K22 of T4 and K30 of T5; which is meant is told by the sentence, in every run alike."""
    assert verdicts(tools.verify_answer("「標竿原則」是 T5 的知識，「訪談準則」則屬於 T6。")) == [True]
    assert verdicts(tools.verify_answer("「標竿原則」是 T4 的知識。")) == [True]
    assert verdicts(tools.verify_answer("「標竿原則」是 T6 的知識。")) == [False]
