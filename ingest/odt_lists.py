"""The bullets and numbers that OpenDocument programs draw before paragraphs, from the list styles of a document."""

from __future__ import annotations

from collections.abc import Iterable

from .flow import BULLET
from .numerals import numeral
from .package import Element, attribute, local, number

_MOST = 10_000_000


class Lists:
    """Labels the items of lists in the order of the document, since numbers may count on from list to list."""

    def __init__(self, styles: Iterable[Element]) -> None:
        """Take the list styles, each with its levels."""
        self._styles = {attribute(e, "name"): {_depth(level): level for level in e} for e in styles}
        self._counts: dict[str, dict[int, int]] = {}

    def begin(self, element: Element, style: str) -> None:
        """Begin a list of the first level, which counts anew unless it says otherwise."""
        if attribute(element, "continue-numbering") != "true" and not attribute(element, "continue-list"):
            self._counts.pop(style, None)

    def label(self, style: str, level: int, item: Element) -> str:
        """What the next item of a list at a level, from 0, is labelled with."""
        levels = self._styles.get(style, {})
        own = levels.get(level)
        if own is None or local(own) != "list-level-style-number":
            return BULLET
        counts = self._counts.setdefault(style, {})
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        start = number(attribute(own, "start-value") or "1", 0, _MOST)
        counts[level] = counts.get(level, start - 1) + 1
        if given := attribute(item, "start-value"):
            counts[level] = number(given, 0, _MOST)
        shown = range(max(level + 1 - number(attribute(own, "display-levels"), 1, 10), 0), level + 1)
        numbers = (numeral(counts.get(at, 1), attribute(levels.get(at), "num-format")) for at in shown)
        text = ".".join(numbers) if attribute(own, "num-format") else ""
        return f"{attribute(own, 'num-prefix')}{text}{attribute(own, 'num-suffix')}".strip()


def _depth(level: Element) -> int:
    return number(attribute(level, "level"), 1, 10) - 1
