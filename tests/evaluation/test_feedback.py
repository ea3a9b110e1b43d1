"""Feedback: one row an answer, reviewed into questions."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hand import case

from assistant.errors import StoreFault, UsageError
from assistant.evaluation import feedback, record
from assistant.evaluation.cases import load
from assistant.evaluation.feedback import FeedbackStore, RatedAnswer

ENTRY = RatedAnswer(
    rating="down",
    reason="incomplete",
    standard="BAS1499-002v2",
    language="zh-TW",
    question="T5 的技能？",
    answer_text="S27",
    cited_codes=("S27",),
    refused=False,
    method="table",
)


def test_one_row_an_answer(tmp_path: Path) -> None:
    """Rating an answer again replaces what was said of it, and another answer gets the next number."""
    store = FeedbackStore(tmp_path)
    store.rate("a", ENTRY)
    store.rate("b", ENTRY)
    store.rate("a", ENTRY.model_copy(update={"rating": "up", "reason": ""}))
    assert [(i.id, i.case_id, i.entry.rating) for i in store.all()] == [("b", "F0002", "down"), ("a", "F0001", "up")]


def test_it_survives_a_restart(tmp_path: Path) -> None:
    """What one store keeps another opened on the same folder finds."""
    FeedbackStore(tmp_path).rate("a", ENTRY)
    assert FeedbackStore(tmp_path).all()[0].entry == ENTRY


def test_reading_creates_nothing(tmp_path: Path) -> None:
    """Looking for feedback where there is none leaves no file."""
    folder = tmp_path / "runs"
    assert FeedbackStore(folder).all() == FeedbackStore(folder).cases() == ()
    assert not folder.exists()


def test_accepted_questions_join_the_set(tmp_path: Path) -> None:
    """An accepted question is among the cases, a rejected and a reopened one is not."""
    store = FeedbackStore(tmp_path)
    for name in "abc":
        store.rate(name, ENTRY)
        store.accept(name, case(id=f"F-{name}"))
    store.reject("b")
    store.reopen("c")
    assert [c.id for c in store.cases()] == ["F-a"]
    assert {i.id: i.status for i in store.all()} == {"a": "accepted", "b": "rejected", "c": "open"}


def test_a_reviewed_answer_is_not_overwritten(tmp_path: Path) -> None:
    """A reader who changes the rating after the review changes neither entry nor question."""
    store = FeedbackStore(tmp_path)
    store.rate("a", ENTRY)
    store.accept("a", case())
    store.rate("a", ENTRY.model_copy(update={"rating": "up"}))
    (item,) = store.all()
    assert (item.entry.rating, item.status, item.case) == ("down", "accepted", case())


def test_a_rating_taken_back(tmp_path: Path) -> None:
    """A withdrawn rating is gone, one that was reviewed stays, and where nothing was rated no file is made."""
    FeedbackStore(tmp_path / "none").withdraw("a")
    assert not (tmp_path / "none").exists()
    store = FeedbackStore(tmp_path)
    for name in "ab":
        store.rate(name, ENTRY)
    store.accept("a", case())
    for name in "ab":
        store.withdraw(name)
    assert [item.id for item in store.all()] == ["a"]


def test_an_unknown_answer_cannot_be_reviewed(tmp_path: Path) -> None:
    """Deciding about feedback that is not there is said."""
    with pytest.raises(UsageError, match="沒有編號 zzz"):
        FeedbackStore(tmp_path).reject("zzz")


def test_the_export_holds_everything(tmp_path: Path) -> None:
    """The export has a line for every rated answer, whatever its status."""
    store = FeedbackStore(tmp_path)
    store.rate("a", ENTRY)
    store.rate("b", ENTRY)
    store.reject("b")
    lines = [json.loads(line) for line in store.export().splitlines()]
    assert [(line["id"], line["status"], line["entry"]["question"]) for line in lines] == [
        ("b", "rejected", "T5 的技能？"),
        ("a", "open", "T5 的技能？"),
    ]


def test_nothing_of_the_reader_is_kept(tmp_path: Path) -> None:
    """The columns of the store are those of the answer and its review, and no other."""
    FeedbackStore(tmp_path).rate("a", ENTRY)
    with sqlite3.connect(tmp_path / "feedback.sqlite") as base:
        columns = [row[1] for row in base.execute("PRAGMA table_info(feedback)")]
    base.close()
    assert columns == ["id", "number", "given", "entry", "status", "kept"]
    assert set(RatedAnswer.model_fields) == {
        *("rating", "reason", "comment", "standard", "language", "question"),
        *("history", "earlier", "answer_text", "cited_codes", "refused", "method"),
    }


def test_many_readers_at_once(tmp_path: Path) -> None:
    """Ratings given at the same time are all kept under numbers of their own."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: FeedbackStore(tmp_path).rate(str(n), ENTRY), range(40)))
    assert sorted(i.number for i in FeedbackStore(tmp_path).all()) == list(range(1, 41))


def test_accepted_questions_can_be_shipped(tmp_path: Path) -> None:
    """What the store exports as questions is a file that the loader reads."""
    from assistant.evaluation.cases import as_lines

    store = FeedbackStore(tmp_path)
    store.rate("a", ENTRY)
    store.accept("a", case(id="F0001"))
    file = tmp_path / "accepted.jsonl"
    file.write_text(as_lines(store.cases()), encoding="utf-8")
    assert load([file]) == (case(id="F0001"),)


@pytest.mark.parametrize("fault", ["locked", "damaged", "a file for a folder"])
def test_a_database_that_cannot_be_used_is_told(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, and soon; whoever rates meanwhile is told that nothing was kept."""
    monkeypatch.setattr(feedback, "_PATIENCE", 0.05)
    folder = tmp_path / "runs"
    store = FeedbackStore(folder)
    if fault == "a file for a folder":
        folder.write_text("")
    else:
        store.rate("a", ENTRY)
    if fault == "damaged":
        (folder / "feedback.sqlite").write_bytes(b"no database " * 99)
    busy = folder / "feedback.sqlite" if fault == "locked" else ":memory:"
    with closing(sqlite3.connect(busy)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreFault, match=r"feedback\.sqlite"):
            store.rate("b", ENTRY)


@pytest.mark.parametrize("entry", ["'{'", "CAST(X'7BFF' AS TEXT)"], ids=["no JSON", "no UTF-8"])
def test_a_damaged_row_is_counted_and_left(entry: str, tmp_path: Path) -> None:
    """One bad row takes neither the others nor the page with it, and is not lost in silence."""
    store = FeedbackStore(tmp_path)
    store.rate("a", ENTRY)
    store.rate("b", ENTRY)
    with closing(sqlite3.connect(tmp_path / "feedback.sqlite")) as base, base:
        base.execute(f"UPDATE feedback SET entry = {entry} WHERE id = 'a'")
    assert [item.id for item in store.all()] == ["b"]
    assert store.read()[1] == 1
    store.reject("b")
    assert store.read()[1] == 1


def test_a_run_that_cannot_be_kept_asks_nothing(tmp_path: Path) -> None:
    """The folder is tried before the first question, not after the last."""
    (tmp_path / "runs").write_text("")
    with pytest.raises(StoreFault, match="ASSISTANT_RUNS"):
        record.check_writable(tmp_path / "runs")
