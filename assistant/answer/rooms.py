"""Standards made ready for questions: their look-ups, their reader, and the search model where it can be used."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import EmbeddingError, IndexMismatch, QuestionTooCostly, UsageError
from ..index.embedding import embedder, identity
from ..index.generation import HELD, Generation, StoredStandard, current
from ..question.rank import Ranker
from ..question.reader import Reader
from ..question.scope import Titles
from ..question.spans import Spanner
from ..retrieval.names import Names
from ..retrieval.port import Findings
from ..settings import Settings
from ..standard import version
from ..standard.companion import NAME, gloss
from ..standard.model import Kind
from ..standard.relations import Relations
from ..standard.validity import validity
from ..standard.version import newest
from .draft import Desk
from .proof import Facts
from .run import Runner
from .several.elsewhere import Elsewhere

if TYPE_CHECKING:
    from ..retrieval.items import StandardRetriever

NAMED = 12  # codes of standards that are named where one is asked for that is not there
UNKNOWN = 0.5  # support for an answer by meaning, where the search model cannot be used and nobody can tell


@dataclass(slots=True)
class _Visit:
    """What happens in one go: the searches left to it, the generations it found, those that the model here built."""

    searches: float
    generations: dict[Path, Generation] = field(default_factory=dict)
    matched: set[str] = field(default_factory=set)


_visit: ContextVar[_Visit | None] = ContextVar("visit", default=None)


@contextmanager
def holding(searches: float = math.inf) -> Iterator[None]:
    """Let all that happens inside come from the generation that is published when it is first asked for.

    :param searches: by meaning, that it may make; one more raises QuestionTooCostly.
    """
    before = _visit.set(_Visit(searches))
    try:
        yield
    finally:
        _visit.reset(before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One standard of one generation of the index made ready for questions.

    `reader` is made when a question is first read; what is asked over all standards needs none.
    """

    generation: Generation
    stored: StoredStandard
    desk: Desk
    reader: Callable[[], Reader]


class Rooms:
    """The rooms of the published index, one a standard. Each is furnished when it is first asked for.

    Where the search model cannot be used, questions are read by their words alone: what the table answers goes on
    being answered, and `Desk.retrieve` says what is wrong: it raises EmbeddingError or IndexMismatch.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._retrievers: dict[str, StandardRetriever] = {}
        self._rooms: dict[tuple[str, str], Room] = {}
        self._titles: tuple[str, Titles] | None = None
        self._lock = threading.Lock()

    @property
    def generation(self) -> Generation:
        """The published generation, or the one that is held.

        :raises IndexMissing, IndexDamaged, IndexMismatch: when it cannot be used.
        """
        visit, index = _visit.get(), self.settings.index
        if visit and index in visit.generations:
            return visit.generations[index]
        if self.settings.chroma_url:
            from ..index import server

            server.refresh(self.settings)
        generation = current(index)
        if visit:
            visit.generations[index] = generation
        return generation

    def room(self, standard: str | None, generation: Generation | None = None) -> Room:
        """The room of a standard; None: the default of the settings, else the first.

        :param generation: the one it is of; None: the published one.
        :raises UsageError: when there is no such standard.
        """
        generation = generation or self.generation
        held = generation.manifest.standards
        standard = self.settings.default_standard or None if standard is None else standard
        chosen = newest(held, next(iter(held))) if standard is None else version.chosen(standard, held)
        if chosen is None:
            known = ", ".join(list(held)[:NAMED]) + ("…" if len(held) > NAMED else "")
            raise UsageError("answer.no_such_standard", standard=standard, known=known)
        key = (generation.id, chosen)
        room = self._rooms.get(key)
        if room is None:  # what another thread puts there meanwhile may take this one away again
            room = self._furnish(generation.stored(chosen), generation)
            kept = [(k, r) for k, r in self._rooms.items() if k[0] == generation.id][-HELD + 1 :]
            self._rooms = {**dict(kept), key: room}
        return room

    def titles(self, generation: Generation) -> Titles:
        """What the standards of a generation are called, made ready once."""
        known = self._titles
        if known is None or known[0] != generation.id:
            held = generation.manifest.standards
            made = Titles({code: tuple(filter(None, (e.name, e.title))) for code, e in held.items()})
            known = self._titles = (generation.id, made)
        return known[1]

    def _retriever(self, generation: Generation) -> StandardRetriever:
        from ..retrieval.items import StandardRetriever

        with self._lock:
            if generation.id not in self._retrievers:
                self._retrievers = {generation.id: StandardRetriever.open(generation, self.settings)}
            return self._retrievers[generation.id]

    def _search(self, generation: Generation) -> StandardRetriever:
        """What searches a generation, once more of what a question may."""
        if visit := _visit.get():
            if not visit.searches:
                raise QuestionTooCostly("answer.too_costly")
            visit.searches -= 1
        self._match(generation)
        return self._retriever(generation)

    def _match(self, generation: Generation) -> None:
        """Raise unless the model on this machine built the generation; its files are looked at once a question."""
        visit = _visit.get()
        if visit and generation.id in visit.matched:
            return
        embedder(self.settings)
        built = generation.manifest.embedding
        own, its = identity(self.settings), (built.get("model"), built.get("revision"))
        if own != its:
            raise IndexMismatch("retrieval.other_model", difference=f"{own[0]} {own[1]} ≠ {its[0]} {its[1]}")
        if visit:
            visit.matched.add(generation.id)

    def _usable(self, generation: Generation) -> bool:
        try:
            self._match(generation)
        except (EmbeddingError, IndexMismatch):
            return False
        return True

    def _furnish(self, stored: StoredStandard, generation: Generation) -> Room:
        """One standard made ready for questions; what needs the search model is loaded when it is first asked."""
        relations, code = Relations(stored.standard), stored.standard.code
        glosses = {id(i): gloss(stored.glosses, i) for i in relations.items}
        held = generation.manifest.standards

        def retrieve(text: str, kinds: tuple[Kind, ...] | None, most: int, prefer: tuple[Kind, ...] = ()) -> Findings:
            return self._search(generation).survey(text, standard=code, kinds=kinds, limit=most, prefer=prefer)

        def support(text: str) -> float:
            return retrieve(text, None, 5).support if self._usable(generation) else UNKNOWN

        @cache
        def names(usable: bool) -> Names:
            if not usable:  # by their words alone
                return Names(
                    relations, glosses, (), lambda texts: np.zeros((len(texts), 1), np.float32), lambda text: None
                )
            model, records = embedder(self.settings), self._retriever(generation).vectors.held(code)
            return Names(relations, glosses, records, model.documents, model.query)

        runner = Runner(
            relations,
            lambda text, kinds: names(self._usable(generation)).resolve(text, kinds),
            glosses,
            Elsewhere(code, lambda: tuple(held), lambda other: self.room(other, generation).desk.runner),
        )
        desk = Desk(
            relations=relations,
            runner=runner,
            facts=cache(lambda: Facts(stored.standard, stored.glosses)),
            glosses=stored.glosses,
            validity=lambda: validity(stored.standard, self.settings.corpus, date.today(), held),
            called=lambda other: (held[other].name, held[other].title) if other in held else None,
            beside=lambda other: self.room(other, generation).desk if other in held else None,
            retrieve=retrieve,
            likeliest=lambda text, among, most: self._search(generation).likeliest(text, among, most),
        )

        @cache
        def reader() -> Reader:
            spanner = Spanner(relations, stored.standard.name, stored.glosses.get(NAME, ""), glosses)
            return Reader(spanner, Ranker(runner.run), support)

        return Room(generation=generation, stored=stored, desk=desk, reader=reader)
