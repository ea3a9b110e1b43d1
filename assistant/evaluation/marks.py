"""Marks that two people gave the same answers, and how far they agree beyond chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from ..errors import UsageError
from ..language.entries import all_of
from . import sheet
from .statistics import Estimate, estimate, kappa

MARK = "mark"
"""The field that holds a mark, unless another is named."""


class _Marked(BaseModel, frozen=True, extra="allow"):
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two marks an answer, by its id; `alone` are the ids that only one of the two has marked."""

    pairs: dict[str, tuple[str, str]]
    alone: tuple[str, ...]

    @property
    def apart(self) -> tuple[str, ...]:
        """The answers that the two marked differently."""
        return tuple(name for name, (one, other) in self.pairs.items() if one != other)

    @property
    def share(self) -> Estimate | None:
        """The share of answers marked alike; None without any."""
        return estimate([float(one == other) for one, other in self.pairs.values()])

    @property
    def kappa(self) -> Estimate | None:
        """Cohen's kappa; None where there is one mark only, so that chance alone would agree."""
        return kappa(list(self.pairs.values()))


def agreement(files: Sequence[Path], field: str = MARK) -> Agreement:
    """Compare the marks of two files, one JSON object with `id` and the field a line, or spreadsheets.

    :raises UsageError: when a file is not there or an answer is marked twice, naming everything that is bad.
    """
    one, other = (_read(file, field) for file in files)
    both = {name: (mark, other[name]) for name, mark in one.items() if name in other}
    if not both:
        raise UsageError("evaluation.no_shared_id")
    return Agreement(pairs=both, alone=tuple(sorted(one.keys() ^ other.keys())))


def _read(file: Path, field: str) -> dict[str, str]:
    if not file.is_file():
        raise UsageError("evaluation.no_marks", file=file.name)
    found: dict[str, str] = {}
    faults = []
    for place, entry in sheet.entries(file.name, file.read_bytes(), _Marked):
        mark = (entry.model_extra or {}).get(field)
        if mark is None:
            faults.append(UsageError("evaluation.no_mark", place=place, field=field))
        if entry.id in found:
            faults.append(UsageError("evaluation.repeated_id", place=place, id=entry.id))
        found[entry.id] = str(mark).strip().casefold()
    if faults:
        raise all_of(faults)
    return found
