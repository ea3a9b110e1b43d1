"""How a question was read: said above its answer, explained on request, and exchanged by a click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape as html

import streamlit as st

from ..answer.model import Answer, Sentence, plain
from ..answer.render import escape, inline
from ..language.tag import Language
from ..question.decide import sure
from ..question.form import Question, Situation, Talk
from ..question.reader import Token
from .language import words

_LIKELIER = 0.5
"""Probability above which no other reading can be likelier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a reader may make of a reading: `others` in words and as forms, and `choose`, which takes one of them.

    `chosen`: the reader chose the one that is shown.
    """

    others: tuple[tuple[str, Question], ...] = ()
    choose: Callable[[Question], None] | None = None
    chosen: bool = False


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
    if answer.confidence != "proved" and not answer.refused:
        if answer.method == "retrieval" or answer.retrieved:
            found.append(f"answer.{answer.confidence}")
        elif not found:  # what the table says is no doubt; only whether that was asked
            found.append("reading.unsure")
    return found


def line(answer: Answer, place: str) -> None:
    """The reading in words, quietly, where the answer has it.

    :param place: makes the keys of its widgets unique on the page.
    """
    said = [b.text for b in answer.blocks if isinstance(b, Sentence) and b.role == "reading"]
    if said:
        with st.container(key=f"reading_{place}"):
            st.markdown("\n\n".join(map(inline, said)))


def choices(offer: Offer, language: Language, place: str) -> None:
    """A button for each other reading."""
    if not offer.others:
        return
    with st.container(horizontal=True, gap="xsmall", key=f"readings_{place}"):
        for position, (said, form) in enumerate(offer.others):
            st.button(
                escape(_instead(said, form, language)),
                icon=":material/swap_horiz:",
                key=f"reread_{place}_{position}",
                wrap=True,
                on_click=offer.choose,
                args=(form,),
            )


def explained(answer: Answer, offer: Offer) -> None:
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
        st.caption(words("reading.chosen" if offer.chosen else _band(answer), language))


def _instead(said: str, form: Question, language: Language) -> str:
    """What the button of another reading says."""
    entry = "reading.instead_told" if isinstance(form, Situation) else "reading.instead"
    return words(entry, language, form=plain(said))


def _part(token: Token, form: Question, language: Language) -> str:
    role = "talk" if token.role == "asked" and isinstance(form, Talk) else token.role
    said = words(f"reading.{role}", language)
    return f'<li class="{html(role)}"><span>{html(token.text)}</span> <small>{html(said)}</small></li>'


def _band(answer: Answer) -> str:
    """How sure the reading is in words, as an entry of the interface."""
    read, open_ones = answer.understood, doubts(answer)
    assert read is not None
    if "reading.unsure" in open_ones:
        return "reading.likely" if read.probability >= _LIKELIER else "reading.guess"
    return "reading.partly" if "reading.part" in open_ones else "reading.sure"
