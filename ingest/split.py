"""Standard → chunks, one for each thing that can be found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from typing import Any

from assistant.index.chunk import Chunk
from assistant.standard.companion import Companion, gloss
from assistant.standard.model import Kind, Span, Standard
from assistant.standard.relations import Relations

FIELDS = ("name", "description", "level", "categories", "occupations", "industries", "versions", "prerequisites")


def split(standard: Standard, companion: Companion) -> tuple[Chunk, ...]:
    """Cut a standard into chunks, in the order of the table, each with what its companion says of it."""
    seen = Counter[str]()
    unique = []
    for chunk in (*_items(Relations(standard), companion), *_remarks(standard)):
        seen[chunk.id] += 1
        unique.append(replace(chunk, id=f"{chunk.id}#{seen[chunk.id]}") if seen[chunk.id] > 1 else chunk)
    return tuple(unique)


def _items(relations: Relations, companion: Companion) -> Iterator[Chunk]:
    for item in relations.items:
        tasks, activities = relations.task_of(item), relations.activities_of(item)
        place = "@" + "+".join(item.parents) if item.parents and item.kind in (Kind.OUTPUT, Kind.INDICATOR) else ""
        parents = [relations.get(p) for p in (*tasks[:1], *activities[:1]) if p != item.code]
        yield Chunk(
            id=f"{relations.standard.code}:{item.code or item.kind}{place}",
            standard=relations.standard.code,
            kind=item.kind,
            code=item.code,
            text="\n".join((item.text, *item.details)),
            context=" > ".join((*(f"{p.code} {p.text}" for p in parents), f"{item.code} {item.text}")),
            task=tasks[0] if tasks else "",
            activity=activities[0] if activities else "",
            level=item.levels[0] if len(item.levels) == 1 else 0,
            lines=_lines(item.spans),
            gloss=gloss(companion.glosses, item),
        )


def _remarks(standard: Standard) -> Iterator[Chunk]:
    """The fields of the profile that hold anything, and the notes."""
    fields = [(f"profile.{name}", name, name, _said(getattr(standard, name))) for name in FIELDS]
    notes = [(f"note.{number}", f"note {number}", "notes", note) for number, note in enumerate(standard.notes, 1)]
    for place, title, field, text in (*fields, *notes):
        if text:
            yield Chunk(
                id=f"{standard.code}:{place}",
                standard=standard.code,
                kind=place.partition(".")[0],
                code="",
                text=text,
                context=f"{standard.name} {title}",
                lines=_lines(standard.places.get(field, ())),
            )


def _said(value: Any) -> str:
    """A field in words: parts of an entry beside, entries below one another."""
    if isinstance(value, tuple):
        return "\n".join(v if isinstance(v, str) else " ".join(astuple(v)) for v in value)
    return "" if value is None else str(value)


def _lines(spans: Iterable[Span]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(span.line for span in spans))
