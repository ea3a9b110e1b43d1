"""The index on a Chroma server: each generation a collection, the pointer in the server, a copy on every machine.

    standards-…            the records of a generation with their vectors
    standards-…-files      its manifest and its standards, a document each
    standards-current      whose metadata name the published one

Processes answer from their copy, a generation like any other: it is made from the server when the pointer there has
moved, and the digests of the manifest, whose own is in its name, vouch for it. Where the server is away answers go on
from it.
"""

import logging
import os
import secrets
import shutil
import socket
import threading
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import IndexDamaged, IndexMissing
from ..settings import Settings
from .generation import FOLDER, MANIFEST, STANDARDS, named, published, read, whole
from .publish import keep, point, publish, sweep

log = logging.getLogger(__name__)
PREFIX, FILES, CURRENT = "standards-", "-files", "standards-current"
PAUSE = 5.0
"""Seconds from one look at the pointer of the server to the next."""
PAGE = 200
"""Files read or written at once."""
_lock = threading.Lock()
_looked: dict[Path, float] = {}


def _client(settings: Settings) -> Any:
    from .chroma import server

    return server(settings)


def collection(inputs: str) -> str:
    """The name of a new collection for what is built from these inputs."""
    return f"{PREFIX}{inputs[:12]}-{secrets.token_hex(4)}"


def push(folder: Path, settings: Settings, known: str) -> None:
    """Publish a finished generation on the server, whose store is there; older ones go but for the last.

    :param known: the name of the generation.

    :raises IndexDamaged: when the server cannot be written to; what it publishes is then as it was.
    """
    name = read(folder).manifest.collection
    files = [folder / MANIFEST, *sorted((folder / STANDARDS).iterdir())]
    try:
        client = _client(settings)
        held = client.create_collection(f"{name}{FILES}")
        for start in range(0, len(files), PAGE):
            some = files[start : start + PAGE]
            ids, texts = [str(f.relative_to(folder)) for f in some], [f.read_text("utf-8") for f in some]
            held.add(ids=ids, documents=texts, embeddings=[[1.0]] * len(some))
        pointer = client.get_or_create_collection(CURRENT)
        before = str((pointer.metadata or {}).get("collection", ""))
        pointer.modify(metadata={"name": known, "collection": name})
        _sweep(client, {name, before})
    except Exception as error:
        raise IndexDamaged("server.unwritten_index") from error


def discard(name: str, settings: Settings) -> None:
    """Remove the collections of a generation that was not published; nothing where the server is away."""
    try:
        client = _client(settings)
        for one in (name, f"{name}{FILES}"):
            if one in _names(client):
                client.delete_collection(one)
    except Exception:  # noqa: BLE001 - what failed before it is what is told
        log.warning("what was not published could not be removed from the Chroma server")


def reach(settings: Settings) -> None:
    """:raises IndexMissing: when nobody answers there as a Chroma server does, told within seconds."""
    address = urlsplit(settings.chroma_url)
    try:
        port = address.port or {"http": 80, "https": 443}[address.scheme]
        socket.create_connection((address.hostname, port), PAUSE).close()
        _client(settings).heartbeat()
    except Exception as error:
        raise IndexMissing("server.unreachable", url=settings.chroma_url) from error


def refresh(settings: Settings) -> None:
    """Take over what the server publishes, if the pointer there has moved; looked at now and then, not every time.

    :raises IndexMissing: when nothing is published there, or it cannot be reached, and there is no copy.
    :raises IndexDamaged: when what it holds is not what the build recorded.
    """
    with _lock:
        if time.monotonic() - _looked.get(settings.index, -PAUSE) < PAUSE:
            return
        try:
            client = _client(settings)
            pointer = client.get_collection(CURRENT).metadata or {}
        except Exception as error:
            if published(settings.index):
                log.warning("the Chroma server is away; answers go on from the copy")
                _looked[settings.index] = time.monotonic()
                return
            raise IndexMissing("server.no_index") from error
        if pointer.get("name") != published(settings.index):
            _pull(client, str(pointer["name"]), str(pointer["collection"]), settings)
        _looked[settings.index] = time.monotonic()


def _pull(client: Any, name: str, collection: str, settings: Settings) -> None:
    """Write a copy of a published generation, examine it, and point to it."""
    from .chroma import ChromaRecords

    if not named(name):
        raise IndexDamaged("server.improper_name")
    before = published(settings.index)
    aside = settings.index / FOLDER / f".copy-{os.getpid()}"
    try:
        (aside / STANDARDS).mkdir(parents=True)
        held = client.get_collection(f"{collection}{FILES}")
        for start in range(0, held.count(), PAGE):
            page = held.get(include=["documents"], limit=PAGE, offset=start)
            for file, text in zip(page["ids"], page["documents"], strict=True):
                if file != MANIFEST and Path(file).parent != Path(STANDARDS):
                    raise IndexDamaged("server.foreign_file", name=Path(file).name)
                (aside / file).write_text(text, encoding="utf-8")
        records, vectors = ChromaRecords.on_server(settings, collection).contents()
        keep(aside, records, vectors)
        if (settings.index / FOLDER / name).exists():
            point(settings.index, name)
        else:
            whole(aside, name)
            publish(settings.index, aside, name)
        sweep(settings.index, {name, before})
    except OSError as error:
        raise IndexDamaged("server.unwritten_copy", folder=settings.index.name, fault=error.strerror) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(client: Any, keep: Collection[str]) -> None:
    for name in _names(client):
        if name.startswith(PREFIX) and name != CURRENT and name.removesuffix(FILES) not in keep:
            client.delete_collection(name)


def _names(client: Any) -> list[str]:
    return [found.name for found in client.list_collections()]
