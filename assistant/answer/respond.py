"""Form → answer: run it, say it in the reader's language, prove it. One way for every form, whoever made it."""

from __future__ import annotations

from dataclasses import replace

from ..language.tag import Language
from ..question.conversation import Context, Past, going_on, places_of, subject_codes
from ..question.form import (
    Check,
    Coded,
    Compare,
    Count,
    Each,
    Field,
    List,
    Locate,
    Misprints,
    NotHeld,
    Nth,
    Question,
    Set,
    Show,
    Situation,
    Standards,
    Talk,
    Together,
    Unknown,
)
from ..question.node import nodes
from ..question.reading import Token
from ..question.sets import sets_of
from ..question.spread import local, reaches, standards_of
from ..retrieval.port import Findings, Retrieve
from ..standard.model import Kind
from . import refusal
from .checks import checked
from .compares import compared
from .counts import counted
from .draft import Desk, Draft
from .fields import fields, levels
from .lists import coarse, listed, reasons, selected
from .located import located
from .lookup import details, look_up, source_places
from .merged import merged
from .misprints import misprints
from .model import Answer, Understanding
from .model import Check as Proved
from .several.each import asked_of, each
from .several.ranging import several, shares
from .several.readdressed import told_from
from .told import told
from .unheld import unheld

_AGAIN = ("again", "longer", "shorter", "sure", "more", "english", "chinese", "table")
"""What is asked of the last answer itself."""
_NEW = Context()
"""A conversation that has only begun."""


def answered(
    desk: Desk, form: Question, language: Language, retrieve: Retrieve, text: str, context: Context = _NEW
) -> Answer:
    """Answer one form; what was read of a question is added by `understood`."""
    if isinstance(form, Together):
        return merged([answered(desk, part, language, retrieve, text, context) for part in form.parts], text)
    if reaches(form):
        return _over_several(desk, form, language, text, context)
    if isinstance(form, Talk) and form.act in _AGAIN and context.last is not None:
        return _about_last(desk, form, language, retrieve, text, context)
    draft = Draft(desk=desk, language=language, text=text)
    missing = tuple(
        dict.fromkeys(c for n in nodes(form) if isinstance(n, Coded) for c in n.codes if not desk.relations.find(c))
    )
    known = [c for n in nodes(form) if isinstance(n, Coded) for c in n.codes if desk.relations.find(c)]
    if isinstance(form, Unknown) or missing and not known:
        refusal.unknown_codes(draft, form.codes if isinstance(form, Unknown) else missing)
        return draft.close()
    if beyond := _beyond(draft, form):
        refusal.no_place(draft, *beyond)
        return draft.close()
    _say(draft, form, retrieve)
    if missing and not draft.refused:
        refusal.also_missing(draft, missing)
    return draft.close()


def _over_several(desk: Desk, form: Question, language: Language, text: str, context: Context) -> Answer:
    """Answer what speaks of other standards: of a single one from its own table, of several from all of theirs."""
    home = desk.relations.standard.code
    standards = form.standards if isinstance(form, Each | Standards) else standards_of(form, home)
    if unknown := [s for s in standards or () if s != home and desk.beside(s) is None]:
        draft = Draft(desk=desk, language=language, text=text)
        refusal.no_standard(draft, unknown)
        return draft.close()

    def answering(own: Desk, asked: Question) -> Answer:
        retrieve = own.retrieve
        assert retrieve is not None or not isinstance(asked, Situation)
        return answered(own, asked, language, retrieve or _nothing, text, context)

    if standards and len(standards) == 1 and not isinstance(form, Standards):
        (standard,) = standards
        own = desk if standard == home else desk.beside(standard)
        assert own is not None
        asked = form.question if isinstance(form, Each) else form
        return told_from(answering(own, local(asked, standard)), home)
    if isinstance(form, Each):
        return each(desk, form, language, text, answering)
    if answer := several(desk, form, language, text):
        return answer
    if answer := asked_of(desk, shares(desk, form), language, text, answering):
        return answer
    draft = Draft(desk=desk, language=language, text=text, refused=True)
    draft.say("found.none", form=draft.readback.question(form))
    return draft.close()


def _nothing(text: str, kinds: tuple[Kind, ...] | None, most: int, prefer: tuple[Kind, ...] = ()) -> Findings:
    return Findings()


def _beyond(draft: Draft, form: Question) -> tuple[tuple[Kind, ...], int, int] | None:
    """The kinds and size of a list that ends before the place asked for, and that place; None where items are left."""
    sets = sets_of(form)
    if not sets or any(draft.desk.runner.run(s).items for s in sets):
        return None
    for node in nodes(form):
        if isinstance(node, Nth) and not node.each and node.count == 1:
            held = draft.desk.runner.run(node.of).items
            if held and len(held) < abs(node.n):
                return tuple(dict.fromkeys(i.kind for i in held)), len(held), node.n
    return None


def _say(draft: Draft, form: Question, retrieve: Retrieve) -> None:
    match form:
        case List(of):
            listed(draft, of)
        case Show(of, aspect):
            _shown(draft, of, aspect)
        case Locate():
            located(draft, form)
        case Count():
            counted(draft, form)
        case Compare():
            compared(draft, form)
        case Check():
            checked(draft, form)
        case Field(names, about):
            fields(draft, names, about)
        case Misprints(of):
            codes = () if of is None else tuple(dict.fromkeys(i.code for i in draft.desk.runner.run(of).items))
            misprints(draft, codes)
        case Situation():
            told(draft, form, retrieve)
        case NotHeld():
            unheld(draft, form)
        case Talk(act, about):
            _talked(draft, act, about)


def _shown(draft: Draft, of: Set, aspect: str) -> None:
    result = draft.desk.runner.run(of)
    items = list(result.items)
    reasons(draft, of)
    if not items:
        selected(draft, of, result)
    elif aspect == "level":
        levels(draft, tuple(items))
    elif aspect == "details":
        details(draft, items)
    elif aspect == "source":
        source_places(draft, items)
    else:
        coarse(draft, result.evidence)
        look_up(draft, items)


def _talked(draft: Draft, act: str, about: str) -> None:
    if act == "policy":
        refusal.policy(draft)
    elif act == "occupation":
        refusal.foreign(draft, about)
    else:
        draft.refused = True
        draft.say(f"talk.{act if act not in _AGAIN else 'nothing_before'}", standard=draft.desk.name)
        if act in ("hello", "who", *_AGAIN):
            refusal.covers(draft)


def _about_last(desk: Desk, form: Talk, language: Language, retrieve: Retrieve, text: str, context: Context) -> Answer:
    """The last answer again, as it is asked for: longer, in English, or vouched for."""
    past = context.last
    assert past is not None
    tongue: Language = (
        "en" if form.act == "english" else "zh-TW" if form.act == "chinese" and language == "en" else language
    )
    answer = answered(desk, past.form, tongue, retrieve, text, Context(context.turns[1:]))
    draft = Draft(desk=desk, language=tongue, text=text)
    draft.say(f"talk.{form.act}", n=len(answer.proof))
    return replace(answer, blocks=(*draft.blocks, *answer.blocks))


def understood(answer: Answer, understanding: Understanding, sure: bool, desk: Desk) -> Answer:
    """The answer with its reading: said where it is not literally what was typed, and what was left unread.

    :param sure: whether the reading is sure; else, or with a part unread, nothing is called proved.
    """
    draft = Draft(desk=desk, language=answer.language, text=answer.question)
    head, tail = [], []
    form = understanding.form
    literal = (
        isinstance(form, Talk | Situation | Unknown | Together | Field)
        or isinstance(form, Show)
        and isinstance(form.of, Coded)
    )
    if not literal and understanding.words:
        draft.say("read.as", role="reading", form=understanding.words)
        head = list(draft.blocks)
        draft.blocks.clear()
    if understanding.unread and not isinstance(form, Talk | Situation):
        draft.say("read.unread", role="limit", parts="、".join(understanding.unread))
    behind = [t.text for t in understanding.tokens if t.role == "background"]
    if behind and not isinstance(form, Talk | Situation):
        draft.say("read.background", role="note", parts="、".join(f"「{t}」" for t in behind))
    tail = list(draft.blocks)
    confidence = answer.confidence
    if answer.method == "table" and (not sure or understanding.unread):
        confidence = "likely" if confidence == "proved" else confidence
    said = frozenset(understanding.unread) if tail or isinstance(form, Talk | Situation) else frozenset()
    checks = tuple(_accounted(t, said) for t in understanding.tokens)
    return replace(
        answer,
        blocks=(*head, *answer.blocks, *tail),
        understood=understanding,
        confidence=confidence,
        proof=(*answer.proof, *checks),
    )


def _accounted(token: Token, said: frozenset[str]) -> Proved:
    """Whether a part of the question is accounted for: read, or said to be unread."""
    return Proved(rule="read", claim=f"{token.text} → {token.role}", holds=token.role != "unread" or token.text in said)


def remembered(context: Context, form: Question, answer: Answer, desk: Desk, text: str) -> Context:
    """The conversation with this turn. What is no question leaves it as it was."""
    if isinstance(form, Talk):
        return context
    if isinstance(form, Together):
        for part in form.parts:
            context = remembered(context, part, answer, desk, text)
        return context
    subject = subject_codes(form, desk.runner.run)
    results = answer.cited_codes if not answer.refused else ()
    rows = tuple(dict.fromkeys(r.code for block in answer.listings for r in block.rows if r.code))
    named, given = subject or _winner(form, desk), places_of(form, desk.runner.run) or rows or results
    certain = answer.understood.probability if answer.understood else 1.0
    return context.after(going_on(context, Past(form, named, given, text, certain)))


def _winner(form: Question, desk: Desk) -> tuple[str, ...]:
    """The one item that a selection came to: 指標最多的任務."""
    if isinstance(form, List | Show | Check) and form.of is not None:
        items = desk.runner.run(form.of).items
        if len(items) == 1:
            return (items[0].code,)
    return ()
