"""What is odd about codes: printed twice, under another's number, or missing from a series."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.standard.code import ICAP, key, kind_of, numbers
from assistant.standard.model import Erratum, Indicator, Kind, Output, Standard
from assistant.standard.relations import OF_ACTIVITY
from assistant.standard.walk import Printed, walk

from .ledger import entry

_SHOWN = 24
"""Characters of a wording that a message shows."""


def duplicates(standard: Standard) -> Iterator[Erratum]:
    """Codes that stand for two items."""
    found: dict[str, list[Printed]] = {}
    for printed in walk(standard):
        if printed.code:
            found.setdefault(key(printed.code), []).append(printed)
    for places in found.values():
        if len(places) > 1:
            homes = dict.fromkeys(p.home for p in places if p.home)
            shown = tuple(f"{p.home}「{_short(p.text)}」" for p in places)
            yield entry(
                "duplicate_code", "items", code=places[0].code, related=tuple(homes), count=len(places), listed=shown
            )


def misplaced(standard: Standard) -> Iterator[Erratum]:
    """Codes whose number is not that of the row they stand in, or that break a rising series."""
    for printed in walk(standard):
        if printed.kind is Kind.ACTIVITY and numbers(printed.code)[:-1] != numbers(printed.home):
            yield entry("misplaced_code", "activity", code=printed.code, related=(printed.home,), task=printed.home)
        elif printed.kind in OF_ACTIVITY and printed.code and not _belongs(printed.code, printed.home):
            yield _strayed(printed)
    cells = [block[0] for task in standard.tasks for block in task.blocks]
    yield from _out_of_order([code for first in cells for code in first.knowledge])
    yield from _out_of_order([code for first in cells for code in first.skills])


def _strayed(printed: Printed) -> Erratum:
    row = printed.activity
    assert row
    series: Sequence[Output | Indicator] = row.outputs if printed.kind is Kind.OUTPUT else row.indicators
    taken = {key(other.code) for other in series if other.code}
    place = next(number for number, other in enumerate(series, 1) if other is printed.entry)
    right = f"{ICAP.relettered(row.code, printed.kind)}.{place}"
    return entry(
        "misplaced_code",
        "row" if key(right) in taken else "row_meant",
        code=printed.code,
        related=(row.code,),
        activity=row.code,
        kind=printed.kind,
        right=right,
    )


def _out_of_order(codes: Sequence[str]) -> Iterator[Erratum]:
    """Where each code is printed once only, they rise through the table; one that does not has moved."""
    if len({key(code) for code in codes}) < len(codes):
        return
    rising = _longest_rise([numbers(code) for code in codes])
    for place, code in enumerate(codes):
        if place not in rising:
            yield entry("misplaced_code", "order", code=code)


def _longest_rise(series: Sequence[tuple[int, ...]]) -> set[int]:
    """The places of a longest rising subsequence; what is left are the fewest that must have moved."""
    tails: list[int] = []
    before: list[int] = []
    for place, own in enumerate(series):
        length = bisect_left(tails, own, key=lambda tail: series[tail])
        before.append(tails[length - 1] if length else -1)
        tails[length : length + 1] = [place]
    found: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def gaps(standard: Standard) -> Iterator[Erratum]:
    """Numbers that a series leaves out: in the rows first, then in the whole standard."""
    series: dict[tuple[Kind, int], tuple[str, list[str]]] = {}
    for printed in walk(standard):
        if printed.code:
            place = printed.kind, id(printed.activity or printed.task)
            series.setdefault(place, (printed.home, []))[1].append(printed.code)
    for parent, codes in sorted(series.values(), key=lambda found: not found[0]):
        yield from _gap(codes, parent)


def _gap(codes: Sequence[str], parent: str) -> Iterator[Erratum]:
    """The numbers left out of a series whose codes differ in the last number only."""
    series: dict[tuple[int, ...], dict[int, str]] = {}
    for code in codes:
        *before, last = numbers(code)
        series.setdefault(tuple(before), {})[last] = code
    for head, there in series.items():
        highest = max(there)
        missing = [n for n in range(1, highest) if n not in there]
        shallow = parent and len(head) < len(numbers(parent))
        if not missing or shallow or (parent and len(series) > 1) or len(missing) > len(there):
            continue
        model = there[highest]
        width = max(len(last) if last.startswith("0") else 1 for last in map(_last, there.values()))
        names = tuple(f"{model.removesuffix(_last(model))}{number:0{width}d}" for number in missing)
        form, kind = "row" if parent else "standard", kind_of(model)
        yield entry("missing_number", form, related=(parent,) if parent else (), parent=parent, kind=kind, names=names)


def _last(code: str) -> str:
    return code.rpartition(".")[2].lstrip(ICAP.letters)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _belongs(code: str, activity: str) -> bool:
    row = numbers(activity)
    return numbers(code)[: len(row)] == row
