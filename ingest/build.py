"""Build a generation aside, verify it in another process, publish it by replacing the pointer.

Nothing is updated in place: whatever stops a build leaves the published generation as it was.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import assistant
from assistant.errors import IndexBusy, IndexDamaged
from assistant.index import server
from assistant.index.embedding import embedder, identity
from assistant.index.generation import FOLDER, POINTER, published
from assistant.index.publish import name_for, publish, sweep
from assistant.settings import Settings

from .contents import Plan, Progress, write
from .document import Document, Packed
from .held import Remembered, code_version, intact

VERIFICATION = 600
"""Seconds that the process which examines a finished generation may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to. `fresh` is False when the published generation already held the same.

    `seconds` is how long each of its stages took.
    """

    name: str
    chunks: int
    fresh: bool
    seconds: Mapping[str, float] = field(default_factory=dict)


def build(
    documents: Sequence[Document | Packed],
    settings: Settings,
    progress: Progress = lambda done, whole: None,
) -> Built:
    """Publish an index of documents and of nothing else, unless the published one already holds just these.

    :raises IndexBusy: when another process is building here.
    :raises EmbeddingError: when the model cannot be used; nothing is written then.
    :raises IndexDamaged: when the finished index does not pass its verification, or the disk refuses it.
    """
    root = settings.index
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexDamaged("ingest.no_folder", name=root.name, reason=error.strerror) from error
    with _alone(root):
        packed = [d.packed if isinstance(d, Document) else d for d in documents]
        inputs = _inputs(packed, settings)
        before = published(root)
        _sweep_unfinished(root)
        there = intact(root)
        if there and there.manifest.inputs == inputs and there.id == before:
            return Built(name=there.id, chunks=there.manifest.chunks, fresh=False)
        start = time.monotonic()
        model = Remembered(embedder(settings, reference=not before), root)
        plan = Plan(
            documents=packed,
            staying=frozenset() if settings.chroma_url else model.staying(packed),
            model=model,
            inputs=inputs,
            settings=settings,
            collection=server.collection(inputs) if settings.chroma_url else "",
            progress=progress,
            seconds={"model": time.monotonic() - start},
        )
        try:
            built = _made(plan)
        except IndexDamaged:
            if not plan.staying:
                raise
            built = _made(replace(plan, staying=frozenset()))
        sweep(root, keep={built.name, before})
        return built


def _made(plan: Plan) -> Built:
    """Write a generation aside, have it examined, and publish it."""
    root, settings, collection = plan.settings.index, plan.settings, plan.collection
    try:
        with _aside(root) as aside:
            chunks = write(aside, plan)
            with plan.timed("verification"):
                _verify(aside, settings, plan.staying)
            name = name_for(aside, plan.inputs)
            if collection:
                server.push(aside, settings, name)
            publish(root, aside, name)
    except BaseException:
        if collection:
            server.discard(collection, settings)
        raise
    return Built(name=name, chunks=chunks, fresh=True, seconds=plan.seconds)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the writer's lock. It is the kernel's, so it dies with the process that holds it."""
    try:
        lock = (root / "lock").open("w")
    except OSError as error:
        raise IndexDamaged("ingest.locked_folder", name=root.name, reason=error.strerror) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise IndexBusy("ingest.busy") from None
        yield


@contextmanager
def _aside(root: Path) -> Iterator[Path]:
    """A folder for a generation to be; gone again when it does not become one."""
    aside = root / FOLDER / f".building-{os.getpid()}"
    try:
        aside.mkdir(parents=True)
        yield aside
    except OSError as error:
        raise IndexDamaged("ingest.unwritten", name=root.name, reason=error.strerror) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _inputs(documents: Sequence[Packed], settings: Settings) -> str:
    """A hash over everything the index depends on: sources, what was read from them and where, glosses, code, model."""
    whole = hashlib.sha256()
    for document in documents:
        whole.update(f"{document.digest} {document.file} {document.entry.companion} ".encode())
    whole.update(code_version().encode())
    whole.update("/".join(identity(settings)).encode())
    return whole.hexdigest()


def _verify(folder: Path, settings: Settings, staying: frozenset[str]) -> None:
    """Open the finished generation in a process of its own, where a crash of the store harms nobody."""
    private = folder.with_name(f"{folder.name}-copy")  # what a killed process leaves there is swept like the rest
    environment = {
        **os.environ,
        "TMPDIR": str(private),
        "ASSISTANT_EMBEDDING_MODEL": settings.embedding_model,
        "ASSISTANT_CHROMA_URL": settings.chroma_url,
        "PYTHONUTF8": "1",
    }
    if settings.chroma_token:
        environment["ASSISTANT_CHROMA_TOKEN"] = settings.chroma_token.get_secret_value()
    root = str(Path(assistant.__file__).parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join([root, environment.get("PYTHONPATH", "")])
    try:
        private.mkdir()
        found = subprocess.run(
            [sys.executable, "-m", "ingest.verify", str(folder), *staying],
            env=environment,
            capture_output=True,
            text=True,
            timeout=VERIFICATION,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise IndexDamaged("ingest.late_verification", seconds=VERIFICATION) from None
    finally:
        shutil.rmtree(private, ignore_errors=True)
    if found.returncode:
        raise IndexDamaged("ingest.unverified", reason=_told(found.stderr, found.returncode))


def _told(stderr: str, code: int) -> object:
    """What the verification found wrong, as it told it: an entry with its values, or what else it died of."""
    said = stderr.strip().splitlines()
    try:
        entry, values = json.loads(said[-1])
        return IndexDamaged(entry, **values)
    except (IndexError, ValueError, TypeError):
        return said[-1] if said else IndexDamaged("ingest.exit_code", code=code)


def _sweep_unfinished(root: Path) -> None:
    """Remove what killed builds left behind; the lock says that none of them is still running."""
    for folder in (root / FOLDER).glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)
    for pointer in root.glob(f".{POINTER}-*"):
        pointer.unlink(missing_ok=True)
