"""The assistant: question in, proved answer out. One object serves all sessions; it holds no conversation."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from .answer.draft import Desk, Draft
from .answer.model import Answer, Citation
from .answer.planner import plan
from .answer.proof import Facts
from .errors import IndexMismatch, QuestionError, UsageError
from .examples import Example, examples
from .index.embedding import identity
from .index.generation import Generation, Manifest, StoredStandard, current
from .language.tag import Language
from .question.compound import parts
from .question.conversation import Context, Turn, carry, context
from .question.query import Query
from .question.reading import Reader
from .question.take import take
from .retrieval.port import Findings, Found, Retrieve
from .retrieval.words import Matcher
from .settings import Settings
from .standard.companion import gloss
from .standard.model import Kind, Standard
from .standard.relations import Relations
from .standard.validity import Validity, validity

if TYPE_CHECKING:
    from .retrieval.items import StandardRetriever


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

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """Answer one question in the light of the turns before it.

        :param standard: code of the standard asked about; None: the first.
        :raises QuestionError: when the question is empty or too long.
        :raises IndexMissing, IndexDamaged, IndexMismatch: when the index cannot be used.
        """
        start = time.perf_counter()
        room = self._room(standard)
        turns = history[-self.settings.history_limit :] if self.settings.history_limit else ()
        taken = take(question, self.settings.question_limit, self._fallback(turns))
        relations = room.desk.relations
        before = context(turns, lambda text: self._read(room, text), relations)
        drafts: list[Draft] = []
        for query in parts(taken, room.reader.read):
            complete = carry(query, before, relations)
            draft = plan(room.desk, complete, partial(self._search, room))
            drafts.append(draft)
            before = Context(query=complete, results=tuple(dict.fromkeys(i.code for i in draft.cited.values())))
        answer = _merged([d.close() for d in drafts], taken.text)
        return replace(answer, elapsed_ms=(time.perf_counter() - start) * 1000)

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
        chosen = next((s for s in stored if standard in (None, s.standard.code)), None)
        if chosen is None:
            known = "、".join(s.standard.code for s in stored)
            raise UsageError(
                f"索引裡沒有職能基準 {standard}；現有：{known}。 There is no standard {standard} in the index."
            )
        key = (generation.id, chosen.standard.code)
        if key not in self._rooms:
            self._rooms = {k: r for k, r in self._rooms.items() if k[0] == generation.id} | {
                key: _furnish(chosen, self.settings)
            }
        return self._rooms[key]

    def _read(self, room: _Room, text: str) -> Query | None:
        try:
            return room.reader.read(take(text, self.settings.question_limit))
        except QuestionError:
            return None

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
                from .retrieval.items import StandardRetriever

                retriever = StandardRetriever.open(generation, self.settings)
                self._retrievers = {generation.id: retriever}
        survey = retriever.survey(text, standard=room.stored.standard.code, kinds=kinds, limit=most, prefer=prefer)
        items = tuple(Found(code=h.code, kind=h.kind, score=h.score) for h in survey.hits)
        return Findings(items=items, support=survey.support, beyond=survey.outside)


def _furnish(stored: StoredStandard, settings: Settings) -> _Room:
    relations = Relations(stored.standard)
    glosses: Mapping[str, str] = stored.glosses
    matcher = Matcher(relations, glosses)
    desk = Desk(
        relations=relations,
        matcher=matcher,
        facts=Facts(stored.standard),
        glosses=glosses,
        validity=lambda: validity(stored.standard, settings.corpus, date.today()),
    )
    return _Room(stored=stored, desk=desk, reader=Reader(relations, matcher))


def _merged(answers: Sequence[Answer], question: str) -> Answer:
    """One answer out of the answers to the parts of a question."""
    first = answers[0]
    if len(answers) == 1:
        return replace(first, question=question)
    citations: dict[tuple[str, str], Citation] = {(c.code, c.text): c for a in answers for c in a.citations}
    answered = [a for a in answers if not a.refused] or list(answers)
    return replace(
        first,
        question=question,
        method=answered[0].method,
        confidence=min((a.confidence for a in answered), key=("weak", "likely", "proved").index),
        blocks=tuple(b for a in answers for b in a.blocks),
        citations=tuple(citations.values()),
        retrieved=tuple(dict.fromkeys(c for a in answers for c in a.retrieved)),
        proof=tuple(p for a in answers for p in a.proof),
        suggestions=tuple(dict.fromkeys(s for a in answers for s in a.suggestions))[:3],
        refused=all(a.refused for a in answers),
    )
