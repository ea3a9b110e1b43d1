"""The chat: ask, read the answer, open what it rests on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ..answer.model import Answer
from ..answer.render import escape
from ..question.form import Question as Form
from ..standard.model import Standard
from . import message, reading, trouble, written
from .card import titlebar
from .language import language, t
from .panel import citations
from .session import (
    INDEX_TROUBLE,
    Exchange,
    answer,
    assistant,
    conversation,
    forget,
    remembered,
    settings,
    standard,
    warmed,
)

SHOWN = 20
"""Exchanges drawn at once; older ones stand behind an expander."""


def page() -> None:
    """Draw the chat, or why there is none."""
    try:
        current = standard()
        _chat(current)
    except INDEX_TROUBLE as error:
        trouble.index(error)
        return
    warmed()


def _chat(current: Standard) -> None:
    exchanges = conversation(current.code)
    exchanges += [Exchange(question=asked) for asked in st.session_state.pop("asked", [])]
    _input()
    first = max(0, len(exchanges) - SHOWN)
    copies = {
        f"copy_{number}": message.copy_text(exchange.outcome, current)
        for number, exchange in enumerate(exchanges)
        if isinstance(exchange.outcome, Answer)
    }
    main, right = st.columns([7, 5], gap="medium")
    reveal = f"exchange_{len(exchanges) - 1}" if exchanges else "chat"
    with right:
        citations(current, copies, beside=True, reveal=reveal)
    with main, st.container(key="chat"):
        titlebar(current, forget if exchanges else None)
        welcome = st.empty()  # in the run that answers the first question it is gone before the answer begins
        if not exchanges:
            with welcome.container():
                _welcome(current)
        if first:
            with st.expander(t("chat.earlier", count=first)):
                for number in range(first):
                    _exchange(exchanges, number, current)
        for number in range(first, len(exchanges)):
            _exchange(exchanges, number, current)
        if 2 * len(exchanges) > remembered() + 1:
            st.caption(t("chat.remembered", count=remembered()))
        written.switch(current)


def _input() -> None:
    st.chat_input(
        t("chat.placeholder"),
        key="question",
        max_chars=settings().question_limit,
        submit_mode="disable",  # a second question must not cut the first
        on_submit=_typed,
    )


def _typed() -> None:
    _choose(st.session_state.question)


def _choose(question: str) -> None:
    # Kept before the page is drawn, so that a page that cannot be drawn loses no question.
    st.session_state.setdefault("asked", []).append(question)


def _welcome(current: Standard) -> None:
    st.title(t("chat.title"))
    st.markdown(t("chat.promise"))
    examples = assistant().examples(language())
    with st.container(key="examples"):
        for row in range(0, len(examples), 3):
            for column, example in zip(st.columns(3), examples[row : row + 3], strict=False):
                column.button(
                    f"*{escape(example.label)}* {escape(example.question)}",
                    key=f"example_{examples.index(example)}",
                    width="stretch",
                    wrap=True,
                    on_click=_choose,
                    args=(example.question,),
                )


def _exchange(exchanges: list[Exchange], number: int, current: Standard) -> None:
    exchange = exchanges[number]
    with st.container(key=f"exchange_{number}"):
        _draw(exchange, exchanges[:number], current, last=number == len(exchanges) - 1)


def _draw(exchange: Exchange, before: list[Exchange], current: Standard, *, last: bool) -> None:
    # Only the last answer can be read otherwise: later questions were read in the light of the ones before them.
    others, place = exchange.readings if last else (), str(len(before))
    choose = partial(_reread, current.code, len(before))
    offer = reading.Offer(others=others, choose=choose, chosen=exchange.form is not None)
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(escape(exchange.question))
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        if exchange.outcome is None:
            _ask(exchange, before, current)
        elif isinstance(exchange.outcome, Answer):
            message.draw(exchange.outcome, current, place, offer)
            if last and exchange.outcome.suggestions:
                _suggestions(exchange.outcome.suggestions, len(before))
        else:
            trouble.failure(exchange.outcome)
            reading.choices(offer, language(), place)


def _reread(code: str, number: int, form: Form) -> None:
    conversation(code)[number].reread(form)


def _ask(exchange: Exchange, before: list[Exchange], current: Standard) -> None:
    try:
        written.draw(answer(exchange, before, current.code))
    except INDEX_TROUBLE as error:
        trouble.waiting(error)
    else:
        st.rerun()


def _suggestions(questions: tuple[str, ...], number: int) -> None:
    """What the reader may ask next."""
    with st.container(key=f"next_{number}", gap="xsmall"):
        st.caption(t("chat.next"))
        with st.container(horizontal=True, gap="xsmall"):
            for position, question in enumerate(questions):
                key = f"suggestion_{number}_{position}"
                st.button(escape(question), key=key, wrap=True, on_click=_choose, args=(question,))
