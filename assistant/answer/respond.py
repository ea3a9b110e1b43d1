"""Form → answer: run it, say it in the reader's language, prove it. One way for every form, whoever made it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..language.tag import Language
from ..question import form as forms
from ..question.conversation import Context, Past, going_on, places_of, subject_codes
from ..question.form import Question, Set
from ..question.node import nodes
from ..question.sets import sets_of
from ..question.spread import local, reaches, standards_of
from ..standard.model import Kind
from . import refusal
from .checks import checked
from .compares import compared
from .counts import counted
from .draft import Desk, Draft
from .fields import fields, levels
from .lists import coarse, listed, reasons, selected
from .lookup import details, located, look_up, source_places
from .misprints import misprints
from .model import Answer, Check, Understanding, merged
from .several.ranging import asked_of, drafted, each, several, shares, which
from .several.readdressed import told_from
from .situation import told

_AGAIN = ("again", "longer", "shorter", "sure", "more", "english", "chinese", "table")
"""What is asked of the last answer itself."""
_DECLINED = {
    "policy": "refuse.policy",
    "occupation": "refuse.foreign",
    "hello": "talk.hello",
    "who": "talk.who",
    **dict.fromkeys(_AGAIN, "talk.nothing_before"),
}
"""What is told of small talk that leads to what the standard is about."""
_NEW = Context()  # a conversation that has only begun


def answered(desk: Desk, form: Question, language: Language, text: str, context: Context = _NEW) -> Answer:
    """Answer one form; what was read of a question is added by `understood`."""
    if isinstance(form, forms.Together):
        return merged([answered(desk, part, language, text, context) for part in form.parts], text)
    if reaches(form):
        return _over_several(desk, form, language, text, context)
    if isinstance(form, forms.Talk) and form.act in _AGAIN and context.last is not None:
        return _about_last(desk, form, context.last, language, text, context)
    draft = Draft(desk=desk, language=language, text=text)
    codes = list(dict.fromkeys(c for n in nodes(form) if isinstance(n, forms.Coded) for c in n.codes))
    missing = [c for c in codes if not desk.relations.find(c)]
    if isinstance(form, forms.Unknown) or missing and len(missing) == len(codes):
        refusal.unknown_codes(draft, form.codes if isinstance(form, forms.Unknown) else missing)
    elif beyond := _beyond(draft, form):
        refusal.no_place(draft, *beyond)
    else:
        SAYING[type(form)](draft, form)
        if missing and not draft.refused:
            refusal.also_missing(draft, missing)
    return draft.close()


def _over_several(desk: Desk, form: Question, language: Language, text: str, context: Context) -> Answer:
    """Answer what speaks of other standards: of a single one from its own table, of several from all of theirs."""
    standards = form.standards if isinstance(form, forms.Each | forms.Standards) else standards_of(form, desk.code)
    draft = Draft(desk=desk, language=language, text=text, refused=True)
    if unknown := [s for s in standards or () if desk.of(s) is None]:
        refusal.no_standard(draft, unknown)
        return draft.close()

    def answering(own: Desk, asked: Question) -> Answer:
        return answered(own, asked, language, text, context)

    if isinstance(form, forms.Standards):
        return which(drafted(desk, language, text), form)
    if standards and len(standards) == 1 and (own := desk.of(standards[0])):
        asked = local(form.question if isinstance(form, forms.Each) else form, standards[0])
        if not reaches(asked):
            return told_from(answering(own, asked), desk.code)
    if isinstance(form, forms.Each):
        return each(draft, form, answering)
    if answer := several(drafted(desk, language, text), form) or asked_of(draft, shares(desk, form), answering):
        return answer
    draft.say("found.none", form=draft.readback.said(form))
    return draft.close()


def _beyond(draft: Draft, form: Question) -> tuple[tuple[Kind, ...], int, int] | None:
    """The kinds and size of a list that ends before the place asked for, and that place; None where items are left."""
    sets = sets_of(form)
    if not sets or any(draft.run(s).items for s in sets):
        return None
    for node in nodes(form):
        if isinstance(node, forms.Nth) and not node.each and node.count == 1:
            held = draft.run(node.of).items
            if held and len(held) < abs(node.n):
                return tuple(dict.fromkeys(i.kind for i in held)), len(held), node.n
    return None


def _shown(draft: Draft, of: Set, aspect: str) -> None:
    result = draft.run(of)
    reasons(draft, of)
    if not result.items:
        selected(draft, of, result)
    elif aspect == "what":
        coarse(draft, result.evidence)
        look_up(draft, result.items)
    else:
        say = {"level": levels, "details": details, "source": source_places}[aspect]
        say(draft, result.items)


def _talked(draft: Draft, form: forms.Talk) -> None:
    draft.refused = True
    entry = _DECLINED.get(form.act)
    draft.say(entry or f"talk.{form.act}", standard=draft.desk.name, occupation=form.about)
    if entry:
        refusal.covers(draft)


SAYING: Mapping[type[Question], Callable[[Draft, Any], None]] = {
    forms.List: lambda draft, form: listed(draft, form.of),
    forms.Show: lambda draft, form: _shown(draft, form.of, form.aspect),
    forms.Locate: located,
    forms.Count: counted,
    forms.Compare: compared,
    forms.Check: checked,
    forms.Field: lambda draft, form: fields(draft, form.names, form.about),
    forms.Misprints: lambda draft, form: misprints(
        draft, [i.code for i in draft.run(form.of).items] if form.of else ()
    ),
    forms.Situation: told,
    forms.NotHeld: refusal.unheld,
    forms.Talk: _talked,
}
"""What answers each form that is asked of one standard."""


def _about_last(desk: Desk, form: forms.Talk, past: Past, language: Language, text: str, context: Context) -> Answer:
    """The last answer again, as it is asked for: longer, in English, or vouched for."""
    tongue = language
    if form.act == "english":
        tongue = "en"
    elif form.act == "chinese" and language == "en":
        tongue = "zh-TW"
    answer = answered(desk, past.form, tongue, text, Context(context.turns[1:]))
    draft = Draft(desk=desk, language=tongue, text=text)
    draft.say(f"talk.{form.act}", n=len(answer.proof))
    return replace(answer, blocks=(*draft.blocks, *answer.blocks))


def understood(answer: Answer, understanding: Understanding, sure: bool, desk: Desk) -> Answer:
    """The answer with its reading: said where it is not literally what was typed, and what was left unread.

    :param sure: whether the reading is sure; else, or with a part unread, nothing is called proved.
    """
    head, tail = (Draft(desk=desk, language=answer.language, text=answer.question) for _ in range(2))
    form, unread = understanding.form, understanding.unread
    literal = isinstance(form, forms.Talk | forms.Situation | forms.Unknown | forms.Together | forms.Field)
    named = isinstance(form, forms.Show) and isinstance(form.of, forms.Coded)
    if understanding.words and not literal and not named:
        head.say("read.as", role="reading", form=understanding.words)
    open_ended = isinstance(form, forms.Talk | forms.Situation)
    behind = [t.text for t in understanding.tokens if t.role == "background"]
    if unread and not open_ended:
        tail.say("read.unread", role="limit", parts="、".join(unread))
    if behind and not open_ended:
        tail.say("read.background", role="note", parts="、".join(f"「{t}」" for t in behind))
    confidence = answer.confidence
    if answer.method == "table" and confidence == "proved" and (not sure or unread):
        confidence = "likely"
    told_unread = open_ended or bool(tail.blocks)
    checks = (  # each part of the question is accounted for: read, or said to be unread
        Check(rule="read", claim=f"{t.text} → {t.role}", holds=t.role != "unread" or told_unread)
        for t in understanding.tokens
    )
    return replace(
        answer,
        blocks=(*head.blocks, *answer.blocks, *tail.blocks),
        understood=understanding,
        confidence=confidence,
        proof=(*answer.proof, *checks),
    )


def remembered(context: Context, form: Question, answer: Answer, desk: Desk, text: str) -> Context:
    """The conversation with this turn. What is no question leaves it as it was."""
    if isinstance(form, forms.Talk):
        return context
    if isinstance(form, forms.Together):
        for part in form.parts:
            context = remembered(context, part, answer, desk, text)
        return context
    run = desk.runner.run
    results = answer.cited_codes if not answer.refused else ()
    rows = tuple(dict.fromkeys(r.code for block in answer.listings for r in block.rows if r.code))
    named, given = subject_codes(form, run) or _winner(form, desk), places_of(form, run) or rows or results
    certain = answer.understood.probability if answer.understood else 1.0
    return context.after(going_on(context, Past(form, named, given, text, certain)))


def _winner(form: Question, desk: Desk) -> tuple[str, ...]:
    """The one item that a selection came to: 指標最多的任務."""
    if isinstance(form, forms.List | forms.Show | forms.Check):
        items = desk.runner.run(form.of).items
        if len(items) == 1:
            return (items[0].code,)
    return ()
