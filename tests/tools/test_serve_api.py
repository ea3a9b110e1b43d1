"""`python -m assistant serve-api` from its start to its end, as the shell sees it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra api is not installed")
ROOT = Path(__file__).parents[2]
LIST = "T5 需要哪些技能？"


@pytest.fixture
def port() -> int:
    """One that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_the_command_serves_on_loopback(index: Path, port: int) -> None:
    """`serve-api` listens on this machine alone and answers there."""
    served = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve-api", "--index", str(index), "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert served.stderr is not None
        assert served.stderr.readline().strip() == f"http://127.0.0.1:{port}/openapi.json"
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/ask",
            json.dumps({"question": LIST}).encode(),
            {"content-type": "application/json"},
        )
        for _ in range(50):
            try:
                with urllib.request.urlopen(request, timeout=30) as found:
                    assert [e["code"] for e in json.load(found)["evidence"]] == ["T5", "S27", "S28", "S29", "S30"]
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        else:
            pytest.fail("the server did not come up")
    finally:
        served.terminate()
        assert served.wait(20) in (0, -15)


def _ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What Python ended with by itself, run in the checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_without_the_extra_one_sentence_says_what_to_install(index: Path) -> None:
    """Where FastAPI is missing, the command names the extra and ends as wrong usage does."""
    code = (
        "import runpy, sys; sys.modules['fastapi'] = None; sys.argv[0] = 'assistant';"
        " runpy.run_module('assistant', run_name='__main__')"
    )
    done = _ended("-c", code, "serve-api", "--index", str(index))
    assert done.returncode == 2
    assert "competency-assistant[api]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "203.0.113.1"])
def test_an_address_that_cannot_be_had_is_told(index: Path, port: int, host: str) -> None:
    """Another program listens there, or it is none of this machine: one sentence with what to choose."""
    with socket.create_server(("127.0.0.1", port)):
        done = _ended("-m", "assistant", "serve-api", "--index", str(index), "--port", str(port), "--host", host)
    assert done.returncode == 2
    assert f"{host}:{port}" in done.stderr and "--port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
