"""The page on faults is true: all cases, each with a test, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "faults.md").read_text("utf-8")
CASES = 35
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_every_case_has_a_line_and_a_test() -> None:
    """Each once, in order; no row of any table is without a test."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not re.match(r"\| (---|fault|\|)", line)]
    assert [int(n[1]) for n in (re.match(r"\| (\d+) \|", row) for row in rows) if n] == list(range(1, CASES + 1))
    assert [row for row in rows if "::test_" not in row] == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_is_named_exists(file: str, name: str) -> None:
    """In that file, under that name."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
