"""An embedding model that knows the vectors of the published index: what has not changed is not embedded anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import AssistantError
from assistant.index.embedding import Embedder, Fingerprint
from assistant.index.generation import current

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Remembered:
    """An `Embedder` that asks its model only for texts it does not know."""

    def __init__(self, model: Embedder, root: Path) -> None:
        """Take the vectors of the index in a folder, if that is whole and of the same model."""
        self._model = model
        self._known: dict[str, NDArray[np.float32]] = {}
        try:
            generation = current(root)
            if not Fingerprint.model_validate(generation.manifest.embedding).differs(model.fingerprint):
                matrix = np.load(generation.vectors, allow_pickle=False)
                texts = (record.text for record in generation.records.values())
                self._known = dict(zip(texts, matrix, strict=True))
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
