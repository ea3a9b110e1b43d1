"""Questions about misprints, and remarks where an answer touches one. The ledger is the parser's."""

from collections.abc import Iterable

from ..language.ledger import said
from ..standard.code import key
from ..standard.model import Erratum
from .draft import Draft

_MOST_LISTED = 30
_COSMETIC = ("html_crumb", "stray_space")  # kinds of erratum that change nothing a reader sees
_MUTUAL = ("same_wording", "same_heading")  # kinds that concern the related item as much as the first


def entries(draft: Draft, codes: Iterable[str]) -> list[Erratum]:
    """The ledger's entries that concern any of the codes."""
    wanted = set(map(key, codes))
    return [e for e in draft.relations.standard.errata if wanted & set(map(key, _printed(draft, e)))]


def entered(draft: Draft, errata: Iterable[Erratum], template: str = "errata.see") -> None:
    """Note what entries of the ledger say."""
    for erratum in errata:
        draft.claim("errata", value=erratum.message)
        draft.say(template, role="note", message=said(erratum, draft.language))


def remark(draft: Draft, codes: Iterable[str]) -> None:
    """Add the errata that concern an answer's items as notes."""
    own = set(map(key, codes))
    near = [e for e in entries(draft, own) if (e.code and key(e.code) in own) or e.kind in _MUTUAL]
    entered(draft, [e for e in near if e.kind not in _COSMETIC][:2])


def misprints(draft: Draft, codes: Iterable[str]) -> None:
    """Answer a question about misprints: of some items, or of the whole source."""
    wanted = dict.fromkeys(codes)
    if not wanted:
        ledger = draft.relations.standard.errata
        draft.say("errata.all" if ledger else "errata.all_none", n=len(ledger))
        _list(draft, ledger)
    for code in wanted:
        found = [e for e in entries(draft, (code,)) if e.kind not in _COSMETIC] or entries(draft, (code,))
        items = draft.relations.find(code)
        entry = "errata.of" if found else "errata.of_none"
        draft.say(entry, code=draft.cite_code(code), n=len(found), text=items[0].text)
        _list(draft, found)
        draft.table(items, items[0].kind)
        for item in (i for i in items if i.parents):
            draft.hangs(item)
            label, parents = draft.label(item, quote=len(items) > 1), draft.links(item.parents)
            draft.say("where.code", role="note", label=label, parents=parents)


def _list(draft: Draft, errata: Iterable[Erratum]) -> None:
    listed = list(errata)
    for erratum in listed[:_MOST_LISTED]:
        entered(draft, [erratum], "errata.entry")
        for code in _printed(draft, erratum):
            draft.cite_code(code)
    if len(listed) > _MOST_LISTED:
        draft.say("errata.rest", role="note", n=len(listed) - _MOST_LISTED)


def _printed(draft: Draft, erratum: Erratum) -> list[str]:
    """The codes that an entry concerns and the standard has."""
    return [code for code in (erratum.code, *erratum.related) if code and draft.relations.find(code)]
