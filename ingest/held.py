"""What the published index holds already: a document whose file is the same is not read again, nor embedded."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cached_property
from pathlib import Path

from assistant.errors import AssistantError
from assistant.index.generation import STANDARDS, Entry, Generation, current

from .document import Packed, beside
from .version import code_version


class Held:
    """The published index of a folder; nothing is held where there is none, or none that is whole."""

    def __init__(self, root: Path) -> None:
        self._generation: Generation | None
        try:
            self._generation = current(root)
        except AssistantError:
            self._generation = None
        made = self._generation.manifest.code if self._generation else ""
        self._same_program = made == code_version()

    def unchanged(self, file: Path) -> Packed | None:
        """What is held of a file that is the same as when it was read by this very program, its companion too."""
        held = self._sources.get(file.name)
        if not held or not self._generation or not self._same_program:
            return None
        recorded = self._generation.manifest.sources.get(file.name)
        if recorded != hashlib.sha256(file.read_bytes()).hexdigest() or held[1].companion != beside(file):
            return None
        return self._packed(*held)

    def of_name(self, name: str) -> Packed | None:
        """What was published from a file of a name, whatever its ending."""
        held = self._stems.get(Path(name).stem)
        return self._packed(*held) if held else None

    @cached_property
    def _sources(self) -> dict[str, tuple[str, Entry]]:
        """The standards by the names of their documents; a name that two have, from two folders, tells neither."""
        entries = self._generation.manifest.standards if self._generation else {}
        often = Counter(entry.source for entry in entries.values())
        return {entry.source: (code, entry) for code, entry in entries.items() if often[entry.source] == 1}

    @cached_property
    def _stems(self) -> dict[str, tuple[str, Entry]]:
        return {Path(name).stem: found for name, found in self._sources.items()}

    def _packed(self, code: str, entry: Entry) -> Packed | None:
        assert self._generation
        manifest = self._generation.manifest
        try:
            data = (self._generation.folder / STANDARDS / f"{code}.json").read_bytes()
        except OSError:
            return None
        return Packed(
            code=code,
            entry=entry,
            text=manifest.corpus[entry.source],
            file=manifest.sources.get(entry.source, ""),
            data=data,
        )
