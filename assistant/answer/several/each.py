"""The same asked of each of several standards: each answers from its own table, which proves it, under its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ...language.tag import Language
from ...question.form import Each, Question, Situation
from ...question.spread import local
from ..draft import Desk
from ..model import Answer, merged
from .joint import drafted, named, names
from .readdressed import told_from

MOST_TOLD = 3
"""Standards that answer a situation asked of all."""
Answering = Callable[[Desk, Question], Answer]


def each(desk: Desk, form: Each, language: Language, text: str, answering: Answering) -> Answer:
    """Answer of each standard under its name; of a situation those that are likeliest to speak of it."""
    told = standards = form.standards or desk.runner.elsewhere.standards()
    if isinstance(form.question, Situation) and len(standards) > MOST_TOLD:
        told = desk.likeliest(form.question.text, standards, MOST_TOLD)
    asked = {standard: local(form.question, standard) for standard in told}
    answer = asked_of(desk, asked, language, text, answering)
    last = drafted(desk, language, text)
    if answer is None:
        last.refused = True
        last.say("across.none_told", names=names(last, standards))
        return last.close()
    if len(told) < len(standards):
        last.say("across.likeliest", role="note", n=len(standards))
    return replace(answer, blocks=(*answer.blocks, *last.blocks))


def asked_of(
    desk: Desk, asked: Mapping[str, Question], language: Language, text: str, answering: Answering
) -> Answer | None:
    """What each of some standards answers to what it is asked; None where none has an answer."""
    answers: list[Answer] = []
    silent: list[str] = []
    for standard, form in asked.items():
        own = desk.of(standard)
        found = told_from(answering(own, form), desk.code) if own else None
        if found is None or found.refused:
            silent.append(standard)
            continue
        heading = drafted(desk, language, text)
        heading.say("across.of", name=named(heading, standard))
        answers.append(replace(found, blocks=(*heading.blocks, *found.blocks)))
    if not answers:
        return None
    answer, last = merged(answers, text), drafted(desk, language, text)
    if silent:
        last.say("across.silent", role="note", names=names(last, silent))
    return replace(answer, blocks=(*answer.blocks, *last.blocks))
