"""Versions by their codes."""

from __future__ import annotations

import pytest

from assistant.standard.version import chosen, family, newest, number

CODES = ("ABC1234-001", "ABC1234-001v2", "ABC1234-001v10", "ABC1234-002v3")


def test_a_code_tells_family_and_version() -> None:
    """A code without a version is the first."""
    assert [(family(c), number(c)) for c in CODES[:3]] == [("ABC1234-001", 1), ("ABC1234-001", 2), ("ABC1234-001", 10)]


def test_the_newest_counts_as_numbers_do() -> None:
    """Ten comes after two; another family does not matter."""
    assert newest(CODES, "ABC1234-001v2") == "ABC1234-001v10"
    assert newest((), "ABC1234-001v2") == "ABC1234-001v2"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ABC1234-001v2", "ABC1234-001v2"),
        ("abc1234-001V2", "ABC1234-001v2"),
        ("ABC1234-001", "ABC1234-001"),
        ("ABC1234-001v1", "ABC1234-001"),
        ("ABC1234-002", "ABC1234-002v3"),
        ("ABC1234-002v2", None),
        ("ABC1234-003", None),
        ("", None),
    ],
)
def test_a_standard_is_chosen_by_its_code(asked: str, found: str | None) -> None:
    """The very one, the newest where none is told, and never another version than the one that is."""
    assert chosen(asked, CODES) == found
