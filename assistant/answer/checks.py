"""Whether: claims about items confirmed or put right, by what the table has."""

from collections.abc import Sequence

from ..question.form import All, Amount, Check, LevelIs, Lies, Says, Such, Test, Top, Union
from ..question.found import Result, SetEvidence
from ..standard.model import Kind
from ..standard.relations import UPPER, Item
from .draft import Draft
from .lists import claims, grouped, places, reasons, selected
from .lookup import belongs

MOST_NAMED = 2  # items named of those that something does not hang on
MOST_ELSEWHERE = 3  # items told that hold a text which no item of the kind asked about holds
MOST_LISTED = 30  # items of a kind that are listed where their number is asked for
MOST_FAILING = 3  # of several items that something is said of, those whose items are listed where it does not hold


def checked(draft: Draft, form: Check) -> None:
    """Answer whether something is so."""
    result = draft.run(form.of)
    if form.test is None:
        _any(draft, form, result)
    elif not result.items:
        draft.say("found.none", form=draft.readback.said(form.of))
    elif isinstance(form.test, Lies):
        reasons(draft, form)
        _lying(draft, result.items, form.test)
    else:
        _passing(draft, result.items, form.test)


def _any(draft: Draft, form: Check, result: Result) -> None:
    reasons(draft, form)
    draft.say("found.there_is" if result.items else "found.there_is_not")
    if result.evidence.groups and result.whole:
        grouped(draft, result)
    else:
        selected(draft, form.of, result)
    match form.of:
        case Such(All(kind), Says() as test) if not result.items:
            _elsewhere(draft, kind, test)


def _elsewhere(draft: Draft, kind: Kind, test: Says) -> None:
    """Where a text stands that no item of a kind has, if it stands in few items: SWOT is no skill, it is of K1."""
    others = Such(Union(tuple(All(k) for k in Kind if k is not kind)), test)
    result = draft.run(others)
    if 0 < len(result.items) <= MOST_ELSEWHERE:
        claims(draft, result.evidence, result.items)
        draft.say("found.elsewhere", labels=draft.labels(result.items))
        draft.tables(result.items)


def _lying(draft: Draft, items: Sequence[Item], test: Lies) -> None:
    parents = draft.run(test.on).items
    same = [i for i in items if any(i.code == p.code for p in parents)]
    if same:
        draft.say("found.yes" if len(same) == len(items) else "found.no")
        draft.say("found.held_by", labels=draft.labels(same))
        return
    if isinstance(test.on, Top):
        draft.say("found.no")
        for item in items:
            _measured(draft, item, test.on.by)
        return
    if not parents:
        draft.say("found.none", form=draft.readback.said(test.on))
    for child in items:
        held = next((p for p in parents if draft.relations.under(child, p.code)), None)
        for parent in [held] if held else parents[:MOST_NAMED]:
            belongs(draft, child, parent)


def _passing(draft: Draft, items: Sequence[Item], test: Test) -> None:
    """Whether every item passes a test, with what it is measured by."""
    runner, evidence = draft.desk.runner, SetEvidence()
    passing = [i for i in items if runner.passes(i, test, evidence)]
    failing = [i for i in items if i not in passing]
    draft.judge(not failing)
    claims(draft, evidence, items)
    if isinstance(test, LevelIs):
        for item in items:
            _measured(draft, item, "level")
    elif isinstance(test, Amount):
        _numbers(draft, items, failing, test.kind)
    else:
        for entry, own in (("found.held_by", passing), ("found.not_held_by", failing)):
            if own:
                draft.say(entry, labels=draft.labels(own))
        draft.tables(i for i in items if i.kind not in UPPER)
        places(draft, items)


def _measured(draft: Draft, item: Item, by: Kind | str) -> None:
    """How many of a kind a task or an activity has, or its level."""
    if isinstance(by, Kind):
        n = draft.size(by, item)
        draft.say("found.number_of" if n else "lists.none", label=draft.label(item), n=n, kind=draft.words.kind(by, n))
    else:
        draft.say("found.level_of", label=draft.label(item), n=draft.numerals(draft.levelled(item)))


def _numbers(draft: Draft, items: Sequence[Item], failing: Sequence[Item], kind: Kind) -> None:
    """How many of a kind each has; which they are of a single item, and of those that what was said fails by."""
    for item in (i for i in items if i.kind in UPPER):
        _measured(draft, item, kind)
    for item in items if len(items) == 1 else failing if len(failing) <= MOST_FAILING else ():
        if 0 < draft.size(kind, item) <= MOST_LISTED:
            draft.complete(kind, item)
