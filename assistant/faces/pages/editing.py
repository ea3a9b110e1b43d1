"""A question as it was asked, and the field in which it is asked otherwise."""

from __future__ import annotations

import streamlit as st

from ...answer.render import escape
from . import session
from .fragment import fragment
from .language import t
from .shelf import Shelf


def question(held: Shelf, number: int) -> None:
    """A question of the open conversation: read, or edited after a click."""
    asked, state, place = held.open.exchanges[number].question, st.session_state, (held.open.id, number)
    if state.get("editing") == place:
        _field(held, number, asked)
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", wrap=False, key=f"asked_{number}"):
        st.markdown(escape(asked))
        label, icon, key = t("chat.edit"), ":material/edit:", f"edit_{number}"
        st.button(
            label, icon=icon, type="tertiary", help=label, key=key, on_click=state.update, kwargs={"editing": place}
        )


def counter() -> None:
    """Where the layer tells what is left of the length of a question, near the limit."""
    limit, blank = session.settings().question_limit, "{count}"
    st.html(fragment("chat.counter", limit=limit, left=t("chat.left", count=blank), over=t("chat.over", count=blank)))


def _field(held: Shelf, number: int, asked: str) -> None:
    state, limit = st.session_state, session.settings().question_limit

    def close() -> None:
        state.editing = None

    def send() -> None:
        if typed.strip() and len(typed) <= limit:
            held.replace(number, typed)
            close()

    with st.container(key="editing"):
        typed = st.text_area(
            t("chat.edited"), asked, key=f"edited_{held.open.id}_{number}", label_visibility="collapsed"
        )
        counter()
        if len(typed) > limit:
            st.warning(t("trouble.too_long", length=len(typed), limit=limit), icon=":material/info:")
        with st.container(horizontal=True, gap="xsmall"):
            later = len(held.open.exchanges) - number - 1
            if later:
                with st.popover(t("chat.resend"), icon=":material/send:", key="resend_ask"):
                    st.markdown(t("chat.resend_ask", count=later))
                    st.button(t("chat.resend_sure"), type="primary", key="resend", on_click=send)
            else:
                st.button(t("chat.resend"), icon=":material/send:", type="primary", key="resend", on_click=send)
            st.button(t("chat.cancel"), type="tertiary", key="cancel_edit", on_click=close)
