"""The page on threats is true: ten risks, each under its two numbers, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
RISKS = re.findall(r"^\| (LLM\d\d) [^|]+ \| (LLM\d\d) \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_every_risk_has_one_line_and_a_test() -> None:
    """The ten of either year, once each."""
    ten = [f"LLM{number:02}" for number in range(1, 11)]
    assert [now for now, _, _ in RISKS] == ten
    assert sorted(before for _, before, _ in RISKS) == ten
    assert all("::test_" in tests for _, _, tests in RISKS)


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_is_named_exists(file: str, name: str) -> None:
    """In that file, under that name."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
