"""`python -m assistant evaluate`, from the questions to the exit code."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hand import case, unanswerable

from assistant import Assistant, Settings
from assistant.__main__ import main
from assistant.evaluation import record, standing, table
from assistant.evaluation.cases import as_lines
from assistant.evaluation.feedback import FeedbackStore
from assistant.evaluation.job import Job
from assistant.evaluation.report import Report
from assistant.evaluation.words import catalogue

HOSTILE = "<script>alert(1)</script> ![x](http://example.org/x.png) T5 的技能？"
GOLD = {"question": HOSTILE, "gold_codes": ("S27", "S28", "S29", "S30", "K1")}


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """One question answered rightly, one refused rightly, one with markup that cannot be right."""
    file = tmp_path / "set.jsonl"
    file.write_text(as_lines([case(), unanswerable(id="H2"), case(id="H3", **GOLD)]), encoding="utf-8")
    return file


@pytest.fixture
def runs(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for runs, named by the settings together with an index."""
    monkeypatch.setenv("ASSISTANT_RUNS", str(tmp_path / "runs"))
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    return tmp_path / "runs"


def gate(folder: Path, exact: float) -> str:
    """A gate file with one limit."""
    file = folder / "gate.toml"
    file.write_text(f"[category.list_by_parent]\nexact = {exact}\n", encoding="utf-8")
    return str(file)


def test_exit_codes(questions: Path, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 0 above the gate and 1 below it, and names what is below."""
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0.5)]) == 0
    assert "通過門檻" in capsys.readouterr().out
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0.6), "--language", "en"]) == 1
    told = capsys.readouterr().out
    assert "Lists: Exact 50.0%, limit 60.0%" in told
    assert "0 fixed, 0 broken, 3 unchanged" in told
    assert main(["evaluate", str(tmp_path / "none.jsonl")]) == 2


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
    assert kept.complete and kept.engine == "rules" and re.fullmatch("[0-9a-f]{64}", kept.corpus)
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


def test_a_job_is_kept_when_stopped(runs: Path) -> None:
    """A run in the background that is stopped keeps what was asked and is marked as incomplete."""
    settings = Settings()
    cases = [case(id=f"H{n}") for n in range(2000)]
    job = Job(Assistant(settings), settings, cases)
    job.stop()
    job.wait(30)
    kept = record.read(record.path(runs, job.kept))
    assert not job.running and not kept.complete
    assert 0 < len(kept.predictions) == job.done < len(cases)


def test_a_job_without_an_index_says_so(runs: Path, tmp_path: Path) -> None:
    """A run that cannot start keeps nothing and tells why."""
    settings = Settings(index=tmp_path / "nowhere")
    job = Job(Assistant(settings), settings, [case()])
    job.wait(30)
    assert job.failure and not job.kept and not runs.exists()


def test_csv(questions: Path, runs: Path, tmp_path: Path) -> None:
    """The CSV has a line a question, and a cell that starts like a formula is disarmed."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    scored = record.read(record.path(runs, next(record.kept(runs)))).scored
    armed = scored[0].case.model_copy(update={"question": "=1+1"})
    text = table.as_csv([type(scored[0])(case=armed, prediction=scored[0].prediction, verdict=scored[0].verdict)], "en")
    (line,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (line["question"], line["exact"], line["mrr"]) == ("'=1+1", "1.0", "")


def test_a_run_of_nothing_has_a_report(questions: Path, runs: Path, tmp_path: Path) -> None:
    """A report of no answers at all is drawn without a number going wrong."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    kept = record.read(record.path(runs, next(record.kept(runs))))
    empty = kept.model_copy(update={"predictions": (), "complete": False})
    assert 'class="chart"' in Report(record=empty).html()


def test_catalogue_is_whole() -> None:
    """Every word of the reports is there in three languages with the same blanks."""
    for name, entry in catalogue().items():
        assert set(entry) == {"zh-TW", "zh-CN", "en"}, name
        assert len({tuple(sorted(re.findall(r"\{(\w+)\}", text))) for text in entry.values()}) == 1, name


def test_a_record_outlives_the_form_of_the_index(questions: Path, runs: Path, tmp_path: Path) -> None:
    """A record whose manifest has other entries than today's is read, drawn and compared."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    file = record.path(runs, next(record.kept(runs)))
    old = json.loads(file.read_text("utf-8")) | {"id": "old", "manifest": {"engine": "another"}}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--against", str(tmp_path / "old.json")]) == 0
    assert "another" not in Report(record=record.read(tmp_path / "old.json")).html()
