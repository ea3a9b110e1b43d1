"""What the program needs without its extras: it answers with no torch, no Streamlit and no reader of documents."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import anyio
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
HEAVY = ("torch", "sentence_transformers", "transformers", "streamlit", "pdfplumber", "pypdfium2", "PIL")
"""What no question needs."""
SKILLS = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}
TABLE, MEANING = "T5 需要哪些技能？", "客人電話等太久該怎麼改善？"


def _brought(wanted: list[Requirement]) -> Iterator[Path]:
    """The files and folders of the packages that these needs bring along, as far as they are installed."""
    seen: set[str] = set()
    while wanted:
        one = wanted.pop()
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        asked = {"", *one.extras}
        if name in seen or one.marker and not one.marker.evaluate():
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        for told in map(Requirement, found.requires or ()):
            if told.marker is None or any(told.marker.evaluate({"extra": extra}) for extra in asked):
                told.marker = None
                wanted.append(told)
        tops = {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}
        yield from (Path(str(found.locate_file(top))) for top in tops)


def _packages(folder: Path, *extras: str) -> Path:
    """A folder that holds the packages of the program and of some extras, and nothing else."""
    wanted = [*PROJECT["dependencies"], *(one for extra in extras for one in PROJECT["optional-dependencies"][extra])]
    folder.mkdir()
    for path in set(_brought([Requirement(one) for one in wanted])):
        (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip install competency-assistant` brings."""
    return _packages(tmp_path_factory.mktemp("core") / "packages")


def run(packages: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command with those packages and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    paths = os.pathsep.join((str(packages), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-S", "-m", *command],
        env=kept | {"PYTHONPATH": paths, "PYTHONUTF8": "1"} | more,
        cwd=packages.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def answered(packages: Path, index: Path, *command: str) -> str:
    """What a command printed that has to go well."""
    done = run(packages, "assistant", *command, "--index", str(index))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_core_holds_none_of_what_no_question_needs(core: Path) -> None:
    """Neither do its own needs bring it along; an operator who only asks installs none of it."""
    assert not {path.name for path in core.iterdir()} & set(HEAVY)
    assert (core / "chromadb").is_dir() and (core / "langchain_core").is_dir()
    code = f"import importlib.util as u; print([n for n in {HEAVY!r} if u.find_spec(n)])"
    found = subprocess.run(
        [sys.executable, "-S", "-c", code], env={"PYTHONPATH": str(core)}, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_the_core_answers(core: Path, index: Path, tmp_path: Path) -> None:
    """A question of the table, a situation, a form, and a file of questions, each as with everything installed."""
    table, meaning = (json.loads(answered(core, index, "ask", q, "--json")) for q in (TABLE, MEANING))
    assert (table["method"], len(table["citations"])) == ("table", 5)
    assert meaning["method"] == "retrieval" and meaning["citations"]
    form = json.loads(answered(core, index, "ask", "--form", json.dumps(SKILLS), "--json"))
    assert form["citations"] == table["citations"]
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": str(n), "question": q}) + "\n" for n, q in enumerate((TABLE, MEANING))), "utf-8"
    )
    answered(core, index, "batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"))
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 2


def test_the_core_is_examined_and_found_sound(core: Path, index: Path, tmp_path: Path) -> None:
    """Extras that are not there are named, and are no fault."""
    done = run(
        core,
        "assistant",
        "doctor",
        "--index",
        str(index),
        ASSISTANT_RUNS=str(tmp_path),
        ASSISTANT_CORPUS=str(ROOT / "corpus"),
    )
    assert done.returncode == 0, done.stdout
    assert "沒有 pages、ingest" in done.stdout


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        (["assistant", "serve-pages"], "pages"),
        (["assistant", "serve-api"], "api"),
        (["assistant", "serve-tools"], "tools"),
        (["ingest"], "ingest"),
        (["ingest", "check", "x.pdf"], "ingest"),
    ],
)
def test_what_needs_an_extra_names_it(core: Path, index: Path, command: list[str], extra: str) -> None:
    """One sentence with the command that installs it, and the exit code of a wrong use."""
    done = run(core, *command, "--index", str(index))
    assert done.returncode == 2
    assert f"pip install 'competency-assistant[{extra}]'" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and not done.stdout


def test_the_core_serves_tools(index: Path, tmp_path: Path) -> None:
    """With the extra of the protocol alone, to a client that speaks it."""
    mcp = pytest.importorskip("mcp", reason="the extra tools is not installed")
    from mcp.client.stdio import stdio_client

    packages = _packages(tmp_path / "packages", "tools")
    assert not {path.name for path in packages.iterdir()} & set(HEAVY)
    served = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-S", "-m", "assistant", "serve-tools", "--index", str(index)],
        env={"PYTHONPATH": os.pathsep.join((str(packages), str(ROOT))), "PYTHONUTF8": "1"},
    )

    async def asked() -> Any:
        async with mcp.Client(stdio_client(served)) as client:
            return await client.call_tool("ask", {"question": TABLE})

    assert "S27" in anyio.run(asked).structured_content["text"]
