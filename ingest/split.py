"""Standard → chunks, one for each thing that can be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.index.chunk import Chunk
from assistant.standard.companion import Companion, gloss, phrasings
from assistant.standard.model import Kind, Span, Standard
from assistant.standard.relations import Item, Relations

FIELDS = ("name", "description", "level", "categories", "occupations", "industries", "versions", "prerequisites")


def split(standard: Standard, companion: Companion) -> tuple[Chunk, ...]:
    """Cut a standard into chunks, in the order of the table, each with what its companion says of it."""
    relations = Relations(standard)
    chunks = (*_items(relations, companion), *_profile(standard), *_notes(standard))
    seen: dict[str, int] = {}
    unique = []
    for chunk in chunks:
        seen[chunk.id] = seen.get(chunk.id, 0) + 1
        again = seen[chunk.id]
        unique.append(chunk if again == 1 else replace(chunk, id=f"{chunk.id}#{again}"))
    return tuple(unique)


def _items(relations: Relations, companion: Companion) -> Iterator[Chunk]:
    for item in relations.items:
        tasks, activities = relations.task_of(item), relations.activities_of(item)
        place = "+".join(item.parents) if item.kind in (Kind.OUTPUT, Kind.INDICATOR) else ""
        parents = [relations.get(p) for p in (*tasks[:1], *activities[:1]) if p != item.code]
        own = "\n".join((item.text, *item.details))
        yield Chunk(
            id=f"{relations.standard.code}:{item.code or item.kind}{'@' + place if place else ''}",
            standard=relations.standard.code,
            kind=item.kind,
            code=item.code,
            text=own,
            context=" > ".join((*(f"{p.code} {p.text}" for p in parents), f"{item.code} {item.text}")),
            task=tasks[0] if tasks else "",
            activity=activities[0] if activities else "",
            level=_level(item),
            lines=_lines(item.spans),
            gloss=gloss(companion.glosses, item),
            phrasings=phrasings(companion, item),
        )


def _profile(standard: Standard) -> Iterator[Chunk]:
    for field in FIELDS:
        value = getattr(standard, field)
        if isinstance(value, tuple):
            text = "\n".join(v if isinstance(v, str) else " ".join(_values(v)) for v in value)
        else:
            text = "" if value is None else str(value)
        if text:
            yield Chunk(
                id=f"{standard.code}:profile.{field}",
                standard=standard.code,
                kind="profile",
                code="",
                text=text,
                context=f"{standard.name} {field}",
                lines=_lines(standard.places.get(field, ())),
            )


def _notes(standard: Standard) -> Iterator[Chunk]:
    for number, note in enumerate(standard.notes, 1):
        yield Chunk(
            id=f"{standard.code}:note.{number}",
            standard=standard.code,
            kind="note",
            code="",
            text=note,
            context=f"{standard.name} note {number}",
            lines=_lines(standard.places.get("notes", ())),
        )


def _values(entry: object) -> list[str]:
    return [str(getattr(entry, name)) for name in entry.__slots__]  # type: ignore[attr-defined]


def _level(item: Item) -> int:
    return item.levels[0] if len(item.levels) == 1 else 0


def _lines(spans: tuple[Span, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(s.line for s in spans))
