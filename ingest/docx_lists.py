"""The bullets and numbers that Word draws before paragraphs, from the list definitions of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .flow import BULLET
from .numerals import numeral
from .package import Element, attribute, child, local, number

_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    style: str


class Lists:
    """Labels paragraphs in the order of the document, since numbers count on."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        parts = list(numbering) if numbering is not None else []
        self._abstract = {attribute(e, "abstractNumId"): _levels(e) for e in parts if local(e) == "abstractNum"}
        self._nums = {attribute(e, "numId"): e for e in parts if local(e) == "num"}
        named = list(styles) if styles is not None else []
        self._styles = {attribute(e, "styleId"): e for e in named if local(e) == "style"}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, properties: Element | None) -> tuple[str, int]:
        """What a paragraph of some properties is labelled with, and at which level; an empty label for none."""
        num, level = self._place(properties)
        definition = self._nums.get(num)
        if definition is None:
            return "", 0
        abstract = attribute(child(definition, "abstractNumId"), "val")
        levels, restarts = dict(self._abstract.get(abstract, {})), {}
        for override in (e for e in definition if local(e) == "lvlOverride"):
            levels |= _levels(override)
            if given := attribute(child(override, "startOverride"), "val"):
                restarts[number(attribute(override, "ilvl"), 0, 8)] = number(given, 0, _MOST)
        counts = self._counts.setdefault(abstract, {})
        if num not in self._begun:
            self._begun.add(num)
            counts.update({at: start - 1 for at, start in restarts.items()})
        own = levels.get(level)
        if own is None:
            return BULLET, level
        if own.form in ("bullet", "none"):
            return BULLET if own.form == "bullet" else "", level
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        for at in range(level + 1):
            start = levels[at].start if at in levels else 1
            counts[at] = counts.get(at, start - 1) + 1 if at == level else counts.get(at, start)

        def counted(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return numeral(counts.get(at, 1), levels[at].form if at in levels else "decimal")

        return re.sub("%([1-9])", counted, own.text).strip(), level

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, or those of its style or what that is based on."""
        own = child(properties, "numPr")
        num, level = attribute(child(own, "numId"), "val"), attribute(child(own, "ilvl"), "val")
        style, seen = attribute(child(properties, "pStyle"), "val"), set[str]()
        while not num and style in self._styles and style not in seen:
            seen.add(style)
            named = child(self._styles[style], "pPr", "numPr")
            num = attribute(child(named, "numId"), "val")
            level = level or attribute(child(named, "ilvl"), "val") or (self._styled(num, style) if num else "")
            style = attribute(child(self._styles[style], "basedOn"), "val")
        return num, number(level, 0, 8)

    def _styled(self, num: str, style: str) -> str:
        """The level of a list that is bound to a style."""
        abstract = attribute(child(self._nums.get(num), "abstractNumId"), "val")
        return next((str(at) for at, level in self._abstract.get(abstract, {}).items() if level.style == style), "")


def _levels(definition: Element) -> dict[int, _Level]:
    return {
        number(attribute(e, "ilvl"), 0, 8): _Level(
            attribute(child(e, "numFmt"), "val") or "decimal",
            attribute(child(e, "lvlText"), "val"),
            number(attribute(child(e, "start"), "val") or "1", 0, _MOST),
            attribute(child(e, "pStyle"), "val"),
        )
        for e in definition
        if local(e) == "lvl"
    }
