"""Retrieval: dense similarity of items and their parents, with a lexical part where wording is decisive.

Scores are at most about 1, higher for better.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Self

from ..errors import IndexMismatch
from ..index.embedding import Embedder, Fingerprint, embedder
from ..index.generation import Generation
from ..index.vectors import Neighbour, Vectors
from ..language.folding import HAN
from ..settings import Settings
from ..standard.model import Kind
from .beyond import KIND, occupations
from .calibration import Weights, calibration
from .port import Findings, Retrieved
from .words import comparable

DECISIVE = 4
"""Shared characters from which wording counts at all."""
POOL = 800
"""Nearest texts looked at in one question; what is further away than these cannot come first."""
REMEMBERED = 32
"""Questions whose nearest texts are remembered."""
TEMPERATURE = 0.1
"""Width of the kernel that `Survey.leaning` sums similarities with; 0.07 to 0.17 were tried."""
_BARELY = 1e-6
_NEAREST = 2
"""Items whose similarity makes `Survey.nearness`; five declined more of what has one answer alone."""
CLAIMED = 0.45
"""Similarity from which what another occupation does is taken for the standard's own matter."""
NAMED = 0.7
"""Similarity from which a matter outside is named as what was asked about; below it may be anything."""
CHINESE, ENGLISH = ("wording",), ("wording", "gloss")
"""Forms of an item that questions in either language are compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Findings):
    """What a search came upon, and what tells whether the standard holds an answer.

    `nearness` is the mean similarity of the two nearest items, each in the form that comes nearest. `leaning` is the
    log ratio of how much the texts of the standard and of what no standard holds resemble the question, 0 where neither
    outweighs the other.
    """

    nearness: float = 0.0
    leaning: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardRetriever:
    """Finds the items of a standard that bear on a question; `standard` is the code of the first."""

    vectors: Vectors
    embedder: Embedder
    standard: str
    weights: Weights = field(default_factory=lambda: calibration().weights)
    _claims: dict[str, frozenset[str]] = field(default_factory=dict)
    _remembered: dict[tuple[str, str, int], tuple[Neighbour, ...] | None] = field(default_factory=dict)

    @classmethod
    def open(cls, generation: Generation, settings: Settings) -> Self:
        """Open the vectors and the model of a generation.

        :raises IndexMismatch: when the index was built with another model than the settings name.
        :raises IndexDamaged: when the vectors cannot be read.
        :raises EmbeddingError: when the model cannot be loaded.
        """
        model: Embedder = embedder(settings)
        if difference := model.fingerprint.differs(Fingerprint.model_validate(generation.manifest.embedding)):
            raise IndexMismatch("retrieval.other_model", difference=difference)
        return cls(vectors=Vectors.open(generation), embedder=model, standard=next(iter(generation.manifest.standards)))

    def survey(
        self,
        query: str,
        *,
        standard: str,
        kinds: tuple[Kind, ...] | None = None,
        limit: int = 20,
        prefer: tuple[Kind, ...] = (),
    ) -> Survey:
        """The items of a standard that bear on a question, and what outside of it the question is near to.

        Kinds in `prefer` come earlier. A question with no word the model knows finds nothing, rather than something
        arbitrary. `score` is a cosine, with the parent's part, and what wording in common and preference add.
        """
        held, outside = self.vectors.sizes[standard], self.vectors.sizes[""]
        near = self._near(query, standard, POOL if kinds is None and limit <= POOL // 10 else held + outside)
        if near is None:
            return Survey()
        floor = near[-1].similarity if near else 0.0
        own = _similarities(near, CHINESE if HAN.search(query) else ENGLISH)
        plain, weights = comparable(query), self.weights
        nearest: dict[str, float] = {}
        hits: dict[str, tuple[float, str, Retrieved]] = {}
        for chunk, similarity in own.items():
            record = self.vectors.records[chunk]
            nearest.setdefault(record.code, similarity)
            if kinds and record.kind not in kinds:
                continue
            above = next((p for p in record.parents if p != record.code), "")
            parent = own.get(f"{standard}:{above}", floor) if above else similarity
            dense = (similarity + weights.parent * parent) / (1 + weights.parent)
            lexical = shared(plain, comparable(record.text))
            score = dense + weights.lexical * lexical + weights.kind * (record.kind in prefer)
            if record.code not in hits or -hits[record.code][0] < score:
                hits[record.code] = -score, chunk, Retrieved(code=record.code, kind=Kind(record.kind), score=score)
        items = tuple(found for *_, found in sorted(hits.values(), key=itemgetter(0, 1))[:limit])
        foreign = next((n for n in near if n.record.kind == KIND), None)
        named = foreign and items and foreign.similarity > max(NAMED, items[0].score)
        nearness = sum(list(nearest.values())[:_NEAREST]) / _NEAREST
        leaning = _leaning(near, held, outside)
        return Survey(
            items=items,
            support=calibration().support.probability(nearness, leaning, standard) if items else 0.0,
            beyond=foreign.record.context if foreign and named else "",
            nearness=nearness,
            leaning=leaning,
        )

    def likeliest(self, query: str, standards: Sequence[str], most: int) -> tuple[str, ...]:
        """Which of some standards are likely to speak of a question, so many at most, the likeliest first.

        Those that hold the nearest texts of all are surveyed, twice as many as are wanted.
        """
        if (vector := self.embedder.query(query)) is None:
            return ()
        near = self.vectors.near(vector, frozenset(standards), POOL)
        nearest = list(dict.fromkeys(n.record.standard for n in near if n.record.standard))[: 2 * most]
        support = {code: self.survey(query, standard=code, limit=5).support for code in nearest}
        return tuple(sorted(nearest, key=lambda code: -support[code])[:most])

    def _near(self, query: str, standard: str, pool: int) -> tuple[Neighbour, ...] | None:
        """The texts nearest to a question, remembered: one question asks several times. None: no word is known."""
        asked = (query, standard, pool)
        known = self._remembered
        if (held := known.get(asked, ())) != ():  # an empty tuple stands for what is not remembered
            return held
        found = None
        if (vector := self.embedder.query(query)) is not None:
            claimed, near = self._claimed(standard), self.vectors.near(vector, frozenset({standard, ""}), pool)
            found = tuple(n for n in near if n.record.id not in claimed)
        if len(known) >= REMEMBERED:
            known.clear()
        known[asked] = found
        return found

    def _claimed(self, standard: str) -> frozenset[str]:
        """Matters of other occupations that are this standard's own: a cook's, where the standard is one for cooks."""
        if standard not in self._claims:
            own = [r.id for r in self.vectors.held(standard) if r.form == "wording"]
            others = [r.id for r in self.vectors.held("") if r.kind == KIND and r.context in occupations()]
            nearest = (self.vectors.of(others) @ self.vectors.of(own).T).max(axis=1, initial=-1.0)
            self._claims[standard] = frozenset(i for i, n in zip(others, nearest, strict=True) if n >= CLAIMED)
        return self._claims[standard]


def _similarities(near: tuple[Neighbour, ...], forms: tuple[str, ...]) -> dict[str, float]:
    """Similarity of each item by chunk: that of its wording or gloss, whichever is nearer."""
    own: dict[str, float] = {}
    for neighbour in near:
        record = neighbour.record
        if record.code and record.form in forms:
            own.setdefault(record.id.partition("~")[0], neighbour.similarity)
    return own


def _leaning(near: tuple[Neighbour, ...], held: int, beyond: int) -> float:
    """The log of a ratio of kernel densities: the standard's texts against the matters that no standard holds."""
    sums = [_BARELY, _BARELY]
    for neighbour in near:
        sums[neighbour.record.kind == KIND] += math.exp((neighbour.similarity - 1) / TEMPERATURE)
    return math.log(sums[0] / max(held, 1)) - math.log(sums[1] / max(beyond, 1))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[str]:
    return frozenset(text[at : at + DECISIVE] for at in range(len(text) - DECISIVE + 1))


def shared(query: str, text: str) -> float:
    """Share of the question's Chinese that stands in the text in one piece, 0 below `DECISIVE` characters."""
    if _pieces(query).isdisjoint(_pieces(text)):  # nearly all, and a question is held to a hundred texts
        return 0.0
    size, best, start = len(HAN.findall(query)), 0, 0
    while start + best < len(query):
        if query[start : start + best + 1] in text:
            best += 1
        else:
            start += 1
    return best / size if best >= DECISIVE and size else 0.0
