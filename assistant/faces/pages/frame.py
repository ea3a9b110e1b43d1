"""The frame of every page: the standard in the sidebar and above, and a sentence where no index can be read."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ...answer.render import escape
from ...answer.rooms import holding
from ...errors import CorpusError
from ...standard.address import MARK, parted
from ...standard.model import Standard, Version
from ...standard.version import chosen
from ..export.edition import Edition
from . import address, session, trouble
from .language import chooser, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, edition

_LATEST = "最新版本"
"""How a version history prints the status of the version in force."""
_NAMING = {"ref", "ask", "with", "tasks", "levels", "kinds", "words"}
"""What an address may name of a standard."""


def framed(draw: Callable[[Edition], None]) -> Callable[[], None]:
    """A page about the chosen standard, from one generation of the index; where there is none, the reason instead."""

    @wraps(draw)
    def page() -> None:
        try:
            with holding():
                draw(edition(session.standard()))
                address.told(session.standard().code)
        except INDEX_TROUBLE as error:
            trouble.index(error)
        else:
            session.warmed()

    return page


def top(shown: Edition, title: str) -> None:
    """The top of a page, down to its title, an entry of the interface."""
    citations(shown)
    titlebar(shown.standard)
    st.title(t(title))


def topbar(shown: Edition, title: str, *, goto: str = "", others: Sequence[Standard] = ()) -> DeltaGenerator:
    """The top of a page, and where more stands beside its title; `goto` and `others` as in `citations`."""
    citations(shown, goto=goto, others=others)
    titlebar(shown.standard)
    bar = st.container(horizontal=True, vertical_alignment="center", key=f"{title.partition('.')[0]}head")
    bar.title(t(title), width="content")
    return bar


def gloss_note(shown: Edition) -> None:
    """Say whose the English under the wording is, where there is some."""
    if shown.english and shown.glosses:
        st.caption(t("map.gloss"))


def sidebar() -> None:
    """The standards there are, the one in use, and the language."""
    with st.sidebar:
        with suppress(*INDEX_TROUBLE):  # the page says so
            _standards()
        chooser()


def titlebar(standard: Standard, more: Callable[[], None] = lambda: None) -> None:
    """Name, code and version in one line, also in windows that hide the sidebar; `more` draws what else is in it."""
    name = escape(t("standard.title", name=standard.name))
    with st.container(key="titlebar", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{name}** :gray[{escape(standard.code)}]", width="content")
        _version_badge(standard.version)
        with suppress(*INDEX_TROUBLE, CorpusError):  # what the version history cannot know
            known = assistant().validity(standard.code)
            if known.successor:
                replaced = t("standard.replaced", code=escape(known.successor.code))
                st.badge(replaced, icon=":material/update:", color="red")
            elif known.stale:
                st.badge(t("standard.stale", years=known.years), icon=":material/history:", color="orange")
        more()
    asked = set(st.query_params)
    told = asked & {"standard", "what"} or MARK in st.query_params.get("ref", "")  # whole standards are in `with`
    if len(assistant().titles) > 1 and asked & _NAMING and not told:
        st.info(escape(t("standard.unnamed", name=standard.name, code=standard.code)), icon=":material/link:")


def _standards() -> None:
    titles, state = assistant().titles, st.session_state
    if len(titles) > 1:
        names = {code: session.named(code) for code in titles}
        alike = {name for name, count in Counter(names.values()).items() if count > 1}
        asked = st.query_params.get("standard", "") or parted(st.query_params.get("ref", "").split(",")[0])[0]
        if address.arrived("standard", asked) and (meant := chosen(asked, titles)):
            state.standard = meant
        state.setdefault("standard", session.standard().code)
        st.selectbox(
            t("standard.choose"),
            list(names),
            format_func=lambda code: f"{code} {names[code]}" if names[code] in alike else names[code],
            key="standard",
        )
    standard = session.standard()
    version, english = standard.version, edition(standard).title
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{escape(standard.name)}**")
        if english:
            st.caption(escape(english))
        st.caption(escape(" ".join(filter(None, (standard.code, version.date if version else "")))))
        with st.container(horizontal=True, gap="xsmall"):
            _version_badge(version)
            if standard.level is not None:
                st.badge(t("standard.level", level=standard.level), color="gray")


def _version_badge(version: Version | None) -> None:
    if version and version.status == _LATEST:
        st.badge(escape(t("standard.latest", version=version.version)), icon=":material/check:", color="green")
    elif version:
        st.badge(escape(t("standard.older", version=version.version, status=version.status)), color="gray")
