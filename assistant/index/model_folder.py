"""The folder of an embedding model: which of its files are the model, and whether they are those that were shipped."""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from ..errors import EmbeddingError
from .generation import digest

PINS = Path(__file__).with_name("bundled.toml")
"""SHA-256 of each file of the bundled model, written where it is trained."""
_PART = re.compile(
    r"modules\.json|.*config\.json|config_sentence_transformers\.json|tokenizer\.json|special_tokens_map\.json"
    r"|added_tokens\.json|vocab\..*|merges\.txt|.*\.model|model.*\.safetensors|.*model.*\.bin"
)
"""Names of the files that a model consists of; what else lies in its folders is left alone."""
_Found = TypeVar("_Found")


def _until_changed(read: Callable[[Path], _Found]) -> Callable[[Path], _Found]:
    """Read a file or folder anew only when it has changed: they are looked at several times a question."""

    @lru_cache(maxsize=256)
    def remembered(path: Path, stamp: int) -> _Found:
        return read(path)

    return lambda path: remembered(path, path.stat().st_mtime_ns if path.exists() else 0)


_digest = _until_changed(digest)


@_until_changed
def _parts_in(folder: Path) -> tuple[Path, ...]:
    return tuple(file for file in folder.glob("*") if _PART.fullmatch(file.name) and file.is_file())


@_until_changed
def _modules(file: Path) -> tuple[dict[str, str], ...]:
    """The modules that `modules.json` names; none where there is no such file."""
    if not file.is_file():
        return ()
    try:
        return tuple({name: str(m[name]) for name in ("type", "path")} for m in json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EmbeddingError("embedding.unreadable_file", model=file.parent.name, name=file.name) from error


def parts(folder: Path) -> list[Path]:
    """The files that a model consists of, in its folder and in those that its modules name."""
    folders = {folder, *(folder / module["path"] for module in _modules(folder / "modules.json"))}
    return sorted({file for place in folders for file in _parts_in(place)})


def stray(folder: Path) -> tuple[str, ...]:
    """Files in the folder that are no part of the model; they do no harm."""
    known = {*parts(folder), *folder.glob("*.md")}
    return tuple(str(f.relative_to(folder)) for f in sorted(folder.rglob("*")) if f.is_file() and f not in known)


def types(folder: Path) -> list[str]:
    """The modules of the model, such as `StaticEmbedding`; none where it names none.

    :raises EmbeddingError: when the file that names them cannot be read.
    """
    return [module["type"].rsplit(".", 1)[-1] for module in _modules(folder / "modules.json")]


def present(folder: Path) -> None:
    """:raises EmbeddingError: naming a file that the model lacks."""
    names = {f.name for f in parts(folder)}
    there = {
        "modules.json": names & {"modules.json", "config.json"},
        "model.safetensors": any(n.endswith((".safetensors", ".bin")) for n in names),
        "tokenizer.json": names & {"tokenizer.json", "tokenizer_config.json", "vocab.txt"},
    }
    if missing := next((name for name, found in there.items() if not found), None):
        raise EmbeddingError("embedding.missing_file", model=folder.name, name=missing)


def as_shipped(folder: Path) -> None:
    """:raises EmbeddingError: naming a file that is not that of the bundled model."""
    for name, shipped in _pins(PINS).items():
        file = folder / name
        if not file.is_file() or _digest(file) != shipped:
            raise EmbeddingError("embedding.altered_file", model=folder.name, name=name)


@_until_changed
def _pins(file: Path) -> dict[str, str]:
    return tomllib.loads(file.read_text("utf-8"))


def revision(folder: Path) -> str:
    """A digest of all files of a model: the same for the same model wherever it lies."""
    return hashlib.sha256(bytes.fromhex("".join(map(_digest, parts(folder))))).hexdigest()[:16]


def pinned(folder: Path) -> str:
    """What `PINS` says of a newly trained model."""
    return "# Written by `python -m training`.\n" + "".join(f'"{f.name}" = "{_digest(f)}"\n' for f in parts(folder))
