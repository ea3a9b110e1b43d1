"""What lives longer than one run of a page: the one assistant, and each reader's conversations."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from .. import Assistant, Settings, Turn
from ..answer.model import Answer
from ..errors import (
    EmbeddingError,
    EmptyQuestion,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    QuestionTooLong,
)
from ..question.conversation import MOST_TURNS, Context
from ..question.form import Question as Form
from ..settings import load
from ..standard.model import Standard
from ..worded.events import Done, Event, Found
from ..worded.provider import configured
from ..worded.writer import Writer

log = logging.getLogger(__name__)
INDEX_TROUBLE = (IndexMissing, IndexDamaged, IndexMismatch, IndexBusy)
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


@st.cache_resource(show_spinner=False)
def assistant() -> Assistant:
    """The assistant all readers share."""
    return Assistant(settings())


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings, read once."""
    return load()


@st.cache_resource(show_spinner=False)
def writer() -> Writer | None:
    """The chat model before the assistant; None when none is configured."""
    chat = configured(settings())
    return Writer(finder=assistant(), chat=chat, settings=settings()) if chat else None


def worded(code: str) -> bool:
    """Whether the reader wants the conversation about a standard worded by the model."""
    return bool(st.session_state.get("worded", {}).get(code))


def word(code: str, wanted: bool) -> None:
    """Have the answers of a conversation worded by the model from now on, or by rule."""
    st.session_state.setdefault("worded", {})[code] = wanted


@st.cache_resource(show_spinner=False)
def warmed() -> bool:
    """Load what retrieval needs in the background, once a process and after a first page is up."""
    assistant().warm()
    return True


def standard() -> Standard:
    """The standard the reader has chosen, by default the first.

    :raises IndexMissing, IndexDamaged, IndexMismatch: when no index can be read.
    """
    loaded = {s.code: s for s in assistant().standards}
    chosen = st.session_state.get("standard")
    return loaded[chosen] if chosen in loaded else next(iter(loaded.values()))


def adopt() -> None:
    """Change to the standard that the address names, once for each address."""
    asked = st.query_params.get("standard")
    if asked != st.session_state.get("standard_asked") and asked in {s.code for s in assistant().standards}:
        st.session_state.standard = asked
    st.session_state.standard_asked = asked


def conversation(code: str) -> list[Exchange]:
    """The exchanges about a standard in this session, oldest first."""
    exchanges: list[Exchange] = st.session_state.setdefault("conversations", {}).setdefault(code, [])
    return exchanges


def forget(code: str) -> None:
    """Begin a new conversation about a standard."""
    st.session_state.setdefault("conversations", {})[code] = []
    st.session_state.pop("reference", None)


def answer(exchange: Exchange, before: list[Exchange], code: str) -> Iterator[Event]:
    """Ask a waiting question, step by step where a model words it, and keep what comes of it: no error loses it.

    As soon as the answer by rule is known it is kept; a reader who leaves meanwhile finds it.

    :raises IndexMissing, IndexDamaged, IndexMismatch: the question goes on waiting.
    """
    history = [turn for past in before for turn in turns(past)]
    known = context(before)
    try:
        if not _in_time():
            exchange.outcome = Failure(reason="trouble.too_many")
        elif exchange.form is not None:
            language = exchange.first.language if exchange.first else "zh-TW"
            again = assistant().run(exchange.form, language, code, known)
            exchange.outcome = replace(again, question=exchange.question)
        elif (words := writer()) and worded(code):
            for event in words.stream(exchange.question, history, code, known):
                if isinstance(event, Found | Done):
                    exchange.outcome = event.answer
                yield event
        else:
            exchange.outcome = assistant().ask(exchange.question, history, code, known)
    except INDEX_TROUBLE:
        raise
    except EmptyQuestion:
        exchange.outcome = Failure(reason="trouble.empty_question")
    except QuestionTooLong:
        exchange.outcome = Failure(reason="trouble.long_question")
    except EmbeddingError:
        exchange.outcome = Failure(reason="trouble.embedding", id=incident())
    except Exception:  # noqa: BLE001 - the last boundary: a sentence and a number, never a traceback
        exchange.outcome = Failure(reason="trouble.unexpected", id=incident())


def remembered() -> int:
    """How many of the last messages a question is read in the light of."""
    return min(settings().history_limit, 2 * MOST_TURNS)


def context(before: list[Exchange]) -> Context:
    """What the conversation leaves for its next question, as the last answer tells it."""
    last = next((past.outcome for past in reversed(before) if isinstance(past.outcome, Answer)), None)
    return Context(last.context.turns[: (remembered() + 1) // 2]) if last else Context()


def _in_time() -> bool:
    """Whether the session may ask one more question now; counts it if so."""
    now = time.monotonic()
    recent = [moment for moment in st.session_state.get("asked_at", []) if now - moment < _MINUTE]
    allowed = len(recent) < settings().questions_per_minute
    st.session_state.asked_at = [*recent, now] if allowed else recent
    return allowed


def incident() -> str:
    """Log the error being handled under a short number that a reader can report."""
    number = secrets.token_hex(3).upper()
    log.exception("incident %s", number)
    return number


def turns(exchange: Exchange) -> list[Turn]:
    """An exchange as history; none where there was no answer."""
    if not isinstance(exchange.outcome, Answer):
        return []
    said = exchange.outcome.text
    if exchange.outcome.method == "model":  # codes in the order of the evidence: `the second` means the list's second
        said = f"{' '.join(exchange.outcome.cited_codes)}\n{said}"
    return [Turn(role="user", content=exchange.question), Turn(role="assistant", content=said)]
