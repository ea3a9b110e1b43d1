"""What lives longer than one run of a page: what all readers share, and what one of them has chosen."""

import gc
import logging
import secrets
import threading
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from ... import Assistant, Settings
from ...answer.worded.provider import configured
from ...answer.worded.writer import Writer
from ...errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing
from ...settings import load
from ...standard.model import Standard
from ...standard.version import chosen, newest
from ..export.edition import Edition
from ..manage import journal
from ..manage.limits import RateLimits
from .language import language, t

log = logging.getLogger(__name__)
lasting = threading.Event()
"""Set in a process that serves pages and does nothing else, so that what it loads stays for good."""
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
def limits() -> RateLimits:
    """How much all readers may ask together."""
    return RateLimits(settings())


@st.cache_resource(show_spinner=False)
def writer() -> Writer | None:
    """The chat model before the assistant; None when none is configured."""
    chat = configured(settings())
    return Writer(finder=assistant(), chat=chat, settings=settings()) if chat else None


@st.cache_resource(show_spinner=False)
def warmed() -> bool:
    """Load what retrieval needs in the background, once a process and after a first page is up."""
    loading = assistant().warm()
    if lasting.is_set():
        threading.Thread(target=_set_aside, args=(loading,), daemon=True).start()
    return True


def _set_aside(loading: threading.Thread) -> None:
    """Keep what stays for good out of the collections of garbage, of which Streamlit makes a whole one a run."""
    loading.join()
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def observed() -> bool:
    """Have answers noted, and their figures told where the settings say, once a process.

    :raises UsageError: when nothing can be told there.
    """
    journal.keep()
    if settings().metrics:
        journal.Figures(settings().runs).serve(settings().metrics)
    return True


def standard() -> Standard:
    """The standard the reader has chosen, by default the one of the settings, or the first.

    :raises IndexMissing, IndexDamaged, IndexMismatch: when no index can be read.
    """
    loaded = assistant().titles
    by_default = chosen(settings().default_standard, loaded) or newest(loaded, next(iter(loaded)))
    picked = st.session_state.get("standard", "")
    return assistant().relations(picked if picked in loaded else by_default).standard


def named(code: str) -> str:
    """The name of a standard as this reader is shown it, without opening it."""
    entry = assistant().titles[code]
    return (entry.title if language() == "en" else "") or entry.name


def edition(current: Standard, home: str = "") -> Edition:
    """A standard as this reader is shown it; its codes lead into `home`, where that is not the reader's own."""
    return Edition(
        relations=assistant().relations(current.code),
        word=t,
        glosses=assistant().glosses(current.code),
        root=root(),
        english=language() == "en",
        home=home,
    )


def root() -> str:
    """The address of the app, with a stroke at its end: as set, or as the reader's browser has it; else empty."""
    if settings().address:
        return settings().address.rstrip("/") + "/"
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{here.path.rpartition('/')[0]}/" if here.netloc else ""


def zone() -> tzinfo:
    """The reader's time zone, where the browser tells it; else UTC."""
    with suppress(ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(st.context.timezone or "")
    return UTC


def now() -> datetime:
    """The moment, by the reader's clock."""
    return datetime.now(zone())


def ask(question: str) -> None:
    """Have a question asked by the chat's next run. Kept first, so that a page that cannot be drawn loses none."""
    st.session_state.setdefault("asked", []).append(question)


def incident() -> str:
    """Log the error being handled under a short number that a reader can report."""
    number = secrets.token_hex(3).upper()
    log.exception("incident %s", number)
    return number
