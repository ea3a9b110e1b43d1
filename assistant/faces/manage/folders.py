"""The folders that an installation writes to: whether they may be written, and whether anything fits."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...settings import Settings
from .publishing import open_to

LEAST = 100_000_000
"""Free space below which what is kept or built may not fit, in bytes."""
Kept = Literal["runs", "temporary", "index", "corpus"]


@dataclass(frozen=True, slots=True)
class Written:
    """A folder that is written to. `there` is where that shows: itself, or the one that it will be made in."""

    kept: Kept
    folder: Path
    there: Path

    @property
    def writable(self) -> bool:
        """Whether a file can be made there; none is left."""
        try:
            with tempfile.TemporaryFile(dir=self.there):
                return True
        except OSError:
            return False

    @property
    def free(self) -> int:
        """Bytes that still fit there."""
        return shutil.disk_usage(self.there).free


def written(settings: Settings) -> Iterator[Written]:
    """Those that answers, readers or operators have the program write to.

    An index is only read by whoever answers, unless it is the copy of a server's, or documents are handed in.
    """
    yield Written("runs", settings.runs, _nearest(settings.runs))
    temporary = _temporary()
    yield Written("temporary", temporary, temporary)
    if settings.chroma_url or open_to(settings):
        yield index_folder(settings)
    if open_to(settings):
        yield Written("corpus", settings.corpus, settings.corpus)


def index_folder(settings: Settings) -> Written:
    """That of the index, which a build writes to."""
    return Written("index", settings.index, _nearest(settings.index))


def _nearest(folder: Path) -> Path:
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


def _temporary() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:  # none of those that Python tries can be written
        return Path(os.environ.get("TMPDIR", "/tmp"))
