"""Which items: complete lists under their parents, and selections with what made them so."""

from collections.abc import Sequence

from ..question.conversation import anchors
from ..question.form import Above, Amount, Beside, Coded, Named, Nth, Question, Says, Set, Such, Top
from ..question.found import Result, SetEvidence
from ..question.node import nodes
from ..question.sets import core, direct, kinds_of
from ..standard.address import MARK
from ..standard.code import key, order
from ..standard.model import Kind
from ..standard.relations import UPPER, Item
from .draft import Draft, by_kind, gathered
from .misprints import remark
from .model import Role

MOST_LOOKED_AT = 4  # items named as looked at when nothing was found under them
MOST_WORDS = 5  # words of the source that are named where the question used another
MOST_CLAIMED = 150  # relations of an answer that are claimed one by one
_TOPICS = {Kind.SKILL: "skills", Kind.KNOWLEDGE: "knowledge", Kind.OUTPUT: "outputs", Kind.INDICATOR: "indicators"}
"""What may be asked next of a task or activity."""


def listed(draft: Draft, form: Set) -> None:
    """List the items of a set."""
    result = draft.run(form)
    reasons(draft, form)
    if result.evidence.groups and result.whole:
        grouped(draft, result)
        other_words(draft, form, result)
    else:
        selected(draft, form, result)
    if code := next((g.parent.code for g in result.evidence.groups if g.parent), ""):
        for kind, topic in _TOPICS.items():
            if kind not in kinds_of(form):
                draft.suggest(topic, code=code)


def grouped(draft: Draft, result: Result) -> None:
    """Complete lists, each under its parent."""
    words, groups = draft.words, result.evidence.groups
    coarse(draft, result.evidence)
    for group in groups:
        code, n, kind = group.parent.code if group.parent else None, len(group.items), words.kind(group.kind)
        label, standard = draft.label(group.parent) if group.parent else "", draft.desk.name
        counted = draft.counted(group.kind, code)
        if not n:
            draft.say("lists.none" if code else "lists.whole_none", label=label, standard=standard, kind=kind)
            continue
        run = words.say("lists.run", codes=codes) if (codes := unbroken(group.items)) else ""
        entry = "lists.complete" if code else "lists.whole"
        draft.say(entry, label=label, standard=standard, counted=counted, n=n, run=run)
        draft.complete(group.kind, group.parent, titled=len(groups) > 1)


def unbroken(items: Sequence[Item]) -> str:
    """`S27–S30` for three codes or more without a gap, else nothing."""
    codes = [i.code for i in items]
    if len(codes) < 3 or not all(codes):
        return ""
    numbers = [order(c)[1] for c in codes]
    following = all(b[:-1] == a[:-1] and b[-1] == a[-1] + 1 for a, b in zip(numbers, numbers[1:], strict=False))
    return f"{codes[0]}–{codes[-1]}" if following and key(codes[0])[0] == key(codes[-1])[0] else ""


def coarse(draft: Draft, evidence: SetEvidence) -> None:
    """Say where the table gives a kind for a whole task only."""
    firsts: dict[tuple[Kind, str], str] = {}
    for kind, code, place in evidence.coarse:
        firsts.setdefault((kind, place), code)
    for (kind, place), code in firsts.items():
        item = draft.relations.get(code)
        if kind is Kind.ACTIVITY:
            of_activities(draft, item, (place,))
            continue
        entry = "lists.whole_task" if item.kind is Kind.ACTIVITY else "lists.leaf"
        draft.say(entry, role="limit", kinds=draft.words.kind(kind), code=draft.cite(item), task=draft.cite_code(place))


def of_activities(draft: Draft, item: Item, tasks: tuple[str, ...], role: Role = "limit") -> None:
    """Say that an item is listed for whole tasks, and which activities share it there."""
    shared = [a.code for t in tasks for a in draft.relations.children(Kind.ACTIVITY, t)]
    code, task = draft.cite(item), draft.links(tasks)
    draft.say("where.of_activities", role=role, code=code, task=task, activities=draft.links(shared))


def selected(draft: Draft, form: Set, result: Result) -> None:
    """Items that were selected: how many, which, and what shows that they belong."""
    items, n = result.items, len(result.items)
    claims(draft, result.evidence, items)
    if not items:
        _unfound(draft, form, result)
        return
    kinds = draft.words.join(draft.words.kind(k, n) for k in by_kind(items))
    if isinstance(form, Above) and 0 < len(low := draft.run(form.of).items) <= MOST_LOOKED_AT:
        draft.say("found.above", labels=draft.labels(low), kinds=kinds, n=n)
    elif not isinstance(form, Coded | Named | Nth | Beside):
        draft.say("found.several", kinds=kinds, n=n)
    draft.tables(items, titled=True)
    other_words(draft, form, result)
    places(draft, items)
    remark(draft, [i.code for i in items if i.code])


def _unfound(draft: Draft, form: Set, result: Result) -> None:
    if isinstance(core(form), Beside):
        draft.say("found.no_next")
        return
    none_found(draft, form)
    held = {text for _, text, yes in result.evidence.texts if yes}
    for text in dict.fromkeys(t for _, t, _ in result.evidence.texts if t not in held):
        if not draft.desk.mentions(text):
            draft.say("found.says_not", role="note", text=text)


def none_found(draft: Draft, form: Question | Set) -> None:
    """Say that nothing is as a form says, and cite the items under which it was looked for."""
    draft.say("found.none", form=draft.readback.said(form))
    items = [i for a in anchors(form) for i in draft.run(a).items]
    if items and len(items) <= MOST_LOOKED_AT:
        draft.say("found.looked_at", role="note", labels=draft.labels(items))


def other_words(draft: Draft, form: Question | Set, result: Result) -> None:
    """Say which words of the source stand for the reader's."""
    wording = draft.desk.runner.wording
    asked = {wording.meant(n.text): n.text for n in nodes(form) if isinstance(n, Says)}
    for text in dict.fromkeys(t for _, t, yes in result.evidence.texts if yes):
        mended = [text] if asked.get(text, text) != text else []
        held = [i for code, t, yes in result.evidence.texts if yes and t == text for i in draft.relations.find(code)]
        if found := mended or list(wording.worded(text, held)):
            shown = draft.words.join(f"「{w}」" for w in found[:MOST_WORDS])
            draft.say("found.says_as", role="note", text=asked.get(text, text), words=shown)


def places(draft: Draft, items: Sequence[Item]) -> None:
    """Where selected items hang, by code, without citing the places as part of the answer."""
    placed = [i for i in items if i.parents and i.code]
    for item in placed:
        draft.hangs(item)
    if placed and len(items) <= 40:
        homes = gathered(placed, lambda item: item.parents)
        parts = (f"{'/'.join(i.code for i in own)} → {'/'.join(parents)}" for parents, own in homes.items())
        draft.say("found.parents", role="note", parts=draft.words.join(parts))


def claims(draft: Draft, evidence: SetEvidence, items: Sequence[Item]) -> None:
    """Put what made the items members before the proof."""
    held = {i.code: i for i in items}
    for child, parent in list(evidence.relations)[:MOST_CLAIMED]:
        draft.claim("relation", subject=child, object=parent)
    for (kind, code), n in evidence.counts.items():
        if code in held:
            draft.claim("count", kind=kind, object=code, value=n)
    for code, level in evidence.levels:
        if code in held:
            draft.claim("level", subject=code, value=level)
    for code, value in evidence.details.items():
        if code in held:
            draft.claim("details", subject=code, value=value)
    for code, text, yes in evidence.texts:
        if yes and code in held:
            for word in draft.desk.runner.reason(held[code], text) or (text,):
                draft.claim("says", subject=code, value=word)


def reasons(draft: Draft, form: Question | Set) -> None:
    """What selected the items on the way: the one with most, and by how much; each number is claimed."""
    for node in nodes(form):
        match node:
            case Top(by=by) if winners := draft.run(node).items:
                if not isinstance(by, Kind):
                    _highest(draft, node, winners)
                elif winners[0].kind in UPPER:
                    _most(draft, node, by, winners)
                else:
                    _widest(draft, by, winners)
            case Such(test=Amount(kind, _, n)) if n:
                found = [i for i in draft.run(node).items if i.kind in UPPER]
                sizes = [(i.code, draft.size(kind, i)) for i in found]
                if 0 < len(sizes) <= 25:
                    parts = draft.numbers(sizes)
                    draft.say("found.with_counts", role="note", kind=draft.words.kind(kind), parts=parts)


def _most(draft: Draft, top: Top, kind: Kind, winners: Sequence[Item]) -> None:
    """Those with most, or fewest; then the numbers of all that were compared, where they are few."""
    n, *_ = [draft.size(kind, item) for item in winners]
    k = len(winners)
    entry = top.order + ("_nth" if top.place > 1 else "_tie" if k > 1 else "")
    labels, place = draft.labels(winners), top.place
    draft.say(f"count.{entry}", kind=draft.words.kind(kind), winners=labels, n=n, k=k, place=place)
    items = draft.run(top.of).items
    if 1 < len(items) <= 12:
        ordered = sorted(items, key=lambda i: -draft.desk.runner.size(i, kind))
        named = direct(top.of)
        parts = draft.numbers([(draft.cite(i) if named else i.code, draft.size(kind, i)) for i in ordered])
        draft.say("count.ranking", role="note", parts=parts)


def _widest(draft: Draft, kind: Kind, winners: Sequence[Item]) -> None:
    """Under how many tasks or activities items stand that stand under most, each place claimed."""
    n = draft.desk.runner.spread(winners[0], kind)
    draft.say("count.spread", kind=draft.words.kind(kind, n), n=n, k=len(winners))
    for item in winners:
        own = MARK not in item.code  # what stands in another standard is told by its address
        places = draft.desk.runner.places(item, kind)[:MOST_CLAIMED] if own else ()
        fine = [place.code for place in places if draft.relations.under(item, place.code)]
        draft.hangs(item, fine or None)  # of a cell printed for a whole task the table bears out the task alone


def _highest(draft: Draft, top: Top, winners: Sequence[Item]) -> None:
    level = max(draft.desk.runner.levels(winners[0]), default=0)
    for item in winners:
        draft.claim("level", subject=item.code, value=level)
    entry = "level.highest" if top.order == "most" else "level.lowest"
    draft.say(entry, kind=draft.words.kind(winners[0].kind), n=level, count=len(winners))
