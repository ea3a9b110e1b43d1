"""Fields of the header and the notes, and competency levels."""

from __future__ import annotations

from ..errors import CorpusError
from ..language.folding import fold
from ..standard.model import Kind, Version
from ..standard.note import explained
from ..standard.relations import UPPER, Item
from ..standard.validity import Validity
from .draft import Draft, Role


def fields(draft: Draft, names: tuple[str, ...], about: str | None = None) -> None:
    """Answer from the profile; a field the source leaves blank is said to be blank.

    :param about: a term that is explained in the notes; the others are left out.
    """
    standard, words = draft.relations.standard, draft.words
    for name in names:
        if name == "versions":
            _versions(draft)
        elif name == "level":
            base_level(draft)
        elif name in ("prerequisites", "notes"):
            entries = getattr(standard, name)
            if name == "notes" and about:
                entries = tuple(
                    e for note in explained(entries) if about in map(fold, note.terms) for e in note.entries
                )
            lead = f"profile.{name}" if entries else "profile.unexplained" if about else "profile.absent"
            draft.say(lead, field=words.say(f"field.{name}"), text=about or "")
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
        if (english := draft.desk.glosses.get(name)) and draft.language == "en" and not about:
            draft.say("profile.gloss", role="note", text=english)


def base_level(draft: Draft) -> None:
    """The base level of the whole standard."""
    level = draft.relations.standard.level
    if level is None:
        draft.say("level.base_none", standard=draft.desk.name)
        return
    draft.claim("level", value=level)
    draft.say("level.base", standard=draft.desk.name, n=level)


def _versions(draft: Draft) -> None:
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


def levels(draft: Draft, items: tuple[Item, ...]) -> None:
    """The level of each item."""
    for item in items:
        _level(draft, item)


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
