"""Answers that a chat model words: the switch of a conversation, and what is seen while they are written."""

from __future__ import annotations

import time
from collections.abc import Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ..answer.render import chip, inline
from ..standard.model import Standard
from ..worded.events import Event, Found, Said
from .language import t
from .session import settings, word, worded, writer

_MOST_CHIPS = 16
"""Codes of the evidence shown while the model writes."""


def switch(current: Standard) -> None:
    """The switch of the conversation about a standard; none where no model is configured."""
    if writer() is None:
        return
    key = f"worded_{current.code}"

    def keep() -> None:
        word(current.code, bool(st.session_state[key]))

    st.toggle(
        t("chat.worded"),
        value=worded(current.code),
        key=key,
        help=t("chat.worded_help", model=settings().chat_model),
        on_change=keep,
    )


def draw(events: Iterator[Event]) -> None:
    """Draw an answer while it comes: the codes of its evidence first, then each sentence once it is checked."""
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
