"""What readers thought of answers, kept in SQLite, and the questions that an evaluator makes of it.

One row an answer: no name, address or session of a reader. What was asked before is kept only where the
operator's settings say so.
"""

import json
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, NonNegativeInt

from ..answer.model import Answer
from ..errors import StoreFault, UsageError
from ..question.conversation import Turn
from .cases import Case

Rating = Literal["up", "down"]
Status = Literal["open", "accepted", "rejected"]
REASONS = ("wrong", "incomplete", "unclear", "refused", "other")
"""What a reader may say is wrong; each is an entry of the interface."""
FILE = "feedback.sqlite"
_TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, given TEXT NOT NULL, entry TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open', kept TEXT)"""
_PATIENCE = 2.0  # longest wait for another process that writes, in seconds: a reader is waiting too
_UNHURRIED = 30.0  # the same where no reader is waiting
log = logging.getLogger(__name__)


class RatedAnswer(BaseModel, frozen=True, extra="forbid"):
    """One rated answer. `reason` is one of `REASONS` or empty; `comment` is the reader's own words.

    `earlier` counts the messages that came before it, whether `history` keeps them or not.
    """

    rating: Rating
    reason: str = ""
    comment: str = ""
    standard: str
    language: str
    question: str
    history: tuple[Turn, ...] = ()
    earlier: NonNegativeInt = 0
    answer_text: str
    cited_codes: tuple[str, ...]
    refused: bool
    method: str


class Feedback(BaseModel, frozen=True):
    """An entry in the store. `number` never changes; `case` is what an evaluator made of it."""

    id: str
    number: int
    given: str
    status: Status
    entry: RatedAnswer
    case: Case | None = None

    @property
    def case_id(self) -> str:
        """The id of the question made from it."""
        return f"F{self.number:04d}"


def entry_of(
    answer: Answer,
    rating: Rating,
    *,
    reason: str = "",
    comment: str = "",
    history: Sequence[Turn] = (),
    earlier: int = 0,
) -> RatedAnswer:
    """What is kept of an answer that was rated."""
    kept = ("standard", "language", "question", "cited_codes", "refused", "method")
    return RatedAnswer(
        rating=rating,
        reason=reason,
        comment=comment.strip(),
        history=tuple(history),
        earlier=earlier,
        answer_text=answer.text,
        **{name: getattr(answer, name) for name in kept},
    )


class FeedbackStore:
    """The rated answers of one installation, in one file that several processes may use."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def rate(self, identity: str, entry: RatedAnswer) -> None:
        """Keep a rating; a second one of the same answer replaces the first unless it has been reviewed."""
        with self._open() as base:
            base.execute(
                "INSERT INTO feedback (id, number, given, entry)"
                " VALUES (?, (SELECT COALESCE(MAX(number), 0) + 1 FROM feedback), ?, ?)"
                " ON CONFLICT(id) DO UPDATE SET entry = excluded.entry WHERE status = 'open'",
                (identity, datetime.now(UTC).isoformat(timespec="seconds"), entry.model_dump_json()),
            )

    def withdraw(self, identity: str) -> None:
        """Forget a rating that its reader took back, unless it has been reviewed."""
        if self._file.is_file():
            with self._open() as base:
                base.execute("DELETE FROM feedback WHERE id = ? AND status = 'open'", (identity,))

    def accept(self, identity: str, case: Case) -> None:
        """Make a question of a rated answer; it joins the set from the next run on."""
        self._decide(identity, "accepted", case)

    def reject(self, identity: str) -> None:
        """Put a rated answer aside."""
        self._decide(identity, "rejected", None)

    def reopen(self, identity: str) -> None:
        """Take a decision back."""
        self._decide(identity, "open", None)

    def all(self, status: Status | None = None) -> tuple[Feedback, ...]:
        """Every rated answer, newest first, or those of one status; none where nothing was ever rated."""
        return tuple(item for item in self.read()[0] if status in (None, item.status))

    def cases(self) -> tuple[Case, ...]:
        """The accepted questions, oldest first."""
        return tuple(item.case for item in reversed(self.all("accepted")) if item.case is not None)

    def export(self) -> str:
        """All feedback, one JSON object a line."""
        return "".join(json.dumps(item.model_dump(), ensure_ascii=False) + "\n" for item in self.all())

    def read(self) -> tuple[list[Feedback], int]:
        """Every rated answer, newest first, and how many rows are none any more; those are left as they are."""
        if not self._file.is_file():
            return [], 0
        found: list[Feedback] = []
        with self._open() as base:
            # SQLite would refuse all rows for one that is no UTF-8, so that row is left to be found unusable
            base.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
            base.row_factory = sqlite3.Row
            rows = [dict(row) for row in base.execute("SELECT * FROM feedback ORDER BY number DESC")]
        for row in rows:
            with suppress(ValueError):
                row["entry"] = RatedAnswer.model_validate_json(row["entry"])
                row["case"] = Case.model_validate_json(row["kept"]) if row["kept"] else None
                found.append(Feedback.model_validate(row))
        return found, len(rows) - len(found)

    def copy(self, folder: Path) -> None:
        """Copy the store, where there is one, as it is at one moment over that of another folder, both in use or not.

        :raises StoreFault: when either cannot be used.
        """
        if self._file.is_file():
            with self._open(_UNHURRIED) as base, FeedbackStore(folder)._open(_UNHURRIED) as other:
                if base.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise sqlite3.DatabaseError("integrity_check")
                base.backup(other)

    def _decide(self, identity: str, status: Status, case: Case | None) -> None:
        with self._open() as base:
            kept = case.model_dump_json(exclude_none=True) if case else None
            done = base.execute("UPDATE feedback SET status = ?, kept = ? WHERE id = ?", (status, kept, identity))
            if not done.rowcount:
                raise UsageError("feedback.no_such_id", id=identity)

    @contextmanager
    def _open(self, patience: float = _PATIENCE) -> Iterator[sqlite3.Connection]:
        """The database, for one step.

        :raises StoreFault: when it is locked for longer than `patience`, damaged, or may not be written.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=patience)) as base, base:
                base.execute(_TABLE)
                yield base
        except (sqlite3.Error, OSError) as error:
            log.warning("the feedback database cannot be used: %s", error)
            raise StoreFault("feedback.unusable_store", file=FILE) from error
