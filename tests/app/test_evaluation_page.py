"""The evaluation and feedback pages, from the thumbs under an answer to the next run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from double import Double, refusal
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from assistant import Answer, Assistant, Settings
from assistant.errors import IndexMissing
from assistant.evaluation import engine, record, standing
from assistant.evaluation.feedback import FeedbackStore
from assistant.evaluation.judging import Judging, Opinion
from assistant.evaluation.run import scored
from assistant.pages import evaluation, session, starting
from assistant.worded.chat import Prompt

Open = Callable[..., AppTest]


@pytest.fixture
def runs(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for runs and feedback that the app will use."""
    monkeypatch.setenv("ASSISTANT_RUNS", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    return tmp_path


@pytest.fixture
def kept(runs: Path) -> list[str]:
    """Two runs of the same questions, the older without an answer to the first."""
    settings = Settings()
    cases = [case for case in standing.cases(settings) if case.category == "list_by_parent"][:6]
    for spoiled in (True, False):
        results = list(scored(Assistant(settings), cases))
        made = record.make(settings, cases, results, record.now())
        if spoiled:
            lost = made.predictions[0].model_copy(update={"cited_codes": (), "answer_text": "沒有"})
            made = made.model_copy(update={"predictions": (lost, *made.predictions[1:])})
        record.save(made, record.path(runs, made.id))
    return list(record.kept(runs))


def _evaluation() -> None:
    from assistant.pages import evaluation

    evaluation.page()


def _feedback() -> None:
    from assistant.pages import feedback

    feedback.page()


def shown(page: Callable[[], None]) -> AppTest:
    """One page by itself, in Chinese."""
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["lang"] = "zh-TW"
    return app.run()


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
    app = shown(_feedback)
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
    app = shown(_feedback)
    next(box for box in app.text_input if box.label.startswith("應引")).set_value("S27 XYZ")
    next(button for button in app.button if button.label == "收錄為題目").click().run()
    assert "XYZ" in app.warning[0].value
    assert FeedbackStore(runs).all()[0].status == "open"


def test_rejected_feedback_can_be_reviewed_again(runs: Path, open_app: Open) -> None:
    """Rejecting takes feedback from the list, and reviewing again puts it back."""
    rated(open_app, 1)
    app = shown(_feedback)
    next(button for button in app.button if button.label == "擱置").click().run()
    assert FeedbackStore(runs).all()[0].status == "rejected" and not app.expander
    app.get("button_group")[0].set_value("rejected").run()
    next(button for button in app.button if button.label == "重新審查").click().run()
    assert FeedbackStore(runs).all()[0].status == "open"


def test_no_run_no_feedback(runs: Path, double: Double) -> None:
    """Both pages say what to do where there is nothing yet."""
    assert "還沒有評測紀錄" in shown(_evaluation).info[0].value
    assert "還沒有回饋" in shown(_feedback).info[0].value


def test_a_run_is_shown(kept: list[str], double: Double) -> None:
    """The newest run is shown with its headline, its gate and every question."""
    app = shown(_evaluation)
    assert not app.exception
    assert [metric.label for metric in app.metric] == ["全對", "引用召回", "有據", "誤拒"]
    assert app.metric[0].value == "100.0%" and not app.error
    assert len(app.dataframe[-1].value) == 6


def test_two_runs_side_by_side(kept: list[str], double: Double) -> None:
    """Comparing with the earlier run says what was fixed, and the filter finds that question."""
    app = shown(_evaluation)
    app.selectbox[1].set_value(kept[1]).run()
    assert "修好 1 題，弄壞 0 題，不變 5 題" in "".join(m.value for m in app.markdown)
    assert app.metric[0].delta == "+16.7"
    app.multiselect[0].set_value(["fixed"]).run()
    assert list(app.dataframe[-1].value["結果"]) == ["▲ 修好"]


def test_a_run_below_the_gate_says_so(kept: list[str], double: Double) -> None:
    """A run with a wrong list names the limit it breaks."""
    app = shown(_evaluation)
    app.selectbox[0].set_value(kept[1]).run()
    assert "清單：全對 83" in app.error[0].value.replace("\\", "")


def test_a_damaged_record_is_passed_over(kept: list[str], runs: Path, double: Double) -> None:
    """A record that cannot be read is counted, and the others are shown."""
    record.path(runs, "99990101T000000Z").write_text("{}", encoding="utf-8")
    app = shown(_evaluation)
    assert any("略過 1 個" in caption.value for caption in app.caption) and len(app.metric) == 4


def test_pages_can_be_hidden(runs: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the operator hides them, neither page is in the navigation, and else both are."""
    offered: list[list[str]] = []
    navigation = st.navigation

    def noted(pages: list[StreamlitPage]) -> StreamlitPage:
        offered.append([page.url_path for page in pages])
        return navigation(pages)

    monkeypatch.setattr(st, "navigation", noted)
    open_app()
    st.cache_resource.clear()
    monkeypatch.setenv("ASSISTANT_EVALUATION", "false")
    open_app()
    pages = {"evaluation", "feedback"}
    assert pages <= set(offered[0]) and not pages & set(offered[-1])


def press(app: AppTest, label: str) -> AppTest:
    """Press the button of that name."""
    return next(button for button in app.button if button.label == label).click().run()


def test_a_run_is_started_watched_and_shown(runs: Path, double: Double) -> None:
    """A run started on the page shows its progress, and its result when it has ended."""
    app = press(shown(_evaluation), "開始")
    assert not app.exception
    (job,) = starting.jobs()
    job.wait(60)
    app.run()
    assert list(record.kept(runs)) == [job.kept]
    assert app.metric and app.session_state["evaluation_run"] == job.kept
    assert record.read(record.path(runs, job.kept)).complete


def _after(event: threading.Event) -> Callable[[str], Answer]:
    def reply(question: str) -> Answer:
        event.wait(30)
        return refusal(question)

    return reply


def test_a_run_can_be_stopped(runs: Path, double: Double) -> None:
    """The stop button ends a run early; what was asked is kept and marked."""
    waiting = threading.Event()
    double.replies["T"] = _after(waiting)
    app = press(shown(_evaluation), "開始")
    press(app, "停止")
    waiting.set()
    (job,) = starting.jobs()
    job.wait(60)
    kept = record.read(record.path(runs, job.kept))
    assert not kept.complete and len(kept.predictions) < job.total


def test_the_configured_model_can_be_the_engine(runs: Path, double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a chat model is configured a run may ask it, and the record says so; without one there is no choice."""
    assert not [c for c in shown(_evaluation).segmented_control if c.key == "evaluation_engine"]
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "scripted:model")
    monkeypatch.setattr(engine, "configured", lambda settings: Silent())
    session.settings.clear()
    app = shown(_evaluation)
    app.segmented_control(key="evaluation_engine").set_value("model").run()
    press(app, "開始")
    (job,) = starting.jobs()
    job.stop()
    job.wait(60)
    kept = record.read(record.path(runs, job.kept))
    assert (kept.engine, kept.model) == ("model", "scripted:model")


def test_the_configured_model_can_be_the_judge(
    runs: Path, double: Double, kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A judge can be asked for only where a chat model is configured; what it said is shown apart from the scores."""
    assert not [box for box in shown(_evaluation).checkbox if box.key == "evaluation_judge"]
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "scripted:model")
    session.settings.clear()
    assert [box for box in shown(_evaluation).checkbox if box.key == "evaluation_judge"]
    newest = record.path(runs, kept[0])
    made = record.read(newest)
    opinions = {c.id: Opinion(usefulness=2, faithfulness=4, reason="少了一項") for c in made.cases}
    record.save(made.model_copy(update={"judging": Judging(model="scripted:model", opinions=opinions)}), newest)
    evaluation._record.clear()
    app = shown(_evaluation)
    told = next(e for e in app.expander if "模型評審" in e.label)
    said = told.markdown[0].value.replace("\\", "")
    assert "有用：平均 2.00" in said and "沒有人評的樣本" in said
    assert list(told.dataframe[0].value["理由"]) == ["少了一項"] * len(opinions)


class Silent:
    """A chat model that says nothing."""

    name = "scripted:model"

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """Nothing."""
        return iter(())


def test_the_index_missing(runs: Path, double: Double) -> None:
    """Without an index both pages say what to do."""
    double.trouble = IndexMissing("no index")
    for page in (_evaluation, _feedback):
        assert "python -m ingest" in shown(page).code[0].value
