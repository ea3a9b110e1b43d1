"""`python -m assistant serve-tools` from its start to its end, as the shell sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_WITHOUT_EXTRA = (
    "import runpy, sys; sys.modules['mcp'] = None; sys.argv[0] = 'assistant';"
    " runpy.run_module('assistant', run_name='__main__')"
)


def served(*start: str, index: Path) -> subprocess.CompletedProcess[str]:
    """The command, run with an input that is at its end."""
    return subprocess.run(
        [sys.executable, *start, "serve-tools", "--index", str(index)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def one_sentence(ended: subprocess.CompletedProcess[str]) -> str:
    """What the command said on standard error, when that is one line and nothing went to standard output."""
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_without_the_extra_one_sentence_says_what_to_install(index: Path) -> None:
    """Where the protocol's package is missing, the command names the extra and ends as wrong usage does."""
    ended = served("-c", _WITHOUT_EXTRA, index=index)
    assert "competency-assistant[tools]" in one_sentence(ended)
    assert ended.returncode == 2


def test_without_an_index_one_sentence_says_how_to_build_it(tmp_path: Path) -> None:
    """Where nothing was ingested yet, the command says so and ends, and no client waits for it."""
    ended = served("-m", "assistant", index=tmp_path / "none")
    assert "python -m ingest" in one_sentence(ended)
    assert ended.returncode == 1


def test_the_server_ends_with_its_client(index: Path) -> None:
    """At the end of its input the server ends well, and has written nothing that is not the protocol's."""
    ended = served("-m", "assistant", index=index)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "Traceback" not in ended.stderr
