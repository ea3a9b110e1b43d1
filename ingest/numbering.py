"""What is odd about codes: printed twice, under another's number, or missing from a series."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.standard.code import key
from assistant.standard.model import Activity, Erratum, Kind, Standard

from .printed import items

_NAMES = {"T": "工作任務或活動", "O": "工作產出", "P": "行為指標", "K": "知識", "S": "技能", "A": "態度"}
_SHOWN = 24
"""Characters of a wording that a message shows."""


def duplicates(standard: Standard) -> Iterator[Erratum]:
    """Codes that stand for two items."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for item in items(standard):
        if item.code:
            found.setdefault(key(item.code), []).append((item.code, item.home, item.text))
    for places in found.values():
        if len(places) > 1:
            code = places[0][0]
            listed = "、".join(f"{where}「{_short(text)}」" for _, where, text in places)
            homes = tuple(dict.fromkeys(where for _, where, _ in places if where))
            message = f"代碼 {code} 印了 {len(places)} 次：{listed}。"
            yield Erratum(code=code, kind="duplicate_code", message=message, related=homes)


def misplaced(standard: Standard) -> Iterator[Erratum]:
    """Codes whose number is not that of the row they stand in, or that break a rising series."""
    for task in standard.tasks:
        for activity in task.activities:
            if _numbers(activity.code)[:-1] != _numbers(task.code):
                message = f"{task.code} 之下的工作活動印為 {activity.code}，編號與所屬任務不符；依列的位置歸屬。"
                yield Erratum(code=activity.code, kind="misplaced_code", message=message, related=(task.code,))
            for series in ([o.code for o in activity.outputs], [i.code for i in activity.indicators]):
                for number, code in enumerate(series, 1):
                    if code and not _belongs(code, activity):
                        yield _strayed(code, number, series, activity)
    cells = [task.activities[cell[0]] for task in standard.tasks for cell in task.cells]
    yield from _out_of_order([code for first in cells for code in first.knowledge])
    yield from _out_of_order([code for first in cells for code in first.skills])


def _strayed(code: str, number: int, series: Sequence[str | None], activity: Activity) -> Erratum:
    right = f"{code[0]}{activity.code[1:]}.{number}"
    taken = {key(other) for other in series if other}
    guess = f"（疑為 {right}）" if key(right) not in taken else ""
    message = (
        f"{activity.code} 的{_NAMES[code[0]]}印為 {code}{guess}，編號與所在的活動不符；依列的位置歸屬，代碼照原文。"
    )
    return Erratum(code=code, kind="misplaced_code", message=message, related=(activity.code,))


def _out_of_order(codes: Sequence[str]) -> Iterator[Erratum]:
    """Where each code is printed once only, they rise through the table; one that does not has moved."""
    if len({key(code) for code in codes}) < len(codes):
        return
    rising = _longest_rise([_numbers(code)[0] for code in codes])
    for place, code in enumerate(codes):
        if place not in rising:
            message = f"{code} 印在其他編號之間，次序與編號不符；依列的位置歸屬。"
            yield Erratum(code=code, kind="misplaced_code", message=message)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising subsequence; what is left are the fewest that must have moved."""
    tails: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tails, number, key=lambda tail: numbers[tail])
        before.append(tails[length - 1] if length else -1)
        tails[length : length + 1] = [place]
    found: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def gaps(standard: Standard) -> Iterator[Erratum]:
    """Numbers that a series leaves out."""
    for task in standard.tasks:
        yield from _gap([activity.code for activity in task.activities], task.code)
        for activity in task.activities:
            yield from _gap([o.code for o in activity.outputs if o.code], activity.code)
            yield from _gap([i.code for i in activity.indicators if i.code], activity.code)
    yield from _gap([task.code for task in standard.tasks], "")
    for kind in (Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE):
        yield from _gap([item.code for item in items(standard) if item.kind is kind and item.code], "")


def _gap(codes: Sequence[str], parent: str) -> Iterator[Erratum]:
    """The numbers left out of a series whose codes differ in the last number only."""
    series: dict[tuple[int, ...], dict[int, str]] = {}
    for code in codes:
        *before, last = _numbers(code)
        series.setdefault(tuple(before), {})[last] = code
    for head, numbers in series.items():
        highest = max(numbers)
        missing = [n for n in range(1, highest) if n not in numbers]
        shallow = parent and len(head) < len(_numbers(parent))
        if not missing or shallow or (parent and len(series) > 1) or len(missing) > len(numbers):
            continue
        model = numbers[highest]
        stem = model.removesuffix(_last(model))
        width = max(len(_last(code)) if _last(code).startswith("0") else 1 for code in numbers.values())
        names = [f"{stem}{number:0{width}d}" for number in missing]
        where = f"{parent} 的" if parent else ""
        message = f"{where}{_NAMES[model[0]]}編號不連續，缺 {'、'.join(names)}。"
        yield Erratum(code=None, kind="missing_number", message=message, related=(parent,) if parent else ())


def _last(code: str) -> str:
    return code.rpartition(".")[2] if "." in code else code[1:]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _belongs(code: str, activity: Activity) -> bool:
    numbers, row = _numbers(code), _numbers(activity.code)
    return numbers[: len(row)] == row and len(numbers) >= len(row)


def _numbers(code: str) -> list[int]:
    return [int(number) for number in key(code)[1:].split(".")]
