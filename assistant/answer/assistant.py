"""The assistant: question in, proved answer out. One object serves all sessions; it holds no conversation."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from ..errors import IndexMismatch, QuestionError, UsageError
from ..index.embedding import embedder, identity
from ..index.generation import Generation, Manifest, StoredStandard, current
from ..language.folding import fold
from ..language.tag import Language
from ..language.wording import wording
from ..question import decide
from ..question.conversation import Context, Turn, codes_in, recalled, told_codes
from ..question.examples import Example, examples
from ..question.form import Named
from ..question.form import Question as Form
from ..question.rank import Ranked, Ranker
from ..question.reader import Reader
from ..question.reading import Reading
from ..question.spans import Spanner
from ..question.take import Question as Taken
from ..question.take import take
from ..question.vocabulary import closed
from ..retrieval.names import Names
from ..retrieval.port import Findings, Found, Retrieve
from ..retrieval.words import normal
from ..settings import Settings
from ..standard.companion import NAME, gloss
from ..standard.model import Kind, Standard
from ..standard.relations import Relations
from ..standard.validity import Validity, validity
from .draft import Desk
from .model import Answer, Understanding
from .proof import Facts
from .readback import Readback
from .respond import answered, remembered, understood
from .run import Runner

if TYPE_CHECKING:
    from ..retrieval.items import StandardRetriever


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """One standard made ready for questions."""

    stored: StoredStandard
    desk: Desk
    reader: Reader


class Assistant:
    """Answers questions about the standards of the published index.

    The pointer of the index is read at every question, so a rebuilt index is taken up without a restart.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._retrievers: dict[str, StandardRetriever] = {}
        self._rooms: dict[tuple[str, str], _Room] = {}
        self._lock = threading.Lock()

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that can be asked about.

        :raises IndexMissing: when nothing is published.
        :raises IndexDamaged: when a file of the index is not as built.
        """
        return tuple(s.standard for s in self._generation().standards)

    def relations(self, standard: str | None = None) -> Relations:
        """Look-ups over one standard (the first when None)."""
        return self._room(standard).desk.relations

    def source(self, standard: str | None = None) -> str:
        """The source document, with the lines that spans count."""
        return self._room(standard).stored.source_text

    def gloss(self, code: str, standard: str | None = None) -> str:
        """The project's English gloss of an item, empty where there is none."""
        room = self._room(standard)
        return next((found for i in room.desk.relations.find(code) if (found := gloss(room.desk.glosses, i))), "")

    def glosses(self, standard: str | None = None) -> Mapping[str, str]:
        """The project's English glosses of a standard by code, as `companion.gloss` reads them."""
        return self._room(standard).desk.glosses

    def ranker(self, standard: str | None = None) -> Ranker:
        """What runs the sets of forms over one standard, and tells forms that come to the same from others."""
        return self._room(standard).reader.ranker

    def retrieve(self, standard: str | None = None) -> Retrieve:
        """The retrieval that answers rest on, over one standard.

        What it returns raises IndexMissing, IndexDamaged, IndexMismatch when the index cannot be used, and
        EmbeddingError when the search model cannot be loaded.
        """
        return partial(self._search, self._room(standard))

    def validity(self, standard: str | None = None) -> Validity:
        """How old the version in force is, and what an operator has recorded of a successor.

        :raises Unreadable, Malformed: when the operator's file cannot be used.
        """
        return validity(self._room(standard).stored.standard, self.settings.corpus, date.today())

    @property
    def index(self) -> Manifest:
        """What the published index recorded of itself.

        :raises IndexMissing, IndexDamaged, IndexMismatch: when it cannot be used.
        """
        return self._generation().manifest

    def ask(
        self, question: str, history: Sequence[Turn] = (), standard: str | None = None, context: Context | None = None
    ) -> Answer:
        """Answer one question: read, decide, run, prove.

        :param history: the turns before, as text; `context`: the same as the last answer's `context` gave it, which is
            more exact and is preferred.
        :param standard: code of the standard asked about; None: the one that the question names, or the default.
        :raises QuestionError: when the question is empty or too long.
        :raises IndexMissing, IndexDamaged, IndexMismatch: when the index cannot be used.
        """
        start = time.perf_counter()
        turns = history[-self.settings.history_limit :] if self.settings.history_limit else ()
        taken = take(question, self.settings.question_limit, self._fallback(turns))
        room = self._room(standard or self._named(taken))
        before = context if context is not None else self.recall(turns, room.stored.standard.code)
        reading = room.reader.read(taken, before)
        answer = self._answered(room, reading, taken.language, before)
        return replace(answer, question=taken.text, elapsed_ms=(time.perf_counter() - start) * 1000)

    def run(
        self, form: Form, language: Language = "zh-TW", standard: str | None = None, context: Context | None = None
    ) -> Answer:
        """Answer a form of the query language, whoever made it: the same form gives the same answer.

        :raises UsageError: when it names something that the language does not have.
        :raises IndexMissing, IndexDamaged, IndexMismatch: when the index cannot be used.
        """
        start = time.perf_counter()
        room = self._room(standard)
        ranked = Ranked(closed(form), {}, 0.0, 1.0)
        words = Readback(room.desk.relations, room.desk.runner.run, wording(language)).question(form)
        answer = self._answered(room, Reading(words, (ranked,)), language, context or Context())
        return replace(answer, question=words, elapsed_ms=(time.perf_counter() - start) * 1000)

    def read(self, question: str, context: Context | None = None, standard: str | None = None) -> Reading:
        """Only read a question: its forms with their probabilities, and what each part was taken for."""
        taken = take(question, self.settings.question_limit)
        return self._room(standard or self._named(taken)).reader.read(taken, context)

    def _answered(self, room: _Room, reading: Reading, language: Language, before: Context) -> Answer:
        """Run what was read, have it proved, and say how it was understood."""
        desk, best = room.desk, reading.best
        retrieve = partial(self._search, room)
        answer = answered(desk, best.form, language, retrieve, reading.text, before)
        told = wording(answer.language)
        back = Readback(desk.relations, desk.runner.run, told, lambda code: desk.glosses.get(code, ""))
        understanding = Understanding(
            form=best.form,
            words=back.question(best.form),
            probability=best.probability,
            tokens=reading.tokens,
            others=tuple((back.question(r.form), r.form) for r in decide.others(reading)),
        )
        answer = understood(answer, understanding, decide.certain(best), desk)
        return replace(answer, context=remembered(before, best.form, answer, desk, reading.text))

    def recall(self, history: Sequence[Turn], standard: str | None = None) -> Context:
        """The context of a conversation that is known as text alone: questions are read again, answers give codes."""
        room, context = self._room(standard), Context()
        for turn in history:
            if turn.role == "user":
                try:
                    taken = take(turn.content, self.settings.question_limit)
                except QuestionError:
                    continue
                form = room.reader.read(taken, context).best.form
                context = recalled(context, form, room.desk.runner.run, taken.text)
            else:
                context = told_codes(context, codes_in(turn.content, room.desk.relations))
        return context

    def _named(self, taken: Taken) -> str | None:
        """The standard that a question names by code or by name, where several are installed."""
        stored = self._generation().standards
        if len(stored) < 2:
            return None
        found = [s for s in stored if fold(s.standard.code) in taken.folded or fold(s.standard.name) in taken.folded]
        return max(found, key=lambda s: len(s.standard.name)).standard.code if found else None

    def examples(self, language: Language) -> tuple[Example, ...]:
        """Six questions made from the first standard, one for each ability."""
        room = self._room(None)
        return examples(room.desk.relations, room.desk.glosses, language)

    def warm(self) -> None:
        """Load the embedding model and the vector store in the background; failures surface at the first use."""
        threading.Thread(target=self._warm, daemon=True).start()

    def _warm(self) -> None:
        try:
            room = self._room(None)
            self._search(room, room.stored.standard.name, None, 1)
            room.reader.run(Named(room.stored.standard.name, ()))
        except Exception:  # noqa: BLE001 - the question that needs it will raise it again, with someone to tell
            return

    def _generation(self) -> Generation:
        generation = current(self.settings.index)
        built = generation.manifest.embedding
        if (built.get("model"), built.get("revision")) != identity(self.settings):
            raise IndexMismatch(
                "索引是用另一個嵌入模型建立的，請執行 python -m ingest 重建。 Another model built the index."
            )
        return generation

    def _room(self, standard: str | None) -> _Room:
        generation = self._generation()
        stored = generation.standards
        standard = self.settings.default_standard or None if standard is None else standard
        chosen = next((s for s in stored if standard in (None, s.standard.code)), None)
        if chosen is None:
            known = "、".join(s.standard.code for s in stored)
            raise UsageError(
                f"索引裡沒有職能基準 {standard}；現有：{known}。 There is no standard {standard} in the index."
            )
        key = (generation.id, chosen.standard.code)
        if key not in self._rooms:
            kept = {k: r for k, r in self._rooms.items() if k[0] == generation.id}
            self._rooms = kept | {key: self._furnish(chosen, generation)}
        return self._rooms[key]

    def _desks(self) -> tuple[Desk, ...]:
        return tuple(self._room(s.code).desk for s in self.standards)

    def _furnish(self, stored: StoredStandard, generation: Generation) -> _Room:
        """One standard made ready for questions; what needs the search model is loaded when it is first asked."""
        relations = Relations(stored.standard)
        glosses = {id(i): gloss(stored.glosses, i) for i in relations.items}

        def support(text: str) -> float:
            return self._search(self._rooms[generation.id, stored.standard.code], text, None, 5).support

        @cache
        def names() -> Names:
            model = embedder(self.settings)
            records = (r for r in generation.records.values() if r.standard == stored.standard.code)
            return Names(relations, glosses, records, model.documents, model.query)

        texts = {id(i): normal(fold("\n".join((i.text, *i.details)))) for i in relations.items}
        runner = Runner(relations, lambda text, kinds: names().resolve(text, kinds), texts, glosses)
        desk = Desk(
            relations=relations,
            runner=runner,
            facts=Facts(stored.standard, stored.glosses),
            glosses=stored.glosses,
            validity=lambda: validity(stored.standard, self.settings.corpus, date.today()),
            installed=self._desks,
        )
        spanner = Spanner(relations, stored.standard.name, stored.glosses.get(NAME, ""), glosses)
        reader = Reader(spanner, Ranker(runner.run), support)
        return _Room(stored=stored, desk=desk, reader=reader)

    @staticmethod
    def _fallback(turns: Sequence[Turn]) -> Language:
        for turn in reversed(turns):
            if turn.role == "user":
                try:
                    return take(turn.content, len(turn.content) + 1).language
                except QuestionError:
                    continue
        return "zh-TW"

    def _search(
        self, room: _Room, text: str, kinds: tuple[Kind, ...] | None, most: int, prefer: tuple[Kind, ...] = ()
    ) -> Findings:
        generation = self._generation()
        with self._lock:
            retriever = self._retrievers.get(generation.id)
            if retriever is None:
                from ..retrieval.items import StandardRetriever

                retriever = StandardRetriever.open(generation, self.settings)
                self._retrievers = {generation.id: retriever}
        survey = retriever.survey(text, standard=room.stored.standard.code, kinds=kinds, limit=most, prefer=prefer)
        items = tuple(Found(code=h.code, kind=h.kind, score=h.score) for h in survey.hits)
        return Findings(items=items, support=survey.support, beyond=survey.outside)
