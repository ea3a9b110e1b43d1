"""What the campaigns came to, as a page."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def report(found: Mapping[str, Any], folder: Path) -> None:
    """Write torture.md."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    page = templates.get_template("torture.md").render(found=dict(found), machine=machine)
    (folder / "torture.md").write_text(page, encoding="utf-8")
