"""Which standards: those installed, or those of them that have items of some sort."""

from __future__ import annotations

from ..language.tag import Language
from ..question.form import Standards
from ..standard.model import Kind
from ..standard.relations import Item
from .draft import Desk, Draft
from .lists import claims
from .merged import merged
from .model import Answer

MOST_WORDED = 12
"""Items that are given with their wording; of more, every code."""


def across(desk: Desk, form: Standards, language: Language, text: str) -> Answer:
    """Answer from every installed standard, the one asked about first; each is proved by its own table."""
    desks = sorted(desk.installed() or (desk,), key=lambda d: d.relations.standard.code != desk.relations.standard.code)
    drafts = [Draft(desk=d, language=language, text=text) for d in desks]
    if form.of is None:
        drafts[0].say("across.installed", n=len(drafts))
    empty = [d for d in drafts if not _say(d, form, own=d.desk is desks[0])]
    if empty:
        names = drafts[0].words.join(_name(d) for d in empty)
        drafts[-1].say("across.none" if len(empty) == len(drafts) else "across.others", names=names)
    return merged([d.close() for d in drafts], text)


def _say(draft: Draft, form: Standards, own: bool) -> bool:
    """What one standard has, in a sentence; false where it has nothing, and nothing is said."""
    if form.of is None:
        counted = draft.words.join(draft.counted(k, None) for k in (Kind.TASK, Kind.ACTIVITY))
        draft.say("across.one", name=_name(draft), counted=counted)
        return True
    result = draft.desk.runner.run(form.of)
    claims(draft, result.evidence, result.items)
    draft.refused = not result.items
    if not result.items:
        return False
    worded = len(result.items) <= MOST_WORDED
    items = draft.words.join(_item(draft, i, own, worded) for i in result.items)
    draft.say("across.has", name=_name(draft), n=len(result.items), items=items)
    return True


def _item(draft: Draft, item: Item, own: bool, worded: bool) -> str:
    """An item; only those of the standard asked about are cited, since a code alone names an item of that one."""
    if own:
        return draft.label(item, quote=worded)
    return f"{item.code}{draft.words.quote(item.text)}" if worded else item.code


def _name(draft: Draft) -> str:
    standard = draft.relations.standard
    return f"{standard.code} {draft.desk.name}"
