"""Page ends do not matter: laid out again with other ones, a standard reads the same."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_others import CODES
from typesetting import COLUMNS, HEADINGS, Style, lay_out

from assistant.standard.canonical import record
from assistant.standard.model import Standard
from ingest.check import check
from ingest.parse import parse
from ingest.source import decode, read

_PLACES = {"spans", "places", "errata"}


def _styles(again: st.SearchStrategy[bool]) -> st.SearchStrategy[Style]:
    return st.builds(
        Style,
        rows=st.integers(1, 7),
        cut=st.floats(0, 1),
        strip=st.booleans(),
        crumbs=st.booleans(),
        again=again,
        order=st.permutations(COLUMNS).map(tuple),
        headings=st.just(HEADINGS),
    )


def content(value: Any) -> Any:
    """A record without what the layout decides: places, and the ledger that tells of crumbs."""
    if isinstance(value, dict):
        return {name: content(inner) for name, inner in value.items() if name not in _PLACES}
    return [content(inner) for inner in value] if isinstance(value, list) else value


def _same(standard: Standard, seed: int, style: Style) -> None:
    text = lay_out(standard, Random(seed), style)
    parsed = parse(decode(text.encode(), "laid out again.txt"))
    assert content(record(parsed.standard)) == content(record(standard))
    assert check(parsed).sound


def _holds(standard: Standard, examples: int, again: st.SearchStrategy[bool]) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=True)
    @given(seed=st.integers(0, 2**32), style=_styles(again))
    def holds(seed: int, style: Style) -> None:
        _same(standard, seed, style)

    holds()


def test_shipped_standard(standard: Standard) -> None:
    """Any rows per page, any cut in any cell and any order of columns give the shipped standard, cells included."""
    _holds(standard, 80, st.booleans())


@pytest.mark.parametrize("code", CODES)
def test_other_standards(shared: Path, code: str) -> None:
    """The same holds for standards whose knowledge and skills hang on single activities."""
    _holds(parse(read(shared / "standards" / "text" / f"{code}.txt")).standard, 12, st.just(False))
