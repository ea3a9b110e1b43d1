"""Catalogues of any size, recombined from real standards: each has whole tasks of several of them, numbered anew.

Wording and relations are those of the documents given; only numbers are made, so that each code names one item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from assistant.standard.model import Competence, Knowledge, Skill, Standard, Task
from assistant.standard.walk import walk
from ingest.parse import parse
from ingest.source import read
from tests.ingest.typesetting import Style, lay_out

SIZE = 260
"""Items from which a standard is full: about those of the shipped one."""
_PLAIN = Style(rows=1000, cut=0.0, crumbs=False)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A task with the standard it is taken from."""

    home: Standard
    task: Task


def given(folders: Sequence[Path]) -> tuple[Standard, ...]:
    """The real standards in folders of texts."""
    return tuple(parse(read(file)).standard for folder in folders for file in sorted(folder.glob("*.txt")))


def write(folder: Path, real: Sequence[Standard], number: int) -> None:
    """Write so many recombined standards into a folder, a text file each; the same every time."""
    folder.mkdir(parents=True)
    for standard in recombined(real, number):
        text = lay_out(standard, Random(0), _PLAIN)
        (folder / f"{standard.code}.txt").write_text(text, encoding="utf-8")


def recombined(real: Sequence[Standard], number: int, size: int = SIZE) -> Iterator[Standard]:
    """So many standards, each of the tasks of several real ones, until it has so many items."""
    pieces = [_Piece(home, task) for home in real for task in home.tasks]
    for serial in range(1, number + 1):
        random = Random(serial)
        home = real[serial % len(real)]
        chosen: list[_Piece] = []
        for piece in random.sample(pieces, len(pieces)):
            chosen.append(piece)
            made = _bound(home, chosen, serial)
            if sum(1 for _ in walk(made)) >= size:
                break
        yield made


def _bound(home: Standard, chosen: Sequence[_Piece], serial: int) -> Standard:
    """Tasks of several standards as one."""
    knowledge: dict[tuple[str, str], Knowledge] = {}
    skills: dict[tuple[str, str], Skill] = {}
    tasks = tuple(_task(n, piece, knowledge, skills) for n, piece in enumerate(chosen, 1))
    homes = {piece.home.code: piece.home for piece in chosen}.values()
    attitudes = {a.name: a for one in homes for a in one.attitudes}.values()
    return replace(
        home,
        code=f"{home.code.partition('-')[0]}-{serial % 1000:03}v1",
        name=f"{home.name}{serial}",
        versions=(),
        tasks=tasks,
        knowledge=tuple(knowledge.values()),
        skills=tuple(skills.values()),
        attitudes=tuple(replace(a, code=f"A{n:02}") for n, a in enumerate(attitudes, 1)),
        notes=(),
        prerequisites=home.prerequisites,
        errata=(),
    )


def _task(
    number: int,
    piece: _Piece,
    knowledge: dict[tuple[str, str], Knowledge],
    skills: dict[tuple[str, str], Skill],
) -> Task:
    own: Mapping[str, Mapping[str, Competence]] = {
        "K": {k.code: k for k in piece.home.knowledge},
        "S": {s.code: s for s in piece.home.skills},
    }

    def taken(codes: Sequence[str], letter: str, into: dict[tuple[str, str], object]) -> tuple[str, ...]:
        for code in codes:
            into.setdefault((piece.home.code, code), replace(own[letter][code], code=f"{letter}{len(into) + 1:02}"))
        return tuple(into[piece.home.code, code].code for code in codes)  # type: ignore[attr-defined]

    activities = tuple(
        replace(
            activity,
            code=f"T{number}.{n}",
            outputs=tuple(replace(o, code=f"O{number}.{n}.{m}") for m, o in enumerate(activity.outputs, 1)),
            indicators=tuple(replace(i, code=f"P{number}.{n}.{m}") for m, i in enumerate(activity.indicators, 1)),
            knowledge=taken(activity.knowledge, "K", knowledge),  # type: ignore[arg-type]
            skills=taken(activity.skills, "S", skills),  # type: ignore[arg-type]
        )
        for n, activity in enumerate(piece.task.activities, 1)
    )
    return replace(piece.task, code=f"T{number}", activities=activities)
