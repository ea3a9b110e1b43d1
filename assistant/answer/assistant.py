"""The assistant: question in, proved answer out. One object serves all sessions; it holds no conversation."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from ..errors import IndexDamaged, IndexMissing, QuestionError
from ..index.generation import Manifest, StandardEntry, StoredStandard, published
from ..language.tag import Language
from ..question import decide
from ..question.conversation import Context, Turn, codes_in, recalled, spoken, told_codes
from ..question.examples import Example, examples
from ..question.form import Named, Talk
from ..question.form import Question as Form
from ..question.rank import Ranked, Ranker
from ..question.reading import Reading
from ..question.take import take
from ..question.vocabulary import closed
from ..retrieval.port import Retrieve
from ..settings import Settings
from ..standard.companion import gloss
from ..standard.model import Standard
from ..standard.relations import Relations
from ..standard.validity import Validity, validity
from .asked import Asked, as_told_in, asked, told_at_home
from .model import Answer, Understanding
from .readback import Readback
from .respond import answered, remembered, understood
from .rooms import Room, Rooms, holding


class Assistant:
    """Answers questions about the standards of the published index.

    The pointer of the index is read at every question, so a rebuilt index is taken up without a restart. All methods
    raise IndexMissing, IndexDamaged or IndexMismatch when the index cannot be used; those that take the code of a
    `standard` raise UsageError when it is not there, and take the default one where it is None.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._rooms = Rooms(self.settings)

    @property
    def index(self) -> Manifest:
        """What the published index recorded of itself."""
        return self._rooms.generation.manifest

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that can be asked about."""
        return tuple(s.standard for s in self._rooms.generation.standards)

    @property
    def titles(self) -> Mapping[str, StandardEntry]:
        """What is told of each standard without opening it, by code, in their order: name, English name, source."""
        return self.index.standards

    def relations(self, standard: str | None = None) -> Relations:
        """Look-ups over one standard."""
        return self._rooms.room(standard).desk.relations

    def stored(self, standard: str | None = None) -> StoredStandard:
        """A standard as the index keeps it, with its source document, whose lines spans count."""
        return self._rooms.room(standard).stored

    def gloss(self, code: str, standard: str | None = None) -> str:
        """The project's English gloss of an item, empty where there is none."""
        desk = self._rooms.room(standard).desk
        return next((found for i in desk.relations.find(code) if (found := gloss(desk.glosses, i))), "")

    def glosses(self, standard: str | None = None) -> Mapping[str, str]:
        """The project's English glosses of a standard by code and field, as `companion.gloss` reads them."""
        return self._rooms.room(standard).desk.glosses

    def ranker(self, standard: str | None = None) -> Ranker:
        """What runs the sets of forms over one standard, and tells forms that come to the same from others."""
        return self._rooms.room(standard).reader().ranker

    def readback(self, language: Language, standard: str | None = None) -> Readback:
        """Words for forms over one standard."""
        return self._rooms.room(standard).desk.readback(language)

    def retrieve(self, standard: str | None = None) -> Retrieve:
        """The retrieval that answers rest on; it raises EmbeddingError when the search model cannot be loaded."""
        return self._rooms.room(standard).desk.retrieve

    def validity(self, standard: str | None = None) -> Validity:
        """How old the version in force is, and what an operator has recorded of a successor.

        :raises Unreadable, Malformed: when the operator's file cannot be used.
        """
        return validity(self._rooms.room(standard).stored.standard, self.settings.corpus, date.today(), self.titles)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        standard: str | None = None,
        context: Context | None = None,
        language: Language | None = None,
    ) -> Answer:
        """Answer one question: read, decide, run, prove.

        :param history: the turns before, as text; `context`: the same as the last answer's `context` gave it, which is
            more exact and is preferred.
        :param standard: code of the standard asked about; None: the one that the question names, or the default.
        :param language: of the answer; None: that of the question.
        :raises QuestionError: when the question is empty, too long, or asks for too many searches.
        """
        limit = self.settings.history_limit
        turns = history[-limit:] if limit else ()

        def answer() -> Answer:
            taken = take(question, self.settings.question_limit, spoken(turns))
            told = asked(taken, standard, self._rooms)
            before = context if context is not None else self._recall(told.home, turns)
            reading, tongue = told.read(before), language or taken.language
            if told.away and not told.scope and standard is None:
                found = self._away(told, reading, tongue, before)
            else:
                found = self._answered(told.home, told.at_home(reading), tongue, before)
            return replace(found, question=taken.text)

        return self._steady(answer)

    def run(
        self, form: Form, language: Language = "zh-TW", standard: str | None = None, context: Context | None = None
    ) -> Answer:
        """Answer a form of the query language, whoever made it: the same form gives the same answer.

        :raises UsageError: when it names something that the language does not have.
        """

        def answer() -> Answer:
            room = self._rooms.room(standard)
            ranked = Ranked(closed(form), {}, 0.0, 1.0)
            words = room.desk.readback(language).said(form)
            found = self._answered(room, Reading(words, (ranked,)), language, context or Context(), sure=True)
            return replace(found, question=words)

        return self._steady(answer)

    def read(self, question: str, context: Context | None = None, standard: str | None = None) -> Reading:
        """Only read a question: its forms with their probabilities, and what each part was taken for."""
        told = asked(take(question, self.settings.question_limit), standard, self._rooms)
        return told.at_home(told.read(context or Context()))

    def _steady(self, act: Callable[[], Answer]) -> Answer:
        """Answer from one generation: anew where others were published meanwhile and the files of that one are gone."""
        begun, start = published(self.settings.index), time.perf_counter()
        try:
            with holding(self.settings.searches_per_question):
                return replace(act(), elapsed_ms=(time.perf_counter() - start) * 1000)
        except (IndexDamaged, IndexMissing):
            if published(self.settings.index) == begun:
                raise
            return self._steady(act)

    def _away(self, told: Asked, reading: Reading, language: Language, before: Context) -> Answer:
        """Answer from the standard that a question names where none was chosen; the conversation is the default's."""
        code = told.room.desk.code
        answer = self._answered(told.room, reading, language, as_told_in(before, code))
        last = answer.context.last
        if last is None or isinstance(reading.best.form, Talk):
            return replace(answer, context=before)
        return replace(answer, context=before.after(told_at_home(last, code)))

    def _answered(
        self, room: Room, reading: Reading, language: Language, before: Context, *, sure: bool = False
    ) -> Answer:
        """Run what was read, have it proved, and say how it was understood; a form is `sure`, as nothing was read."""
        desk, best = room.desk, reading.best
        answer = answered(desk, best.form, language, reading.text, before)
        back = desk.readback(answer.language)
        words, certain = back.said(best.form), decide.grounded(reading, before)
        understanding = Understanding(
            form=best.form,
            words=words,
            probability=certain,
            tokens=reading.tokens,
            others=tuple((back.said(r.form), r.form) for r in decide.others(reading)),
        )
        answer = understood(answer, understanding, sure or certain >= decide.sure(), desk)
        return replace(answer, context=remembered(before, best.form, answer, desk, reading.text))

    def recall(self, history: Sequence[Turn], standard: str | None = None) -> Context:
        """The context of a conversation that is known as text alone: questions are read again, answers give codes."""
        return self._recall(self._rooms.room(standard), history)

    def _recall(self, room: Room, history: Sequence[Turn]) -> Context:
        context = Context()
        for turn in _newest(history, 2 * self.settings.question_limit):
            if turn.role != "user":
                context = told_codes(context, codes_in(turn.content, room.desk.relations))
                continue
            try:
                taken = take(turn.content, self.settings.question_limit)
            except QuestionError:
                continue
            told = asked(taken, room.desk.code, self._rooms)
            reading = told.at_home(told.read(context))
            certain = decide.grounded(reading, context)
            context = recalled(context, reading.best.form, room.desk.runner.run, taken.text, certain)
        return context

    def examples(self, language: Language) -> tuple[Example, ...]:
        """Six questions made from the first standard, one for each ability."""
        desk = self._rooms.room(None).desk
        return examples(desk.relations, desk.glosses, language)

    def warm(self) -> threading.Thread:
        """Load the embedding model and the vectors in the background; failures surface at the first use."""
        loading = threading.Thread(target=self._warm, daemon=True)
        loading.start()
        return loading

    def _warm(self) -> None:
        try:
            room = self._rooms.room(None)
            room.desk.retrieve(room.desk.name, None, 1)
            room.reader().run(Named(room.desk.name, ()))
        except Exception:  # noqa: BLE001 - the question that needs it will raise it again, with someone to tell
            return


def _newest(turns: Sequence[Turn], most: int) -> Sequence[Turn]:
    """The last turns, of questions so many characters in all: to read one again costs as much as to ask it."""
    lengths = accumulate(len(turn.content) if turn.role == "user" else 0 for turn in reversed(turns))
    kept = sum(1 for length in lengths if length <= most)
    return turns[len(turns) - kept :]
