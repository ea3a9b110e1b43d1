"""What a reader sees when something is wrong: a sentence, what to do, and a page that goes on by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ...errors import AssistantError, IndexBusy, IndexDamaged, IndexMismatch, IndexMissing
from .browser import held, layer
from .conversation import Exchange, Failure
from .language import t
from .session import INDEX_TROUBLE, assistant, incident, settings
from .widgets import button

SECONDS = 2
"""Between one look for an index and the next; the interface names it."""
_REASONS: dict[type[AssistantError], tuple[str, str]] = {
    IndexMissing: ("missing", ":material/inventory_2:"),
    IndexBusy: ("busy", ":material/hourglass_top:"),
    IndexDamaged: ("damaged", ":material/heart_broken:"),
    IndexMismatch: ("mismatch", ":material/sync_problem:"),
}
_PASSING = ("trouble.too_many", "trouble.embedding", "trouble.unexpected")
"""Failures that another try may not have."""


def index(error: AssistantError) -> None:
    """Say why nothing can be looked up, in place of a page that goes on by itself."""
    layer()
    held({})
    reason, icon = _reason(error)
    with st.container(key="trouble"):
        st.title(f"{icon} {t(f'trouble.{reason}_title')}")
        st.markdown(t(f"trouble.{reason}"))
        _wait(error)


def closed(title: str) -> None:
    """Say in the place of a page, by its title's entry, that this installation does not show it."""
    st.info(t("trouble.closed", page=t(title)), icon=":material/lock:")


def waiting(error: AssistantError) -> None:
    """Say in place of an answer why it has to wait; the question is asked again by itself."""
    reason, icon = _reason(error)
    st.warning(f"**{t(f'trouble.{reason}_title')}** {t(f'trouble.{reason}')}", icon=icon)
    _wait(error)


def _reason(error: AssistantError) -> tuple[str, str]:
    return next(found for kind, found in _REASONS.items() if isinstance(error, kind))


def _wait(error: AssistantError) -> None:
    if not isinstance(error, IndexBusy):
        st.code("python -m ingest", language=None)
    st.caption(t("trouble.waiting"))

    @st.fragment(run_every=SECONDS)
    def look_again() -> None:
        try:
            ready = bool(assistant().titles)
        except INDEX_TROUBLE as now:
            ready = type(now) is not type(error)  # another trouble: another sentence
        # The first run is part of drawing this page; only later ones may replace it.
        if ready and st.session_state.pop("looked", False):
            st.rerun()
        st.session_state.looked = True

    look_again()


@contextmanager
def guard() -> Iterator[None]:
    """The last boundary before the reader: whatever fails inside becomes a sentence and a number."""
    try:
        yield
    except Exception:  # noqa: BLE001 - the reader gets a sentence, the log the rest
        st.error(t("trouble.page"), icon=":material/error:")
        st.caption(t("trouble.number", id=incident()))


def failure(exchange: Exchange, failed: Failure, place: str, *, last: bool) -> None:
    """Say in place of an answer why there is none; the last question can be asked once more, where that may help."""
    limits = {"limit": settings().question_limit, "minute": settings().questions_per_minute}
    st.warning(t(failed.reason, **limits), icon=":material/info:")
    if failed.id:
        st.caption(t("trouble.number", id=failed.id))
    if last and failed.reason in _PASSING:
        button(t("again.retry"), "refresh", f"retry_{place}", exchange.wait, look="secondary")
