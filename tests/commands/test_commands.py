"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import assistant.faces.cli.main
import ingest.__main__

ROOT = Path(__file__).parents[2]
MAIN = {"assistant": assistant.faces.cli.main.main, "ingest": ingest.__main__.main}
Here = Callable[..., subprocess.CompletedProcess[str]]

SKILLS = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}


def _run(
    *arguments: str, cwd: Path = ROOT, given: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", **environment},
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process, where a process of its own is not what is tested."""

    def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            code = MAIN[module](arguments)
        except SystemExit as end:  # of the parser
            code = int(str(end.code))
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return run


def test_ask_prints_the_answer_with_its_citations(index: Path) -> None:
    """A question gets its complete list, the codes and the number of checks."""
    done = _run("assistant", "ask", "what skills does T5 require", "--index", str(index))
    assert done.returncode == 0
    assert all(code in done.stdout for code in ("S27", "S28", "S29", "S30", "4/4"))


def test_ask_json_is_json_and_holds_the_proof(index: Path, here: Here) -> None:
    """The JSON face has text, citations with lines, proof and method."""
    done = here("assistant", "ask", "T5 需要哪些技能？", "--json", "--index", str(index))
    answer = json.loads(done.stdout)
    assert answer["cited_codes"] == ["T5", "S27", "S28", "S29", "S30"]
    assert answer["method"] == "table"
    assert all(check["holds"] for check in answer["proof"])
    assert all(citation["spans"] for citation in answer["citations"])
    assert answer["format"] == 4
    understood = answer["understood"]
    assert understood["form"] == SKILLS
    assert understood["words"] and 0 < understood["probability"] <= 1
    assert {"text": "T5", "role": "used"} in understood["tokens"]
    assert isinstance(understood["others"], list)


def test_a_form_is_answered_like_the_question_it_was_read_from(index: Path, here: Here) -> None:
    """A form as an argument or on standard input gives the same answer, in the language asked for."""
    form, asked = json.dumps(SKILLS), ("assistant", "ask", "--json", "--index", str(index))
    typed = json.loads(here(*asked, "--form", form).stdout)
    piped = json.loads(_run(*asked, "--form", "-", given=form).stdout)
    assert typed | {"elapsed_ms": 0} == piped | {"elapsed_ms": 0}
    assert typed["cited_codes"] == ["T5", "S27", "S28", "S29", "S30"]
    assert typed["understood"]["form"] == SKILLS
    assert json.loads(here(*asked, "--form", form, "--language", "en").stdout)["language"] == "en"


def test_the_reading_is_shown_without_the_answer(index: Path, here: Here) -> None:
    """The best forms come with their probabilities and words, and every part of the question with what it is."""
    asked = ("assistant", "ask", "T5 需要哪些技能？", "--reading", "--index", str(index))
    shown = here(*asked).stdout
    assert json.dumps(SKILLS, ensure_ascii=False) in shown.splitlines()[1]
    assert "T5 = used" in shown.splitlines()[-1]
    found = json.loads(here(*asked, "--json").stdout)
    assert found["forms"][0]["form"] == SKILLS
    likely = [form["probability"] for form in found["forms"]]
    assert likely == sorted(likely, reverse=True)


def test_the_answer_does_not_depend_on_the_locale_or_the_folder(index: Path, tmp_path: Path) -> None:
    """Another working directory, locale C and no UTF-8 mode give the same text."""
    asked = ("assistant", "ask", "T5 需要哪些技能？", "--json", "--index", str(index))
    plain = json.loads(_run(*asked).stdout)
    elsewhere = json.loads(_run(*asked, cwd=tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="utf-8").stdout)
    assert elsewhere["text"] == plain["text"]


def test_a_console_of_another_encoding_ends_nothing(index: Path) -> None:
    """What Big5 lacks is written as an escape; JSON is the same when it is read."""
    source, old = str(ROOT / "corpus" / "BAS1499-002v2.txt"), {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert _run("assistant", "doctor", "--index", str(index), **old).returncode == 0
    assert _run("assistant", "ask", "T5", "--index", str(index), **old).returncode == 0
    done = _run("ingest", "json", source, **old)
    assert json.loads(done.stdout) == json.loads(_run("ingest", "json", source).stdout)


def test_a_second_ingest_leaves_with_a_code_of_its_own(tmp_path: Path) -> None:
    """While another holds the lock it says so in a sentence and ends with 3; a lock that nobody holds stops nobody."""
    lock = tmp_path / "lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = _run("ingest", "--index", str(tmp_path))
    assert done.returncode == 3 and "Another process is building the index." in done.stderr
    assert lock.exists() and not (tmp_path / "CURRENT").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("assistant", "ask", "   "), 1),
        (("assistant", "ask", "T5", "--standard", "XXX"), 2),
        (("assistant", "ask"), 2),
        (("assistant", "ask", "T5", "--form", "{}"), 2),
        (("assistant", "ask", "--reading", "--form", "{}"), 2),
        (("assistant", "ask", "--form", "{}"), 2),
        (("assistant", "ask", "--form", "T5 技能"), 2),
        (("assistant", "ask", "--form", '{"op": "field", "names": ["__class__"]}'), 2),
        (("assistant", "ask", "--form", '{"op": "not_held", "aspect": "x"}'), 2),
        (("assistant", "nothing"), 2),
        (("assistant", "serve-api", "--port", "x"), 2),
        (("assistant", "batch", "no-such-file.jsonl", "out.jsonl"), 2),
        (("ingest", "no-such-file.txt"), 2),
        (("ingest", "check"), 2),
    ],
)
def test_a_mistake_is_a_sentence_and_an_exit_code(
    index: Path, arguments: tuple[str, ...], code: int, here: Here
) -> None:
    """Wrong input ends with 1, wrong usage with 2, and never with a traceback."""
    done = here(*arguments, *(() if "nothing" in arguments else ("--index", str(index))))
    assert done.returncode == code
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_no_index_says_what_to_do(tmp_path: Path) -> None:
    """Asking before anything is built names the command that builds."""
    done = _run("assistant", "ask", "T5", "--index", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "python -m ingest" in done.stderr
    assert not (tmp_path / "none").exists()


def test_batch_answers_every_line_and_survives_a_bad_question(index: Path, tmp_path: Path) -> None:
    """One failing question is reported, the others are answered, the exit code tells."""
    questions = [{"id": "1", "question": "T5 技能"}, {"id": "2", "question": "   "}, {"id": "3", "question": "K99"}]
    (tmp_path / "q.jsonl").write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in questions), encoding="utf-8")
    done = _run("assistant", "batch", str(tmp_path / "q.jsonl"), str(tmp_path / "p.jsonl"), "--index", str(index))
    lines = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert done.returncode == 1
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert lines[0]["cited_codes"] == ["T5", "S27", "S28", "S29", "S30"]
    assert "retrieved_codes" not in lines[0]
    assert lines[2]["refused"] is True


def test_batch_takes_forms(index: Path, tmp_path: Path, here: Here) -> None:
    """A line may hold a form in the place of a question; one that names what is not there is reported alone."""
    lines = [{"id": "1", "form": SKILLS, "lang": "en"}, {"id": "2", "form": {"op": "field", "names": ["x"]}}]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = here("assistant", "batch", str(tmp_path / "q.jsonl"), str(tmp_path / "p.jsonl"), "--index", str(index))
    found = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert done.returncode == 1
    assert found[0]["cited_codes"] == ["T5", "S27", "S28", "S29", "S30"]
    assert "error" in found[1]


def test_batch_names_the_line_and_field_of_a_bad_entry(index: Path, tmp_path: Path, here: Here) -> None:
    """A broken questions file is refused with its line, and nothing is written."""
    (tmp_path / "q.jsonl").write_text('{"id": "1", "question": "T5"}\n{"id": "2"}\n', encoding="utf-8")
    done = here("assistant", "batch", str(tmp_path / "q.jsonl"), str(tmp_path / "p.jsonl"), "--index", str(index))
    assert done.returncode == 2
    assert "q.jsonl:2" in done.stderr
    assert "question" in done.stderr
    assert not (tmp_path / "p.jsonl").exists()


def test_doctor_reports_and_agrees_with_the_index(index: Path, here: Here) -> None:
    """Everything needed is there, or the exit code says that it is not."""
    done = here("assistant", "doctor", "--index", str(index))
    assert done.returncode == 0, done.stdout
    assert "BAS1499-002v2" in done.stdout
    assert here("assistant", "doctor", "--index", str(index / "none")).returncode == 1
    there, gone = (
        _run("assistant", "doctor", "--index", str(index), ASSISTANT_DEFAULT_STANDARD=code)
        for code in ("BAS1499-002v2", "XXX")
    )
    assert (there.returncode, gone.returncode) == (0, 1)
    assert "ASSISTANT_DEFAULT_STANDARD" in gone.stdout


def test_ingest_json_prints_the_standard_and_nothing_else(here: Here) -> None:
    """Standard output is one JSON document in the canonical shape."""
    done = here("ingest", "json", str(ROOT / "corpus" / "BAS1499-002v2.txt"))
    standard = json.loads(done.stdout)
    assert standard["code"] == "BAS1499-002v2"
    assert len(standard["knowledge"]) == 46
    assert {"errata", "prerequisites", "versions"} <= standard.keys()


def test_ingest_check_ends_with_one_when_something_is_lost(tmp_path: Path, here: Here) -> None:
    """A document with an item removed is not sound, and the report says which."""
    source = ROOT / "corpus" / "BAS1499-002v2.txt"
    assert here("ingest", "check", str(source)).returncode == 0
    text = source.read_text(encoding="utf-8").replace(" K8 進行有效會議、以及記錄和發布紀錄的原則", "")
    (tmp_path / source.name).write_text(text, encoding="utf-8")
    done = here("ingest", "check", str(tmp_path / source.name))
    assert done.returncode == 1
    assert "K8" in done.stdout


def test_ingest_builds_reports_and_does_nothing_twice(tmp_path: Path, here: Here) -> None:
    """The first run publishes, the second says that nothing has changed; a bad document changes nothing."""
    index = str(tmp_path / "索引")
    first = here("ingest", "--index", index)
    assert first.returncode == 0, first.stderr
    assert "indicator 112" in first.stdout
    pointer = (tmp_path / "索引" / "CURRENT").read_text()
    assert "沒有變動" in here("ingest", "--index", index).stdout
    bad = tmp_path / "bad"
    bad.mkdir()
    shutil.copy(ROOT / "LICENSE", bad / "other.txt")
    done = here("ingest", str(bad), "--index", index)
    assert done.returncode == 1
    assert "other.txt" in done.stderr
    assert (tmp_path / "索引" / "CURRENT").read_text() == pointer
