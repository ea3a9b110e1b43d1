"""What a rule is, and rules that only keep one of their two parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...standard.model import Kind

Kinds = tuple[Kind, ...]
Gap = frozenset[str]
"""What stands between two parts: `of`, `and`, `or`, `but`, `comma`, `list`, `word`; `again`: 幾個 once more."""
Texts = tuple[str, bool | tuple[str, ...]]
"""Words and whether they are quoted; or `and` or `or` with several texts."""
Made = Iterator[tuple[str, Any, str]]
"""Tag and value of what is made, and the name of the rule."""
Rule = Callable[[Any, Any, Gap, str], Made]
"""From the values left and right, the gap between them and the stretch of both."""


def first(tag: str, name: str) -> Rule:
    """The rule by which the second part becomes another tag for standing behind the first."""

    def rule(a: Any, b: Any, gap: Gap, text: str) -> Made:
        yield tag, b, name

    return rule


def second(tag: str, name: str) -> Rule:
    """The rule by which the first part becomes another tag for standing before the second."""

    def rule(a: Any, b: Any, gap: Gap, text: str) -> Made:
        yield tag, a, name

    return rule


def swapped(of: Rule) -> Rule:
    """A rule for the same two parts in the other order."""

    def rule(a: Any, b: Any, gap: Gap, text: str) -> Made:
        yield from of(b, a, gap, text)

    return rule
