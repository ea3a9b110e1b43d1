"""What lives longer than one run of a page: the one assistant, and each reader's conversations."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

import streamlit as st

from .. import Assistant, Settings, Turn
from ..answer import Answer
from ..errors import (
    EmbeddingError,
    EmptyQuestion,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    QuestionTooLong,
)
from ..standard import Standard

log = logging.getLogger(__name__)
INDEX_TROUBLE = (IndexMissing, IndexDamaged, IndexMismatch, IndexBusy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a question has no answer: an entry of the interface; `id` finds it again in the log."""

    reason: str
    id: str = ""


@dataclass(slots=True, kw_only=True)
class Exchange:
    """A question and what came of it. Without an outcome it still waits, and the next run asks it."""

    question: str
    outcome: Answer | Failure | None = None


@st.cache_resource(show_spinner=False)
def assistant() -> Assistant:
    """The assistant all readers share."""
    return Assistant(settings())


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings, read once."""
    return Settings()


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


def answer(exchange: Exchange, before: list[Exchange], code: str) -> None:
    """Ask a waiting question and keep what comes of it, so that no error loses it.

    :raises IndexMissing, IndexDamaged, IndexMismatch: the question goes on waiting.
    """
    history = [turn for past in before for turn in turns(past)]
    try:
        exchange.outcome = assistant().ask(exchange.question, history, code)
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


def incident() -> str:
    """Log the error being handled under a short number that a reader can report."""
    number = secrets.token_hex(3).upper()
    log.exception("incident %s", number)
    return number


def turns(exchange: Exchange) -> list[Turn]:
    """An exchange as history; none where there was no answer."""
    if not isinstance(exchange.outcome, Answer):
        return []
    return [Turn(role="user", content=exchange.question), Turn(role="assistant", content=exchange.outcome.text)]
