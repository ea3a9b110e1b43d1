"""The folder of a search model: what belongs to it, and what does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.errors import EmbeddingError
from assistant.index import model_folder
from assistant.index.embedding import located
from assistant.settings import Settings


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the bundled model."""
    return Path(shutil.copytree(located(Settings().embedding_model), tmp_path / "model"))


def test_a_file_that_is_no_part_is_stray_and_does_no_harm(copy: Path) -> None:
    """It is named, and the parts are the same as before."""
    before = model_folder.parts(copy)
    (copy / "notes.bin.old").write_text("x", encoding="utf-8")
    assert model_folder.stray(copy) == ("notes.bin.old",)
    assert model_folder.parts(copy) == before
    model_folder.present(copy)


def test_a_part_that_is_missing_is_named(copy: Path) -> None:
    """Whoever repairs it knows what to look for."""
    for file in copy.rglob("*.safetensors"):
        file.unlink()
    with pytest.raises(EmbeddingError, match=r"model\.safetensors"):
        model_folder.present(copy)
