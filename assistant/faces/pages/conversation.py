"""A reader's conversations, one about each standard: the questions, what came of them, how the next is asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from ...answer.model import Answer
from ...answer.worded.events import Done, Event, Found
from ...errors import EmbeddingError, EmptyQuestion, QuestionTooLong
from ...question.conversation import MOST_TURNS, Context, Turn
from ...question.form import Question as Form
from . import session

_MINUTE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a question has no answer: an entry of the interface; `id` finds it again in the log."""

    reason: str
    id: str = ""


@dataclass(slots=True, kw_only=True)
class Exchange:
    """A question and what came of it. Without an outcome it still waits, and the next run asks it.

    `form` is the reading that the reader chose instead of ours; `first` is the answer to ours, then.
    """

    question: str
    outcome: Answer | Failure | None = None
    form: Form | None = None
    first: Answer | None = None

    @property
    def readings(self) -> tuple[tuple[str, Form], ...]:
        """The readings that are not shown now, each in words and as a form."""
        answered = self.first or self.outcome
        read = answered.understood if isinstance(answered, Answer) else None
        if read is None:
            return ()
        now = self.form or read.form
        return tuple(one for one in ((read.words, read.form), *read.others) if one[1] != now)

    def reread(self, form: Form) -> None:
        """Have the same question answered as another form; the first answer is kept for the way back."""
        if self.first is None and isinstance(self.outcome, Answer):
            self.first = self.outcome
        if self.first and self.first.understood and form == self.first.understood.form:
            self.outcome, self.form = self.first, None
        else:
            self.outcome, self.form = None, form


def conversation(code: str) -> list[Exchange]:
    """The exchanges about a standard in this session, oldest first."""
    exchanges: list[Exchange] = st.session_state.setdefault("conversations", {}).setdefault(code, [])
    return exchanges


def forget(code: str) -> None:
    """Begin a new conversation about a standard."""
    st.session_state.setdefault("conversations", {})[code] = []
    st.session_state.pop("reference", None)


def ask(question: str) -> None:
    """Have a question asked by the chat's next run. Kept first, so that a page that cannot be drawn loses none."""
    st.session_state.setdefault("asked", []).append(question)


def worded(code: str) -> str:
    """The key of the switch by which a conversation about a standard is worded by the model."""
    return f"worded_{code}"


def answer(exchange: Exchange, before: list[Exchange], code: str) -> Iterator[Event]:
    """Ask a waiting question, step by step where a model words it, and keep what comes of it: no error loses it.

    As soon as the answer by rule is known it is kept; a reader who leaves meanwhile finds it.

    :raises IndexMissing, IndexDamaged, IndexMismatch: the question goes on waiting.
    """
    try:
        yield from _answered(exchange, before, code)
    except session.INDEX_TROUBLE:
        raise
    except EmptyQuestion:
        exchange.outcome = Failure(reason="trouble.empty_question")
    except QuestionTooLong:
        exchange.outcome = Failure(reason="trouble.long_question")
    except EmbeddingError:
        exchange.outcome = Failure(reason="trouble.embedding", id=session.incident())
    except Exception:  # noqa: BLE001 - the last boundary: a sentence and a number, never a traceback
        exchange.outcome = Failure(reason="trouble.unexpected", id=session.incident())


def _answered(exchange: Exchange, before: list[Exchange], code: str) -> Iterator[Event]:
    history, known, asked = [turn for past in before for turn in turns(past)], context(before), exchange.question
    if not _in_time():
        exchange.outcome = Failure(reason="trouble.too_many")
    elif exchange.form is not None:
        language = exchange.first.language if exchange.first else "zh-TW"
        again = session.assistant().run(exchange.form, language, code, known)
        exchange.outcome = replace(again, question=asked)
    elif (words := session.writer()) and st.session_state.get(worded(code)):
        for event in words.stream(asked, history, code, known):
            if isinstance(event, Found | Done):
                exchange.outcome = event.answer
            yield event
    else:
        exchange.outcome = session.assistant().ask(asked, history, code, known)


def remembered() -> int:
    """How many of the last messages a question is read in the light of."""
    return min(session.settings().history_limit, 2 * MOST_TURNS)


def context(before: list[Exchange]) -> Context:
    """What the conversation leaves for its next question, as the last answer tells it."""
    last = next((past.outcome for past in reversed(before) if isinstance(past.outcome, Answer)), None)
    return Context(last.context.turns[: (remembered() + 1) // 2]) if last else Context()


def turns(exchange: Exchange) -> list[Turn]:
    """An exchange as history; none where there was no answer."""
    if not isinstance(exchange.outcome, Answer):
        return []
    said = exchange.outcome.text
    if exchange.outcome.method == "model":  # codes in the order of the evidence: `the second` means the list's second
        said = f"{' '.join(exchange.outcome.cited_codes)}\n{said}"
    return [Turn(role="user", content=exchange.question), Turn(role="assistant", content=said)]


def _in_time() -> bool:
    """Whether the session may ask one more question now; counts it if so."""
    now = time.monotonic()
    recent = [moment for moment in st.session_state.get("asked_at", []) if now - moment < _MINUTE]
    allowed = len(recent) < session.settings().questions_per_minute
    st.session_state.asked_at = [*recent, now] if allowed else recent
    return allowed
