"""Thumbs under an answer, with a reason; what a reader says is kept at once."""

import secrets
from contextlib import suppress
from typing import Any

import streamlit as st

from ...answer.model import Answer
from ...errors import StoreFault
from ...evaluation.feedback import REASONS, FeedbackStore, entry_of
from .conversation import turns
from .language import t
from .session import settings
from .shelf import shelf

_LONGEST = 500
"""Characters of a comment."""


def choice(answer: Answer, place: str) -> None:
    """Offer the thumbs, where the operator lets readers rate; `place` is the number of the exchange."""
    if settings().feedback:
        identity = _identity(answer)
        st.feedback("thumbs", key=f"thumbs_{identity}", **_kept(answer, place, identity))


def reason(answer: Answer, place: str) -> None:
    """Ask a reader who has rated the answer for the reason."""
    identity, state = _identity(answer), st.session_state
    rating = state.get(f"thumbs_{identity}")
    if rating is None:
        return
    kept, name = _kept(answer, place, identity), "feedback.reason"
    if rating == 0:
        st.pills(t(name), REASONS, format_func=lambda one: t(f"{name}_{one}"), key=f"reason_{identity}", **kept)
    label, private, key = t("feedback.comment"), t("feedback.private"), f"comment_{identity}"
    st.text_input(label, key=key, max_chars=_LONGEST, placeholder=private, **kept)
    if state.get(f"unkept_{identity}"):
        st.warning(t("feedback.unkept"), icon=":material/error:")
    else:
        st.caption(f":material/check: {t('feedback.kept')}")


def _identity(answer: Answer) -> str:
    """A number for this very answer. It says nothing about the reader."""
    known: dict[int, tuple[Answer, str]] = st.session_state.setdefault("rated", {})
    return known.setdefault(id(answer), (answer, secrets.token_hex(8)))[1]  # held, so that no other gets its id


def _kept(answer: Answer, place: str, identity: str) -> dict[str, Any]:
    """Has a widget keep what is said in it, in the store and while the reader is on other pages."""
    return {"on_change": _keep, "args": (answer, place, identity), "persist_state": "session"}


def _keep(answer: Answer, place: str, identity: str) -> None:
    store, state = FeedbackStore(settings().runs), st.session_state
    rating = state.get(f"thumbs_{identity}")
    state[f"unkept_{identity}"] = False
    if rating is None:
        with suppress(StoreFault):  # nothing is shown of a rating taken back
            store.withdraw(identity)
        return
    past = [turn for exchange in shelf(answer.standard).open.exchanges[: int(place)] for turn in turns(exchange)]
    entry = entry_of(
        answer,
        "up" if rating else "down",
        reason="" if rating else state.get(f"reason_{identity}") or "",
        comment=state.get(f"comment_{identity}") or "",
        history=past if settings().feedback_history else (),
        earlier=len(past),
    )
    try:
        store.rate(identity, entry)
    except StoreFault:
        state[f"unkept_{identity}"] = True
