"""What the code of the pages may not do: load what is heavy, or write HTML by hand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_first_page_needs_no_heavy_library() -> None:
    """The pages import neither Chroma nor torch nor LangChain."""
    script = "import sys, assistant.faces.pages.chat, assistant.faces.pages.source; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    heavy = {"chromadb", "torch", "sentence_transformers", "langchain", "langchain_core", "transformers"}
    assert "streamlit" in loaded.split() and not heavy & set(loaded.split())


def test_pages_never_allow_html() -> None:
    """No page switches off the escaping of Markdown, writes HTML by hand, or has a text reach the browser as script.

    HTML is drawn with templates, which escape; what they take as it is, is the evaluation's own chart.
    """
    rooms = [ROOT / "assistant" / "faces" / room for room in ("pages", "export")]
    pages = [ROOT / "app.py", *(file for room in rooms for file in room.glob("*.py"))]
    assert len(pages) > 8
    by_hand = r"unsafe_allow|iframe|innerHTML|</?[a-z]+[ >]|^from html|^import html|Markup"
    assert not [p.name for p in pages if re.search(by_hand, p.read_text("utf-8"), re.MULTILINE)]
    templates = [file.read_text("utf-8") for room in rooms for file in room.glob("templates/*.html")]
    taken = [line for template in templates for line in template.splitlines()]
    assert len([line for line in taken if "safe }}" in line]) == 1
    scripts = list((ROOT / "assistant" / "faces" / "pages").glob("*.js"))
    assert len(scripts) > 2 and not [s.name for s in scripts if "innerHTML" in s.read_text("utf-8")]
