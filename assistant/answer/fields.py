"""Fields of the header and the notes, and competency levels."""

from collections.abc import Iterable, Sequence

from ..errors import CorpusError
from ..language.folding import fold
from ..standard.model import Kind, Version
from ..standard.note import explained
from ..standard.relations import UPPER, Item
from ..standard.validity import Validity
from .draft import Draft
from .model import Role


def fields(draft: Draft, names: Sequence[str], about: str | None = None) -> None:
    """Answer from the profile; a field the source leaves blank is said to be blank.

    :param about: a term that is explained in the notes; the others are left out.
    """
    standard = draft.relations.standard
    for name in names:
        held = getattr(standard, name)
        if name == "level":
            if held is not None:
                draft.claim("level", value=held)
            draft.say("level.base_none" if held is None else "level.base", standard=draft.desk.name, n=held)
        elif held == () and not (about and name == "notes"):
            draft.say("profile.absent", field=draft.words.say(f"field.{name}"))
        elif name == "versions":
            _versions(draft, held)
        elif name in ("prerequisites", "notes"):
            _entries(draft, name, held, about if name == "notes" else None)
        else:
            for texts in [(held,)] if isinstance(held, str) else [(entry.code, entry.name) for entry in held]:
                _claims(draft, name, texts)
                draft.say(f"profile.{name}", value=texts[0], name=texts[-1])
        if (english := draft.desk.glosses.get(name)) and draft.language == "en" and not about:
            draft.say("profile.gloss", role="note", text=english)


def _entries(draft: Draft, name: str, entries: Sequence[str], about: str | None) -> None:
    """Prerequisites, or notes, of which only those that explain a term may be asked for."""
    if about:
        entries = [e for note in explained(entries) if about in map(fold, note.terms) for e in note.entries]
    lead = f"profile.{name}" if entries else "profile.unexplained"
    draft.say(lead, field=draft.words.say(f"field.{name}"), text=about or "")
    for entry in entries:
        _claims(draft, name, (entry,))
        draft.say(f"profile.{name[:-1]}", value=entry)


def _claims(draft: Draft, name: str, values: Iterable[str]) -> None:
    for value in values:
        draft.claim("profile", subject=name, value=value)


def _versions(draft: Draft, versions: Sequence[Version]) -> None:
    known = _validity(draft)
    if known and (by := known.successor):
        told = draft.words.join(filter(None, (by.date, by.note)))
        about = draft.words.say("profile.about", told=told) if told else ""
        draft.say("profile.replaced", code=by.code, about=about)
    _version(draft, "latest", next((v for v in versions if v.code == draft.desk.code), versions[0]))
    for version in versions:
        _version(draft, "version", version, "note")
    if known and known.stale and not known.successor:
        draft.say("profile.stale", role="limit", years=known.years)


def _version(draft: Draft, entry: str, version: Version, role: Role = "lead") -> None:
    _claims(draft, "versions", (version.version, version.code, version.date))
    words = {name: getattr(version, name) for name in ("version", "code", "name", "status", "date", "note")}
    draft.say(f"profile.{entry}", role=role, **words)


def _validity(draft: Draft) -> Validity | None:
    """What is known of the version's validity; a record that cannot be read is said to be so, and costs no answer."""
    try:
        return draft.desk.validity()
    except CorpusError:
        draft.say("profile.succession_broken", role="limit")
        return None


def levels(draft: Draft, items: Iterable[Item]) -> None:
    """The level of each item, or of what it hangs on."""
    for item in items:
        above = [draft.relations.get(parent) for parent in item.parents] if item.kind not in UPPER else [item]
        if not any(one.levels for one in above):
            draft.say("level.none", label=draft.label(item))
        elif item.kind in UPPER:
            _level(draft, item)
        else:
            for parent, value in ((one, value) for one in above for value in one.levels):
                draft.claim("level", subject=parent.code, value=value)
                draft.hangs(item, [parent.code])
                draft.say("level.inherit", code=draft.label(item), parent=draft.label(parent), n=value)
        if item.kind is Kind.ACTIVITY and not draft.relations.fine(item.code):
            task = draft.links(draft.relations.task_of(item))
            draft.say("level.from_task", role="note", code=draft.cite(item), task=task)


def _level(draft: Draft, item: Item) -> None:
    if len(item.levels) == 1:
        draft.levelled(item)
        draft.say("level.of", label=draft.label(item), n=item.levels[0])
        return
    activities = draft.relations.children(Kind.ACTIVITY, item.code)
    for activity in activities:
        draft.levelled(activity)
    parts = [draft.words.say("level.part", code=draft.cite(a), n=n) for a in activities for n in a.levels]
    draft.say("level.several", label=draft.label(item), parts=draft.words.join(parts))
