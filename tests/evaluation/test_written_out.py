"""What a run leaves for other programs and readers: tables, records, collections, and sentences about itself."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hand import HOSTILE, case, gate

from assistant import Assistant
from assistant.__main__ import main
from assistant.evaluation import engine, record, table
from assistant.evaluation.cases import as_lines


def test_csv(questions: Path, runs: Path, tmp_path: Path) -> None:
    """The CSV has a line a question, and a cell that starts like a formula is disarmed."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    scored = record.read(record.path(runs, next(record.kept(runs)))).scored
    armed = scored[0].case.model_copy(update={"question": "=1+1"})
    text = table.as_csv([type(scored[0])(case=armed, prediction=scored[0].prediction, verdict=scored[0].verdict)], "en")
    (line,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (line["question"], line["exact"], line["mrr"]) == ("'=1+1", "1.0", "")


def test_exports(questions: Path, runs: Path, tmp_path: Path) -> None:
    """A run as JUnit XML has a test a question and a limit; as samples it has what was asked, found, said and meant."""
    xml, lines = tmp_path / "out" / "junit.xml", tmp_path / "samples.jsonl"
    odd = case(id="H4", category="報價", question="T5\x00 的技能？", tags=("新人",))
    with questions.open("a", encoding="utf-8") as file:
        file.write(as_lines([odd]))
    limits = tmp_path / "gate.toml"
    limits.write_text("[category.list_by_parent]\nexact = 0.9\n[category.'報價']\nexact = 0.0\n", encoding="utf-8")
    options = ["--gate", str(limits), "--junit", str(xml), "--samples", str(lines), "--language", "en"]
    assert main(["evaluate", str(questions), *options]) == 1
    suites = ElementTree.parse(xml).getroot()
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in suites] == [
        ("list_by_parent", "2", "1"),
        ("unanswerable", "1", "0"),
        ("報價", "1", "0"),
        ("gate", "2", "1"),
    ]
    assert "Not cited: K1" in next(failure.get("message", "") for failure in suites.iter("failure"))
    samples = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert [sample["id"] for sample in samples] == ["H1", "H2", "H3", "H4"]
    assert samples[0]["question"] == "T5 的技能？" and "S27 溝通技能" in samples[0]["contexts"]
    assert samples[0]["ground_truth"].splitlines() == [*samples[0]["contexts"][1:], "溝通", "計算"]
    assert samples[1]["ground_truth"] == "" and samples[0]["relevant_ids"] == list(odd.gold_codes)
    page = next(runs.glob("*.html")).read_text("utf-8")
    assert "By tag" in page and "報價" in page and "新人" in page


def test_collections_for_other_tools(questions: Path, runs: Path, tmp_path: Path) -> None:
    """For BEIR every item is a document and every expected code is judged; promptfoo expects codes and phrases."""
    folder, tests = tmp_path / "beir", tmp_path / "tests.jsonl"
    options = ["--gate", gate(tmp_path, 0), "--beir", str(folder), "--promptfoo", str(tests)]
    main(["evaluate", str(questions), *options])
    documents = [json.loads(line) for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    judged = [line.split("\t") for line in (folder / "qrels" / "test.tsv").read_text("utf-8").splitlines()]
    assert len({document["_id"] for document in documents}) == len(documents) > 240
    assert judged[0] == ["query-id", "corpus-id", "score"]
    assert ["H1", "BAS1499-002v2/S27", "2"] in judged and ["H1", "BAS1499-002v2/T5", "1"] in judged
    assert {row[1] for row in judged[1:]} <= {document["_id"] for document in documents}
    asked = [json.loads(line)["_id"] for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    assert asked == ["H1", "H3"]
    (first, _) = (json.loads(line) for line in tests.read_text("utf-8").splitlines())
    assert first["vars"]["question"] == "T5 的技能？"
    assert {"type": "contains", "value": "S27"} in first["assert"]
    assert {"type": "contains-any", "value": ["溝通"]} in first["assert"]


def test_the_record_holds_scores(questions: Path, runs: Path, tmp_path: Path) -> None:
    """Another program reads the means of each group off the record."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    kept = json.loads(next(runs.glob("*.json")).read_text("utf-8"))
    assert kept["scores"]["list_by_parent"]["exact"] == 0.5 and kept["scores"]["overall"]["abstention"] == 1.0


def test_what_a_set_covers_is_told(
    questions: Path, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The terminal says how many items of the standard some question expects, and names such as none does."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--language", "en"])
    assert "The questions expect 5 of the 252 items of BAS1499-002v2; none expects T1 T1.1" in capsys.readouterr().out


def test_two_engines_in_one_run(
    questions: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked of one engine and then of another, the questions are compared, and both records are kept."""
    real = engine.answerer
    monkeypatch.setattr(engine, "answerer", lambda finder, settings, name: real(finder, settings, "rules"))
    options = ["--gate", gate(tmp_path, 0), "--versus", "rules", "--engine", "model", "--language", "en"]
    assert main(["evaluate", str(questions), *options]) == 0
    kept = [record.read(record.path(runs, name)) for name in record.kept(runs)]
    assert [one.engine for one in kept] == ["model", "rules"]
    assert f"Compared with {kept[1].id}: 0 fixed, 0 broken, 3 unchanged" in capsys.readouterr().out
    assert kept[0].differs(kept[1]) == ("engine",)


def test_errors_are_told_as_errors(
    questions: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question that fails is counted and named as an error, in terminal, report and JUnit, beside the wrong ones."""
    asked = Assistant.ask

    def fails(self: Assistant, question: str, *rest: Any) -> Any:
        if question == HOSTILE:
            raise RuntimeError
        return asked(self, question, *rest)

    monkeypatch.setattr(Assistant, "ask", fails)
    xml = tmp_path / "junit.xml"
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--language", "en", "--junit", str(xml)])
    told = "1 questions ended in an error rather than an answer (scored as wrong): H3"
    assert told in capsys.readouterr().out and told in next(runs.glob("*.html")).read_text("utf-8")
    assert ElementTree.parse(xml).getroot().get("errors") == "1"
