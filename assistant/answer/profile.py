"""Fields of the header and the notes, and competency levels."""

from __future__ import annotations

from ..errors import CorpusError
from ..question.query import Query
from ..standard.model import Kind, Version
from ..standard.relations import UPPER, Item
from ..standard.validity import Validity
from .draft import Draft, Role
from .listing import level_check, list_under


def fields(draft: Draft, query: Query, names: tuple[str, ...]) -> None:
    """Answer from the profile; a field the source leaves blank is said to be blank."""
    standard, words = draft.relations.standard, draft.words
    for name in names:
        if name == "versions":
            _versions(draft, query)
        elif name == "level":
            base_level(draft)
        elif name in ("prerequisites", "notes"):
            entries = getattr(standard, name)
            draft.say(f"profile.{name}" if entries else "profile.absent", field=words.say(f"field.{name}"))
            for entry in entries:
                draft.claim("profile", subject=name, value=entry)
                draft.say(f"profile.{name[:-1]}", value=entry)
        elif name in ("categories", "occupations", "industries"):
            for entry in getattr(standard, name):
                draft.claim("profile", subject=name, value=entry.code)
                draft.claim("profile", subject=name, value=entry.name)
                draft.say(f"profile.{name}", name=entry.name, value=entry.code)
            if not getattr(standard, name):
                draft.say("profile.absent", field=words.say(f"field.{name}"))
        else:
            value = getattr(standard, name)
            draft.claim("profile", subject=name, value=value)
            draft.say(f"profile.{name}", value=value)


def base_level(draft: Draft) -> None:
    """The base level of the whole standard."""
    level = draft.relations.standard.level
    if level is None:
        draft.say("level.base_none", standard=draft.desk.name)
        return
    draft.claim("level", value=level)
    draft.say("level.base", standard=draft.desk.name, n=level)
    if draft.query.level is not None and draft.query.level != level:
        draft.say(
            "lists.level_wrong",
            role="correction",
            code=draft.relations.standard.code,
            n=level,
            claimed=draft.query.level,
        )


def _versions(draft: Draft, query: Query) -> None:
    versions = draft.relations.standard.versions
    if not versions:
        draft.say("profile.absent", field=draft.words.say("field.versions"))
        return

    def say(key: str, version: Version, role: Role = "lead") -> None:
        for value in (version.version, version.code, version.date):
            draft.claim("profile", subject="versions", value=value)
        words = {name: getattr(version, name) for name in ("version", "code", "name", "status", "date", "note")}
        draft.say(f"profile.{key}", role=role, **words)

    known = _validity(draft)
    if known and known.successor:
        by = known.successor
        told = draft.words.join(filter(None, (by.date, by.note)))
        about = draft.words.say("profile.about", told=told) if told else ""
        draft.say("profile.replaced", code=by.code, about=about)
    current = next((v for v in versions if v.code == draft.relations.standard.code), versions[0])
    say("latest", current)
    for version in versions:
        say("version", version, "note")
    if known and known.stale and not known.successor:
        draft.say("profile.stale", role="limit", years=known.years)


def _validity(draft: Draft) -> Validity | None:
    """What is known of the version's validity; a record that cannot be read is said to be so, and costs no answer."""
    try:
        return draft.desk.validity()
    except CorpusError:
        draft.say("profile.succession_broken", role="limit")
        return None


def levels(draft: Draft, query: Query, codes: tuple[str, ...]) -> None:
    """The level of the items named, or of every task when none is."""
    items = [draft.relations.get(c) for c in codes]
    for item in items:
        _level(draft, item)
    for item in items:
        if query.level is not None:
            if query.level in item.levels:
                draft.say("level.yes", role="note", code=draft.cite(item), n=query.level)
            else:
                level_check(draft, item, query.level)


def _level(draft: Draft, item: Item) -> None:
    words, relations = draft.words, draft.relations
    if item.kind not in UPPER:
        for parent in item.parents or ():
            above = relations.get(parent)
            for value in above.levels:
                draft.claim("level", subject=above.code, value=value)
                draft.claim("relation", subject=item.code, object=above.code)
                draft.say("level.inherit", code=draft.label(item), parent=draft.label(above), n=value)
        if not any(relations.get(p).levels for p in item.parents):
            draft.say("level.none", label=draft.label(item))
        return
    if not item.levels:
        draft.say("level.none", label=draft.label(item))
    elif len(item.levels) == 1:
        draft.claim("level", subject=item.code, value=item.levels[0])
        draft.say("level.of", label=draft.label(item), n=item.levels[0])
    else:
        parts = []
        for activity in relations.children(Kind.ACTIVITY, item.code):
            for value in activity.levels:
                draft.claim("level", subject=activity.code, value=value)
                parts.append(words.say("level.part", code=draft.cite(activity), n=value))
        draft.say("level.several", label=draft.label(item), parts=words.join(parts))
    if item.kind is Kind.ACTIVITY and not relations.fine(item.code):
        draft.say("level.from_task", role="note", code=draft.cite(item), task=draft.links(relations.task_of(item)))


def at_level(draft: Draft, query: Query, kind: Kind, level: int, below: tuple[Kind, ...]) -> tuple[str, ...]:
    """The tasks or activities at a level, and what is asked of each."""
    found = [i for i in draft.relations.of_kind(kind) if level in i.levels]
    _at(draft, kind, level, found)
    if below and found:
        list_under(draft, tuple(i.code for i in found), below)
    return tuple(i.code for i in found)


def _at(draft: Draft, kind: Kind, level: int, found: list[Item]) -> None:
    words = draft.words
    if not found:
        seen = sorted({n for i in draft.relations.of_kind(kind) for n in i.levels})
        draft.say("level.with_none", n=level, kind=words.kind(kind), levels=words.join(map(str, seen)))
        return
    for item in found:
        draft.claim("level", subject=item.code, value=level)
    draft.say("level.with", n=level, kind=words.kind(kind, len(found)), count=len(found))
    draft.table(found, kind)


def edge(draft: Draft, query: Query, kind: Kind) -> tuple[str, ...]:
    """The tasks or activities at the highest or the lowest level; returns their codes."""
    seen = sorted({n for i in draft.relations.of_kind(kind) for n in i.levels})
    if not seen:
        draft.say("level.none", label=draft.words.kind(kind))
        return ()
    if len(seen) == 1:
        for item in draft.relations.of_kind(kind):
            for value in item.levels:
                draft.claim("level", subject=item.code, value=value)
        draft.say("level.all_same", kind=draft.words.kind(kind), n=seen[0])
        return ()
    high = query.has("highest", "most")
    level = seen[-1] if high else seen[0]
    found = [i for i in draft.relations.of_kind(kind) if level in i.levels]
    for item in found:
        draft.claim("level", subject=item.code, value=level)
    draft.say("level.highest" if high else "level.lowest", kind=draft.words.kind(kind), n=level, count=len(found))
    draft.table(found, kind)
    return tuple(i.code for i in found)


def every_level(draft: Draft, kind: Kind) -> None:
    """The level of every task or activity."""
    words = draft.words
    parts = []
    for item in draft.relations.of_kind(kind):
        for value in item.levels:
            draft.claim("level", subject=item.code, value=value)
            parts.append(words.say("level.part", code=draft.label(item, quote=False), n=value))
    base_level(draft)
    if parts:
        draft.say("compare.levels", counts=words.join(parts))
