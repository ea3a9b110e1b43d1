"""What all tests share: no network, one index for the session, the parsed standard."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("OMP_NUM_THREADS", "1")

import fcntl
import ipaddress
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from assistant import Assistant, Settings
from assistant.standard import companion
from assistant.standard.model import Standard
from assistant.standard.relations import Relations
from ingest.build import build
from ingest.document import Document, beside
from ingest.parse import Parsed, parse
from ingest.source import read

settings.register_profile("shared machine", deadline=None, derandomize=True)
settings.load_profile("shared machine")
ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
_connect = socket.socket.connect


def _loopback_only(self: socket.socket, address: Any) -> None:
    """Refuse every connection that leaves the machine."""
    if isinstance(address, tuple) and address[0] != "localhost" and not ipaddress.ip_address(address[0]).is_loopback:
        raise AssertionError(f"a test reached for the network: {address}")
    _connect(self, address)


socket.socket.connect = _loopback_only  # type: ignore[method-assign, assignment]


@pytest.fixture(scope="session")
def source() -> Path:
    """The shipped source document."""
    return ROOT / "corpus" / "BAS1499-002v2.txt"


@pytest.fixture(scope="session")
def parsed(source: Path) -> Parsed:
    """The shipped document, parsed."""
    return parse(read(source))


@pytest.fixture(scope="session")
def standard(parsed: Parsed) -> Standard:
    """The shipped standard."""
    return parsed.standard


@pytest.fixture(scope="session")
def index(parsed: Parsed, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shipped standard, built once; several processes share the one that the first of them builds."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder = base / "索引 index"
    with (base / "index.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        document = Document(parsed=parsed, companion=companion.read(source), beside=beside(source))
        build([document], Settings(index=folder))
    return folder


@pytest.fixture(scope="session")
def assistant(index: Path) -> Assistant:
    """The assistant over the shipped standard, by rule."""
    return Assistant(Settings(index=index))


@pytest.fixture(scope="session")
def relations(standard: Standard) -> Relations:
    """The look-ups of the shipped standard."""
    return Relations(standard)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of further standards and evaluation questions beside the project; tests that need it skip without."""
    if not SHARED.is_dir():
        pytest.skip("the folder of further standards and questions is not beside the project")
    return SHARED
