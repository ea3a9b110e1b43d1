"""What a rule is, rules of one line, and the same two parts in either order."""

from collections.abc import Callable, Iterator
from typing import Any

from ...standard.model import Kind

Kinds = tuple[Kind, ...]
Gap = frozenset[str]
"""What stands between two parts: `of`, `and`, `or`, `but`, `comma`, `list`, `word`; `again`: 幾個 once more."""
LISTED = frozenset({"and", "comma", "list"})
"""What joins parts of one list."""
JOINED = LISTED | {"or"}
Texts = tuple[str, bool | tuple[str, ...]]
"""Words and whether they are quoted; or `and` or `or` with several texts."""
Made = Iterator[tuple[str, Any, str]]
"""Tag and value of what is made, and the name of the rule; where the value is None nothing is made."""
Rule = Callable[[Any, Any, Gap, str], Made]
"""From the values left and right, the gap between them and the stretch of both."""


def gives(tag: str, name: str, value: Callable[[Any, Any], Any]) -> Rule:
    """The rule by which two values make one."""

    def rule(a: Any, b: Any, gap: Gap, text: str) -> Made:
        yield tag, value(a, b), name

    return rule


def first(tag: str, name: str) -> Rule:
    """The rule by which the second part becomes another tag for standing behind the first."""
    return gives(tag, name, lambda a, b: b)


def second(tag: str, name: str) -> Rule:
    """The rule by which the first part becomes another tag for standing before the second."""
    return gives(tag, name, lambda a, b: a)


def swapped(of: Rule) -> Rule:
    """A rule for the same two parts in the other order."""
    return lambda a, b, gap, text: of(b, a, gap, text)
