"""Marks of two people, from the files to what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.evaluation.marks import agreement


def file(path: Path, field: str = "mark", **marks: object) -> str:
    """Marks by id, one a line, with a column that nobody reads."""
    lines = (json.dumps({"id": name, "note": "…", field: mark}) for name, mark in marks.items())
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_two_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Kappa, the answers marked differently and those that only one has are told, whatever the case of a mark."""
    one = file(tmp_path / "a.jsonl", a="Right", b="right", c="wrong", d="wrong", x="right")
    (tmp_path / "b.csv").write_text("id,mark\na,right\nb,right\nc,wrong\nd,right\n", encoding="utf-8")
    assert main(["agreement", one, str(tmp_path / "b.csv"), "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "4 answers marked by both, 75.0% alike" in said and "Cohen's kappa 0.50" in said
    assert agreement((Path(one), tmp_path / "b.csv")).alone == ("x",)
    assert "Marked differently (1): d" in said and "left out (1): x" in said


def test_a_field_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Grades under another name are compared; where both gave but one, kappa is not told."""
    files = [file(tmp_path / name, "usefulness", a=4, b=4) for name in ("a.jsonl", "b.jsonl")]
    assert main(["agreement", *files, "--field", "usefulness"]) == 0
    said = capsys.readouterr().out
    assert "兩人都標了 2 題，100.0% 標得相同" in said and "算不出 kappa" in said


def test_what_cannot_be_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mark that is missing, an id twice, a file that is not there and two without a shared id are told."""
    good, bad = file(tmp_path / "a.jsonl", a="yes"), tmp_path / "b.jsonl"
    bad.write_text('{"id": "a", "mark": "yes"}\n{"id": "a"}\n', encoding="utf-8")
    for other, told in (
        (bad, ["b.jsonl:2，mark：缺少這個欄位", "b.jsonl:2，id：a 寫了不只一次"]),
        (tmp_path / "none.jsonl", ["找不到標記檔 none.jsonl，請檢查路徑"]),
        (file(tmp_path / "c.jsonl", z="yes"), ["兩個檔案沒有共同的 id，請指定同一批答案的標記"]),
    ):
        assert main(["agreement", good, str(other)]) == 2
        assert [line.partition("。")[0] for line in capsys.readouterr().err.splitlines()] == told
