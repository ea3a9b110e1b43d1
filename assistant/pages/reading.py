"""How a question was read: said above its answer, explained on request, and exchanged by a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape as html

import streamlit as st

from ..answer.model import Answer, Sentence, Token, Understanding, plain
from ..answer.render import escape, inline
from ..language.tag import Language
from ..question.decide import sure
from ..question.form import Question, Situation, Talk
from .language import words

Choose = Callable[[Question], None]
"""Takes the form that the question is to be answered as."""
_LIKELIER = 0.5
"""Probability above which no other reading can be likelier."""


def small_talk(answer: Answer) -> bool:
    """Whether the answer only answers what is no question: nothing was looked up, so nothing is claimed."""
    return answer.method == "none" and answer.understood is not None and isinstance(answer.understood.form, Talk)


def doubts(answer: Answer) -> list[str]:
    """What keeps an answer from being proved, as entries of the interface: its reading, its evidence, or both."""
    read, found = answer.understood, list[str]()
    if read and read.probability < sure():
        found.append("reading.unsure")
    elif read and read.unread:
        found.append("reading.part")
    if answer.confidence != "proved" and not answer.refused and (answer.retrieved or not found):
        found.append(f"answer.{answer.confidence}")
    return found


def line(answer: Answer, place: str) -> None:
    """The reading in words, quietly, where the answer has it.

    :param place: makes the keys of its widgets unique on the page.
    """
    said = [b.text for b in answer.blocks if isinstance(b, Sentence) and b.role == "reading"]
    if said:
        with st.container(key=f"reading_{place}"):
            st.markdown("\n\n".join(map(inline, said)))


def choices(others: Sequence[tuple[str, Question]], language: Language, place: str, choose: Choose) -> None:
    """A button for each other reading.

    :param others: the readings, each in words and as a form.
    """
    if not others:
        return
    with st.container(horizontal=True, gap="xsmall", key=f"readings_{place}"):
        for position, (said, form) in enumerate(others):
            st.button(
                escape(_instead(said, form, language)),
                icon=":material/swap_horiz:",
                key=f"reread_{place}_{position}",
                wrap=True,
                on_click=choose,
                args=(form,),
            )


def explained(answer: Answer) -> None:
    """On request: what each part of the question was taken for, what came of it, and how sure that is."""
    read = answer.understood
    if read is None:
        return
    language = answer.language
    with st.expander(words("reading.how", language), type="compact", icon=":material/manage_search:"):
        if read.tokens:
            parts = "".join(_part(token, read.form, language) for token in read.tokens)
            st.html(f"<ul class=parts>{parts}</ul>")
        by_meaning = isinstance(read.form, Situation)
        whole = words("reading.told" if by_meaning else "reading.as", language, form=plain(read.words))
        st.markdown(escape(whole))
        st.caption(words(_band(read), language))


def _instead(said: str, form: Question, language: Language) -> str:
    """What the button of another reading says."""
    entry = "reading.instead_told" if isinstance(form, Situation) else "reading.instead"
    return words(entry, language, form=plain(said))


def _part(token: Token, form: Question, language: Language) -> str:
    role = "talk" if token.role == "asked" and isinstance(form, Talk) else token.role
    said = words(f"reading.{role}", language)
    return f'<li class="{html(role)}"><span>{html(token.text)}</span> <small>{html(said)}</small></li>'


def _band(read: Understanding) -> str:
    """The probability in words, as an entry of the interface."""
    if not read.tokens:  # the form came from the reader, not from the words of a question
        return "reading.chosen"
    if read.probability >= sure():
        return "reading.partly" if read.unread else "reading.sure"
    return "reading.likely" if read.probability >= _LIKELIER else "reading.guess"
