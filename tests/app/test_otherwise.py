"""Answers in another shape or language, asked for by a button; and questions asked once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from double import Double
from sample import RELATIONS
from sample_answers import citation, skills_of_t5
from streamlit.testing.v1 import AppTest
from test_chat import ask, cited

from assistant.answer.model import Answer, Sentence, Understanding
from assistant.faces.pages.otherwise import offered, shaped
from assistant.question.form import Talk

Open = Callable[..., AppTest]


def asked(answer: Answer, act: str) -> Answer:
    """The answer again, as to somebody who asked for it so."""
    return replace(answer, understood=Understanding(form=Talk(act), words="", probability=1.0))


def test_a_shorter_answer_keeps_every_item() -> None:
    """Details and notes go; items, codes, proof and what stands in the first sentence stay."""
    whole = skills_of_t5("T5 需要哪些技能？")
    short = shaped(asked(whole, "shorter"))
    rows = [row for listing in short.listings for row in listing.rows]
    assert [row.code for row in rows] == [row.code for listing in whole.listings for row in listing.rows]
    assert not any(row.details for row in rows) and any(r.details for one in whole.listings for r in one.rows)
    assert {b.role for b in short.blocks if isinstance(b, Sentence)} == {"lead"}
    assert (short.citations, short.proof) == (whole.citations, whole.proof)


def test_sentences_become_a_table() -> None:
    """What an answer without a list rests on is listed; a list stays as it is."""
    held = tuple(citation(RELATIONS.get(code)) for code in ("T5", "S27"))
    said = replace(skills_of_t5("?"), blocks=(Sentence(text="…"),), citations=held)
    (listing,) = shaped(asked(said, "table")).listings
    assert [row.code for row in listing.rows] == ["T5", "S27"]
    whole = asked(skills_of_t5("?"), "table")
    assert shaped(whole) == whole


def test_only_what_differs_is_offered() -> None:
    """A list with details can be shorter, sentences can be a table, and each is to be had in the other language."""
    assert offered(skills_of_t5("?")) == ["shorter", "english"]
    assert offered(skills_of_t5("?", "en"))[-1] == "chinese"
    assert offered(replace(skills_of_t5("?"), refused=True)) == []


def test_a_button_asks_for_the_last_answer(open_app: Open, double: Double) -> None:
    """Only the last answer has the buttons; the question they ask stands in the conversation."""
    app = ask(open_app(), "T5 需要哪些技能？")
    app.button(key="again_0_english").click().run()
    assert [question for question, _ in double.asked] == ["T5 需要哪些技能？", "英文版"]
    assert not [b for b in app.button if b.key.startswith("again_0_")]


def test_a_question_that_failed_is_asked_again(open_app: Open, double: Double) -> None:
    """Where another try may help there is a button for it, and nothing is to be typed anew."""
    double.replies["T5"] = RuntimeError("x")
    app = ask(open_app(), "T5 需要哪些技能？")
    double.replies.clear()
    app.button(key="retry_0").click().run()
    assert "S27" in cited(app) and not app.warning
