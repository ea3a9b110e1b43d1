"""Declining: what the standard does not hold is named as such, with what is near; nothing is cited."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.ledger import said
from ..standard.code import ICAP, key, kind_of
from ..standard.model import Kind
from .draft import Draft

NAMED = 12
"""Standards that are named where one is asked for that is not there."""


def unknown_codes(draft: Draft, missing: tuple[str, ...]) -> None:
    """Say that codes do not exist, and which do."""
    draft.refused = True
    words = draft.words
    for code in missing:
        draft.claim("absent", subject=code)
    ranges = [_range(draft, kind) for kind in dict.fromkeys(kind_of(c) for c in missing)]
    draft.say(
        "refuse.unknown" if len(missing) == 1 else "refuse.unknown_many",
        codes=words.join(missing),
        range="".join(ranges),
    )
    meant = [e for code in missing for e in draft.relations.standard.errata if code in _codes_in(e.message)]
    for erratum in meant[:2]:
        draft.claim("errata", value=erratum.message)
        draft.say("errata.see", role="note", message=said(erratum, words.language))
        if erratum.code:
            draft.suggest("what", code=erratum.code)
    near = [c for code in missing[:2] for c in draft.relations.nearest(code)]
    if near and not meant:
        draft.say("refuse.near", role="note", codes=words.join(dict.fromkeys(near)))
        draft.suggest("what", code=near[0])


def _codes_in(text: str) -> set[str]:
    return {key(c) for c in ICAP.printed.findall(text)}


def _range(draft: Draft, kind: Kind) -> str:
    codes = [i.code for i in draft.relations.of_kind(kind) if i.code]
    if not codes:
        return ""
    return draft.words.say("refuse.range", kind=draft.words.kind(kind), first=codes[0], last=codes[-1])


def also_missing(draft: Draft, missing: tuple[str, ...]) -> None:
    """Add to an answer that some of the codes asked about do not exist."""
    for code in missing:
        draft.claim("absent", subject=code)
    draft.say("refuse.unknown_too", role="correction", codes=draft.words.join(missing))


def no_place(draft: Draft, kinds: tuple[Kind, ...], held: int, asked: int) -> None:
    """Say that a list ends before the place that was asked for."""
    draft.refused = True
    kind = draft.words.join(draft.words.kind(k, held) for k in kinds)
    draft.say("refuse.no_place", kind=kind, held=held, asked=abs(asked))


def outside(draft: Draft, topic: str) -> None:
    """Say that a matter is not recorded."""
    draft.refused = True
    draft.say("refuse.outside", topic=draft.words.say(f"topic.{topic.removeprefix('outside.')}"))
    covers(draft)


def foreign(draft: Draft, occupation: str) -> None:
    """Decline a question about another occupation."""
    draft.refused = True
    draft.say("refuse.foreign", standard=draft.desk.name, occupation=occupation)
    covers(draft)


def policy(draft: Draft) -> None:
    """Decline a request to leave the role."""
    draft.refused = True
    draft.say("refuse.policy")
    covers(draft)


def no_support(draft: Draft, matter: str = "") -> None:
    """Decline for want of evidence; `matter` is what outside every standard the question comes nearest to."""
    if matter:
        outside(draft, matter)
        return
    draft.refused = True
    draft.say("refuse.no_support", standard=draft.desk.name)
    covers(draft)


def covers(draft: Draft) -> None:
    """Name what the standard is about, without citing it."""
    tasks = ((t, draft.gloss(t)) for t in draft.relations.of_kind(Kind.TASK))
    topics = [f"{t.code} {t.text} ({gloss})" if gloss else f"{t.code} {t.text}" for t, gloss in tasks]
    draft.say("refuse.covers", role="note", topics=draft.words.join(topics))
    first = draft.relations.of_kind(Kind.TASK)
    if first:
        draft.suggest("skills", code=first[0].code)
        draft.suggest("attitudes")


def no_standard(draft: Draft, codes: Sequence[str]) -> None:
    """Say that a standard is not there, and which are."""
    draft.refused = True
    draft.say("across.unknown", role="limit", codes=draft.words.join(codes))
    installed = draft.desk.runner.elsewhere.standards()
    draft.say("across.looked_at", role="note", names=draft.words.join(installed[:NAMED]))
