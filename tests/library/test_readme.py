"""The examples of README and library page do what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.faces.cli.main import parser

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
LIBRARY = (Path(__file__).parent.parent.parent / "docs" / "library.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", LIBRARY, re.DOTALL | re.MULTILINE)
PYTHON = [code for language, code in BLOCKS if language == "python"]


def test_there_is_an_example_of_each() -> None:
    """The page shows the runnable and the retriever, in about ten lines each."""
    for name in ("AssistantRunnable(", "AssistantRetriever("):
        assert any(name in code for code in PYTHON)
    assert all(len(code.splitlines()) <= 12 for code in PYTHON)


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_an_example_runs(
    code: str, index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python block runs as it stands and prints codes of the standard."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    exec(compile(code, "library.md", "exec"), {"__name__": "example"})
    assert re.search(r"[TOPKSA]\d", capsys.readouterr().out)


def test_the_answer_shown_is_the_answer_given(rules: Assistant) -> None:
    """The answer printed at the top of the README is word for word what is answered today."""
    shown = re.search(r'\$ python -m assistant ask "(.+)"\n((?:    .*\n)+)', README)
    assert shown
    text = "\n".join(line[4:] for line in shown[2].splitlines())
    assert rules.ask(shown[1]).text in text


def test_the_servers_entry_names_a_command_that_exists() -> None:
    """The settings for a host are JSON whose command line the program understands."""
    (block,) = [json.loads(code) for language, code in BLOCKS if language == "json" and "mcpServers" in code]
    arguments = block["mcpServers"]["competency"]["args"]
    assert arguments[:2] == ["-m", "assistant"]
    assert callable(parser().parse_args(arguments[2:]).command)
