"""The measurements as a page with tables, and as a picture."""

from __future__ import annotations

import os
from collections.abc import Mapping
from math import log10
from pathlib import Path
from typing import Any

from tests.apart import machine, page

LINES = (
    ("table", "table answer", "#2a6fdb"),
    ("situation", "situation, one standard", "#d9822b"),
    ("situation_all", "situation, all standards", "#b0413e"),
    ("everywhere", "nearest records of all standards", "#7a4fd0"),
    ("chroma", "plain Chroma query", "#6b7280"),
    ("lexical", "full-text search", "#9ca3af"),
)
"""What the picture shows: the name of a measurement, what it is called, its colour."""
WIDTH, HEIGHT = 640, 320
LEAST, MOST = 0.1, 1000.0
"""Milliseconds at the foot and at the head of the picture."""


def report(found: Mapping[str, Any], folder: Path) -> None:
    """Write bench.md and bench.svg."""
    templates, load = Path(__file__).with_name("templates"), os.getloadavg()[2]
    told = page(templates / "bench.md", found=dict(found), machine=f"{machine()}, load {load:.0f}")
    (folder / "bench.md").write_text(told, encoding="utf-8")
    picture = page(templates / "bench.svg", lines=_lines(found), width=WIDTH, height=HEIGHT, ticks=_ticks())
    (folder / "bench.svg").write_text(picture, encoding="utf-8")


def _lines(found: Mapping[str, Any]) -> list[dict[str, object]]:
    sizes = list(found)
    step = WIDTH / max(1, len(sizes))
    return [
        {
            "name": name,
            "colour": colour,
            "points": [
                (round(step * (n + 0.5)), _height(found[size]["ask"][measure]["p50"]), size)
                for n, size in enumerate(sizes)
            ],
        }
        for measure, name, colour in LINES
    ]


def _height(value: float) -> int:
    """Where a time stands, by its logarithm."""
    share = (log10(max(value, LEAST)) - log10(LEAST)) / (log10(MOST) - log10(LEAST))
    return round(HEIGHT * (1 - share))


def _ticks() -> list[tuple[int, str]]:
    return [(_height(value), f"{value:g} ms") for value in (0.1, 1.0, 10.0, 100.0, 1000.0)]
