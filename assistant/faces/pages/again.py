"""Buttons that ask again: for the last answer in another shape or language, or for one that did not come."""

from __future__ import annotations

import streamlit as st

from ...answer.model import Answer
from ...language.catalogue.area import PAGES
from .conversation import Exchange, Failure, ask
from .language import t
from .otherwise import offered

_PASSING = ("trouble.too_many", "trouble.embedding", "trouble.unexpected")
"""Failures that another try may not have."""


def otherwise(answer: Answer, place: str) -> None:
    """A button for each shape and language the answer can be had in besides its own.

    :param place: makes the keys of the buttons unique on the page.
    """
    if kinds := offered(answer):
        with st.container(key=f"again_{place}", horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.caption(t("again.label"), width="content")
            for kind in kinds:
                question = PAGES.say(f"again.{kind}_ask", answer.language)
                st.button(t(f"again.{kind}"), key=f"again_{place}_{kind}", on_click=ask, args=(question,))


def retry(exchange: Exchange, failed: Failure, place: str) -> None:
    """A button that asks the question once more, where that may help."""

    def wait() -> None:
        exchange.outcome = None

    if failed.reason in _PASSING:
        st.button(t("again.retry"), icon=":material/refresh:", key=f"retry_{place}", on_click=wait)
