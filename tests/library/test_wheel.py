"""The wheel: whole, typed, and at work from a folder of packages in which it writes nothing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="the build backend is not installed")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages into which the wheel was unpacked, as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


@pytest.fixture
def user(tmp_path: Path, index: Path) -> Path:
    """The home of someone who has ingested."""
    shutil.copytree(index, tmp_path / "data" / "competency-assistant" / "index")
    return tmp_path


def installed(packages: Path, user: Path, **more: str) -> dict[str, str]:
    """The environment of a command of the installed program, started by that user."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return kept | {"PYTHONPATH": str(packages), "XDG_DATA_HOME": str(user / "data"), "PYTHONUTF8": "1"} | more


def test_the_wheel_holds_what_the_program_needs(packages: Path) -> None:
    """Types, corpus, model, pages and what the server of the pages is told; no module named `app`; the scripts."""
    for name in ("assistant/py.typed", "ingest/py.typed"):
        assert (packages / name).is_file()
    for name in ("corpus", "models", "app.py", "server.py", ".streamlit/config.toml"):
        there, here = packages / "assistant" / "_data" / name, ROOT / name
        files = [Path()] if here.is_file() else [f.relative_to(here) for f in here.rglob("*") if f.is_file()]
        assert files
        for file in files:
            assert (there / file).read_bytes() == (here / file).read_bytes()
    assert {f.name for f in packages.iterdir() if f.suffix != ".dist-info"} == {"assistant", "ingest"}
    scripts = ConfigParser()
    (entries,) = packages.glob("*.dist-info/entry_points.txt")
    scripts.read(entries)
    assert set(scripts["console_scripts"]) == {"competency-assistant", "competency-ingest"}


def test_the_installed_program_keeps_to_the_users_folder(packages: Path, user: Path) -> None:
    """Index, runs and feedback lie with the user; settings are read there; among the packages nothing is written."""
    before = {f: f.stat().st_mtime_ns for f in packages.rglob("*") if f.suffix != ".pyc"}
    (user / "data" / "competency-assistant" / ".env").write_text("ASSISTANT_HISTORY_LIMIT=3\n")
    code = (
        "from assistant import Assistant, Settings\n"
        "from assistant.evaluation.feedback import FeedbackStore, entry_of\n"
        "settings = Settings()\n"
        "answer = Assistant(settings).ask('T5 需要哪些技能？')\n"
        "FeedbackStore(settings.runs).rate('1', entry_of(answer, 'up'))\n"
        "print(settings.index, settings.runs, settings.history_limit, len(answer.cited_codes), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=user,
        env=installed(packages, user),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    home = user / "data" / "competency-assistant"
    assert done.stdout.splitlines() == [str(home / "index"), str(home / "runs"), "3", "5"]
    assert (home / "runs" / "feedback.sqlite").is_file()
    after = {f: f.stat().st_mtime_ns for f in packages.rglob("*") if f.suffix != ".pyc" and f.name != "__pycache__"}
    assert {f for f, stamp in after.items() if f.is_file() and before.get(f) != stamp} == set()


@pytest.fixture
def pages(packages: Path, user: Path) -> Iterator[subprocess.Popen[str]]:
    """The server of the pages, started from another folder by the command."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve-pages"],
        cwd=user,
        env=installed(packages, user, STREAMLIT_SERVER_PORT=str(port), HOME=str(user)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    patience = threading.Timer(60, served.kill)
    patience.start()
    yield served
    patience.cancel()
    served.kill()
    served.wait()


def test_the_installed_pages_are_served_on_this_machine_alone(pages: subprocess.Popen[str]) -> None:
    """What the server is told travels with the wheel: a loopback address, no statistics."""
    assert pages.stdout is not None
    said = ""
    for line in pages.stdout:
        said += line
        if "URL:" in line:
            break
    assert "URL: http://127.0.0.1:" in said
    assert "usage statistics" not in said.lower()
