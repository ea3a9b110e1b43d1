"""A folder of many standards, ingested again: only what changed is read, embedded and stored, and what is gone goes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest

import ingest.build
from assistant import Assistant
from assistant.errors import IndexDamaged
from assistant.index.chroma_store import ChromaStore
from assistant.index.embedding import Embedder, embedder
from assistant.index.generation import Generation, current
from assistant.index.vectors import Vectors
from assistant.retrieval import beyond
from assistant.settings import Settings
from assistant.standard.companion import Companion
from assistant.standard.model import Standard
from ingest import held, source, verdict
from ingest.__main__ import main
from ingest.contents import BATCH
from ingest.split import split
from tests.bench.catalogue import recombined
from tests.ingest.typesetting import Style, lay_out

MANY = 6
Run = Callable[[], Generation]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, standard: Standard) -> Path:
    """A folder of small standards, recombined from the shipped one, and the index of it beside."""
    made = tmp_path_factory.mktemp("many")
    (made / "corpus").mkdir()
    for one in recombined([standard], MANY, size=30):
        text = lay_out(one, Random(0), Style(rows=1000, cut=0.0, crumbs=False))
        (made / "corpus" / f"{one.code}.txt").write_text(text, encoding="utf-8")
    assert main([str(made / "corpus"), "--index", str(made / "index")]) == 0
    return made


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    """A copy of both that a test may change; the folder of documents."""
    shutil.copytree(published / "index", tmp_path / "index")
    return Path(shutil.copytree(published / "corpus", tmp_path / "corpus"))


@pytest.fixture
def run(folder: Path, tmp_path: Path) -> Run:
    """Ingest the folder, and open what is published."""

    def ingested() -> Generation:
        assert main([str(folder), "--index", str(tmp_path / "index")]) == 0
        return current(tmp_path / "index")

    return ingested


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_only_what_changed_is_read_and_stored(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of six files one is edited and one removed: one is parsed, its texts alone are stored, and all agree."""
    before = current(folder.parent / "index")
    edited, removed = _files(folder)[1:3]
    edited.write_text(edited.read_text("utf-8").replace("客戶", "顧客"), "utf-8")
    removed.unlink()
    stored: list[str] = []
    parsed: list[str] = []
    add, parse = ChromaStore.add, verdict.parse
    monkeypatch.setattr(
        ChromaStore, "add", lambda s, chunks: (stored.extend(c.standard for c in chunks), add(s, chunks))[1]
    )
    monkeypatch.setattr(verdict, "parse", lambda source: (parsed.append(source.name), parse(source))[1])
    capsys.readouterr()
    after = run()
    assert parsed == [edited.name] and set(stored) == {edited.stem}
    assert list(after.manifest.standards) == [file.stem for file in _files(folder)]
    assert capsys.readouterr().out.count("未變動 unchanged") == MANY - 2
    old, new = Vectors.open(before), Vectors.open(after)
    assert not any(record.standard == removed.stem for record in new.records.values())
    standards = [parse(source.read(file)).standard for file in _files(folder)]
    chunks = [c for one in standards for c in split(one, Companion())] + list(beyond.chunks())
    assert list(new.records.values()) == [record for chunk in chunks for record in chunk.records]
    texts = [record.text for record in new.records.values()]
    assert (np.load(after.vectors) * embedder(Settings()).documents(texts)).sum(axis=1).min() > 0.999
    kept = [i for i, record in new.records.items() if record.standard not in ("", edited.stem)]
    assert np.array_equal(old.of(kept), new.of(kept))
    answer = Assistant(Settings(index=folder.parent / "index")).ask("顧客等太久怎麼辦", standard=edited.stem)
    assert all("客戶" not in citation.text for citation in answer.citations)


def test_a_store_that_fails_when_taken_over_is_built_anew(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken over and does not pass its verification costs time, not the ingestion."""
    edited = _files(folder)[0]
    edited.write_text(edited.read_text("utf-8").replace("客戶", "顧客"), "utf-8")
    verify, tried = ingest.build._verify, list[int]()

    def strict(aside: Path, settings: Settings, staying: frozenset[str]) -> None:
        tried.append(len(staying))
        if staying:
            raise IndexDamaged("no")
        verify(aside, settings, staying)

    monkeypatch.setattr(ingest.build, "_verify", strict)
    assert run().manifest.counts[edited.stem]
    assert tried == [MANY - 1, 0]


def test_another_program_or_companion_reads_all_again(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file counts as unchanged only for the program that read it, and with the companion that it had."""
    index = folder.parent / "index"
    first, second = _files(folder)[:2]
    assert held.Held(index).unchanged(first)
    (folder / f"{first.stem}.companion.toml").write_text(
        f'standard = {{ code = "{first.stem}", name = "x" }}\n[gloss]\n', "utf-8"
    )
    assert not held.Held(index).unchanged(first) and held.Held(index).unchanged(second)
    another = held.code_version()[::-1]
    monkeypatch.setattr(held, "code_version", lambda: another)
    assert not held.Held(index).unchanged(second)


def test_the_progress_tells_how_much_is_left(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done rises to what there is in all, of which there is a guess from the first batch on."""
    found: list[tuple[int, int]] = []
    monkeypatch.setattr(ingest.build, "_verify", lambda *_: None)
    documents = [one for file in _files(folder)[:3] if (one := verdict.judge(file, listed=True).publishable)]
    built = ingest.build.build(documents, Settings(index=tmp_path / "other"), lambda *told: found.append(told))
    done = [d for d, _ in found]
    assert 0 < done[0] <= BATCH and done == sorted(done) and found[-1][0] == found[-1][1] > 0
    assert all(whole >= d for d, whole in found) and built.seconds.keys() >= {"storing", "files", "verification"}


def test_only_a_first_index_is_embedded_by_the_reference(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is added later is embedded directly, so that nobody waits for torch; an index built anew is not."""
    opened: list[bool] = []

    def told(settings: Settings, *, reference: bool = False) -> Embedder:
        opened.append(reference)
        return embedder(settings, reference=reference)

    monkeypatch.setattr(ingest.build, "embedder", told)
    next(folder.iterdir()).unlink()
    run()
    shutil.rmtree(tmp_path / "index")
    run()
    assert opened == [False, True]
