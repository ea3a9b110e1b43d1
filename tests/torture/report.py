"""What the campaigns came to, as a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.apart import machine, page


def report(found: Mapping[str, Any], folder: Path) -> None:
    """Write torture.md."""
    told = page(Path(__file__).with_name("templates") / "torture.md", found=dict(found), machine=machine())
    (folder / "torture.md").write_text(told, encoding="utf-8")
