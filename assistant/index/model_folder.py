"""The folder of an embedding model: which of its files are the model, and whether they are those that were shipped."""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from ..errors import EmbeddingError

PINS = Path(__file__).with_name("bundled.toml")
"""SHA-256 of each file of the bundled model, written where it is trained."""
_PARTS = (
    "modules.json",
    "*config.json",
    "config_sentence_transformers.json",
    "tokenizer.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.*",
    "merges.txt",
    "*.model",
    "model*.safetensors",
    "*model*.bin",
)
"""Names of the files that a model consists of; what else lies in its folders is left alone."""


def parts(folder: Path) -> list[Path]:
    """The files that a model consists of, in its folder and in those that its modules name."""
    folders = {folder, *(folder / module["path"] for module in _modules(folder))}
    stamped = ((place, place.stat().st_mtime_ns if place.is_dir() else 0) for place in folders)
    return list(_parts_of(frozenset(stamped)))


def stray(folder: Path) -> tuple[str, ...]:
    """Files in the folder that are no part of the model; they do no harm."""
    known = {*parts(folder), *folder.glob("*.md")}
    return tuple(str(f.relative_to(folder)) for f in sorted(folder.rglob("*")) if f.is_file() and f not in known)


def types(folder: Path) -> list[str]:
    """The modules of the model, such as `StaticEmbedding`; none where it names none.

    :raises EmbeddingError: when the file that names them cannot be read.
    """
    return [module["type"].rsplit(".", 1)[-1] for module in _modules(folder)]


def present(folder: Path) -> None:
    """:raises EmbeddingError: naming a file that the model lacks."""
    names = {f.name for f in parts(folder)}
    wanted: dict[str, bool] = {
        "modules.json": bool(names & {"modules.json", "config.json"}),
        "model.safetensors": any(n.endswith((".safetensors", ".bin")) for n in names),
        "tokenizer.json": bool(names & {"tokenizer.json", "tokenizer_config.json", "vocab.txt"}),
    }
    for name, there in wanted.items():
        if not there:
            raise EmbeddingError(f"嵌入模型資料夾 {folder.name} 缺少 {name}；請重新取得模型。 {name} is missing.")


def as_shipped(folder: Path) -> None:
    """:raises EmbeddingError: naming a file that is not that of the bundled model."""
    for name, digest in _pins().items():
        file = folder / name
        if not file.is_file() or _digest(file, file.stat().st_mtime_ns) != digest:
            raise EmbeddingError(
                f"內附的嵌入模型 {folder.name} 的 {name} 不是隨程式發布的那一份，請重新安裝程式或還原 models/。"
                f" {name} of the bundled model is not the one shipped; install the program anew or restore models/."
            )


def revision(folder: Path) -> str:
    """A digest of all files of a model: the same for the same model wherever it lies."""
    whole = hashlib.sha256()
    for file in parts(folder):
        whole.update(bytes.fromhex(_digest(file, file.stat().st_mtime_ns)))
    return whole.hexdigest()[:16]


def pinned(folder: Path) -> str:
    """What `PINS` says of a newly trained model."""
    lines = (f'"{f.name}" = "{_digest(f, f.stat().st_mtime_ns)}"\n' for f in parts(folder))
    return "# Written by `python -m training`.\n" + "".join(lines)


@lru_cache(maxsize=64)
def _parts_of(folders: frozenset[tuple[Path, int]]) -> tuple[Path, ...]:
    """The parts in folders, looked for anew when a stamp says that something was put there or taken away.

    It is asked several times a question.
    """
    found = {file for place, _ in folders for part in _PARTS for file in place.glob(part) if file.is_file()}
    return tuple(sorted(found))


@cache
def _pins() -> dict[str, str]:
    return tomllib.loads(PINS.read_text("utf-8"))


@cache
def _digest(file: Path, stamp: int) -> str:
    """SHA-256 of a file, taken anew when `stamp` says that it changed."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _modules(folder: Path) -> tuple[dict[str, str], ...]:
    file = folder / "modules.json"
    return _modules_of(file, file.stat().st_mtime_ns) if file.is_file() else ()


@lru_cache(maxsize=16)
def _modules_of(file: Path, stamp: int) -> tuple[dict[str, str], ...]:
    """The modules that a file names, read anew when `stamp` says that it changed."""
    try:
        return tuple({name: str(m[name]) for name in ("type", "path")} for m in json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EmbeddingError(f"嵌入模型 {file.parent.name} 的 modules.json 無法讀取，請重新取得模型。") from error
