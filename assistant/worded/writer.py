"""Question in, answer out, worded by a chat model: the rule-worded answer first, the model's words only if checked.

The rule-worded answer exists before the model is asked and is what remains when anything goes wrong.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from ..answer.model import Answer, Sentence
from ..answer.proof import Facts
from ..errors import ModelFault
from ..question.conversation import Turn
from ..settings import Settings
from ..standard.model import Standard
from ..standard.relations import Relations
from . import followup
from .chat import Chat
from .composing import compose, sentence
from .events import Done, Dropped, Event, Found, Said, Waiting
from .evidence import Evidence, gather
from .prompt import answering, rewriting
from .reading import Limits, read
from .scrutiny import Scrutiny, Verdict
from .stream import Sentences
from .words import word

log = logging.getLogger(__name__)


class Finder(Protocol):
    """What finds answers by rule: the assistant."""

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that can be asked about."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """Answer one question by rule."""
        ...

    def relations(self, standard: str | None = None) -> Relations:
        """Look-ups over one standard."""
        ...

    def glosses(self, standard: str | None = None) -> Mapping[str, str]:
        """The project's translations by code."""
        ...


@dataclass(slots=True, kw_only=True)
class Writer:
    """Answers like the assistant it stands before, in the words of a chat model. Holds no conversation."""

    finder: Finder
    chat: Chat
    settings: Settings
    _facts: dict[str, tuple[Standard, Facts]] = field(default_factory=dict)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that can be asked about."""
        return self.finder.standards

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """Answer one question in the light of the turns before it.

        :raises QuestionError, IndexMissing, IndexDamaged, IndexMismatch: as the assistant does; no fault of the
            model is raised, the rule-worded answer is returned instead and says why.
        """
        for event in self.stream(question, history, standard):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a stream ends with Done")

    def stream(
        self, question: str, history: Sequence[Turn] = (), standard: str | None = None
    ) -> Generator[Event, None, None]:
        """The same, step by step: Found, then Said and Dropped as the model speaks, then Done.

        Waiting comes in between at least every quarter of a second.

        :raises QuestionError, IndexMissing, IndexDamaged, IndexMismatch: as the assistant does.
        """
        start = time.monotonic()
        found = self.finder.ask(question, history, standard)
        if history and self._open(question, found, standard):
            found = yield from self._understood(question, history, found, start)
        yield Found(answer=found)
        answer = found
        if not found.refused and found.blocks:
            answer = yield from self._worded(found, question, start)
        yield Done(answer=replace(answer, elapsed_ms=(time.monotonic() - start) * 1000))

    def _worded(self, found: Answer, question: str, start: float) -> Generator[Event, None, Answer]:
        """The answer in the model's words, or the rule-worded one with the reason why."""
        evidence = self._evidence(found)
        if not evidence.passages:
            return _instead(found, "told.crowded")
        scrutiny, sentences = Scrutiny(evidence), Sentences()
        verdicts: list[Verdict] = []

        def judged(texts: Sequence[str]) -> Iterator[Event]:
            for text in texts:
                verdict = scrutiny.check(text)
                verdicts.append(verdict)
                if verdict.cause is None:
                    yield Said(sentence=sentence(verdict.statement, evidence))
                else:
                    yield Dropped(cause=verdict.cause)

        try:
            for piece in read(self.chat, answering(evidence, question), self._limits(start)):
                yield Waiting()
                yield from judged(sentences.feed(piece.text))
            yield from judged(sentences.close())
        except ModelFault as fault:
            log.warning("the chat model gave no answer: %s", fault.reason)
            return _instead(found, f"fault.{fault.reason}")
        return compose(evidence, verdicts) or _instead(found, "told.little")

    def _open(self, question: str, found: Answer, standard: str | None) -> bool:
        """Whether the rules may have missed what a follow-up means.

        It names no code, and the turns before it made no difference or led out of the table.
        """
        if followup.codes(question):
            return False
        if found.refused or found.method != "table":
            return True
        return self.finder.ask(question, (), standard).blocks == found.blocks

    def _understood(
        self, question: str, history: Sequence[Turn], found: Answer, start: float
    ) -> Generator[Event, None, Answer]:
        """The answer to a follow-up as the model puts it.

        It replaces that of the rules only when it is found in the table and another; the reader is told how the
        question was understood.
        """
        turns = history[-followup.TURNS :]
        text = ""
        try:
            for piece in read(self.chat, rewriting(question, turns, found.language), self._limits(start)):
                yield Waiting()
                text += piece.text
        except ModelFault as fault:
            log.warning("the chat model did not rewrite a question: %s", fault.reason)
            return found
        asked = followup.accepted(text, question, turns, found.language, self.settings.question_limit)
        if asked is None:
            return found
        again = self.finder.ask(asked, history, found.standard)
        if again.refused or again.method != "table" or again.blocks == found.blocks:
            return found
        note = Sentence(text=word("told.understood", found.language, question=asked), role="note")
        return replace(again, question=question, blocks=(*again.blocks, note))

    def _evidence(self, found: Answer) -> Evidence:
        relations = self.finder.relations(found.standard)
        standard = relations.standard
        known, facts = self._facts.get(standard.code, (None, None))
        if facts is None or known is not standard:
            facts = Facts(standard)
            self._facts[standard.code] = (standard, facts)
        glosses = self.finder.glosses(found.standard)
        return gather(found, relations, facts, glosses, self.settings.chat_evidence)

    def _limits(self, start: float) -> Limits:
        left = self.settings.chat_time - (time.monotonic() - start)
        return Limits(seconds=left, silence=self.settings.chat_silence, characters=self.settings.chat_characters)


def _instead(found: Answer, reason: str) -> Answer:
    """The rule-worded answer with a sentence that says why the model's is not shown."""
    text = word("told.instead", found.language, reason=word(reason, found.language))
    return replace(found, blocks=(*found.blocks, Sentence(text=text, role="note")))
