"""The chat: ask, read the answer, open what it rests on."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ...answer.model import Answer
from ...answer.render import chip, escape, inline
from ...answer.worded.events import Event, Found, Said
from ...standard.model import Standard
from ..export.edition import Edition
from . import address, again, beginning, browser, conversations, editing, message, pick, reading, session, trouble
from .conversation import Exchange, answer, arrived, ask, remembered, worded
from .fragment import fragment
from .frame import framed, titlebar
from .language import language, t
from .panel import citations
from .recollection import CONVERSATIONS, MOST
from .shelf import Shelf, keep, shelf

SHOWN = 20
"""Exchanges drawn at once; older ones are drawn when their expander is opened."""
_MOST_CHIPS = 16
"""Codes of the evidence shown while the model writes."""


@framed
def page(shown: Edition) -> None:
    """The chat."""
    current = shown.standard
    held = shelf(current.code)
    if asked := arrived():
        held.add(asked)
    exchanges = held.open.exchanges
    _input()
    _recalled(exchanges, current)
    _at_once(exchanges, current)
    first = max(0, len(exchanges) - SHOWN)
    copies = {
        f"copy_{number}": message.copy_text(exchange.outcome, current)
        for number, exchange in enumerate(exchanges)
        if isinstance(exchange.outcome, Answer)
    }
    main, right = st.columns([7, 5], gap="medium")
    with right:
        reveal = f"exchange_{len(exchanges) - 1}" if exchanges else "chat"
        others = message.others(exchanges, current)
        citations(shown, copies, beside=True, others=others, reveal=reveal, told=message.told(exchanges))
    address.seen(ref=st.session_state.get("reference") or st.session_state.get("arrived_at") or "")
    keep(current.code, session.assistant().index.inputs)  # before any answer: a reload meanwhile loses no question
    with main, st.container(key="chat"):
        titlebar(current, partial(conversations.menu, held))
        if exchanges:
            st.html(fragment("chat.unseen", text=t("app.chat")))
        welcome = st.empty()  # in the run that answers the first question it is gone before the answer begins
        if not exchanges:
            with welcome.container():
                _welcome(shown)
        if first:
            earlier = st.expander(t("chat.earlier", count=first), key="earlier", on_change="rerun")
            if earlier.open:
                with earlier:
                    for number in range(first):
                        _exchange(held, number, current)
        for number in range(first, len(exchanges)):
            _exchange(held, number, current)
        if exchanges:
            message.whole(held.open.title, exchanges, current)
            said = "chat.refused" if browser.refuses() else "chat.kept"
            st.caption(f":material/lock: {t(said, most=CONVERSATIONS, count=MOST)}")
        if 2 * len(exchanges) > remembered() + 1:
            st.caption(t("chat.remembered", count=remembered()))
        _switch(current)


def _input() -> None:
    """The box for questions, which takes any text: its own limit would drop a longer one without a word."""
    if length := st.session_state.get("too_long", 0):
        said = t("trouble.too_long", length=length, limit=session.settings().question_limit)
        st.bottom.warning(said, icon=":material/info:")
    with st.bottom:
        editing.counter()
    st.chat_input(
        t("chat.placeholder"),
        key="question",
        submit_mode="disable",  # a second question must not cut the first
        on_submit=_submitted,
    )


def _submitted() -> None:
    """Ask what was typed; what is over the limit goes back into the box, to be shortened."""
    state, typed = st.session_state, st.session_state.question
    if len(typed) > session.settings().question_limit:
        state.question, state.too_long = typed, len(typed)
    else:
        state.too_long = 0
        ask(typed)


def _recalled(exchanges: list[Exchange], current: Standard) -> None:
    """Answer again what was asked on an earlier visit."""
    waiting = [number for number, exchange in enumerate(exchanges) if exchange.recalled]
    if waiting:
        with st.spinner(t("chat.recalling", count=len(waiting))):
            for number in waiting:
                deque(answer(exchanges[number], exchanges[:number], current.code), maxlen=0)


def _at_once(exchanges: list[Exchange], current: Standard) -> None:
    """Answer what is asked now before anything is drawn, where no model words it: one drawing then shows both."""
    if session.writer():
        return
    for number, exchange in enumerate(exchanges):
        if exchange.outcome is None:
            with suppress(*session.INDEX_TROUBLE):  # told where it is drawn
                deque(answer(exchange, exchanges[:number], current.code), maxlen=0)


def _welcome(shown: Edition) -> None:
    st.title(t("chat.title"))
    st.markdown(t("chat.promise"))
    asked = enumerate(beginning.questions(shown))
    options = [(str(number), name, question, question) for number, (name, question) in asked]
    pick.cards("examples", options, ask)


def _switch(current: Standard) -> None:
    """The switch between answers by rule and by the model; none where no model is configured."""
    if session.writer():
        about = t("chat.worded_help", model=session.settings().chat_model)
        st.toggle(t("chat.worded"), key=worded(current.code), help=about, persist_state="session")


def _exchange(held: Shelf, number: int, current: Standard) -> None:
    exchanges = held.open.exchanges
    exchange, before, last = exchanges[number], exchanges[:number], number == len(exchanges) - 1
    with st.container(key=f"exchange_{number}"):
        with st.chat_message("user", avatar=":material/person:"):
            editing.question(held, number)
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            if exchange.outcome is None:
                _ask(exchange, before, current)
            elif isinstance(exchange.outcome, Answer):
                if exchange.moved:
                    st.caption(f":material/update: {t('chat.moved')}")
                if exchange.reworded:
                    st.caption(f":material/history: {t('chat.reworded')}")
                message.draw(exchange.outcome, exchange, current, str(number), last=last)
                if last and not reading.small_talk(exchange.outcome):
                    again.otherwise(exchange.outcome, str(number))
                if last and exchange.outcome.suggestions:
                    _suggestions(exchange.outcome.suggestions, number)
            else:
                trouble.failure(exchange.outcome)
                if last:
                    again.retry(exchange, exchange.outcome, str(number))
                    reading.choices(exchange, language(), str(number))


def _ask(exchange: Exchange, before: list[Exchange], current: Standard) -> None:
    try:
        _written(answer(exchange, before, current.code))
    except session.INDEX_TROUBLE as error:
        trouble.waiting(error)
    else:
        st.rerun()


def _written(events: Iterator[Event]) -> None:
    """An answer while it comes: the codes of its evidence first, then each sentence once it is checked."""
    start = time.monotonic()
    with st.spinner(t("chat.thinking")):
        found = next((event for event in events if isinstance(event, Found)), None)
    if found is None:
        return
    evidence = st.empty()
    _evidence(found, evidence)
    clock = st.empty()
    for event in events:
        if isinstance(event, Found):  # the model reads the question otherwise: other evidence
            _evidence(event, evidence)
        elif isinstance(event, Said):
            st.markdown(inline(event.sentence.text))
        # Drawing something is also what lets a reader leave while the model is silent.
        clock.caption(f":material/edit_note: {t('chat.writing', seconds=round(time.monotonic() - start))}")


def _evidence(found: Found, place: DeltaGenerator) -> None:
    codes = found.answer.cited_codes[:_MOST_CHIPS]
    place.markdown(" ".join([t("chat.evidence"), *map(chip, codes)]) if codes else "")


def _suggestions(questions: tuple[str, ...], number: int) -> None:
    """What the reader may ask next."""
    with st.container(key=f"next_{number}", gap="xsmall"):
        st.caption(t("chat.next"))
        with st.container(horizontal=True, gap="xsmall"):
            for position, question in enumerate(questions):
                key = f"suggestion_{number}_{position}"
                st.button(escape(question), key=key, wrap=True, on_click=ask, args=(question,))
