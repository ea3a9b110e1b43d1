"""Thumbs under an answer, with a reason; what a reader says is kept at once."""

from __future__ import annotations

import secrets
from typing import cast

import streamlit as st

from ..answer.model import Answer
from ..evaluation.feedback import REASONS, FeedbackStore, entry_of
from .language import t
from .session import conversation, settings, turns

_LONGEST = 500
"""Characters of a comment."""


def choice(answer: Answer, place: str) -> None:
    """Offer the thumbs, where the operator lets readers rate.

    :param place: makes the keys of its widgets unique on the page.
    """
    if settings().feedback:
        identity = _identity(answer, place)
        _recall(identity)
        st.feedback("thumbs", key=f"thumbs_{identity}", on_change=_keep, args=(answer, place, identity))


def reason(answer: Answer, place: str) -> None:
    """Ask a reader who has rated the answer for the reason."""
    identity = _identity(answer, place)
    rating = st.session_state.get(f"thumbs_{identity}")
    if rating is None:
        return
    if rating == 0:
        st.pills(
            t("feedback.reason"),
            REASONS,
            format_func=lambda name: t(f"feedback.reason_{name}"),
            key=f"reason_{identity}",
            on_change=_keep,
            args=(answer, place, identity),
        )
    st.text_input(
        t("feedback.comment"),
        key=f"comment_{identity}",
        max_chars=_LONGEST,
        placeholder=t("feedback.private"),
        on_change=_keep,
        args=(answer, place, identity),
    )
    st.caption(f":material/check: {t('feedback.kept')}")


def _identity(answer: Answer, place: str) -> str:
    """A number for this very answer. It says nothing about the reader."""
    known: dict[str, tuple[Answer, str]] = st.session_state.setdefault("rated", {})
    where = f"{answer.standard}/{place}"
    if where not in known or known[where][0] is not answer:
        known[where] = (answer, secrets.token_hex(8))
    return known[where][1]


def _recall(identity: str) -> None:
    """Put back what was said before: the widgets of a page that was left forget it."""
    for name, value in st.session_state.get("said", {}).get(identity, {}).items():
        st.session_state.setdefault(f"{name}_{identity}", value)


def _keep(answer: Answer, place: str, identity: str) -> None:
    state = st.session_state
    rating = cast("int | None", state.get(f"thumbs_{identity}"))
    store = FeedbackStore(settings().runs)
    given = {name: state.get(f"{name}_{identity}") for name in ("thumbs", "reason", "comment")}
    state.setdefault("said", {})[identity] = {name: value for name, value in given.items() if value is not None}
    if rating is None:
        store.withdraw(identity)
        return
    past = [turn for exchange in conversation(answer.standard)[: int(place)] for turn in turns(exchange)]
    entry = entry_of(
        answer,
        "up" if rating else "down",
        reason=(state.get(f"reason_{identity}") or "") if not rating else "",
        comment=state.get(f"comment_{identity}") or "",
        history=past if settings().feedback_history else (),
        earlier=len(past),
    )
    store.rate(identity, entry)
