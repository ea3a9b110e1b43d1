"""A conversation: the questions, what came of them, how the next is asked."""

import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import get_args

import streamlit as st

from ...answer.model import Answer
from ...answer.worded.events import Done, Event, Found
from ...errors import EmbeddingError, EmptyQuestion, QuestionTooCostly, QuestionTooLong, TooMany, UsageError
from ...language.tag import Language
from ...question.conversation import MOST_TURNS, Context, Turn
from ...question.form import Question as Form
from ...question.notation import data, dumps
from ..manage.journal import note
from . import session, sign_in
from .language import language as chosen_language
from .otherwise import shaped
from .recollection import RecalledQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a question has no answer: an entry of the interface; `id` finds it again in the log."""

    reason: str
    id: str = ""


@dataclass(slots=True, kw_only=True)
class Exchange:
    """A question and what came of it. Without an outcome it still waits, and the next run asks it.

    `form` is the reading that the reader chose instead of ours; `first` is the answer to ours, then. `kept` is what
    the browser kept of an earlier visit: it is answered again by rule; `moved`: another index answered it then.
    """

    question: str
    outcome: Answer | Failure | None = None
    form: Form | None = None
    first: Answer | None = None
    kept: RecalledQuestion | None = None
    moved: bool = False

    @property
    def recalled(self) -> bool:
        """Whether it waits to be answered again."""
        return self.kept is not None and self.outcome is None and self.form is None

    @property
    def reworded(self) -> bool:
        """Whether a model worded the answer of the earlier visit, and the rules word the one that is shown."""
        return self.kept is not None and self.kept.worded and self.form is None

    @property
    def asked(self) -> RecalledQuestion:
        """What there is to keep of it."""
        if not isinstance(self.outcome, Answer):
            return self.kept or RecalledQuestion(question=self.question)
        read = self.outcome.understood
        return RecalledQuestion(
            question=self.question,
            form=dumps(read.form) if read else "",
            language=self.outcome.language,
            chosen=self.form is not None,
            worded=self.outcome.method == "model" or self.reworded,
        )

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

    def wait(self) -> None:
        """Have it asked once more."""
        self.outcome = None


def address(said: Answer) -> dict[str, str]:
    """What the address of an answer says: its question, and how that was read and answered."""
    read = {"form": json.dumps(data(said.understood.form), separators=(",", ":"))} if said.understood else {}
    return {"ask": said.question, "said": said.language} | read


def arrived() -> list[Exchange]:
    """What there is to ask now: by the address, once, as a reload finds it in what the browser keeps; then by `ask`."""
    told = {name: st.query_params.pop(name, "") for name in ("ask", "form", "said")}
    language = told["said"] if told["said"] in get_args(Language) else chosen_language()
    asked = [Exchange(question=question) for question in st.session_state.pop("asked", [])]
    if 0 < len(told["ask"]) <= session.settings().question_limit:
        kept = RecalledQuestion(question=told["ask"], form=told["form"], language=language)
        asked.insert(0, Exchange(question=kept.question, kept=kept))
    return asked


def worded(code: str) -> str:
    """The key of the switch by which a conversation about a standard is worded by the model."""
    return f"worded_{code}"


def answer(exchange: Exchange, before: list[Exchange], code: str) -> Iterator[Event]:
    """Ask a waiting question, step by step where a model words it; whatever comes of it is kept as soon as it is known.

    :raises IndexMissing, IndexDamaged, IndexMismatch: the question goes on waiting.
    """
    again, limits = exchange.recalled, session.limits()
    try:
        # Counted together are the questions of a person, or of the session of somebody who has not signed in.
        reader = sign_in.name() or str(st.session_state.setdefault("reader", secrets.token_hex(8)))
        with limits.place() if again else limits.admitted(reader):
            yield from _answered(exchange, before, code)
    except session.INDEX_TROUBLE:
        raise
    except EmptyQuestion:
        exchange.outcome = Failure(reason="trouble.empty_question")
    except QuestionTooLong:
        exchange.outcome = Failure(reason="trouble.long_question")
    except QuestionTooCostly:
        exchange.outcome = Failure(reason="trouble.costly_question")
    except TooMany as full:
        exchange.outcome = Failure(reason="trouble.crowded" if full.crowded else "trouble.too_many")
    except EmbeddingError:
        exchange.outcome = Failure(reason="trouble.embedding", id=session.incident())
    except Exception:  # noqa: BLE001 - the last boundary: a sentence and a number, never a traceback
        exchange.outcome = Failure(reason="trouble.unexpected", id=session.incident())
    finally:
        if isinstance(exchange.outcome, Answer):
            exchange.outcome = shaped(exchange.outcome)
            if not again:
                note(exchange.outcome, session.settings())


def _answered(exchange: Exchange, before: list[Exchange], code: str) -> Iterator[Event]:
    history, known, asked = [turn for past in before for turn in turns(past)], context(before), exchange.question
    if exchange.kept and exchange.recalled:
        _recall(exchange, exchange.kept, history, known, code)
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


def _recall(exchange: Exchange, kept: RecalledQuestion, history: list[Turn], known: Context, code: str) -> None:
    """Answer by rule in the reading and language of the earlier visit: what followed was understood in their light."""
    asked = session.assistant().ask(exchange.question, history, code, known)
    form, read, answered = kept.read, asked.understood, asked
    if form is not None and not (read and read.form == form and asked.language == kept.language):
        with suppress(UsageError):  # a form of something that there no longer is
            answered = replace(session.assistant().run(form, kept.language, code, known), question=asked.question)
            if kept.chosen:
                exchange.first, exchange.form = asked, form
    exchange.outcome = answered


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
