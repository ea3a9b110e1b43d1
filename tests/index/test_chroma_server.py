"""The index on a real Chroma server: built there, answered from copies on several machines, and never half."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import running

import ingest.build
from assistant import Assistant, Settings
from assistant.errors import IndexDamaged, IndexMissing
from assistant.index import chroma, server
from assistant.index.generation import current, published
from assistant.standard.companion import Companion
from ingest.build import build
from ingest.document import Document
from ingest.parse import Parsed, parse
from ingest.source import decode

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that all tests here share."""
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture
def machine(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The machine that builds; every look at the pointer is a fresh one."""
    monkeypatch.setattr(server, "PAUSE", 0.0)
    return Settings(index=tmp_path / "builds", chroma_url=address)


def _document(text: str, name: str) -> Document:
    return Document(parsed=parse(decode(text.encode(), name)), companion=Companion())


def test_what_one_machine_publishes_others_answer_from(machine: Settings, parsed: Parsed, tmp_path: Path) -> None:
    """Another machine has a copy that its digests vouch for, follows the pointer, and goes on without the server."""
    text = parsed.source.text
    first = build([_document(text, parsed.source.name)], machine)
    other = machine.model_copy(update={"index": tmp_path / "answers"})
    assistant = Assistant(other)
    assert "S32" in assistant.ask("S32 是什麼").cited_codes
    assert published(other.index) == first.name == current(other.index).id
    assert assistant.ask("客人等太久怎麼辦").method == "retrieval"
    assert not current(other.index).chroma.exists()
    second = build([_document(text.replace(" S32 達到有效遴選成果的訪談和招募技能", ""), parsed.source.name)], machine)
    assert assistant.ask("S32 是什麼").refused and published(other.index) == second.name
    collections = {c.name for c in chroma.server(machine).list_collections()}
    assert len(collections) == 5, "two generations of two collections, and the pointer"
    away = machine.model_copy(update={"index": other.index, "chroma_url": "http://127.0.0.1:9"})
    assert not Assistant(away).ask("T5 需要哪些技能").refused
    _refused(machine, other, parsed, second.name)


def _refused(machine: Settings, other: Settings, parsed: Parsed, name: str) -> None:
    """A build that fails leaves pointer and collections; a copy that was tampered with is not taken."""
    before = {c.name for c in chroma.server(machine).list_collections()}
    verify = ingest.build._verify

    def fail(*_: object) -> None:
        raise IndexDamaged("no")

    ingest.build._verify = fail  # type: ignore[assignment]
    try:
        with pytest.raises(IndexDamaged, match="no"):
            build([_document(parsed.source.text.replace("訪談準則", "面談準則"), parsed.source.name)], machine)
    finally:
        ingest.build._verify = verify
    assert {c.name for c in chroma.server(machine).list_collections()} == before
    held = chroma.server(machine).get_collection(f"{current(machine.index).manifest.collection}{server.FILES}")
    file = next(i for i in held.get()["ids"] if i.startswith("standards/"))
    held.update(ids=[file], documents=["{}"], embeddings=[[1.0]])
    shutil.rmtree(other.index)
    with pytest.raises(IndexDamaged):
        server.refresh(other)
    assert published(other.index) == "" and published(machine.index) == name


def test_without_a_server_and_without_a_copy_there_is_a_sentence(tmp_path: Path) -> None:
    """Nothing is created, and the setting is named."""
    settings = Settings(index=tmp_path / "index", chroma_url="http://127.0.0.1:9")
    with pytest.raises(IndexMissing, match="ASSISTANT_CHROMA_URL"):
        Assistant(settings).ask("T5")
    assert not (tmp_path / "index").exists()
