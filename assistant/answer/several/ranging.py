"""Answers whose sets range over several standards, proved by all their tables; what is no list is asked of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any, cast

from ...language.tag import Language
from ...question import form as forms
from ...question.form import Question, Set
from ...question.found import Result
from ...question.node import nodes
from ...question.sets import parts_of
from ...question.spread import local, reaches, sets_within, spread, standards_of
from ...standard.address import MARK, parted, whole
from ...standard.model import Kind
from ...standard.relations import Item
from ..draft import Desk, Draft, by_kind, gathered
from ..lists import claims, reasons
from ..model import Answer, merged
from ..proof import JoinedTables
from .readdressed import told_from
from .side_by_side import side_by_side

LISTED = 60  # items up to which what is counted is listed too
MOST_SHOWN = 30  # items of the winner that are listed; the question asks for the standard
MOST_WORDED = 12  # items that are given with their wording; of more, every code
MOST_NAMED = 30  # standards that are named one by one; of more only the number is told
MOST_TOLD = 3  # standards that answer a situation asked of all
Answering = Callable[[Desk, Question], Answer]


def drafted(desk: Desk, language: Language, text: str) -> Draft:
    """A draft over all standards, proved for each item by the table of its own."""
    tables = JoinedTables(desk.facts(), lambda code: other.facts() if (other := desk.beside(code)) else None)
    return Draft(desk=replace(desk, facts=lambda: tables), language=language, text=text)


def several(draft: Draft, form: Question) -> Answer | None:
    """The answer to a form over several standards; None to one that is to be asked of each of them."""
    looked_at = standards_of(form, draft.desk.code) or draft.desk.standards
    _missing(draft, form)
    match form:
        case forms.List(of) | forms.Show(of, "what"):
            _listed(draft, of, looked_at)
        case forms.Check(of, None):
            draft.say("found.there_is" if draft.run(of).items else "found.there_is_not")
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
    told = (code for node in nodes(form) if isinstance(node, forms.Coded) for code in node.codes)
    missing = []
    for code in dict.fromkeys(c for c in told if MARK in c):
        standard, own = parted(code)
        desk = draft.desk.beside(standard)
        if desk and not desk.relations.find(own):
            draft.claim("absent", subject=code)
            missing.append(code)
    if missing:
        draft.say("across.missing", role="limit", codes=draft.words.join(missing))


def _listed(draft: Draft, of: Set, looked_at: Sequence[str]) -> None:
    result = draft.run(of)
    if not result.items:
        draft.say("found.none", form=draft.readback.said(of))
        draft.say("across.looked_at", role="note", names=names(draft, looked_at))
        draft.refused = True
        return
    reasons(draft, of)
    n, owned = len(result.items), by_owner(draft, result.items)
    draft.say("across.several", n=n, standards=len(owned), of=draft.readback.said(of))
    _shown(draft, result)
    if empty := [s for s in looked_at if s not in owned]:
        draft.say("across.others", role="note", names=names(draft, empty))


def _counted(draft: Draft, form: forms.Count, looked_at: Sequence[str]) -> None:
    """How many in all, and in each; a number that the question takes for granted is put right."""
    result = draft.run(form.of)
    n, owned = len(result.items), by_owner(draft, result.items)
    if form.claimed is not None:
        draft.judge(n == form.claimed, "found.claimed_right", "found.claimed_wrong", n=n, claimed=form.claimed)
    draft.say("across.several", n=n, standards=len(owned), of=draft.readback.said(form.of))
    inside = [p.of for p in parts_of(spread(form.of)) if isinstance(p, forms.Across)]
    of = inside[0] if len(inside) == 1 else form.of
    held = sizes(draft, of, {standard: owned.get(standard, []) for standard in looked_at})
    draft.say("across.numbers", parts=numbers(draft, held.items()))
    if 0 < n <= LISTED and not form.each:
        _shown(draft, result)


def _shown(draft: Draft, result: Result) -> None:
    """List items in tables, one for each standard and kind, with what made them members before the proof."""
    claims(draft, result.evidence, result.items)
    for standard, items in by_owner(draft, result.items).items():
        for kind, own in by_kind(items).items():
            counted = draft.words.counted(len(own), kind)
            draft.table(own, kind, draft.words.say("across.title", name=draft.named(standard), counted=counted))


def which(draft: Draft, form: forms.Standards) -> Answer:
    """Answer from every installed standard, the one asked about first; each item is proved by its own table."""
    standards = form.standards or draft.desk.standards
    if form.of is not None:
        _having(draft, form, form.of, standards)
    elif form.order:
        _levels(draft, form.order, standards)
    else:
        _installed(draft, standards)
    return draft.close()


def _installed(draft: Draft, standards: tuple[str, ...]) -> None:
    draft.say("across.installed", n=len(standards))
    for standard in standards:
        counts = []
        if desk := draft.desk.of(standard):
            for kind in (Kind.TASK, Kind.ACTIVITY):
                n = len(desk.relations.of_kind(kind))
                draft.claim("count", kind=kind, object=whole(standard), value=n)
                counts.append(draft.words.counted(n, kind))
        draft.say("across.one", name=draft.named(standard), counted=draft.words.join(counts))


def _levels(draft: Draft, order: str, standards: tuple[str, ...]) -> None:
    """Those of the highest or lowest level, with the levels of all."""
    levels: dict[str, int] = {}
    for standard in standards:
        desk = draft.desk.of(standard)
        if desk and (level := desk.relations.standard.level) is not None:
            draft.claim("level", subject=whole(standard), value=level)
            levels[standard] = level
    draft.refused = not levels
    if not levels:
        draft.say("across.none", names=names(draft, standards))
        return
    edge = max(levels.values()) if order == "most" else min(levels.values())
    winners = draft.words.join(draft.named(s) for s, n in levels.items() if n == edge)
    draft.say("across.highest" if order == "most" else "across.lowest", names=winners, n=edge)
    told = (draft.words.say("across.level", name=draft.named(s), level=n) for s, n in levels.items())
    draft.say("across.levels", role="note", parts=draft.words.join(told))


def _having(draft: Draft, form: forms.Standards, of: Set, standards: tuple[str, ...]) -> None:
    """Those that have such items, with the items; where the most or the least is asked for, with the numbers of all."""
    result = draft.run(forms.Across(of, form.standards))
    claims(draft, result.evidence, result.items)
    owned = by_owner(draft, result.items)
    empty = [s for s in standards if s not in owned]
    draft.refused = not owned
    if not owned:
        draft.say("across.none", names=names(draft, empty))
        return
    if form.order:
        _extreme(draft, form.order, of, {s: owned.get(s, []) for s in standards})
        return
    draft.say("across.having", n=len(owned), of=draft.readback.bare(of))
    for standard, items in owned.items():
        told = draft.words.join(draft.label(i, quote=len(items) <= MOST_WORDED) for i in items)
        draft.say("across.has", name=draft.named(standard), n=len(items), items=told)
    if empty:
        draft.say("across.others", names=names(draft, empty))


def _extreme(draft: Draft, order: str, of: Set, owned: dict[str, list[Item]]) -> None:
    held = sizes(draft, of, owned)
    ranked = sorted(held.items(), key=lambda e: -e[1] if order == "most" else e[1])
    edge = ranked[0][1]
    winners = [s for s, n in held.items() if n == edge]
    told = draft.words.join(draft.named(s) for s in winners)
    draft.say(f"across.{order}", names=told, n=edge, of=draft.readback.bare(of))
    draft.say("across.numbers", parts=numbers(draft, ranked))
    for standard in winners:
        if len(owned[standard]) <= MOST_SHOWN:
            draft.tables(owned[standard], titled=True)


def each(draft: Draft, form: forms.Each, answering: Answering) -> Answer:
    """Answer of each standard under its name; of a situation those that are likeliest to speak of it."""
    told = standards = form.standards or draft.desk.standards
    if isinstance(form.question, forms.Situation) and len(standards) > MOST_TOLD:
        told = draft.desk.likeliest(form.question.text, standards, MOST_TOLD)
    answer = asked_of(draft, {standard: local(form.question, standard) for standard in told}, answering)
    if answer is None:
        draft.say("across.none_told", names=names(draft, standards))
        return draft.close()
    if len(told) < len(standards):
        note = draft.sentence("across.likeliest", role="note", n=len(standards))
        return replace(answer, blocks=(*answer.blocks, note))
    return answer


def asked_of(draft: Draft, asked: Mapping[str, Question], answering: Answering) -> Answer | None:
    """What each of some standards answers to what it is asked, under its name; None where none has an answer."""
    answers: list[Answer] = []
    silent: list[str] = []
    for standard, form in asked.items():
        own = draft.desk.of(standard)
        asks_itself = not reaches(form)  # `T1 under BGM1219-004v2:T1` lies in no standard
        found = told_from(answering(own, form), draft.desk.code) if own and asks_itself else None
        if found is None or found.refused:
            silent.append(standard)
            continue
        heading = draft.sentence("across.of", name=draft.named(standard))
        answers.append(replace(found, blocks=(heading, *found.blocks)))
    if not answers:
        return None
    answer = merged(answers, draft.text)
    if silent:
        note = draft.sentence("across.silent", role="note", names=names(draft, silent))
        return replace(answer, blocks=(*answer.blocks, note))
    return answer


def shares(desk: Desk, form: Question) -> dict[str, Question]:
    """What a form over several standards asks of each of them: of its own items there."""
    (of, *_), name = sets_within(form), "within" if isinstance(form, forms.Situation) else "of"
    spread_out = spread(of)
    if isinstance(spread_out, forms.Across):
        standards = spread_out.standards or desk.standards
        return {s: replace(cast(Any, form), **{name: local(spread_out.of, s)}) for s in standards}
    told = (parted(item.code) for item in desk.runner.run(of).items if item.code)
    codes = {s: forms.Coded(tuple(c for _, c in own)) for s, own in gathered(told, itemgetter(0)).items()}
    return {s or desk.code: local(replace(cast(Any, form), **{name: own}), s or desk.code) for s, own in codes.items()}


def by_owner(draft: Draft, items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by their standard, in the order in which standards come; what has no code is told with the one before."""
    found: dict[str, list[Item]] = {}
    owner = draft.desk.code
    for item in items:
        owner = parted(item.code)[0] or draft.desk.code if item.code else owner
        found.setdefault(owner, []).append(item)
    return found


def names(draft: Draft, standards: Sequence[str]) -> str:
    """Standards by name; of many only how many there are."""
    if len(standards) > MOST_NAMED:
        return draft.words.say("across.number", n=len(standards))
    return draft.words.join(map(draft.named, standards))


def sizes(draft: Draft, of: Set, owned: Mapping[str, Sequence[Item]]) -> dict[str, int]:
    """How many items each standard has, claimed where the set is a whole list of it."""
    if isinstance(of, forms.All):
        for standard, items in owned.items():
            draft.claim("count", kind=of.kind, object=whole(standard), value=len(items))
    return {standard: len(items) for standard, items in owned.items()}


def numbers(draft: Draft, sizes: Iterable[tuple[str, int]]) -> str:
    """The number of each standard."""
    return draft.numbers(((draft.named(standard), n) for standard, n in sizes), "across.part")
