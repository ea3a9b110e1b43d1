"""How a question was read: said above its answer, explained on request, and exchanged by a click."""

import streamlit as st

from ...answer.model import Answer, Sentence, plain
from ...answer.render import escape, inline
from ...language.catalogue.area import PAGES
from ...language.tag import Language
from ...question.decide import LIKELY
from ...question.form import Situation, Talk
from .conversation import Exchange
from .drawing import fragment
from .widgets import button

_LIKELIER = 0.5
"""Probability above which no other reading can be likelier."""


def small_talk(answer: Answer) -> bool:
    """Whether the answer only answers what is no question: nothing was looked up, so nothing is claimed."""
    return answer.method == "none" and answer.understood is not None and isinstance(answer.understood.form, Talk)


def doubts(answer: Answer) -> list[str]:
    """What keeps an answer from being proved, as entries of the interface: its reading, its evidence, or both."""
    read, found = answer.understood, list[str]()
    if read and read.probability < LIKELY:
        found.append("reading.unsure")
    elif read and read.unread:
        found.append("reading.part")
    if answer.confidence != "proved" and not answer.refused:
        if answer.method == "retrieval" or answer.retrieved:
            found.append(f"answer.{answer.confidence}")
        elif not found:  # what the table says is no doubt; only whether that was asked
            found.append("reading.mostly")
    return found


def line(answer: Answer, place: str) -> None:
    """The reading in words, quietly, where the answer has it; `place` makes the keys of its widgets unique."""
    said = [b.text for b in answer.blocks if isinstance(b, Sentence) and b.role == "reading"]
    if said:
        with st.container(key=f"reading_{place}"):
            st.markdown("\n\n".join(map(inline, said)))


def choices(exchange: Exchange, language: Language, place: str) -> None:
    """A button for each other reading of a question."""
    if not exchange.readings:
        return
    with st.container(horizontal=True, gap="xsmall", key=f"readings_{place}"):
        for position, (said, form) in enumerate(exchange.readings):
            entry = "reading.instead_told" if isinstance(form, Situation) else "reading.instead"
            label = escape(PAGES.say(entry, language, form=plain(said)))
            key = f"reread_{place}_{position}"
            button(label, "swap_horiz", key, exchange.reread, form, look="secondary", wrap=True)


def explained(answer: Answer, *, chosen: bool) -> None:
    """On request: what each part of the question was taken for, and how sure that is, or that the reader chose it."""
    read, say = answer.understood, PAGES.spoken(answer.language)
    if read is None:
        return
    roles = {"asked": "talk"} if isinstance(read.form, Talk) else {}
    with st.expander(say("reading.how"), type="compact", icon=":material/manage_search:"):
        if read.tokens:
            parts = [(one.role, one.text, say(f"reading.{roles.get(one.role, one.role)}")) for one in read.tokens]
            st.html(fragment("passage.parts", parts=parts))
        entry = "reading.told" if isinstance(read.form, Situation) else "reading.as"
        st.markdown(escape(say(entry, form=plain(read.words))))
        st.caption(say("reading.chosen" if chosen else _band(answer, read.probability)))


def _band(answer: Answer, probability: float) -> str:
    """How sure the reading is in words, as an entry of the interface."""
    match [doubt for doubt in doubts(answer) if doubt.startswith("reading.")]:
        case ["reading.unsure"]:
            return "reading.likely" if probability >= _LIKELIER else "reading.guess"
        case ["reading.part"]:
            return "reading.partly"
        case ["reading.mostly"]:
            return "reading.nearly"
    return "reading.sure"
