"""Answers whose sets range over several standards: lists, numbers, whether there is any; everything else of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from ...language.tag import Language
from ...question.form import (
    Across,
    Check,
    Coded,
    Compare,
    Count,
    List,
    Question,
    Set,
    Show,
    Situation,
    Standards,
    Union,
)
from ...question.node import nodes
from ...question.sets import parts_of
from ...question.spread import local, sets_within, spread, standards_of
from ...standard.address import MARK, parted
from ..draft import Desk, Draft
from ..lists import reasons
from ..model import Answer
from .joint import by_owner, drafted, names, shown
from .side_by_side import side_by_side
from .which import across, counted, numbers

LISTED = 60
"""Items up to which what is counted is listed too."""


def several(desk: Desk, form: Question, language: Language, text: str) -> Answer | None:
    """The answer to a form over several standards; None to one that is to be asked of each of them."""
    if isinstance(form, Standards):
        return across(desk, form, language, text)
    draft = drafted(desk, language, text)
    home = draft.relations.standard.code
    looked_at = standards_of(form, home) or desk.runner.elsewhere.standards()
    _missing(draft, form)
    match form:
        case List(of) | Show(of, "what"):
            _listed(draft, of, looked_at)
        case Check(of, None):
            draft.say("found.there_is" if desk.runner.run(of).items else "found.there_is_not")
            _listed(draft, of, looked_at)
        case Count(of, average=False, share=None):
            _counted(draft, form, of, looked_at)
        case Compare():
            side_by_side(draft, form)
        case _:
            return None
    return draft.close()


def _missing(draft: Draft, form: Question) -> None:
    """Say which of the codes and addresses do not exist."""
    told = (c for node in nodes(form) if isinstance(node, Coded) for c in node.codes)
    missing = []
    for code in dict.fromkeys(told):
        standard, own = parted(code)
        desk = draft.desk.beside(standard) if standard else draft.desk
        if desk and not desk.relations.find(own) and MARK in code:
            draft.claim("absent", subject=code)
            missing.append(code)
    if missing:
        draft.say("across.missing", role="limit", codes=draft.words.join(missing))


def _listed(draft: Draft, of: Set, looked_at: tuple[str, ...]) -> None:
    result = draft.desk.runner.run(of)
    if not result.items:
        draft.say("found.none", form=draft.readback.set(of))
        draft.say("across.looked_at", role="note", names=names(draft, looked_at))
        draft.refused = True
        return
    reasons(draft, of)
    n = len(result.items)
    draft.say("across.several", n=n, standards=len(by_owner(draft, result.items)), of=draft.readback.set(of))
    owned = shown(draft, result)
    if empty := [s for s in looked_at if s not in owned]:
        draft.say("across.others", role="note", names=names(draft, empty))


def _counted(draft: Draft, form: Count, of: Set, looked_at: tuple[str, ...]) -> None:
    """How many in all, and in each; a number that the question takes for granted is put right."""
    result = draft.desk.runner.run(of)
    n, owned = len(result.items), by_owner(draft, result.items)
    if form.claimed is not None:
        if n == form.claimed:
            draft.say("found.claimed_right", n=n, claimed=form.claimed)
        else:
            draft.say("found.claimed_wrong", role="correction", n=n, claimed=form.claimed)
    draft.say("across.several", n=n, standards=len(owned), of=draft.readback.set(of))
    whole = [p.of for p in parts_of(spread(of)) if isinstance(p, Across)]
    kind = whole[0] if len(whole) == 1 else Union(tuple(whole)) if whole else of
    draft.say("across.numbers", parts=numbers(draft, {s: counted(draft, kind, s, owned.get(s, [])) for s in looked_at}))
    if 0 < n <= LISTED and not form.each:
        shown(draft, result)


def shares(desk: Desk, form: Question) -> dict[str, Question]:
    """What a form over several standards asks of each of them: of its own items there."""
    (of, *_), name = sets_within(form), "within" if isinstance(form, Situation) else "of"
    home = desk.relations.standard.code
    spread_out = spread(of)
    if isinstance(spread_out, Across):
        standards = spread_out.standards or desk.runner.elsewhere.standards()
        return {s: replace(cast(Any, form), **{name: local(spread_out.of, s)}) for s in standards}
    codes: dict[str, list[str]] = {}
    for item in desk.runner.run(of).items:
        standard, code = parted(item.code)
        if code:
            codes.setdefault(standard or home, []).append(code)
    return {s: local(replace(cast(Any, form), **{name: Coded(tuple(own))}), s) for s, own in codes.items()}
