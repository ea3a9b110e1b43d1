"""A folder of files: each gets a verdict, one that is bad stops no other, and nothing published is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from office import Style, typed
from test_office import WRITERS

from assistant.errors import EmbeddingError
from assistant.index.embedding import Embedder, embedder
from assistant.index.generation import current, published
from assistant.settings import Settings
from assistant.standard import companion
from assistant.standard.model import Slot
from ingest import verdict
from ingest.__main__ import PARTLY, main
from ingest.build import build
from ingest.document import Document, beside
from ingest.held import Remembered
from ingest.parse import Parsed

Run = Callable[[], tuple[int, str, str]]


def _corpus(parent: Path, source: Path) -> Path:
    made = parent / "corpus"
    made.mkdir()
    (made / "A.txt").write_bytes(source.read_bytes())
    return made


def _published(parent: Path, corpus: Path) -> Path:
    """An index of a folder in which all is good; the table of its verdicts is no error."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(corpus), "--index", str(parent / "index")])
    said = (out.getvalue(), err.getvalue())
    assert code == 0 and "✓ A.txt：採用" in said[0] and "✗" not in "".join(said)
    return parent / "index"


@pytest.fixture(scope="module")
def of_one(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    """An index of the shipped standard as text."""
    parent = tmp_path_factory.mktemp("one")
    return _published(parent, _corpus(parent, source))


@pytest.fixture(scope="module")
def of_two(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    """An index of it, and of another beside it as a web page."""
    parent = tmp_path_factory.mktemp("two")
    corpus = _corpus(parent, source)
    (corpus / "B.html").write_bytes(_other(source, "html"))
    return _published(parent, corpus)


@pytest.fixture
def folder(tmp_path: Path, source: Path) -> Path:
    """A folder with the shipped standard as text."""
    return _corpus(tmp_path, source)


@pytest.fixture
def run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Ingest the folder; the exit code, what was said, and what errors were."""

    def ingest() -> tuple[int, str, str]:
        code = main([str(folder), "--index", str(tmp_path / "index")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ingest


def _other(source: Path, form: str, code: str = "BAS1499-009v9") -> bytes:
    text = source.read_text("utf-8").replace("BAS1499-002v2", code)
    return WRITERS[form](typed(text, Style(), Random(0)), Random(0))


def _codes(tmp_path: Path) -> list[str]:
    return [stored.standard.code for stored in current(tmp_path / "index").standards]


def test_a_bad_file_stops_no_other(folder: Path, source: Path, tmp_path: Path, run: Run) -> None:
    """Good files of all formats are published, each bad one is refused with its reason, and the exit code tells."""
    (folder / "B.docx").write_bytes(_other(source, "docx"))
    (folder / "C.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "D.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "E.txt").write_text("今天天氣很好。", "utf-8")
    (folder / "~$B.docx").write_bytes(b"lock")
    (folder / "A.companion.toml").write_text('standard = { code = "BAS1499-002v2", name = "x" }\n[gloss]\n', "utf-8")
    code, _, err = run()
    assert code == PARTLY
    assert _codes(tmp_path) == ["BAS1499-002v2", "BAS1499-009v9"]
    told = {line.split("：")[0]: line for line in err.splitlines() if line[:1] in "✓✗"}
    assert list(told) == ["✓ A.txt", "✓ B.docx", "✗ C.pdf", "✗ D.doc", "✗ E.txt"]
    assert "with findings" in told["✓ B.docx"] and "refused" in told["✗ D.doc"]
    for reason in ("damaged", "not read; save it as", "competency standard"):
        assert reason in err


def test_all_good_is_nothing_to_complain_of(of_one: Path, of_two: Path) -> None:
    """The table of verdicts is no error then, as every index that is published for these tests has it told."""
    assert [len(current(index).standards) for index in (of_one, of_two)] == [1, 2]


@pytest.mark.parametrize("bad", [b"", "T1 無".encode(), b"PK\3\4"])
def test_what_was_published_stays_when_its_file_goes_bad(
    folder: Path, source: Path, tmp_path: Path, run: Run, of_two: Path, bad: bytes
) -> None:
    """A standard whose file can no longer be read is still there, in its place; another is taken up beside it."""
    shutil.copytree(of_two, tmp_path / "index")
    before = current(tmp_path / "index").standards
    (folder / "A.txt").write_bytes(bad)
    (folder / "B.html").write_bytes(_other(source, "html", "BAS1499-008v8"))
    code, _, err = run()
    assert code == PARTLY and "the published one stays" in err
    after = current(tmp_path / "index").standards
    assert [stored.standard.code for stored in after] == ["BAS1499-002v2", "BAS1499-008v8"]
    assert after[0] == before[0]


def test_a_bad_file_in_another_format_keeps_the_published_standard(
    folder: Path, tmp_path: Path, run: Run, of_one: Path
) -> None:
    """A text that is replaced by a Word document of the same name that cannot be read stays published."""
    shutil.copytree(of_one, tmp_path / "index")
    (folder / "A.txt").rename(folder / "A.docx")
    (folder / "A.docx").write_bytes(b"PK\3\4")
    name = published(tmp_path / "index")
    assert run()[0] == 1
    assert published(tmp_path / "index") == name


def test_nothing_good_publishes_nothing(folder: Path, tmp_path: Path, run: Run) -> None:
    """Where every file is refused the pointer stays, and without one none is made."""
    (folder / "A.txt").write_text("x")
    code, _, err = run()
    assert (code, published(tmp_path / "index")) == (1, "")
    assert "Nothing was published" in err


def test_of_two_files_of_one_standard_none_is_chosen(
    folder: Path, source: Path, tmp_path: Path, run: Run, of_one: Path
) -> None:
    """Both are named, the others are published, and what was published of it stays."""
    shutil.copytree(of_one, tmp_path / "index")
    before = current(tmp_path / "index").standards[0]
    (folder / "B.odt").write_bytes(_other(source, "odt", "BAS1499-002v2"))
    (folder / "C.odt").write_bytes(_other(source, "odt"))
    code, _, err = run()
    assert code == PARTLY and "A.txt、B.odt 是同一份基準 BAS1499-002v2" in err
    assert current(tmp_path / "index").standards[0] == before
    assert _codes(tmp_path) == ["BAS1499-002v2", "BAS1499-009v9"]


def test_an_error_no_one_expected_stops_no_other(
    folder: Path, source: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program in one file is that file's verdict."""
    (folder / "B.docx").write_bytes(_other(source, "docx"))
    real = verdict.parse

    def fail(read: object) -> Parsed:
        if getattr(read, "name", "") == "B.docx":
            raise ZeroDivisionError
        return real(read)  # type: ignore[arg-type]

    monkeypatch.setattr(verdict, "parse", fail)
    code, _, err = run()
    assert code == PARTLY and "B.docx: it cannot be read (ZeroDivisionError)" in err
    assert _codes(tmp_path) == ["BAS1499-002v2"]


def test_other_places_of_the_same_text_are_published(parsed: Parsed, source: Path, tmp_path: Path, index: Path) -> None:
    """A document whose text is the same but stands elsewhere on its pages is built anew."""
    settings = Settings(index=Path(shutil.copytree(index, tmp_path / "index")))
    document = Document(parsed=parsed, companion=companion.read(source), beside=beside(source))
    assert not build([document], settings).fresh
    task = parsed.standard.tasks[0]
    moved = replace(task, spans=tuple(span._replace(at=Slot(1, 2)) for span in task.spans))
    standard = replace(parsed.standard, tasks=(moved, *parsed.standard.tasks[1:]))
    assert build([replace(document, parsed=replace(parsed, standard=standard))], settings).fresh
    assert current(settings.index).standards[0].standard.tasks[0].spans[0].at == Slot(1, 2)


def test_what_has_not_changed_is_not_embedded_anew(index: Path) -> None:
    """Texts of the published index are looked up, and their vectors are those the model gives."""

    class Counting:
        def __init__(self, model: Embedder) -> None:
            self.model, self.fingerprint, self.asked = model, model.fingerprint, list[str]()

        def documents(self, texts: list[str]) -> object:
            self.asked += texts
            return self.model.documents(texts)

    model = Counting(embedder(Settings(), reference=True))  # type: ignore[arg-type]
    remembered = Remembered(model, index)  # type: ignore[arg-type]
    texts = [record.text for record in current(index).records.values()][:40]
    found = remembered.documents([*texts, "從未見過的文字", texts[0]])
    assert model.asked == ["從未見過的文字"]
    assert np.allclose(found[:40], model.model.documents(texts), atol=1e-6)
    assert np.array_equal(found[0], found[-1])


def test_a_damaged_index_is_nothing_to_remember(tmp_path: Path) -> None:
    """Without an index, or with one that is not whole, all is embedded."""
    assert len(Remembered(embedder(Settings()), tmp_path).documents(["文字", "文字"])) == 2
    with pytest.raises(EmbeddingError):
        Remembered(embedder(Settings(embedding_model="somebody/no-such-model")), tmp_path)
