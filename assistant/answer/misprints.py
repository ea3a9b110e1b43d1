"""Questions about misprints, and remarks where an answer touches one. The ledger is the parser's."""

from __future__ import annotations

from ..language.ledger import said
from ..standard.code import key
from ..standard.model import Erratum
from .draft import Draft

_MOST_LISTED = 30
_COSMETIC = ("html_crumb", "stray_space")
"""Kinds of erratum that change nothing a reader sees."""
_MUTUAL = ("same_wording", "same_heading")
"""Kinds of erratum that concern the related item as much as the first."""


def entries(draft: Draft, codes: tuple[str, ...]) -> list[Erratum]:
    """The ledger's entries that concern any of the codes."""
    wanted = {key(c) for c in codes}
    return [
        e
        for e in draft.relations.standard.errata
        if wanted & {key(c) for c in (e.code, *e.related) if c and _item(draft, c)}
    ]


def remark(draft: Draft, codes: tuple[str, ...]) -> None:
    """Add the errata that concern an answer's items as notes."""
    own = {key(c) for c in codes}
    near = [e for e in entries(draft, codes) if (e.code and key(e.code) in own) or e.kind in _MUTUAL]
    for erratum in [e for e in near if e.kind not in _COSMETIC][:2]:
        draft.claim("errata", value=erratum.message)
        draft.say("errata.see", role="note", message=said(erratum, draft.words.language))


def misprints(draft: Draft, codes: tuple[str, ...]) -> None:
    """Answer a question about misprints: of some items, or of the whole source."""
    if not codes:
        ledger = draft.relations.standard.errata
        draft.say("errata.all" if ledger else "errata.all_none", n=len(ledger))
        _list(draft, list(ledger))
        return
    for code in codes:
        found = [e for e in entries(draft, (code,)) if e.kind not in _COSMETIC] or entries(draft, (code,))
        items = draft.relations.find(code)
        if found:
            draft.say("errata.of", code=draft.cite_code(code), n=len(found))
            _list(draft, found)
        else:
            draft.say("errata.of_none", code=draft.cite_code(code), text=items[0].text)
        draft.table(items, items[0].kind)
        for item in items:
            draft.hangs(item)
            if item.parents:
                draft.say(
                    "where.code",
                    role="note",
                    label=draft.label(item, quote=len(items) > 1),
                    parents=draft.links(item.parents),
                )


def _list(draft: Draft, errata: list[Erratum]) -> None:
    for erratum in errata[:_MOST_LISTED]:
        draft.claim("errata", value=erratum.message)
        draft.say("errata.entry", role="note", message=said(erratum, draft.words.language))
        for code in (erratum.code, *erratum.related):
            if code and _item(draft, code):
                draft.cite_code(code)
    if len(errata) > _MOST_LISTED:
        draft.say("errata.rest", role="note", n=len(errata) - _MOST_LISTED)


def _item(draft: Draft, code: str) -> bool:
    return bool(draft.relations.find(code))
