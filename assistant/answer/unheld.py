"""Asked for what a table of this form never gives: said by its type, with what the table does say of the item."""

from __future__ import annotations

from ..language.folding import fold
from ..language.lexicon import lexicon
from ..question.form import NotHeld, Says, Such
from ..question.sets import direct
from ..standard.relations import Item
from .draft import Draft
from .fields import fields
from .refusal import covers

SURE = 0.5
"""Probability of a description from which the item it was taken for is shown."""
MOST_SHOWN = 3
"""Items shown."""


def unheld(draft: Draft, form: NotHeld) -> None:
    """Say what kind of thing the standard does not give, and show what it does say; prerequisites may give it."""
    words = draft.words
    entries = draft.relations.standard.prerequisites
    if form.of is None and any(lexicon().printed(form.aspect, entry) for entry in entries):
        fields(draft, ("prerequisites",))
        return
    draft.refused = True
    items: tuple[Item, ...] = ()
    if form.of is not None and direct(form.of):
        result = draft.desk.runner.run(form.of)
        sure = all(t.probability >= SURE for t in result.evidence.taken)
        items = result.items[:MOST_SHOWN] if sure else ()
    elif isinstance(form.of, Such) and isinstance(form.of.test, Says):
        items = _named(draft.desk.runner.run(form.of).items, form.of.test.text)[:MOST_SHOWN]
    about = words.say("notheld.about", label=draft.labels(items)) if items else ""
    draft.say("notheld.lead", aspect=words.say(f"notheld.{form.aspect}"), about=about)
    if not items:
        covers(draft)
        return
    draft.say("notheld.shows", role="note")
    draft.tables(items)
    draft.suggest("what", code=items[0].code)


def _named(items: tuple[Item, ...], text: str) -> tuple[Item, ...]:
    """Those whose name a text is; others that hold it may speak of something else."""
    return tuple(i for i in items if fold(i.text) == fold(text))
