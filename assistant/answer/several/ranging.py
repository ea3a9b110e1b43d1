"""Answers whose sets range over several standards: lists, numbers, whether there is any; everything else of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from ...language.tag import Language
from ...question import form as forms
from ...question.form import Question, Set
from ...question.sets import parts_of
from ...question.spread import local, sets_within, spread, standards_of
from ...standard.address import MARK, parted
from ..draft import Desk, Draft
from ..lists import reasons
from ..model import Answer
from .joint import by_owner, drafted, names, numbers, shown, sizes
from .side_by_side import side_by_side
from .which import across

LISTED = 60
"""Items up to which what is counted is listed too."""


def several(desk: Desk, form: Question, language: Language, text: str) -> Answer | None:
    """The answer to a form over several standards; None to one that is to be asked of each of them."""
    if isinstance(form, forms.Standards):
        return across(desk, form, language, text)
    draft = drafted(desk, language, text)
    looked_at = standards_of(form, desk.code) or desk.runner.elsewhere.standards()
    _missing(draft, form)
    match form:
        case forms.List(of) | forms.Show(of, "what"):
            _listed(draft, of, looked_at)
        case forms.Check(of, None):
            draft.say("found.there_is" if desk.runner.run(of).items else "found.there_is_not")
            _listed(draft, of, looked_at)
        case forms.Count(average=False, share=None):
            _counted(draft, form, looked_at)
        case forms.Compare():
            side_by_side(draft, form)
        case _:
            return None
    return draft.close()


def _missing(draft: Draft, form: Question) -> None:
    """Say which of the addresses do not exist."""
    told = (code for node in forms.nodes(form) if isinstance(node, forms.Coded) for code in node.codes)
    missing = []
    for code in dict.fromkeys(c for c in told if MARK in c):
        standard, own = parted(code)
        desk = draft.desk.beside(standard)
        if desk and not desk.relations.find(own):
            draft.claim("absent", subject=code)
            missing.append(code)
    if missing:
        draft.say("across.missing", role="limit", codes=draft.words.join(missing))


def _listed(draft: Draft, of: Set, looked_at: tuple[str, ...]) -> None:
    result = draft.desk.runner.run(of)
    if not result.items:
        draft.say("found.none", form=draft.readback.said(of))
        draft.say("across.looked_at", role="note", names=names(draft, looked_at))
        draft.refused = True
        return
    reasons(draft, of)
    n = len(result.items)
    draft.say("across.several", n=n, standards=len(by_owner(draft, result.items)), of=draft.readback.said(of))
    owned = shown(draft, result)
    if empty := [s for s in looked_at if s not in owned]:
        draft.say("across.others", role="note", names=names(draft, empty))


def _counted(draft: Draft, form: forms.Count, looked_at: tuple[str, ...]) -> None:
    """How many in all, and in each; a number that the question takes for granted is put right."""
    result = draft.desk.runner.run(form.of)
    n, owned = len(result.items), by_owner(draft, result.items)
    if form.claimed is not None:
        draft.judge(n == form.claimed, "found.claimed_right", "found.claimed_wrong", n=n, claimed=form.claimed)
    draft.say("across.several", n=n, standards=len(owned), of=draft.readback.said(form.of))
    inside = [p.of for p in parts_of(spread(form.of)) if isinstance(p, forms.Across)]
    of = inside[0] if len(inside) == 1 else form.of
    held = sizes(draft, of, {standard: owned.get(standard, []) for standard in looked_at})
    draft.say("across.numbers", parts=numbers(draft, held.items()))
    if 0 < n <= LISTED and not form.each:
        shown(draft, result)


def shares(desk: Desk, form: Question) -> dict[str, Question]:
    """What a form over several standards asks of each of them: of its own items there."""
    (of, *_), name = sets_within(form), "within" if isinstance(form, forms.Situation) else "of"
    spread_out = spread(of)
    if isinstance(spread_out, forms.Across):
        standards = spread_out.standards or desk.runner.elsewhere.standards()
        return {s: replace(cast(Any, form), **{name: local(spread_out.of, s)}) for s in standards}
    codes: dict[str, list[str]] = {}
    for item in desk.runner.run(of).items:
        standard, code = parted(item.code)
        if code:
            codes.setdefault(standard or desk.code, []).append(code)
    return {s: local(replace(cast(Any, form), **{name: forms.Coded(tuple(own))}), s) for s, own in codes.items()}
