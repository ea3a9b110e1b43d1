"""The chat: ask, read the answer, open what it rests on, ask otherwise."""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import streamlit as st

from ...answer.model import Answer
from ...answer.render import chip, escape, inline
from ...answer.worded.events import Event, Found, Said
from ...standard.model import Standard
from ..export.edition import Edition
from . import address, beginning, browser, message, otherwise, reading, session, trouble
from .conversation import Exchange, answer, arrived, remembered, worded
from .drawing import fragment
from .frame import framed, titlebar
from .language import language, t
from .panel import citations
from .recollection import CONVERSATIONS, MOST
from .session import ask
from .shelf import Shelf, keep, menu, shelf
from .widgets import button, cards

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
    _answered(exchanges, current)
    first = max(0, len(exchanges) - SHOWN)
    copies = {
        f"copy_{number}": message.copy_text(exchange.outcome, current)
        for number, exchange in enumerate(exchanges)
        if isinstance(exchange.outcome, Answer)
    }
    main, right = st.columns([7, 5], gap="medium")
    with right:
        reveal = f"exchange_{len(exchanges) - 1}" if exchanges else "chat"
        others, told = message.others(exchanges, current), message.told(exchanges)
        citations(shown, beside=True, others=others, copies=copies, reveal=reveal, told=told)
    address.seen(ref=st.session_state.get("reference") or st.session_state.get("arrived_at") or "")
    keep(current.code, session.assistant().index.inputs)  # before any answer: a reload meanwhile loses no question
    with main, st.container(key="chat"):
        titlebar(current, partial(menu, held))
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
        if session.writer():  # between answers by rule and by the model
            about = t("chat.worded_help", model=session.settings().chat_model)
            st.toggle(t("chat.worded"), key=worded(current.code), help=about, persist_state="session")


def _input() -> None:
    """The box for questions, which takes any text: its own limit would drop a longer one without a word."""
    limit, state = session.settings().question_limit, st.session_state

    def submitted() -> None:
        """Ask what was typed; what is over the limit goes back into the box, to be shortened."""
        typed = state.question
        state.too_long = len(typed) if len(typed) > limit else 0
        if state.too_long:
            state.question = typed
        else:
            ask(typed)

    with st.bottom:
        if length := state.get("too_long", 0):
            st.warning(t("trouble.too_long", length=length, limit=limit), icon=":material/info:")
        _counter(limit)
    # A second question must not cut the first.
    st.chat_input(t("chat.placeholder"), key="question", submit_mode="disable", on_submit=submitted)


def _counter(limit: int) -> None:
    """Where the layer tells what is left of the length of a question, near the limit."""
    left, over = t("chat.left", count="{count}"), t("chat.over", count="{count}")
    st.html(fragment("chat.counter", limit=limit, left=left, over=over))


def _answered(exchanges: list[Exchange], current: Standard) -> None:
    """Before anything is drawn, answer what an earlier visit asked, and what is asked now if no model words it."""

    def answered(number: int) -> None:
        deque(answer(exchanges[number], exchanges[:number], current.code), maxlen=0)

    if waiting := [number for number, exchange in enumerate(exchanges) if exchange.recalled]:
        with st.spinner(t("chat.recalling", count=len(waiting))):
            for number in waiting:
                answered(number)
    for number, exchange in enumerate(exchanges):
        if exchange.outcome is None and not session.writer():
            with suppress(*session.INDEX_TROUBLE):  # told where it is drawn
                answered(number)


def _welcome(shown: Edition) -> None:
    st.title(t("chat.title"))
    st.markdown(t("chat.promise"))
    asked = enumerate(beginning.questions(shown))
    cards("examples", [(str(number), name, question, question) for number, (name, question) in asked], ask)


def _exchange(held: Shelf, number: int, current: Standard) -> None:
    exchanges = held.open.exchanges
    exchange, last = exchanges[number], number == len(exchanges) - 1
    with st.container(key=f"exchange_{number}"):
        with st.chat_message("user", avatar=":material/person:"):
            _question(held, number)
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            if exchange.outcome is None:
                try:
                    _written(answer(exchange, exchanges[:number], current.code))
                except session.INDEX_TROUBLE as error:
                    trouble.waiting(error)
                else:
                    st.rerun()
            elif isinstance(exchange.outcome, Answer):
                if exchange.moved:
                    st.caption(f":material/update: {t('chat.moved')}")
                if exchange.reworded:
                    st.caption(f":material/history: {t('chat.reworded')}")
                message.draw(exchange.outcome, exchange, current, str(number), last=last)
                if last and not reading.small_talk(exchange.outcome):
                    otherwise.buttons(exchange.outcome, str(number))
                if last and exchange.outcome.suggestions:
                    _suggestions(exchange.outcome.suggestions, number)
            else:
                trouble.failure(exchange, exchange.outcome, str(number), last=last)
                if last:
                    reading.choices(exchange, language(), str(number))


def _question(held: Shelf, number: int) -> None:
    asked, state, place = held.open.exchanges[number].question, st.session_state, (held.open.id, number)
    if state.get("editing") == place:
        _field(held, number, asked)
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", wrap=False, key=f"asked_{number}"):
        st.markdown(escape(asked))
        label = t("chat.edit")
        button(label, "edit", f"edit_{number}", partial(state.update, editing=place), help=label)


def _field(held: Shelf, number: int, asked: str) -> None:
    limit, later = session.settings().question_limit, len(held.open.exchanges) - number - 1
    close = partial(st.session_state.update, editing=None)

    def send() -> None:
        if typed.strip() and len(typed) <= limit:
            held.replace(number, typed)
            close()

    with st.container(key="editing"):
        key = f"edited_{held.open.id}_{number}"
        typed = st.text_area(t("chat.edited"), asked, key=key, label_visibility="collapsed")
        _counter(limit)
        if len(typed) > limit:
            st.warning(t("trouble.too_long", length=len(typed), limit=limit), icon=":material/info:")
        with st.container(horizontal=True, gap="xsmall"):
            if later:
                with st.popover(t("chat.resend"), icon=":material/send:", key="resend_ask"):
                    st.markdown(t("chat.resend_ask", count=later))
                    st.button(t("chat.resend_sure"), type="primary", key="resend", on_click=send)
            else:
                button(t("chat.resend"), "send", "resend", send, look="primary")
            st.button(t("chat.cancel"), type="tertiary", key="cancel_edit", on_click=close)


def _written(events: Iterator[Event]) -> None:
    """An answer while it comes: the codes of its evidence first, then each sentence once it is checked."""
    start = time.monotonic()
    with st.spinner(t("chat.thinking")):
        found = next((event for event in events if isinstance(event, Found)), None)
    if found is None:
        return
    evidence, clock = st.empty(), st.empty()

    def rests_on(found: Found) -> None:
        codes = found.answer.cited_codes[:_MOST_CHIPS]
        evidence.markdown(" ".join([t("chat.evidence"), *map(chip, codes)]) if codes else "")

    rests_on(found)
    for event in events:
        if isinstance(event, Found):  # the model reads the question otherwise: other evidence
            rests_on(event)
        elif isinstance(event, Said):
            st.markdown(inline(event.sentence.text))
        # Drawing something is also what lets a reader leave while the model is silent.
        clock.caption(f":material/edit_note: {t('chat.writing', seconds=round(time.monotonic() - start))}")


def _suggestions(questions: tuple[str, ...], number: int) -> None:
    with st.container(key=f"next_{number}", gap="xsmall"):
        st.caption(t("chat.next"))
        with st.container(horizontal=True, gap="xsmall"):
            for position, question in enumerate(questions):
                key = f"suggestion_{number}_{position}"
                st.button(escape(question), key=key, wrap=True, on_click=ask, args=(question,))
