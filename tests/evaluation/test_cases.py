"""Reading a set: what is wrong is said with file, line and field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand import case

from assistant.errors import UsageError
from assistant.evaluation.cases import as_lines, load, loads, names
from assistant.language.catalogue import area
from assistant.question.notation import data

GOOD = json.loads(as_lines([case()]))


def test_written_and_read(tmp_path: Path) -> None:
    """What is written is read back the same, blank lines and a byte-order mark notwithstanding."""
    file = tmp_path / "set.jsonl"
    file.write_text("\ufeff\n" + as_lines([case()]) + "\n\n", encoding="utf-8")
    assert load([file]) == load([tmp_path]) == (case(),)


def test_a_form_is_kept(tmp_path: Path) -> None:
    """A case with a form of the query language is read back with it."""
    form = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps(GOOD | {"form": form}) + "\n", encoding="utf-8")
    (found,) = load([file])
    assert found.form is not None and data(found.form) == form
    file.write_text(as_lines([found]), encoding="utf-8")
    assert load([file]) == (found,)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lang": "fr"}, "lang"),
        ({"category": "en"}, "category"),
        ({"tags": ["hard", " "]}, "tags.1"),
        ({"question": " "}, "question"),
        ({"gold_codes": ["S27", "X9"]}, "gold_codes"),
        ({"gold_codes": ["S27", "s 27"]}, "gold_codes"),
        ({"gold_code": ["S27"]}, "gold_code"),
        ({"history": [{"role": "robot", "content": ""}]}, "history.0.role"),
        ({"form": {"op": "drop"}}, "form"),
        ({"answerable": False}, "entry"),
        ({"gold_codes": [], "must_include": []}, "entry"),
    ],
)
def test_a_bad_entry_is_placed(changes: dict[str, object], field: str, tmp_path: Path) -> None:
    """A bad entry names its file, its line and its field."""
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps(GOOD) + "\n\n" + json.dumps(GOOD | {"id": "H2"} | changes) + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"set\.jsonl:3，{field}"):
        load([file])


def test_a_line_that_is_not_json(tmp_path: Path) -> None:
    """A line that is not JSON names its line."""
    file = tmp_path / "set.jsonl"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match=r"set\.jsonl:1，JSON"):
        load([file])


def test_an_id_used_twice(tmp_path: Path) -> None:
    """An id used twice, in one file or two, names both places."""
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(as_lines([case()]), encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.jsonl:1，id：H1 已用於 a\.jsonl:1"):
        load([tmp_path])


def test_everything_bad_is_told_at_once(tmp_path: Path) -> None:
    """Every fault of every line and file is told, with the id that is used twice."""
    lines = [GOOD | {"lang": "fr", "category": " "}, GOOD, GOOD, GOOD | {"id": "H2", "answer": True}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(UsageError) as told:
        load([tmp_path])
    assert [line.partition("：")[0] for line in str(told.value).splitlines()] == [
        "a.jsonl:3，id",
        "a.jsonl:1，lang",
        "a.jsonl:1，category",
        "a.jsonl:4，answer",
        "b.jsonl:1，JSON",
    ]


def test_everything_bad_is_told_in_one_language(tmp_path: Path) -> None:
    """Whoever reads one language is told each fault in that language, a line each."""
    (tmp_path / "a.jsonl").write_text(as_lines([case(), case(), case()]), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load([tmp_path])
    lines = [f"a.jsonl:{line}, id: H1 is used at a.jsonl:{line - 1}." for line in (2, 3)]
    assert area.told(caught.value, "en").splitlines() == lines
    assert area.told(caught.value, "zh-CN").splitlines()[0] == "a.jsonl:2，id：H1 已用于 a.jsonl:1。"


def test_categories_of_ones_own_follow_the_known_ones() -> None:
    """The known categories come in their order, an evaluator's own behind them as they were written."""
    made = [case(category=name) for name in ("風險", "adversarial", "報價", "multi_list", "風險")]
    assert names(made) == ("multi_list", "adversarial", "風險", "報價")


def test_no_file_no_text_no_questions(tmp_path: Path) -> None:
    """A missing file, a file that is not UTF-8 and an empty folder are each said."""
    with pytest.raises(UsageError, match="找不到題目檔"):
        load([tmp_path / "none.jsonl"])
    with pytest.raises(UsageError, match="沒有評測題目"):
        load([tmp_path])
    (tmp_path / "big5.jsonl").write_bytes("題".encode("big5"))
    with pytest.raises(UsageError, match="不是 UTF-8"):
        load([tmp_path])


def test_a_fault_is_told_in_chinese_and_in_english() -> None:
    """What is wrong is said in words of both languages, also of a file that was uploaded."""
    line = json.dumps(GOOD | {"lang": "fr"})
    with pytest.raises(UsageError) as told:
        loads("mine.jsonl", f"{line}\n".encode())
    assert str(told.value) == (
        "mine.jsonl:1，lang：只能是 'zh-TW', 'zh-CN', 'en' or 'mixed'。"
        " mine.jsonl:1, lang: must be 'zh-TW', 'zh-CN', 'en' or 'mixed'."
    )
