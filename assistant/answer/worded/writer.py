"""Question in, answer out, worded by a chat model: the rule-worded answer first, the model's words only if checked.

The rule-worded answer exists before the model is asked and is what remains when anything goes wrong.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...errors import ModelFault
from ...index.generation import StandardEntry
from ...language.catalogue.area import MODEL
from ...language.tag import Language
from ...question import decide
from ...question.conversation import Context, Turn
from ...question.form import Question
from ...settings import Settings
from ...standard.model import Standard
from ..assistant import Assistant
from ..model import Answer, Sentence
from ..proof import Facts
from ..several.readdressed import standards_in
from . import interpreter
from .chat import Chat
from .composing import compose, sentence
from .events import Done, Dropped, Event, Found, Said, Waiting
from .evidence import Evidence, gather
from .prompt import answering, understanding
from .reply import Limits, read
from .scrutiny import Scrutiny, Verdict
from .stream import Sentences, unthought

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Writer:
    """Answers like the assistant it stands before, in the words of a chat model. Holds no conversation."""

    finder: Assistant
    chat: Chat
    settings: Settings
    _facts: dict[str, tuple[Standard, Facts]] = field(default_factory=dict)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that can be asked about."""
        return self.finder.standards

    @property
    def titles(self) -> Mapping[str, StandardEntry]:
        """What is told of each without opening it."""
        return self.finder.titles

    def ask(
        self, question: str, history: Sequence[Turn] = (), standard: str | None = None, context: Context | None = None
    ) -> Answer:
        """Answer one question in the light of the turns before it, given as text or, better, as a context.

        :raises QuestionError, IndexMissing, IndexDamaged, IndexMismatch: as the assistant does; no fault of the
            model is raised, the rule-worded answer is returned instead and says why.
        """
        return _last(self.stream(question, history, standard, context))

    def run(
        self, form: Question, language: Language = "zh-TW", standard: str | None = None, context: Context | None = None
    ) -> Answer:
        """Answer a form of the query language in the model's words.

        :raises UsageError, IndexMissing, IndexDamaged, IndexMismatch: as the assistant does.
        """
        start = time.monotonic()
        found = self.finder.run(form, language, standard, context)
        return _last(self._spoken(found, found.question, start))

    def stream(
        self, question: str, history: Sequence[Turn] = (), standard: str | None = None, context: Context | None = None
    ) -> Generator[Event, None, None]:
        """The same, step by step: Found, then Said and Dropped as the model speaks, then Done.

        Found comes a second time where the model reads the question otherwise and the rules answer that. Waiting
        comes in between at least every quarter of a second.

        :raises QuestionError, IndexMissing, IndexDamaged, IndexMismatch: as the assistant does.
        """
        start = time.monotonic()
        found = self.finder.ask(question, history, standard, context)
        yield Found(answer=found)
        if _unsure(found):
            read_again = yield from self._interpreted(question, history, context, found, start)
            if read_again is not None:
                found = read_again
                yield Found(answer=found)
        yield from self._spoken(found, question, start)

    def _spoken(self, found: Answer, question: str, start: float) -> Generator[Event, None, None]:
        """An answer worded by the model, if there is anything to word; ends with Done."""
        answer = found
        if not found.refused and found.blocks and len(standards_in(found)) > 1:
            answer = _by_rule(found, "told.several")
        elif not found.refused and found.blocks:
            answer = yield from self._worded(found, question, start)
        yield Done(answer=replace(answer, elapsed_ms=(time.monotonic() - start) * 1000))

    def _worded(self, found: Answer, question: str, start: float) -> Generator[Event, None, Answer]:
        """The answer in the model's words, or the rule-worded one with the reason why."""
        evidence = self._evidence(found)
        if not evidence.passages:
            return _by_rule(found, "told.crowded")
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

        cut = False
        try:
            for piece in read(self.chat, answering(evidence, question), self._limits(start)):
                yield Waiting()
                yield from judged(sentences.feed(piece.text))
        except ModelFault as fault:
            log.warning("the chat model gave no answer: %s", fault.reason)
            cut = fault.reason == "too_long"
            if not cut:
                return _by_rule(found, f"fault.{fault.reason}")
        yield from judged(sentences.close(cut=cut))
        return compose(evidence, verdicts, cut=cut) or _by_rule(found, "fault.too_long" if cut else "told.little")

    def _interpreted(
        self, question: str, history: Sequence[Turn], context: Context | None, found: Answer, start: float
    ) -> Generator[Event, None, Answer | None]:
        """The answer to a question as the model reads it; None where the rules' own reading stands.

        The model gives forms, the rules run and prove them, and the reader is told whose reading it is.
        """
        standard, most = found.standard, self.settings.history_limit
        before = context if context is not None else self.finder.recall(history[-most:] if most else (), standard)
        reading = self.finder.read(question, before, standard)
        relations, ranker = self.finder.relations(standard), self.finder.ranker(standard)
        prompt = understanding(question, interpreter.earlier(before), relations, interpreter.schema(), found.language)
        reply = ""
        try:
            for piece in read(self.chat, prompt, self._limits(start, interpreter.SHARE, interpreter.LONGEST)):
                yield Waiting()
                reply += piece.text
        except ModelFault as fault:
            log.warning("the chat model did not read a question: %s", fault.reason)
            return None
        meant = interpreter.interpret(unthought(reply), reading, before, relations, ranker)
        if meant is None:
            return None
        answer = self.finder.run(meant.form, found.language, standard, before)
        if not all(check.holds for check in answer.proof):
            return None
        note = Sentence(text=MODEL.say("told.interpreted", found.language), role="reading")
        certain = min(meant.probability, decide.UNMEASURED)
        return replace(
            answer,
            question=found.question,
            confidence="likely" if answer.confidence == "proved" else answer.confidence,
            blocks=(*answer.blocks, note),
            understood=answer.understood and replace(answer.understood, probability=certain),
        )

    def _evidence(self, found: Answer) -> Evidence:
        relations = self.finder.relations(found.standard)
        standard = relations.standard
        known, facts = self._facts.get(standard.code, (None, None))
        if facts is None or known is not standard:
            facts = Facts(standard)
            self._facts[standard.code] = (standard, facts)
        glosses = self.finder.glosses(found.standard)
        return gather(found, relations, facts, glosses, self.settings.chat_evidence)

    def _limits(self, start: float, share: float = 1, characters: int | None = None) -> Limits:
        left = share * self.settings.chat_time - (time.monotonic() - start)
        most = self.settings.chat_characters
        return Limits(
            seconds=left, silence=self.settings.chat_silence, characters=min(most, characters) if characters else most
        )


def _last(events: Iterator[Event]) -> Answer:
    for event in events:
        if isinstance(event, Done):
            return event.answer
    raise AssertionError("a stream ends with Done")


def _unsure(found: Answer) -> bool:
    """Whether the rules are not sure of their reading, or left a part of the question unread."""
    read_as = found.understood
    return read_as is not None and (read_as.probability < decide.LIKELY or bool(read_as.unread))


def _by_rule(found: Answer, reason: str) -> Answer:
    """The rule-worded answer with a sentence that says why the model's is not shown."""
    text = MODEL.say("told.instead", found.language, reason=MODEL.say(reason, found.language))
    return replace(found, blocks=(*found.blocks, Sentence(text=text, role="note")))
