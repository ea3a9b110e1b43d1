"""What is kept of a run, and what tells it from another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hand import ROOT, gate

from assistant import Settings
from assistant.__main__ import main
from assistant.evaluation import record
from assistant.evaluation.report import Report


def test_a_record_outlives_the_form_of_the_index(questions: Path, runs: Path, tmp_path: Path) -> None:
    """A record whose manifest has other entries than today's is read, drawn and compared."""
    main(["evaluate", str(questions), "--gate", gate(tmp_path, 0)])
    file = record.path(runs, next(record.kept(runs)))
    old = json.loads(file.read_text("utf-8")) | {"id": "old", "manifest": {"engine": "another"}}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    assert main(["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--against", str(tmp_path / "old.json")]) == 0
    assert "another" not in Report(record=record.read(tmp_path / "old.json")).html()


def test_what_a_run_was_made_with_tells_it_from_another(
    questions: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What made the answers is on record, and the command says which of it another run had not."""
    options = ["evaluate", str(questions), "--gate", gate(tmp_path, 0), "--language", "en"]
    main(options)
    first = record.read(record.path(runs, next(record.kept(runs))))
    assert set(first.parts) == {"program", "words", "weights", "search_model"} and len(set(first.parts.values())) == 4
    main(options)
    assert "Not the same in both" not in capsys.readouterr().out
    other = first.parts | {"weights": "0" * 64}
    changed = first.model_copy(update={"id": "other", "parts": other, "settings": {"question_limit": 1}})
    record.save(changed, tmp_path / "other.json")
    main([*options, "--against", str(tmp_path / "other.json")])
    assert "Not the same in both: Hash of the weights, Settings" in capsys.readouterr().out


def test_the_hashes_follow_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    """What is added to the words changes their hash alone; so it is with the weights and the program."""
    shutil.copytree(ROOT / "assistant", tmp_path / "assistant", ignore=shutil.ignore_patterns("faces"))
    monkeypatch.setattr(record, "_ROOT", tmp_path / "assistant")
    settings = Settings(index=index)
    made = [record.make(settings, [], [], record.now()).parts]
    for name in ("question/words.toml", "retrieval/calibration.toml", "retrieval/items.py"):
        with (tmp_path / "assistant" / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        made.append(record.make(settings, [], [], record.now()).parts)
    changes = [{name for name in one if one[name] != two[name]} for one, two in zip(made, made[1:], strict=False)]
    assert changes == [{"words"}, {"weights"}, {"program"}]
