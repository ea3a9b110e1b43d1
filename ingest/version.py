"""What of the program decides what an index holds: an index of another version of it is built anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import assistant
from assistant.index.generation import FORMAT
from assistant.language.catalogue.area import LEDGER
from assistant.retrieval import beyond
from assistant.settings import data

from .expected import FILE


@cache
def code_version() -> str:
    """A hash of it: parser, its words and its ledger's, chunker, domain, format, and what is expected of standards."""
    here, there = Path(__file__).parent, Path(assistant.__file__).parent
    folders = (here, there / "standard", there / "index")
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix in (".py", ".toml")]
    whole = hashlib.sha256(str(FORMAT).encode())
    for file in (*files, LEDGER.file, Path(beyond.__file__), beyond.FILE, data("corpus") / FILE):
        whole.update(file.read_bytes() if file.is_file() else b"")
    return whole.hexdigest()[:16]
