"""Declining: what the standard does not hold is named as such, with what is near; nothing is cited for it."""

from collections.abc import Sequence
from typing import Any

from ..language.folding import fold
from ..language.lexicon import lexicon
from ..question.form import NotHeld, Says, Such
from ..question.sets import direct
from ..standard.code import ICAP, key, kind_of
from ..standard.model import Kind
from ..standard.relations import Item
from .draft import Draft
from .fields import fields
from .misprints import entered

NAMED = 12  # standards that are named where one is asked for that is not there
SURE = 0.5  # probability of a description from which the item it was taken for is shown
MOST_SHOWN = 3  # items shown that something is asked of which the standard does not give


def declined(draft: Draft, entry: str, **values: Any) -> None:
    """Decline in the words of an entry, and name what the standard is about."""
    draft.refused = True
    draft.say(entry, **values)
    covers(draft)


def covers(draft: Draft) -> None:
    """Name what the standard is about, without citing it."""
    tasks = draft.relations.of_kind(Kind.TASK)
    glosses = map(draft.gloss, tasks)
    topics = (f"{t.code} {t.text}" + (f" ({g})" if g else "") for t, g in zip(tasks, glosses, strict=True))
    draft.say("refuse.covers", role="note", topics=draft.words.join(topics))
    if tasks:
        draft.suggest("skills", code=tasks[0].code)
        draft.suggest("attitudes")


def no_support(draft: Draft, matter: str = "") -> None:
    """Decline for want of evidence; `matter` is what outside every standard the question comes nearest to."""
    if matter:
        topic = draft.words.say(f"topic.{matter.removeprefix('outside.')}")
        declined(draft, "refuse.outside", topic=topic)
    else:
        declined(draft, "refuse.no_support", standard=draft.desk.name)


def unknown_codes(draft: Draft, missing: Sequence[str]) -> None:
    """Say that codes do not exist, and which do."""
    draft.refused = True
    _absent(draft, missing)
    ranges = ""
    for kind in dict.fromkeys(map(kind_of, missing)):
        if codes := [i.code for i in draft.relations.of_kind(kind) if i.code]:
            ranges += draft.words.say("refuse.range", kind=draft.words.kind(kind), first=codes[0], last=codes[-1])
    entry = "refuse.unknown" if len(missing) == 1 else "refuse.unknown_many"
    draft.say(entry, codes=draft.words.join(missing), range=ranges)
    errata = draft.relations.standard.errata
    meant = [e for code in missing for e in errata if code in map(key, ICAP.printed.findall(e.message))][:2]
    entered(draft, meant)
    for code in (e.code for e in meant if e.code):
        draft.suggest("what", code=code)
    near = [c for code in missing[:2] for c in draft.relations.nearest(code)]
    if near and not meant:
        draft.say("refuse.near", role="note", codes=draft.words.join(dict.fromkeys(near)))
        draft.suggest("what", code=near[0])


def _absent(draft: Draft, missing: Sequence[str]) -> None:
    for code in missing:
        draft.claim("absent", subject=code)


def also_missing(draft: Draft, missing: Sequence[str]) -> None:
    """Add to an answer that some of the codes asked about do not exist."""
    _absent(draft, missing)
    draft.say("refuse.unknown_too", role="correction", codes=draft.words.join(missing))


def no_place(draft: Draft, kinds: Sequence[Kind], held: int, asked: int) -> None:
    """Say that a list ends before the place that was asked for."""
    draft.refused = True
    kind = draft.words.join(draft.words.kind(k, held) for k in kinds)
    draft.say("refuse.no_place", kind=kind, held=held, asked=abs(asked))


def no_standard(draft: Draft, codes: Sequence[str]) -> None:
    """Say that a standard is not there, and which are."""
    draft.refused = True
    draft.say("across.unknown", role="limit", codes=draft.words.join(codes))
    draft.say("across.looked_at", role="note", names=draft.words.join(draft.desk.standards[:NAMED]))


def unheld(draft: Draft, form: NotHeld) -> None:
    """Say what kind of thing no standard gives, and show what this one does say; prerequisites may give it."""
    entries = draft.relations.standard.prerequisites
    if form.of is None and any(lexicon().printed(form.aspect, entry) for entry in entries):
        fields(draft, ("prerequisites",))
        return
    draft.refused = True
    items = _asked(draft, form)[:MOST_SHOWN]
    about = draft.words.say("notheld.about", label=draft.labels(items)) if items else ""
    draft.say("notheld.lead", aspect=draft.words.say(f"notheld.{form.aspect}"), about=about)
    if not items:
        covers(draft)
        return
    draft.say("notheld.shows", role="note")
    draft.tables(items)
    draft.suggest("what", code=items[0].code)


def _asked(draft: Draft, form: NotHeld) -> Sequence[Item]:
    """The items that are surely meant; of those that hold a text only what is called so, others may be beside it."""
    if form.of is None:
        return ()
    result = draft.run(form.of)
    if direct(form.of):
        return result.items if all(t.probability >= SURE for t in result.evidence.taken) else ()
    match form.of:
        case Such(test=Says(text)):
            return [i for i in result.items if fold(i.text) == fold(text)]
    return ()
