"""Settings: read where the program stands and where it is started; what cannot be honoured is told, never ignored."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import settings
from assistant.errors import UsageError
from assistant.language.catalogue.area import told
from assistant.settings import load, unknown


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to start in, with a program that stands elsewhere."""
    program = tmp_path / "program"
    started = tmp_path / "started"
    program.mkdir()
    started.mkdir()
    monkeypatch.setattr(settings, "FILES", (program / ".env", Path(".env")))
    monkeypatch.setitem(settings.Settings.model_config, "env_file", (program / ".env", Path(".env")))
    monkeypatch.chdir(started)
    return started


def test_the_file_beside_the_program_counts_wherever_it_is_started(here: Path) -> None:
    """A page that is switched off stays so from another folder; the file where it is started comes before."""
    (here.parent / "program" / ".env").write_text("ASSISTANT_FEEDBACK=false\nASSISTANT_HISTORY_LIMIT=3\n")
    assert (load().feedback, load().history_limit) == (False, 3)
    (here / ".env").write_text("ASSISTANT_HISTORY_LIMIT=5\n")
    assert (load().feedback, load().history_limit) == (False, 5)


@pytest.mark.parametrize("encoding", ["big5", "utf-16"])
def test_a_file_in_another_encoding_is_told(encoding: str, here: Path) -> None:
    """Big5 and UTF-16 are a sentence, not a traceback."""
    (here / ".env").write_bytes("ASSISTANT_CHAT_MODEL=客服\n".encode(encoding))
    with pytest.raises(UsageError, match="UTF-8"):
        load()


def test_a_byte_order_mark_is_no_part_of_a_name(here: Path) -> None:
    """A file as some editors save it is read rightly."""
    (here / ".env").write_text("ASSISTANT_FEEDBACK=false\n", encoding="utf-8-sig")
    assert not load().feedback


def test_a_misspelt_setting_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resembles a setting is refused wherever it stands; another program's is left alone."""
    (here / ".env").write_text("ASSISTANT_FEEDBAK=false\nASSISTANT_PET=cat\n")
    with pytest.raises(UsageError, match="ASSISTANT_FEEDBAK → ASSISTANT_FEEDBACK"):
        load()
    (here / ".env").unlink()
    monkeypatch.setenv("ASSISTANT_RUN", "x")
    with pytest.raises(UsageError, match="ASSISTANT_RUN → ASSISTANT_RUNS"):
        load()
    monkeypatch.delenv("ASSISTANT_RUN")
    monkeypatch.setenv("ASSISTANT_PET", "cat")
    assert ("ASSISTANT_PET", "") in list(unknown()) and load()


def test_home_is_home(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` in a path is the reader's home, never a folder of that name."""
    monkeypatch.setenv("ASSISTANT_RUNS", "~/runs")
    assert load().runs == Path.home() / "runs"


def test_a_value_that_cannot_be_used_is_told_in_both_languages(here: Path) -> None:
    """The setting is named in each of them, with what is wrong with it."""
    (here / ".env").write_text("ASSISTANT_HISTORY_LIMIT=-1\n")
    with pytest.raises(UsageError) as raised:
        load()
    for language in ("zh-TW", "en"):
        assert "ASSISTANT_HISTORY_LIMIT (Input should be greater than" in told(raised.value, language)


def test_an_address_holds_no_password(here: Path) -> None:
    """It is told when the server cannot be reached; a token has a setting of its own, which is never told."""
    (here / ".env").write_text("ASSISTANT_CHROMA_URL=http://reader:secret@store:8000\n")
    with pytest.raises(UsageError, match="ASSISTANT_CHROMA_URL") as raised:
        load()
    assert "secret" not in str(raised.value)
