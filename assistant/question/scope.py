"""What a question ranges over: the standards that it names, with the codes beside them, and words for all of them.

Known by explicit words alone, ahead of all ranking: a question that has none of them is read as of one standard.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ..language.folding import fold
from ..standard.version import family, newest, number
from .codes import mentions

FILE = Path(__file__).with_name("scope.toml")
LEAST = 3
"""Characters of the shortest name of a standard that is looked for."""
NEAR = 3
"""Characters between a standard and a code of it, at most: BGM1219-004v2 的 T5."""
Over = Literal["which", "number", "every", "who"]


@dataclass(frozen=True, slots=True)
class NamedStandard:
    """A standard that a question names at [start, told), by its code or its name; codes beside it reach up to `end`."""

    start: int
    end: int
    standard: str
    codes: tuple[str, ...] = ()
    told: int = 0
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question ranges over: standards that it names, or words for all of them at [start, end)."""

    named: tuple[NamedStandard, ...] = ()
    over: Over | None = None
    start: int = 0
    end: int = 0

    @property
    def standards(self) -> tuple[str, ...]:
        """The codes of the standards named, each once."""
        return tuple(dict.fromkeys(n.standard for n in self.named))


@cache
def shapes() -> Mapping[str, re.Pattern[str]]:
    """The expressions of the file beside this one, by name."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    nouns = content.pop("noun")
    found = {name: shape for table in content.values() for name, shape in table.items()}
    for language, noun in nouns.items():
        found = {name: shape.replace("{" + language + "}", noun) for name, shape in found.items()}
    return {name: re.compile(fold(shape)) for name, shape in found.items()}


class Titles:
    """What the standards that are installed are called."""

    def __init__(self, titles: Mapping[str, Sequence[str]]) -> None:
        """:param titles: the names of each by its code."""
        self.codes = tuple(titles)
        self.families: dict[str, list[str]] = {}
        for code in titles:
            self.families.setdefault(fold(family(code)), []).append(code)
        told = [(fold(name), code) for code, names in titles.items() for name in names]
        self.names = [(name, code) for name, code in told if len(name) >= LEAST and code == self.newest(code)]

    def newest(self, code: str) -> str:
        """The newest version of a standard."""
        return newest(self.families[fold(family(code))], code)


def named(folded: str, original: str, titles: Titles) -> tuple[NamedStandard, ...]:
    """The standards that a folded question names, in order, by a code, by a code without version or by a name."""
    taken: list[tuple[int, int, str, bool]] = []
    for place in sorted(_places(folded, titles), key=lambda p: (p[0] - p[1], p[0])):
        if not any(place[0] < end and start < place[1] for start, end, *_ in taken):
            taken.append(place)
    taken.sort()
    spoken = mentions(folded, original)
    found = []
    for start, end, standard, coded in taken:
        beside = next((m for m in spoken if end <= m.start <= end + NEAR and _joined(folded[end : m.start])), None)
        reach, codes = (beside.end, beside.codes) if beside else (end, ())
        found.append(NamedStandard(start, reach, standard, codes, end, coded))
    return tuple(found)


def scope(folded: str, original: str, titles: Titles) -> Scope | None:
    """What a question ranges over; None where it does not say that it is of several standards."""
    told = named(folded, original, titles)
    if len({n.standard for n in told}) > 1:
        return Scope(told)
    alone = [m for m in mentions(folded, original) if not any(n.start <= m.start < n.end for n in told)]
    if told and told[0].codes and alone:
        return Scope(told)
    if told:
        return None
    for over in ("number", "which", "every", "who"):
        if found := shapes()[over].search(folded):
            return Scope((), over, *found.span())
    return None


def _places(folded: str, titles: Titles) -> Iterator[tuple[int, int, str, bool]]:
    for base, versions in titles.families.items():
        if base in folded:
            for found in re.finditer(rf"(?<![a-z0-9]){re.escape(base)}(?:v(\d+))?(?![0-9])", folded):
                told = next((c for c in versions if found[1] and number(c) == int(found[1])), None)
                yield *found.span(), told or titles.newest(versions[0]), True
    for name, code in titles.names:
        if name in folded:
            yield from ((m.start(), m.end(), code, False) for m in re.finditer(re.escape(name), folded))


def _joined(between: str) -> bool:
    return bool(shapes()["joint"].fullmatch(between)) and not any(c in between for c in ",、")
