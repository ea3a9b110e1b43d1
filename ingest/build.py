"""Build a generation aside, verify it in another process, publish it by replacing the pointer.

Nothing is updated in place. A build that is killed, runs out of disk or fails its verification leaves the
published generation as it was; what it left behind is removed by the next one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

import assistant
from assistant.errors import AssistantError, IndexBusy, IndexDamaged
from assistant.index.chunk import Chunk, Record
from assistant.index.embedding import Embedder, embedder, identity
from assistant.index.generation import (
    FOLDER,
    FORMAT,
    MANIFEST,
    POINTER,
    RECORDS,
    STANDARDS,
    VECTORS,
    Manifest,
    StoredStandard,
    current,
    digest,
    name_for,
    published,
)
from assistant.retrieval import beyond
from assistant.settings import Settings
from assistant.standard.companion import Companion

from .document import Document, digests
from .remembered import Remembered
from .split import split

if TYPE_CHECKING:
    from assistant.index.store import Store

BATCH = 256
"""Chunks embedded and stored at once; far below what Chroma takes."""
VERIFICATION = 600
"""Seconds that the process which examines a finished generation may take."""
Progress = Callable[[int, int], None]
_STORED = TypeAdapter(StoredStandard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to. `fresh` is False when the published generation already held the same."""

    name: str
    chunks: int
    fresh: bool


def build(
    documents: Sequence[Document | StoredStandard],
    settings: Settings,
    progress: Progress = lambda done, whole: None,
) -> Built:
    """Publish an index of documents, and of what stays of the published one, unless that already holds just these.

    :raises IndexBusy: when another process is building here.
    :raises EmbeddingError: when the model cannot be used; nothing is written then.
    :raises IndexDamaged: when the finished index does not pass its verification, or the disk refuses it.
    """
    root = settings.index
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexDamaged(f"無法建立索引資料夾 {root.name}（{error.strerror}），請檢查權限。") from error
    with _alone(root):
        standards = [d.stored if isinstance(d, Document) else d for d in documents]
        sources = digests(documents, root)
        inputs = _inputs(standards, sources, settings)
        before = published(root)
        _sweep_unfinished(root)
        if same := _same(root, inputs):
            return same
        model = Remembered(embedder(settings, "ingestion"), root)
        with _aside(root) as aside:
            chunks = _write(aside, standards, sources, model, inputs, progress)
            _verify(aside, settings)
            name = name_for(aside, inputs)
            aside.replace(root / FOLDER / name)
            _publish(root, name)
        _sweep(root, keep={name, before})
        return Built(name=name, chunks=chunks, fresh=True)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the writer's lock. It is the kernel's, so it dies with the process that holds it."""
    try:
        lock = (root / "lock").open("w")
    except OSError as error:
        raise IndexDamaged(f"索引資料夾 {root.name} 不能寫入（{error.strerror}），請檢查權限。") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise IndexBusy("另一個程序正在建立索引，請稍後再試。 Another process is building the index.") from None
        yield


@contextmanager
def _aside(root: Path) -> Iterator[Path]:
    """A folder for a generation to be; gone again when it does not become one.

    :raises IndexDamaged: when the disk refuses something.
    """
    aside = root / FOLDER / f".building-{os.getpid()}"
    try:
        aside.mkdir(parents=True)
        yield aside
    except OSError as error:
        raise IndexDamaged(
            f"索引寫不進 {root.name}（{error.strerror}），請檢查權限與磁碟空間；原有索引未變動。"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _inputs(standards: Sequence[StoredStandard], sources: Mapping[str, str], settings: Settings) -> str:
    """A hash over everything the index depends on: sources, what was read from them and where, glosses, code, model."""
    whole = hashlib.sha256()
    for stored in standards:
        whole.update(_STORED.dump_json(stored))
    whole.update(json.dumps(sources, sort_keys=True).encode())
    whole.update(code_version().encode())
    whole.update("/".join(identity(settings)).encode())
    return whole.hexdigest()


def code_version() -> str:
    """A hash of all that decides what an index holds: parser and its words, chunker, domain and format."""
    here, there = Path(__file__).parent, Path(assistant.__file__).parent
    folders = (here, there / "standard", there / "index")
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix in (".py", ".toml")]
    whole = hashlib.sha256(str(FORMAT).encode())
    for file in (*files, Path(beyond.__file__), beyond.FILE):
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def _same(root: Path, inputs: str) -> Built | None:
    """The published generation, if it is whole and holds just these inputs."""
    try:
        generation = current(root)
    except AssistantError:
        return None
    if generation.manifest.inputs != inputs:
        return None
    return Built(name=generation.id, chunks=generation.manifest.chunks, fresh=False)


def _write(
    aside: Path,
    standards: Sequence[StoredStandard],
    sources: Mapping[str, str],
    model: Embedder,
    inputs: str,
    progress: Progress,
) -> int:
    """Write everything that a generation holds; returns how many records these are.

    :param sources: the hash of each document's file by its name.
    """
    from assistant.index.chroma import ChromaStore

    (aside / STANDARDS).mkdir()
    chunks: list[Chunk] = []
    for stored in standards:
        (aside / STANDARDS / f"{stored.standard.code}.json").write_bytes(_STORED.dump_json(stored))
        chunks += split(stored.standard, Companion(glosses=dict(stored.glosses)))
    store: Store = ChromaStore.create(aside / "chroma", model)
    written = _fill(store, chunks, progress)
    records, matrix = store.contents()
    store.close()
    (aside / RECORDS).write_bytes(TypeAdapter(tuple[Record, ...]).dump_json(records))
    np.save(aside / VECTORS, matrix, allow_pickle=False)
    manifest = Manifest(
        format=FORMAT,
        inputs=inputs,
        code=code_version(),
        embedding=model.fingerprint.model_dump(),
        chunks=written,
        files={str(f.relative_to(aside)): digest(f) for f in sorted(aside.rglob("*")) if f.is_file()},
        corpus={stored.source_name: hashlib.sha256(stored.source_text.encode()).hexdigest() for stored in standards},
        sources=dict(sources),
        counts={stored.standard.code: _counts(stored.standard.code, chunks) for stored in standards},
        built=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    (aside / MANIFEST).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    return written


def _counts(standard: str, chunks: Sequence[Chunk]) -> dict[str, int]:
    return dict(Counter(chunk.kind for chunk in chunks if chunk.standard == standard))


def _fill(store: Store, chunks: Sequence[Chunk], progress: Progress) -> int:
    """Put all chunks of the standards, and what stands beyond them, into a store.

    :raises IndexDamaged: when it did not take them all.
    """
    written = 0
    for start in range(0, len(chunks), BATCH):
        batch = chunks[start : start + BATCH]
        written += store.add(batch)
        progress(start + len(batch), len(chunks))
    written += store.add(beyond.chunks())
    if store.count() != written:
        raise IndexDamaged(f"向量庫收到 {written} 段，只有 {store.count()} 段；未發布。")
    return written


def _verify(folder: Path, settings: Settings) -> None:
    """Open the finished generation in a process of its own, where a crash of the store harms nobody.

    :raises IndexDamaged: with what that process said.
    """
    environment = {**os.environ, "ASSISTANT_EMBEDDING_MODEL": settings.embedding_model, "PYTHONUTF8": "1"}
    root = str(Path(assistant.__file__).parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join([root, environment.get("PYTHONPATH", "")])
    try:
        found = subprocess.run(
            [sys.executable, "-m", "ingest.verify", str(folder)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=VERIFICATION,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise IndexDamaged(f"新索引在 {VERIFICATION} 秒內未驗證完，未發布；原有索引未變動。") from None
    if found.returncode:
        said = (found.stderr.strip().splitlines() or [f"結束碼 {found.returncode}"])[-1]
        raise IndexDamaged(f"新索引未通過驗證，未發布；原有索引未變動（{said}）。")


def _publish(root: Path, name: str) -> None:
    aside = root / f".{POINTER}-{os.getpid()}"
    with aside.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(root / POINTER)


def _sweep_unfinished(root: Path) -> None:
    """Remove what killed builds left behind; the lock says that none of them is still running."""
    for folder in (root / FOLDER).glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)
    for pointer in root.glob(f".{POINTER}-*"):
        pointer.unlink(missing_ok=True)


def _sweep(root: Path, keep: set[str]) -> None:
    """Remove all generations but those named: the published one and the one before it."""
    for child in (root / FOLDER).iterdir():
        if child.name not in keep:
            shutil.rmtree(child, ignore_errors=True)
