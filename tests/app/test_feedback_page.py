"""Feedback: the thumbs under an answer, and the review that makes questions of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alone import Open, feedback_page, press, shown
from double import Double
from streamlit.testing.v1 import AppTest

from assistant import Settings
from assistant.evaluation import standing
from assistant.evaluation.feedback import FeedbackStore, RatedAnswer

ENTRY = RatedAnswer(
    rating="up",
    standard="BAS1499-002v2",
    language="zh-TW",
    question="T5 的技能？",
    answer_text="S27",
    cited_codes=("S27",),
    refused=False,
    method="table",
)


def rated(open_app: Open, thumb: int) -> AppTest:
    """A conversation of one answer that its reader has rated."""
    app = open_app()
    app.chat_input[0].set_value("T5 需要哪些技能？").run()
    return app.get("feedback")[0].set_value(thumb).run()  # type: ignore[no-any-return]


def test_thumbs_are_kept_with_a_reason(runs: Path, open_app: Open) -> None:
    """A thumb is kept at once, its reason and comment as soon as they are given, in one row."""
    app = rated(open_app, 0)
    (item,) = FeedbackStore(runs).all()
    assert (item.entry.rating, item.entry.reason, item.entry.cited_codes[:2]) == ("down", "", ("T5", "S27"))
    pills = next(group for group in app.get("button_group") if group.key.startswith("reason_"))
    pills.set_value("incomplete").run()
    next(box for box in app.text_input if box.key.startswith("comment_")).set_value("少一項").run()
    (item,) = FeedbackStore(runs).all()
    assert (item.entry.reason, item.entry.comment, item.entry.history) == ("incomplete", "少一項", ())


def test_a_thumb_taken_back_is_forgotten(runs: Path, open_app: Open) -> None:
    """A reader who takes the thumb back leaves nothing behind."""
    app = rated(open_app, 0)
    app.get("feedback")[0].set_value(None).run()
    assert FeedbackStore(runs).all() == () and not app.exception


def test_thumbs_can_be_turned_off(runs: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the operator wants no feedback, none is asked for."""
    monkeypatch.setenv("ASSISTANT_FEEDBACK", "false")
    app = open_app()
    app.chat_input[0].set_value("T5 需要哪些技能？").run()
    assert not app.get("feedback") and not app.exception


def test_earlier_turns_are_kept_only_where_enabled(runs: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the operator's leave the turns before a rated question are kept with it."""
    monkeypatch.setenv("ASSISTANT_FEEDBACK_HISTORY", "true")
    app = open_app()
    app.chat_input[0].set_value("T5 需要哪些技能？").run()
    app.chat_input[0].set_value("那知識呢？").run()
    app.get("feedback")[1].set_value(1).run()
    (item,) = FeedbackStore(runs).all()
    assert [turn.role for turn in item.entry.history] == ["user", "assistant"]


def test_feedback_becomes_a_question(runs: Path, open_app: Open) -> None:
    """An evaluator corrects the codes prefilled from the answer, accepts, and the question is in the set."""
    rated(open_app, 0)
    app = shown(feedback_page)
    boxes = {box.label: box for box in app.text_input}
    assert boxes["應引的代碼（空白分隔）"].value.split()[0] == "S27"
    assert boxes["也可接受的代碼"].value == "T5"
    boxes["應引的代碼（空白分隔）"].set_value("S27、S28 S29,Ｓ30")
    next(button for button in app.button if button.label == "收錄為題目").click().run()
    assert not app.exception
    (case,) = FeedbackStore(runs).cases()
    assert (case.id, case.gold_codes, case.acceptable_codes) == ("F0001", ("S27", "S28", "S29", "S30"), ("T5",))
    assert standing.cases(Settings())[-1] == case


def test_a_question_that_cannot_be_scored_is_not_accepted(runs: Path, open_app: Open) -> None:
    """A code that is none is named, and the feedback stays open."""
    rated(open_app, 0)
    app = shown(feedback_page)
    next(box for box in app.text_input if box.label.startswith("應引")).set_value("S27 XYZ")
    next(button for button in app.button if button.label == "收錄為題目").click().run()
    assert "XYZ" in app.warning[0].value
    assert FeedbackStore(runs).all()[0].status == "open"


def test_a_code_the_standard_lacks_is_not_expected(runs: Path, open_app: Open) -> None:
    """A question that expects a code which is not printed could never be answered, so it is not accepted."""
    rated(open_app, 0)
    app = shown(feedback_page)
    next(box for box in app.text_input if box.label.startswith("應引")).set_value("S27 K99")
    press(app, "收錄為題目")
    assert "沒有 K99" in app.warning[0].value
    assert FeedbackStore(runs).all()[0].status == "open"


def test_accepting_is_confirmed(runs: Path, open_app: Open) -> None:
    """After accepting, the page says under which id the next run asks the question, and that nothing is left."""
    rated(open_app, 0)
    app = press(shown(feedback_page), "收錄為題目")
    assert "F0001" in app.success[0].value and "沒有待審" in app.info[0].value


def test_a_question_that_leans_on_what_was_not_kept(runs: Path, open_app: Open) -> None:
    """Where earlier turns are not kept, the reviewer of a follow-up is told that it must stand alone."""
    app = open_app()
    app.chat_input[0].set_value("T5 需要哪些技能？").run()
    app.chat_input[0].set_value("那知識呢？").run()
    app.get("feedback")[1].set_value(0).run()
    assert FeedbackStore(runs).all()[0].entry.earlier == 2
    assert "還有 2 則發言" in shown(feedback_page).warning[0].value


def test_what_stands_above_the_others_is_acceptable(runs: Path, open_app: Open) -> None:
    """Of an answer that names a task and what to do under it, the task is filled in as acceptable."""
    app = open_app()
    app.chat_input[0].set_value("客人電話等太久該怎麼改善？").run()
    app.get("feedback")[0].set_value(0).run()
    entry = FeedbackStore(runs).all()[0].entry
    boxes = {box.label: box.value.split() for box in shown(feedback_page).text_input}
    above = [code for code in entry.cited_codes if code.startswith("T") and "." not in code]
    assert above and set(above) <= set(boxes["也可接受的代碼"])
    assert not set(above) & set(boxes["應引的代碼（空白分隔）"])


def test_rejected_feedback_can_be_reviewed_again(runs: Path, open_app: Open) -> None:
    """Rejecting takes feedback from the list, and reviewing again puts it back."""
    rated(open_app, 1)
    app = shown(feedback_page)
    next(button for button in app.button if button.label == "擱置").click().run()
    assert FeedbackStore(runs).all()[0].status == "rejected" and not app.expander
    app.get("button_group")[0].set_value("rejected").run()
    next(button for button in app.button if button.label == "重新審查").click().run()
    assert FeedbackStore(runs).all()[0].status == "open"


def test_many_are_listed_step_by_step(runs: Path, double: Double) -> None:
    """Of many rated answers the newest twenty are listed, more on demand, and those of one thumb by themselves."""
    store = FeedbackStore(runs)
    for number in range(25):
        rating = "down" if number % 5 == 0 else "up"
        store.rate(str(number), ENTRY.model_copy(update={"rating": rating, "question": f"第 {number} 題"}))
    app = shown(feedback_page)
    assert len(app.expander) == 20 and "F0025" in app.expander[0].label
    press(app, "再列 5 則（還有 5 則）")
    assert len(app.expander) == 25
    next(c for c in app.segmented_control if c.key == "feedback_rating").set_value("down").run()
    assert len(app.expander) == 5


def test_a_rating_that_cannot_be_kept_is_told(runs: Path, open_app: Open) -> None:
    """With a damaged database the reader sees that nothing was kept, the evaluator sees why, and the chat goes on."""
    runs.mkdir(parents=True, exist_ok=True)
    (runs / "feedback.sqlite").write_bytes(b"no database " * 99)
    app = open_app()
    app.chat_input[0].set_value("T5 需要哪些技能？").run()
    app.get("feedback")[0].set_value(1).run()
    assert not app.exception
    assert any("沒有記下" in warning.value for warning in app.warning)
    app.chat_input[0].set_value("那知識呢？").run()
    assert not app.exception
    assert "feedback.sqlite" in shown(feedback_page).error[0].value


def test_the_readers_reason_is_honoured(runs: Path, double: Double) -> None:
    """What a reader says should have been answered opens as answerable, in a category that has answers."""
    refused = {
        "question": "客人很生氣怎麼辦",
        "answer_text": "查無",
        "cited_codes": (),
        "refused": True,
        "method": "none",
    }
    store = FeedbackStore(runs)
    store.rate("a", ENTRY.model_copy(update={"rating": "down", "reason": "refused"} | refused))
    store.rate("b", ENTRY.model_copy(update={"rating": "down", "reason": "other"} | refused))
    app = shown(feedback_page)
    assert [(box.value, kind.value) for box, kind in zip(app.checkbox, app.selectbox[::2], strict=True)] == [
        (False, "unanswerable"),
        (True, "semantic_zh"),
    ]


@pytest.mark.parametrize("reason", ["wrong", "incomplete"])
def test_a_question_that_denies_the_reader_is_not_accepted(reason: str, runs: Path, double: Double) -> None:
    """Accepted as it stands, an answer that its reader calls bad would be right: that is said, and nothing is kept."""
    FeedbackStore(runs).rate("a", ENTRY.model_copy(update={"rating": "down", "reason": reason}))
    app = press(shown(feedback_page), "收錄為題目")
    assert "就算全對" in app.warning[0].value and FeedbackStore(runs).all()[0].status == "open"
    next(box for box in app.text_input if box.label.startswith("應引")).set_value("S27 S28")
    assert "F0001" in press(app, "收錄為題目").success[0].value


def test_a_category_that_denies_the_answer_is_not_accepted(runs: Path, double: Double) -> None:
    """What is said to be answered is not kept among what cannot be."""
    FeedbackStore(runs).rate("a", ENTRY)
    app = shown(feedback_page)
    app.selectbox[0].set_value("unanswerable")
    assert "無法回答" in press(app, "收錄為題目").warning[0].value


def test_the_same_question_is_told(runs: Path, double: Double) -> None:
    """A question that the set or another reader has asked, blanks and width aside, is named before it is accepted."""
    store = FeedbackStore(runs)
    store.rate("a", ENTRY.model_copy(update={"question": "T５ 的技能？"}))
    store.rate("b", ENTRY)
    store.rate("c", ENTRY.model_copy(update={"question": "沒有人問過的事"}))
    (known,) = (case for case in standing.cases(Settings()) if case.id == "D001")
    store.rate("d", ENTRY.model_copy(update={"question": known.question}))
    told = [warning.value for warning in shown(feedback_page).warning]
    assert len(told) == 3 and "D001" in told[0] and "F0001" in told[1] and "F0002" in told[2]
