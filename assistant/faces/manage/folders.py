"""The folders that an installation writes to: whether they may be written, and whether anything fits."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ...settings import Settings
from .finding import Finding, say
from .publishing import open_to

LEAST = 100_000_000
"""Free space below which what is kept or built may not fit, in bytes."""
Kept = Literal["runs", "temporary", "index", "corpus"]


def folders(settings: Settings) -> Iterator[Finding]:
    """Those that answers, readers or operators have the program write to.

    An index is only read by whoever answers, unless it is the copy of a server's, or documents are handed in.
    """
    written: dict[Kept, Path] = {"runs": settings.runs, "temporary": _temporary()}
    if settings.chroma_url or open_to(settings):
        written["index"] = settings.index
    if open_to(settings):
        written["corpus"] = settings.corpus
    for kept, folder in written.items():
        if not writable(kept, folder):
            yield Finding(kept, say("folder.unwritable", name=folder.name), say(f"folder.{kept}_mend"))
        elif (left := shutil.disk_usage(_there(kept, folder)).free) < LEAST:
            yield Finding(kept, say("folder.full", name=folder.name, left=left // 1_000_000), say("folder.make_room"))
        else:
            yield Finding(kept, str(folder))


def writable(kept: Kept, folder: Path) -> bool:
    """Whether a file can be made there; none is left."""
    try:
        with tempfile.TemporaryFile(dir=_there(kept, folder)):
            return True
    except OSError:
        return False


def _there(kept: Kept, folder: Path) -> Path:
    """Where that shows: in the folder, or in the one that it will be made in."""
    if kept in ("temporary", "corpus"):
        return folder
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


def _temporary() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:  # none of those that Python tries can be written
        return Path(os.environ.get("TMPDIR", "/tmp"))
