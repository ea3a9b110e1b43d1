"""Standards made ready for questions: their look-ups, their reader, and the search model where it can be used."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

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
    from numpy.typing import NDArray

    from ..retrieval.items import StandardRetriever

NAMED = 12
"""Codes of standards that are named where one is asked for that is not there."""
UNKNOWN = 0.5
"""Support for an answer by meaning, where the search model cannot be used and nobody can tell."""


@dataclass(slots=True)
class _Budget:
    """What one question may spend, and the generations whose model was found to be the right one for it."""

    searches: int
    matched: set[str] = field(default_factory=set)

    def spend(self) -> None:
        if not self.searches:
            raise QuestionTooCostly("這一題問的事情太多，請分開來問。 This asks too many things; ask them one by one.")
        self.searches -= 1


_budget: ContextVar[_Budget | None] = ContextVar("budget of a question", default=None)
_held: ContextVar[dict[Path, Generation] | None] = ContextVar("generations held", default=None)
Value = TypeVar("Value")


@contextmanager
def _during(variable: ContextVar[Value], value: Value) -> Iterator[None]:
    before = variable.set(value)
    try:
        yield
    finally:
        variable.reset(before)


def spending(most: int) -> AbstractContextManager[None]:
    """Let what happens inside make so many searches by meaning; one more raises QuestionTooCostly."""
    return _during(_budget, _Budget(most))


def holding() -> AbstractContextManager[None]:
    """Let all that happens inside come from the generation that is published when it is first asked for."""
    return _during(_held, {})


@dataclass(frozen=True, kw_only=True)
class Room:
    """One standard of one generation of the index made ready for questions; `reading` makes its reader."""

    generation: Generation
    stored: StoredStandard
    desk: Desk
    reading: Callable[[], Reader]

    @cached_property
    def reader(self) -> Reader:
        """Made when a question is first read; what is asked over all standards needs none."""
        return self.reading()


def _nowhere(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.zeros((len(texts), 1), dtype=np.float32)


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
        held, index = _held.get(), self.settings.index
        if held is not None and index in held:
            return held[index]
        if self.settings.chroma_url:
            from ..index import server

            server.refresh(self.settings)
        generation = current(index)
        if held is not None:
            held[index] = generation
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
            known = "、".join(list(held)[:NAMED]) + ("…" if len(held) > NAMED else "")
            raise UsageError(
                f"索引裡沒有職能基準 {standard}；現有：{known}。 There is no standard {standard} in the index."
            )
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

    def _search(
        self,
        generation: Generation,
        standard: str,
        text: str,
        kinds: tuple[Kind, ...] | None,
        most: int,
        prefer: tuple[Kind, ...] = (),
    ) -> Findings:
        retriever = self._searching(generation)
        return retriever.survey(text, standard=standard, kinds=kinds, limit=most, prefer=prefer)

    def _likeliest(self, generation: Generation, text: str, standards: Sequence[str], most: int) -> tuple[str, ...]:
        return self._searching(generation).likeliest(text, standards, most)

    def _searching(self, generation: Generation) -> StandardRetriever:
        """What searches a generation, once more of what a question may."""
        if budget := _budget.get():
            budget.spend()
        self._match(generation)
        return self._retriever(generation)

    def _match(self, generation: Generation) -> None:
        """Raise unless the model on this machine built the generation; its files are looked at once a question."""
        budget = _budget.get()
        if budget and generation.id in budget.matched:
            return
        embedder(self.settings)
        built = generation.manifest.embedding
        if (built.get("model"), built.get("revision")) != identity(self.settings):
            raise IndexMismatch(
                "索引是用另一個嵌入模型建立的，請執行 python -m ingest 重建。 Another model built the index;"
                " run `python -m ingest`."
            )
        if budget:
            budget.matched.add(generation.id)

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
        retrieve = partial(self._search, generation, code)

        def support(text: str) -> float:
            return retrieve(text, None, 5).support if self._usable(generation) else UNKNOWN

        @cache
        def names(usable: bool) -> Names:
            if not usable:  # by their words alone
                return Names(relations, glosses, (), _nowhere, lambda text: None)
            model, records = embedder(self.settings), self._retriever(generation).vectors.held(code)
            return Names(relations, glosses, records, model.documents, model.query)

        def beside(other: str) -> Desk | None:
            return self.room(other, generation).desk if other in held else None

        runner = Runner(
            relations,
            lambda text, kinds: names(self._usable(generation)).resolve(text, kinds),
            glosses,
            Elsewhere(code, lambda: tuple(held), lambda other: self.room(other, generation).desk.runner),
        )
        desk = Desk(
            relations=relations,
            runner=runner,
            proving=cache(lambda: Facts(stored.standard, stored.glosses)),
            glosses=stored.glosses,
            validity=lambda: validity(stored.standard, self.settings.corpus, date.today(), held),
            called=lambda other: (held[other].name, held[other].title) if other in held else None,
            beside=beside,
            retrieve=retrieve,
            likeliest=partial(self._likeliest, generation),
        )

        def reader() -> Reader:
            spanner = Spanner(relations, stored.standard.name, stored.glosses.get(NAME, ""), glosses)
            return Reader(spanner, Ranker(runner.run), support)

        return Room(generation=generation, stored=stored, desk=desk, reading=reader)
