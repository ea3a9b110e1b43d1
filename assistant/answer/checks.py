"""Whether: claims about items confirmed or put right, by what the table has."""

from __future__ import annotations

from ..question.form import Amount, Check, LevelIs, Lies
from ..standard.relations import UPPER
from .draft import Draft
from .lists import claims, grouped, places, reasons, selected, size
from .lookup import belongs


def checked(draft: Draft, form: Check) -> None:
    """Answer whether something is so."""
    runner, words = draft.desk.runner, draft.words
    result = runner.run(form.of)
    if form.test is None:
        reasons(draft, form)
        if not result.items:
            draft.say("found.there_is_not")
        else:
            draft.say("found.there_is")
        if result.evidence.groups and result.whole:
            grouped(draft, result)
        else:
            selected(draft, form.of, result)
        return
    if not result.items:
        draft.say("found.none", form=draft.readback.set(form.of))
        return
    if isinstance(form.test, Lies):
        parents = runner.run(form.test.on).items
        reasons(draft, form)
        if {i.code for i in result.items} & {p.code for p in parents}:
            same = [i for i in result.items if any(i.code == p.code for p in parents)]
            draft.say("found.yes" if len(same) == len(result.items) else "found.no")
            draft.say("found.held_by", labels=draft.labels(same))
            return
        if not parents:
            draft.say("found.none", form=draft.readback.set(form.test.on))
            return
        for child in result.items[:12]:
            held = next((p for p in parents if draft.relations.under(child, p.code)), None)
            for parent in [held] if held else parents[:2]:
                if parent.code != child.code:
                    belongs(draft, child, parent)
        return
    evidence = type(result.evidence)()
    passing = [i for i in result.items if runner.passes(i, form.test, evidence)]
    failing = [i for i in result.items if i not in passing]
    draft.say("found.yes" if not failing else "found.no", role="lead" if not failing else "correction")
    claims(draft, evidence, result.items)
    if isinstance(form.test, LevelIs):
        for item in result.items[:20]:
            for n in item.levels:
                draft.claim("level", subject=item.code, value=n)
            draft.say(
                "found.level_of",
                label=draft.label(item),
                n=words.join(map(str, runner.levels(item))) or words.say("phrase.no_level"),
            )
        return
    if isinstance(form.test, Amount):
        for item in result.items[:20]:
            if item.kind in UPPER:
                n = size(draft, form.test.kind, item)
                draft.say("found.number_of", label=draft.label(item), n=n, kind=words.kind(form.test.kind, n))
        if len(result.items) == 1 and 0 < size(draft, form.test.kind, result.items[0]) <= 30:
            draft.complete(form.test.kind, result.items[0])
        return
    if passing:
        draft.say("found.held_by", labels=draft.labels(passing))
    if failing:
        draft.say("found.not_held_by", labels=draft.labels(failing))
    for kind in dict.fromkeys(i.kind for i in result.items):
        if kind not in UPPER:
            draft.table([i for i in result.items if i.kind is kind], kind)
    places(draft, result.items)
