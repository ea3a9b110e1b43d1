"""The published index as a build may go on from it: its vectors, and its store with what does not change.

What has not changed is neither embedded nor stored anew. Of a store only whole standards are taken over.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import AssistantError
from assistant.index.embedding import Embedder, Fingerprint
from assistant.index.generation import STANDARDS, Generation, current
from assistant.index.vectors import Vectors

from .document import Packed
from .version import code_version

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.index.chunk import Record


class Remembered:
    """An `Embedder` that asks its model only for texts it does not know.

    `base` is the generation that a store may be taken over from: whole, of this model and this very program; else None.
    """

    def __init__(self, model: Embedder, root: Path) -> None:
        """Take the vectors of the index in a folder, if that is whole and of the same model."""
        self._model = model
        self._known: dict[str, NDArray[np.float32]] = {}
        self.base: Generation | None = None
        try:
            generation = current(root)
            if not Fingerprint.model_validate(generation.manifest.embedding).differs(model.fingerprint):
                self._vectors = Vectors.open(generation)
                self._known = dict(
                    zip((r.text for r in generation.records.values()), self._vectors.matrix, strict=True)
                )
                self.base = generation if generation.manifest.code == code_version() else None
        except (AssistantError, OSError, ValueError):
            self._known = {}

    @property
    def fingerprint(self) -> Fingerprint:
        """Which model this is."""
        return self._model.fingerprint

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages, known ones by looking them up."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= dict(zip(new, self._model.documents(new), strict=True))
        return np.asarray([self._known[text] for text in texts], dtype=np.float32)

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question."""
        return self._model.query(text)

    def staying(self, documents: Sequence[Packed]) -> frozenset[str]:
        """The codes of the standards that are taken over; none where hardly any would be, or none can."""
        if not self.base:
            return frozenset()
        files = self.base.manifest.files
        same = frozenset(d.code for d in documents if files.get(f"{STANDARDS}/{d.code}.json") == d.digest)
        changed = len(self.base.manifest.standards) + len(documents) - 2 * len(same)
        return same if len(same) > changed else frozenset()

    def of(self, standard: str) -> tuple[Sequence[Record], NDArray[np.float32]]:
        """The records of a standard in the base, and their vectors; `""`: of what belongs to none."""
        records = self._vectors.held(standard)
        return records, self._vectors.of([record.id for record in records])
