"""`python -m assistant evaluate`, from the questions to the exit code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hand import case, gate

from assistant import Settings
from assistant.__main__ import main
from assistant.answer.worded.chat import Prompt
from assistant.errors import UsageError
from assistant.evaluation import engine, record, run, sentences, standing
from assistant.evaluation.cases import as_lines
from assistant.evaluation.feedback import FeedbackStore
from assistant.evaluation.metrics import score
from assistant.evaluation.prediction import Prediction
from assistant.evaluation.report import Report
from assistant.evaluation.summary import Scored, summarize
from assistant.faces.cli.evaluate import told


def test_exit_codes(questions: Path, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 0 above the gate and 1 below it, and names what is below."""
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0.5)]) == 0
    assert "通過門檻" in capsys.readouterr().out
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0.6), "--language", "en"]) == 1
    told = capsys.readouterr().out
    assert "Lists: Exact 50.0%, limit 60.0%" in told
    assert "0 fixed, 0 broken, 3 unchanged" in told
    assert main(["evaluate", str(tmp_path / "none.jsonl")]) == 2


def test_a_gate_that_holds_for_no_question_is_not_said_to_be_kept(questions: Path, runs: Path, tmp_path: Path) -> None:
    """Of questions accepted from feedback alone the gate of the shipped ones says nothing, in terminal and report."""
    data = tmp_path / "data.json"
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--record", str(data)])
    kept = record.read(data)
    lines = list(told(Report(record=kept), summarize(kept.scored)))
    assert any(line.startswith("門檻不適用") for line in lines) and "通過門檻" not in lines
    assert "通過門檻" not in Report(record=kept).html()


def test_record_and_report(questions: Path, runs: Path, tmp_path: Path) -> None:
    """A run leaves its record and its report, here as well as where they are asked for."""
    page, data = tmp_path / "out" / "page.html", tmp_path / "out" / "data.json"
    options = ["--gate", gate(tmp_path, 0), "--report", str(page), "--record", str(data)]
    main(["evaluate", str(questions), *options])
    (identity,) = record.kept(runs)
    kept = record.read(record.path(runs, identity))
    assert kept == record.read(data)
    assert (runs / f"{identity}.html").read_text("utf-8") == page.read_text("utf-8")
    assert [s.verdict.passed for s in kept.scored] == [True, True, False]
    assert kept.complete and (kept.engine, kept.model) == ("rules", "") and re.fullmatch("[0-9a-f]{64}", kept.corpus)
    assert kept.manifest["counts"] and kept.settings["question_limit"] == 2000
    assert "index" not in kept.settings and str(tmp_path) not in data.read_text("utf-8")


def test_a_number_is_never_nan(questions: Path, runs: Path, tmp_path: Path) -> None:
    """Record and report of a set that lacks most categories are strict JSON and hold no NaN."""
    data = tmp_path / "data.json"
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--record", str(data)])

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(data.read_text("utf-8"), parse_constant=refuse)
    assert not re.search(r"\bnan\b", next(runs.glob("*.html")).read_text("utf-8"), re.IGNORECASE)


class Tags(HTMLParser):
    """Collects the elements of a page and whatever they point to."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.targets: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and, unless it is void, that it is open."""
        self.names.add(tag)
        self.targets += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "onerror")]
        if tag not in ("meta", "line", "rect", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be this one."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["zh-TW", "zh-CN", "en"])
def test_the_report_needs_nothing_else(language: str, questions: Path, runs: Path, tmp_path: Path) -> None:
    """A report is well-formed, loads nothing, runs nothing, and shows a hostile question as text."""
    page = tmp_path / "page.html"
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--report", str(page), "--language", language])
    text, tags = page.read_text("utf-8"), Tags()
    tags.feed(text)
    assert tags.open == [] and tags.targets == []
    assert not tags.names & {"script", "img", "link", "iframe", "object"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert {"table", "details", "style"} <= tags.names and 'class="chart"' in text


def test_failures_come_worst_first(questions: Path, runs: Path, tmp_path: Path) -> None:
    """A wholly wrong answer stands before one that lacks one code."""
    worse = case(id="H9", gold_codes=("A01",), must_include=("沒有這些字",), acceptable_codes=())
    with questions.open("a", encoding="utf-8") as file:
        file.write(as_lines([worse]))
    page = tmp_path / "page.html"
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--report", str(page)])
    assert re.findall(r"<b>(H\d)</b>", page.read_text("utf-8")) == ["H9", "H3"]


def test_what_cannot_be_compared_is_said(
    questions: Path, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An earlier run that is not there or is no record ends the command before anything is asked."""
    (tmp_path / "odd.json").write_text("{}", encoding="utf-8")
    for name, said in ((str(tmp_path / "odd.json"), "不是評測紀錄"), ("20000101", "找不到評測紀錄")):
        assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--against", name]) == 2
        assert said in capsys.readouterr().err
    assert not runs.exists()


def test_accepted_feedback_is_in_the_standing_set(runs: Path) -> None:
    """A question accepted from feedback is asked by the next run of the standing set."""
    from test_feedback import ENTRY

    store = FeedbackStore(runs)
    store.rate("a", ENTRY)
    store.accept("a", case(id="F0001"))
    assert standing.cases(Settings())[-1].id == "F0001"


def test_a_question_put_into_the_folder_is_asked_once(runs: Path, tmp_path: Path) -> None:
    """An accepted question that was exported into the folder counts once; another under its id is named."""
    from test_feedback import ENTRY

    folder = tmp_path / "corpus" / "evaluation"
    folder.mkdir(parents=True)
    store = FeedbackStore(runs)
    for name in ("a", "b"):
        store.rate(name, ENTRY)
    store.accept("a", case(id="F0001"))
    store.accept("b", case(id="F0002", question="T4 的技能？"))
    (folder / "accepted.jsonl").write_text(as_lines([case(id="F0001")]), encoding="utf-8")
    settings = Settings(corpus=tmp_path / "corpus")
    assert [c.id for c in standing.cases(settings)] == ["F0001", "F0002"]
    (folder / "accepted.jsonl").write_text(as_lines([case(id="F0001", question="T6 的技能？")]), encoding="utf-8")
    with pytest.raises(UsageError, match="F0001 在題庫與收錄的回饋裡是不同的題目"):
        standing.cases(settings)


def test_the_weakest_category_and_the_files_are_told(
    questions: Path, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The terminal says where most answers are wrong, how answers came about, and where the report lies."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--language", "en"])
    said = capsys.readouterr()
    assert "Weakest: Lists 50.0% (1/2)" in said.out
    assert "How answers came about: no evidence 1, from the table 2" in said.out
    assert str(next(runs.glob("*.html"))) in said.err and str(next(runs.glob("*.json"))) in said.err


def test_the_report_says_what_was_expected(questions: Path, runs: Path, tmp_path: Path) -> None:
    """Behind an expected code stands what the standard prints under it, for a reader who has only the report."""
    page = tmp_path / "page.html"
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--report", str(page)])
    assert "S29 創新解決方案的問題解決技能" in page.read_text("utf-8")


def test_compared_is_the_last_run_that_can_be(
    questions: Path, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By default the newest readable run of any of the questions is compared, whatever lies over it."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    first = next(record.kept(runs))
    other = tmp_path / "other.jsonl"
    other.write_text(as_lines([case(id="X1")]), encoding="utf-8")
    main(["evaluate", str(other), "--gate", gate(tmp_path, 0)])
    (runs / "99990101T000000.000000Z.json").write_text("{", encoding="utf-8")
    capsys.readouterr()
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)]) == 0
    assert f"與 {first} 比較: 修好 0 題，弄壞 0 題，不變 3 題" in capsys.readouterr().out


def test_an_interrupted_run_is_kept(
    questions: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was asked before an interruption is kept, told as incomplete, and does not pass."""
    asked = run.scored

    def cut(*given: Any) -> Iterator[Scored]:
        yield next(asked(*given))
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "scored", cut)
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)]) == 1
    kept = record.read(record.path(runs, next(record.kept(runs))))
    assert not kept.complete and len(kept.predictions) == 1
    assert "中途停止" in capsys.readouterr().out


def test_scores_of_a_silent_model_are_not_taken_for_its_own(
    questions: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no answer was in the words of the model, terminal and report say whose scores they are."""
    page = tmp_path / "page.html"
    options = ["--gate", gate(tmp_path, 0), "--language", "en", "--report", str(page)]
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "scripted:model")
    monkeypatch.setattr(engine, "configured", lambda settings: Silent())
    main(["evaluate", str(questions), *options])
    assert "scores are those of the rules" not in capsys.readouterr().out
    main(["evaluate", str(questions), *options, "--engine", "model"])
    assert "scores are those of the rules" in capsys.readouterr().out
    assert "scores are those of the rules" in page.read_text("utf-8")


class Silent:
    """A chat model that says nothing."""

    name = "scripted:model"

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """Nothing."""
        return iter(())


def test_a_run_of_nothing_has_a_report(questions: Path, runs: Path, tmp_path: Path) -> None:
    """A report of no answers at all is drawn without a number going wrong."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    kept = record.read(record.path(runs, next(record.kept(runs))))
    empty = kept.model_copy(update={"predictions": (), "complete": False})
    assert 'class="chart"' in Report(record=empty).html()


def test_a_gold_code_that_the_standard_lacks_is_refused(
    questions: Path, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every question that expects what no answer can cite is named before anything is asked."""
    with questions.open("a", encoding="utf-8") as file:
        file.write(as_lines([case(id="H5", gold_codes=("S27", "S99", "T9")), case(id="H6", gold_codes=("K99",))]))
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.partition("。")[0] for line in told] == [
        "H5，gold_codes：基準沒有 S99 T9",
        "H6，gold_codes：基準沒有 K99",
    ]
    assert not runs.exists()


def test_the_smallest_difference_is_told() -> None:
    """Of enough questions the summary says what difference they can show; three show none."""
    right = Scored(case=case(), prediction=Prediction(id="H1"), verdict=score(case(), Prediction(id="H1")))
    assert "100 題成對比較（McNemar，檢定力 80%）" in sentences.smallest(summarize([right] * 100), "zh-TW")
    assert sentences.smallest(summarize([right] * 3), "zh-TW") == ""


def test_accepted_questions_are_asked_but_stay_out_of_the_gate(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An accepted question that is answered wrongly is in the scores; the gate of the shipped ones holds."""
    from test_feedback import ENTRY

    folder = tmp_path / "corpus" / "evaluation"
    folder.mkdir(parents=True)
    (folder / "set.jsonl").write_text(as_lines([case()]), encoding="utf-8")
    (folder / "gate.toml").write_text("[category.list_by_parent]\nexact = 1.0\n", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "corpus"))
    store = FeedbackStore(runs)
    store.rate("a", ENTRY)
    store.accept("a", case(id="F0001", gold_codes=("K1",)))
    assert main(["evaluate", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "Above the gate" in told and "Lists 50.0% (1/2)" in told
    (folder / "set.jsonl").write_text(as_lines([case(gold_codes=("K1",))]), encoding="utf-8")
    assert main(["evaluate"]) == 1
