"""The reference pages: `make reference` makes one for every module that others may use, from its docstrings."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pdoc", reason="the extra docs is not installed")
pytestmark = pytest.mark.campaign
ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command of the Makefile writes."""
    rooms = re.search(r"^ROOMS := (.+)$", MAKEFILE, re.MULTILINE)
    line = re.search(r"^\t\$\(BIN\)/python -m (pdoc .+)$", MAKEFILE, re.MULTILINE)
    assert rooms and line
    folder = tmp_path_factory.mktemp("reference")
    named = " ".join(f"assistant.{room}" for room in rooms[1].split())
    command = line[1].replace("$(ROOMS:%=assistant.%)", named).replace("build/reference", str(folder))
    subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder


def test_every_module_has_a_page(pages: Path) -> None:
    """No room is left out; what a package exports stands on its own page, as whoever imports it sees it."""
    made = {str(page.relative_to(pages).with_suffix("")).replace(os.sep, ".") for page in pages.rglob("*.html")}
    files = [f.relative_to(ROOT) for room in ("assistant", "ingest") for f in (ROOT / room).rglob("*.py")]
    modules = {".".join(f.with_suffix("").parts).removesuffix(".__init__") for f in files if f.name != "__main__.py"}
    assert len(modules) > 200
    exporting = {m for m in modules if m.count(".") > 1 and _exports(ROOT / m.replace(".", "/") / "__init__.py")}
    left_out = {m for m in modules - made if m.rpartition(".")[0] not in exporting}
    assert left_out == set()


def _exports(package: Path) -> bool:
    return package.is_file() and "__all__" in package.read_text("utf-8")


def test_a_page_tells_what_the_docstring_does(pages: Path) -> None:
    """Parameters and what is raised are set out, and nothing is fetched from elsewhere."""
    page = (pages / "assistant" / "faces" / "langchain.html").read_text("utf-8")
    assert "AssistantRetriever" in page and "Codes written in the question come first" in page
    assert "Raises" in (pages / "assistant" / "index" / "generation.html").read_text("utf-8")
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=\"https?:", page)
