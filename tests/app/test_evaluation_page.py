"""The evaluation page: runs started, watched, stopped, shown and compared."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alone import evaluation_page, feedback_page, press, shown
from double import Double
from sample_answers import refusal

from assistant import Answer, Assistant, Settings
from assistant.answer.worded.chat import Prompt
from assistant.errors import IndexMissing
from assistant.evaluation import engine, record, standing
from assistant.evaluation.judging import Judging, Opinion
from assistant.evaluation.run import Job, scored
from assistant.faces.pages import evaluation, session


@pytest.fixture(scope="module")
def made(index: Path, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two runs of the same questions, the older without an answer to the first."""
    runs = tmp_path_factory.mktemp("runs")
    settings = Settings(index=index, runs=runs)
    cases = [case for case in standing.cases(settings) if case.category == "list_by_parent"][:6]
    for spoiled in (True, False):
        results = list(scored(assistant, cases))
        made = record.make(settings, cases, results, record.now())
        if spoiled:
            lost = made.predictions[0].model_copy(update={"cited_codes": (), "answer_text": "沒有"})
            made = made.model_copy(update={"predictions": (lost, *made.predictions[1:])})
        record.save(made, record.path(runs, made.id))
    return runs


@pytest.fixture
def kept(made: Path, runs: Path) -> list[str]:
    """Both of them in the folder that the app will use, the newer first."""
    shutil.copytree(made, runs, dirs_exist_ok=True)
    return list(record.kept(runs))


def test_no_run_no_feedback(runs: Path, double: Double) -> None:
    """Both pages say what to do where there is nothing yet."""
    assert "還沒有評測紀錄" in shown(evaluation_page).info[0].value
    assert "還沒有回饋" in shown(feedback_page).info[0].value


def test_a_run_is_shown(kept: list[str], double: Double) -> None:
    """The newest run is shown with its headline, its gate and every question."""
    app = shown(evaluation_page)
    assert not app.exception
    assert [metric.label for metric in app.metric] == ["全對", "引用召回", "有據", "誤拒"]
    assert app.metric[0].value == "100.0%" and not app.error
    assert len(app.dataframe[-1].value) == 6


def test_two_runs_side_by_side(kept: list[str], double: Double) -> None:
    """Comparing with the earlier run says what was fixed, and the filter finds that question."""
    app = shown(evaluation_page)
    app.selectbox[1].set_value(kept[1]).run()
    assert "修好 1 題，弄壞 0 題，不變 5 題" in "".join(m.value for m in app.markdown)
    assert [tab.label for tab in app.tabs] == ["依類別", "依語言", "兩次並列"]
    beside = app.tabs[2].dataframe[0].value
    assert list(beside["之前答對"]) == [5, 5] and list(beside["這次答對"]) == [6, 6] and list(beside["修好"]) == [1, 1]
    assert app.metric[0].delta == "+16.7"
    app.multiselect[0].set_value(["fixed"]).run()
    assert list(app.dataframe[-1].value["結果"]) == ["▲ 修好"]


def test_runs_of_other_questions_are_not_compared(
    kept: list[str], runs: Path, double: Double, assistant: Assistant
) -> None:
    """Two runs that share no question show no change of a measure, and say why."""
    settings = Settings()
    cases = [case for case in standing.cases(settings) if case.category == "attribute"][:2]
    made = record.make(settings, cases, list(scored(assistant, cases)), record.now())
    record.save(made, record.path(runs, made.id))
    app = shown(evaluation_page)
    app.selectbox[1].set_value(kept[0]).run()
    assert any("沒有可比較的題目" in box.value for box in app.info)
    assert not any(metric.delta for metric in app.metric) and len(app.tabs) == 2


def test_many_runs_are_read_once(kept: list[str], runs: Path, double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, drawing the page again reads none of them anew, but for one that was written since."""
    whole, opened, read = record.read(record.path(runs, kept[0])), list[str](), record.read
    for number in range(30):
        made = whole.model_copy(update={"started": f"2026-01-01T00:00:{number:02d}+00:00"})
        record.save(made, record.path(runs, f"20260101T0000{number:02d}.000000Z"))
    monkeypatch.setattr(record, "read", lambda path: (opened.append(path.stem), read(path))[1])
    app = shown(evaluation_page)
    assert set(opened) == {*record.kept(runs)} and len(app.selectbox[0].options) == 32
    opened.clear()
    assert not app.run().exception and opened == []
    record.path(runs, kept[1]).write_bytes(b"{}")
    assert "讀不出來" in "".join(c.value for c in app.run().caption) and opened == [kept[1]]


def test_a_part_of_the_set_is_told(kept: list[str], double: Double) -> None:
    """A run of six questions says that the gate is meant for the whole set, and where it is weak."""
    app = shown(evaluation_page)
    assert any("沒有問到題庫裡的" in caption.value for caption in app.caption)
    app.selectbox[0].set_value(kept[1]).run()
    assert any("最弱的類別" in text.value and "5/6" in text.value.replace("\\", "") for text in app.markdown)


def test_a_run_that_fails_says_so(runs: Path, double: Double) -> None:
    """The reason stands on the page, not behind a fold."""
    app = shown(evaluation_page)
    double.trouble = IndexMissing("no index")
    evaluation.jobs()[:] = [Job(double, Settings(), [standing.cases(Settings())[0]])]
    evaluation.jobs()[0].wait(30)
    double.trouble = None
    app.run()
    assert any("上次評測沒有完成" in error.value for error in app.error)


def test_a_bad_file_is_told_by_line_and_field(runs: Path, double: Double) -> None:
    """An uploaded set with a bad entry names the file, the line and the field, and can not be started."""
    app = shown(evaluation_page)
    app.segmented_control(key="evaluation_set").set_value("file").run()
    app.file_uploader[0].upload("mine.jsonl", b'{"id": "X"}\n', "application/x-ndjson").run()
    assert "mine.jsonl:1，lang：缺少這個欄位" in app.warning[0].value.replace("\\", "")


def test_a_sheet_that_expects_what_the_standard_lacks(runs: Path, double: Double) -> None:
    """Of an uploaded spreadsheet every expected code that the standard lacks is named, a line each."""
    app = shown(evaluation_page)
    app.segmented_control(key="evaluation_set").set_value("file").run()
    rows = ("id,lang,category,question,answerable,gold_codes", "X1,en,報價,T5?,true,S99", "X2,en,報價,T5?,true,K99 K1")
    app.file_uploader[0].upload("mine.csv", "\n".join(rows).encode(), "text/csv").run()
    told = app.warning[0].value.replace("\\", "").splitlines()
    assert ["X1，gold_codes：基準沒有 S99" in told[0], "X2，gold_codes：基準沒有 K99" in told[1]] == [True, True]


def test_tags_have_a_table_and_a_filter(kept: list[str], runs: Path, double: Double) -> None:
    """Questions that an evaluator has tagged are summed up by tag, and found by it."""
    file = record.path(runs, kept[0])
    made = record.read(file)
    tagged = made.cases[0].model_copy(update={"tags": ("新人",), "category": "報價"})
    record.save(made.model_copy(update={"cases": (tagged, *made.cases[1:])}), file)
    app = shown(evaluation_page)
    assert [tab.label for tab in app.tabs] == ["依類別", "依語言", "依標籤"]
    assert "報價" in set(app.tabs[0].dataframe[0].value.iloc[:, 0]) and list(
        app.tabs[2].dataframe[0].value.iloc[:, 0]
    ) == ["新人"]
    next(box for box in app.multiselect if box.label == "標籤").set_value(["新人"]).run()
    assert len(app.dataframe[-1].value) == 1


def test_a_run_below_the_gate_says_so(kept: list[str], double: Double) -> None:
    """A run with a wrong list names the limit it breaks."""
    app = shown(evaluation_page)
    app.selectbox[0].set_value(kept[1]).run()
    assert "清單：全對 83" in app.error[0].value.replace("\\", "")


def test_a_damaged_record_is_passed_over(kept: list[str], runs: Path, double: Double) -> None:
    """A record that cannot be read is counted, and the others are shown."""
    record.path(runs, "99990101T000000Z").write_text("{}", encoding="utf-8")
    app = shown(evaluation_page)
    assert any("略過 1 個" in caption.value for caption in app.caption) and len(app.metric) == 4


def test_a_run_is_started_watched_and_shown(runs: Path, double: Double) -> None:
    """A run started on the page shows its progress, and its result when it has ended."""
    app = press(shown(evaluation_page), "開始")
    assert not app.exception
    (job,) = evaluation.jobs()
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
    app = press(shown(evaluation_page), "開始")
    press(app, "停止")
    waiting.set()
    (job,) = evaluation.jobs()
    job.wait(60)
    kept = record.read(record.path(runs, job.kept))
    assert not kept.complete and len(kept.predictions) < job.total


def test_the_configured_model_can_be_the_engine(runs: Path, double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a chat model is configured a run may ask it, and the record says so; without one there is no choice."""
    assert not [c for c in shown(evaluation_page).segmented_control if c.key == "evaluation_engine"]
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "scripted:model")
    monkeypatch.setattr(engine, "configured", lambda settings: Silent())
    session.settings.clear()
    app = shown(evaluation_page)
    app.segmented_control(key="evaluation_engine").set_value("model").run()
    press(app, "開始")
    (job,) = evaluation.jobs()
    job.stop()
    job.wait(60)
    kept = record.read(record.path(runs, job.kept))
    assert (kept.engine, kept.model) == ("model", "scripted:model")


def test_the_configured_model_can_be_the_judge(
    runs: Path, double: Double, kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A judge can be asked for only where a chat model is configured; what it said is shown apart from the scores."""
    assert not [box for box in shown(evaluation_page).checkbox if box.key == "evaluation_judge"]
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "scripted:model")
    session.settings.clear()
    assert [box for box in shown(evaluation_page).checkbox if box.key == "evaluation_judge"]
    newest = record.path(runs, kept[0])
    made = record.read(newest)
    opinions = {c.id: Opinion(usefulness=2, faithfulness=4, reason="少了一項") for c in made.cases}
    record.save(made.model_copy(update={"judging": Judging(model="scripted:model", opinions=opinions)}), newest)
    app = shown(evaluation_page)
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
    for page in (evaluation_page, feedback_page):
        assert "python -m ingest" in shown(page).code[0].value
