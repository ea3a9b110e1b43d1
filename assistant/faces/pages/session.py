"""What lives longer than one run of a page: what all readers share, and what one of them has chosen."""

from __future__ import annotations

import logging
import secrets
from urllib.parse import quote, urlsplit

import streamlit as st

from ... import Assistant, Settings
from ...answer.worded.provider import configured
from ...answer.worded.writer import Writer
from ...errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing
from ...settings import load
from ...standard.model import Standard
from ..export.edition import Edition
from .language import language, t

log = logging.getLogger(__name__)
INDEX_TROUBLE = (IndexMissing, IndexDamaged, IndexMismatch, IndexBusy)


@st.cache_resource(show_spinner=False)
def assistant() -> Assistant:
    """The assistant all readers share."""
    return Assistant(settings())


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings, read once."""
    return load()


@st.cache_resource(show_spinner=False)
def writer() -> Writer | None:
    """The chat model before the assistant; None when none is configured."""
    chat = configured(settings())
    return Writer(finder=assistant(), chat=chat, settings=settings()) if chat else None


@st.cache_resource(show_spinner=False)
def warmed() -> bool:
    """Load what retrieval needs in the background, once a process and after a first page is up."""
    assistant().warm()
    return True


def standard() -> Standard:
    """The standard the reader has chosen, by default the first.

    :raises IndexMissing, IndexDamaged, IndexMismatch: when no index can be read.
    """
    loaded = {s.code: s for s in assistant().standards}
    return loaded.get(st.session_state.get("standard", ""), next(iter(loaded.values())))


def adopt() -> None:
    """Change to the standard that the address names, once for each address."""
    asked = st.query_params.get("standard", "")
    if arrived("standard", asked) and asked in {s.code for s in assistant().standards}:
        st.session_state.standard = asked


def arrived(name: str, asked: str) -> bool:
    """Whether the address now asks for something else than before; then it is followed, once.

    :param name: of what it asks for.
    """
    before = st.session_state.get(f"{name}_asked", "")
    st.session_state[f"{name}_asked"] = asked
    return bool(asked) and asked != before


def edition(current: Standard, home: str = "") -> Edition:
    """A standard as this reader is shown it.

    :param home: the standard that its codes lead into, where it is not the reader's own.
    """
    here = urlsplit(st.context.url or "")
    root = f"{here.scheme}://{here.netloc}{here.path.rpartition('/')[0]}/" if here.netloc else "/"
    several = f"&standard={quote(current.code)}" if len(assistant().standards) > 1 else ""
    return Edition(
        relations=assistant().relations(current.code),
        word=t,
        glosses=assistant().glosses(current.code),
        address=lambda code: f"{root}?ref={quote(code)}{several}",
        english=language() == "en",
        home=home,
    )


def incident() -> str:
    """Log the error being handled under a short number that a reader can report."""
    number = secrets.token_hex(3).upper()
    log.exception("incident %s", number)
    return number
