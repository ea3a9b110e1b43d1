"""A standard as JSON: the canonical form that is published, and the full record that the index keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .model import (
    Activity,
    Attitude,
    Classified,
    Erratum,
    Indicator,
    Knowledge,
    Output,
    Skill,
    Span,
    Standard,
    Task,
    Version,
)

Json = dict[str, Any]


def canonical(standard: Standard) -> Json:
    """The standard in its public form, without places in the source."""
    form: Json = _drop(record(standard), {"spans", "places", "cells", "related"})
    return form


def record(standard: Standard) -> Json:
    """The whole standard; `from_record` gives it back."""
    return {
        "code": standard.code,
        "name": standard.name,
        "level": standard.level,
        "description": standard.description,
        "categories": [_classified(c) for c in standard.categories],
        "occupations": [_classified(c) for c in standard.occupations],
        "industries": [_classified(c) for c in standard.industries],
        "versions": [
            {"version": v.version, "code": v.code, "name": v.name, "status": v.status, "note": v.note, "date": v.date}
            for v in standard.versions
        ],
        "tasks": [_task(task) for task in standard.tasks],
        "knowledge": [_competence(k) for k in standard.knowledge],
        "skills": [_competence(s) for s in standard.skills],
        "attitudes": [
            {"code": a.code, "name": a.name, "definition": a.definition, "spans": _spans(a.spans)}
            for a in standard.attitudes
        ],
        "prerequisites": list(standard.prerequisites),
        "notes": list(standard.notes),
        "errata": [
            {"code": e.code, "kind": e.kind, "message": e.message, "related": list(e.related)} for e in standard.errata
        ],
        "places": {name: _spans(spans) for name, spans in standard.places.items()},
    }


def from_record(data: Mapping[str, Any]) -> Standard:
    """The standard that `record` wrote down.

    :raises KeyError: when a part is missing.
    """
    return Standard(
        code=data["code"],
        name=data["name"],
        level=data["level"],
        description=data["description"],
        categories=tuple(Classified(**c) for c in data["categories"]),
        occupations=tuple(Classified(**c) for c in data["occupations"]),
        industries=tuple(Classified(**c) for c in data["industries"]),
        versions=tuple(Version(**v) for v in data["versions"]),
        tasks=tuple(_to_task(task) for task in data["tasks"]),
        knowledge=tuple(
            Knowledge(code=k["code"], name=k["name"], details=tuple(k["details"]), spans=_to_spans(k["spans"]))
            for k in data["knowledge"]
        ),
        skills=tuple(
            Skill(code=s["code"], name=s["name"], details=tuple(s["details"]), spans=_to_spans(s["spans"]))
            for s in data["skills"]
        ),
        attitudes=tuple(
            Attitude(code=a["code"], name=a["name"], definition=a["definition"], spans=_to_spans(a["spans"]))
            for a in data["attitudes"]
        ),
        prerequisites=tuple(data["prerequisites"]),
        notes=tuple(data["notes"]),
        errata=tuple(
            Erratum(code=e["code"], kind=e["kind"], message=e["message"], related=tuple(e["related"]))
            for e in data["errata"]
        ),
        places={name: _to_spans(spans) for name, spans in data["places"].items()},
    )


def _drop(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        return {name: _drop(inner, names) for name, inner in value.items() if name not in names}
    return [_drop(inner, names) for inner in value] if isinstance(value, list) else value


def _classified(found: Classified) -> Json:
    return {"name": found.name, "code": found.code}


def _competence(item: Knowledge | Skill) -> Json:
    return {"code": item.code, "name": item.name, "details": list(item.details), "spans": _spans(item.spans)}


def _task(task: Task) -> Json:
    return {
        "code": task.code,
        "name": task.name,
        "activities": [_activity(activity) for activity in task.activities],
        "cells": [list(cell) for cell in task.cells],
        "spans": _spans(task.spans),
    }


def _activity(activity: Activity) -> Json:
    return {
        "code": activity.code,
        "name": activity.name,
        "level": activity.level,
        "outputs": [{"code": o.code, "name": o.name, "spans": _spans(o.spans)} for o in activity.outputs],
        "indicators": [{"code": i.code, "text": i.text, "spans": _spans(i.spans)} for i in activity.indicators],
        "knowledge": list(activity.knowledge),
        "skills": list(activity.skills),
        "spans": _spans(activity.spans),
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.line, span.start, span.end] for span in spans]


def _to_task(data: Mapping[str, Any]) -> Task:
    return Task(
        code=data["code"],
        name=data["name"],
        activities=tuple(_to_activity(activity) for activity in data["activities"]),
        cells=tuple(tuple(cell) for cell in data["cells"]),
        spans=_to_spans(data["spans"]),
    )


def _to_activity(data: Mapping[str, Any]) -> Activity:
    return Activity(
        code=data["code"],
        name=data["name"],
        level=data["level"],
        outputs=tuple(Output(code=o["code"], name=o["name"], spans=_to_spans(o["spans"])) for o in data["outputs"]),
        indicators=tuple(
            Indicator(code=i["code"], text=i["text"], spans=_to_spans(i["spans"])) for i in data["indicators"]
        ),
        knowledge=tuple(data["knowledge"]),
        skills=tuple(data["skills"]),
        spans=_to_spans(data["spans"]),
    )


def _to_spans(data: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(line, start, end) for line, start, end in data)
