"""The published index as a build goes on from it: what has not changed is neither read, embedded nor stored anew."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import assistant
from assistant.errors import AssistantError
from assistant.index.chunk import Record
from assistant.index.embedding import Embedder, Fingerprint
from assistant.index.generation import FORMAT, STANDARDS, Generation, StandardEntry, current
from assistant.index.vectors import Vectors
from assistant.language.catalogue.area import LEDGER
from assistant.retrieval import beyond
from assistant.settings import data

from .document import Packed, beside
from .expected import FILE


@cache
def code_version() -> str:
    """A hash of the program that decides what an index holds: an index of another version of it is built anew.

    Of parser, its words and its ledger's, chunker, domain, format, and what is expected of standards.
    """
    here, there = Path(__file__).parent, Path(assistant.__file__).parent
    folders = (here, there / "standard", there / "index")
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix in (".py", ".toml")]
    whole = hashlib.sha256(str(FORMAT).encode())
    for file in (*files, LEDGER.file, Path(beyond.__file__), beyond.FILE, data("corpus") / FILE):
        whole.update(file.read_bytes() if file.is_file() else b"")
    return whole.hexdigest()[:16]


def intact(root: Path) -> Generation | None:
    """The generation that is published in a folder, if there is one that is whole."""
    with suppress(AssistantError):
        return current(root)
    return None


class Held:
    """The documents of the published index of a folder; none where there is no index, or none that is whole."""

    def __init__(self, root: Path) -> None:
        self._generation = intact(root)
        entries = self._generation.manifest.standards if self._generation else {}
        often = Counter(entry.source for entry in entries.values())
        # A name that two have, from two folders, tells neither.
        self._sources = {entry.source: (code, entry) for code, entry in entries.items() if often[entry.source] == 1}
        self._stems = {Path(name).stem: found for name, found in self._sources.items()}

    def unchanged(self, file: Path) -> Packed | None:
        """What is held of a file that is the same as when it was read by this very program, its companion too."""
        held, manifest = self._sources.get(file.name), self._generation and self._generation.manifest
        if not held or not manifest or manifest.code != code_version():
            return None
        same = manifest.sources.get(file.name) == hashlib.sha256(file.read_bytes()).hexdigest()
        return self._packed(*held) if same and held[1].companion == beside(file) else None

    def of_name(self, name: str) -> Packed | None:
        """What was published from a file of a name, whatever its ending."""
        held = self._stems.get(Path(name).stem)
        return self._packed(*held) if held else None

    def _packed(self, code: str, entry: StandardEntry) -> Packed | None:
        assert self._generation
        manifest = self._generation.manifest
        try:
            content = (self._generation.folder / STANDARDS / f"{code}.json").read_bytes()
        except OSError:
            return None
        text, file = manifest.corpus[entry.source], manifest.sources.get(entry.source, "")
        return Packed(code=code, entry=entry, text=text, file=file, data=content)


class Remembered:
    """An `Embedder` that asks its model only for texts that the published index of a folder does not know.

    `base` is the generation that a store may be taken over from: whole, of this model and this very program; else None.
    """

    def __init__(self, model: Embedder, root: Path) -> None:
        self._model, self.fingerprint = model, model.fingerprint
        self._known: dict[str, NDArray[np.float32]] = {}
        self.base: Generation | None = None
        try:
            generation = current(root)
            if not Fingerprint.model_validate(generation.manifest.embedding).differs(model.fingerprint):
                self._vectors = Vectors.open(generation)
                texts = (record.text for record in generation.records.values())
                self._known = dict(zip(texts, self._vectors.matrix, strict=True))
                here = generation.manifest.code == code_version() and not generation.manifest.collection
                self.base = generation if here else None
        except (AssistantError, OSError, ValueError):
            self._known = {}

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages, known ones by looking them up."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= dict(zip(new, self._model.documents(new), strict=True))
        return np.asarray([self._known[text] for text in texts], dtype=np.float32)

    def query(self, text: str) -> NDArray[np.float32] | None:
        return self._model.query(text)

    def staying(self, documents: Sequence[Packed]) -> frozenset[str]:
        """The codes of the standards that are taken over, whole; none where hardly any would be, or none can."""
        if not self.base:
            return frozenset()
        files = self.base.manifest.files
        same = frozenset(d.code for d in documents if files.get(f"{STANDARDS}/{d.code}.json") == d.digest)
        changed = len(self.base.manifest.standards) + len(documents) - 2 * len(same)
        return same if len(same) > changed else frozenset()

    def records(self, standard: str) -> Sequence[Record]:
        """The records of a standard in the base; `""`: of what belongs to none."""
        return self._vectors.held(standard)
