"""What `corpus/expected.toml` knows of a standard, however it is laid out: less, more or other content is noticed."""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.settings import data
from assistant.standard.model import Kind, Standard
from assistant.standard.walk import walk

FILE = "expected.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Where a standard came from, its counts per kind, which codes hang where, and digests of the wording."""

    source: Mapping[str, str]
    counts: Mapping[str, int]
    places: Mapping[str, str]
    digests: Mapping[str, str]


def load(code: str) -> Expected | None:
    """What is known of a standard; None when nothing is."""
    path = data("corpus") / FILE
    known = tomllib.loads(path.read_text("utf-8")).get(code) if path.is_file() else None
    return Expected(**known) if known else None


def describe(standard: Standard, source: Mapping[str, str] | None = None) -> Expected:
    """What will be known of a standard once it is recorded; `source` tells origin, licence, date and sha256."""
    places, digests = dict(_places(standard)), dict(_digests(standard))
    return Expected(source=source or {}, counts=count(standard), places=places, digests=digests)


def count(standard: Standard) -> dict[str, int]:
    """How many items of each kind a standard has."""
    counts = Counter(printed.kind for printed in walk(standard))
    return {kind.value: counts[kind] for kind in Kind}


def differences(expected: Expected, standard: Standard) -> Iterator[str]:
    """In words, everything in which a standard is not what was expected."""
    found = describe(standard)
    for kind, number in expected.counts.items():
        if found.counts[kind] != number:
            yield f"{found.counts[kind]} of kind {kind}, expected are {number}"
    wanted, there = _pairs(expected.places), _pairs(found.places)
    missing, extra = wanted - there, there - wanted
    moved = {code for _, code in missing} & {code for _, code in extra}
    for home, code in missing:
        if code in moved:
            now = ", ".join(place for place, other in extra if other == code)
            yield f"{code} has moved from {home} to {now}"
        else:
            yield f"{code} is missing from {home}"
    yield from (f"{code} is one too many in {home}" for home, code in extra if code not in moved)
    if not (missing or extra):
        changed = (name for name, digest in expected.digests.items() if found.digests.get(name) != digest)
        yield from (f"the wording of {name} is not the expected one" for name in changed)


def _pairs(places: Mapping[str, str]) -> Counter[tuple[str, str]]:
    return Counter((home, code) for home, codes in places.items() for code in codes.split())


def _places(standard: Standard) -> Iterator[tuple[str, str]]:
    """What hangs on what: on the standard, on each task, on each activity, on each merged cell."""
    yield "standard", _joined([*(t.code for t in standard.tasks), *(a.code for a in standard.attitudes)])
    for task in standard.tasks:
        yield task.code, _joined([activity.code for activity in task.activities])
        for block in task.blocks:
            first, last = block[0], block[-1]
            home = first.code if first is last else f"{first.code}-{last.code}"
            levels = (f"level-{level}" for level in first.levels)
            yield f"cell {home}", _joined([*first.knowledge, *first.skills, *levels])
        seen: set[str] = set()
        for number, activity in enumerate(task.activities, 1):
            name = f"{activity.code} ({number})" if activity.code in seen else activity.code
            seen.add(activity.code)
            yield name, _joined([*(o.code for o in activity.outputs), *(i.code for i in activity.indicators)])


def _joined(codes: Sequence[str | None]) -> str:
    return " ".join(code or "-" for code in codes)


def _digests(standard: Standard) -> Iterator[tuple[str, str]]:
    """Short digests of what is printed, blanks aside, part by part."""
    for part, wording in _wording(standard):
        text = "".join(json.dumps(wording, ensure_ascii=False).split())
        yield part, hashlib.sha256(text.encode()).hexdigest()[:16]


def _wording(standard: Standard) -> Iterator[tuple[str, Sequence[object]]]:
    """All wording of a standard, by part: its profile by field, its tasks, its other items by kind."""
    yield "profile", (standard.name, standard.level, standard.description)
    classes = (*standard.categories, None, *standard.occupations, None, *standard.industries)
    yield "classes", [(found.name, found.code) if found else "" for found in classes]
    yield "versions", [(v.version, v.code, v.name, v.status, v.note, v.date) for v in standard.versions]
    for number, task in enumerate(standard.tasks, 1):
        rows = [(a.name, a.level, [o.name for o in a.outputs], [i.text for i in a.indicators]) for a in task.activities]
        yield f"task {number}", (task.code, task.name, rows)
    yield "knowledge", [(k.code, k.name, k.details) for k in standard.knowledge]
    yield "skills", [(s.code, s.name, s.details) for s in standard.skills]
    yield "attitudes", [(a.code, a.name, a.definition) for a in standard.attitudes]
    yield "prerequisites", standard.prerequisites
    yield "notes", standard.notes
