"""Measurements and campaigns in processes of their own, and what they come to as a page."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parents[1]


def alone(module: str, *arguments: object) -> dict[str, Any]:
    """Run a module in a new process; what it printed last as JSON, with its `seconds` from start to end.

    :raises RuntimeError: when it fails, with what it said.
    """
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "ASSISTANT_DEFAULT_STANDARD": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found | {"seconds": time.perf_counter() - start}


def machine() -> str:
    """What was measured on."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def page(template: Path, **values: object) -> str:
    """A template filled in; one that ends in .svg escapes what it is given."""
    templates = Environment(
        loader=FileSystemLoader(template.parent),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".svg")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return templates.get_template(template.name).render(values)
