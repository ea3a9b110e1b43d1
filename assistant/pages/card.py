"""The standard in the sidebar and above the chat: name, code, version, date, level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from ..answer.render import escape
from ..errors import CorpusError
from ..standard.model import Standard, Version
from .language import chooser, t
from .session import INDEX_TROUBLE, adopt, assistant
from .session import standard as chosen

_LATEST = "最新版本"
"""How a version history prints the status of the version in force."""


def sidebar() -> None:
    """The standards there are, the one in use, and the language."""
    with st.sidebar:
        with suppress(*INDEX_TROUBLE):  # the page says so
            _standards(assistant().standards)
        chooser()


def titlebar(standard: Standard, restart: Callable[[str], None] | None = None) -> None:
    """Name, code and version in one line, also in windows that hide the sidebar.

    :param restart: begins a new conversation about the standard, where there is one to leave.
    """
    with st.container(key="titlebar", horizontal=True, vertical_alignment="center", gap="small"):
        name = escape(t("standard.title", name=standard.name))
        st.markdown(f"**{name}** :gray[{escape(standard.code)}]", width="content")
        _version_badge(_version(standard))
        _validity_badge(standard)
        if restart:
            st.button(
                t("chat.new"),
                icon=":material/add_comment:",
                type="tertiary",
                key="new",
                on_click=restart,
                args=(standard.code,),
            )


def _standards(standards: tuple[Standard, ...]) -> None:
    if len(standards) > 1:
        names = {s.code: s.name for s in standards}
        alike = {name for name, count in Counter(names.values()).items() if count > 1}
        adopt()
        st.selectbox(
            t("standard.choose"),
            list(names),
            format_func=lambda code: f"{code} {names[code]}" if names[code] in alike else names[code],
            key="standard",
        )
    standard = chosen()
    version = _version(standard)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{escape(standard.name)}**")
        st.caption(escape(" ".join(filter(None, (standard.code, version.date if version else "")))))
        with st.container(horizontal=True, gap="xsmall"):
            _version_badge(version)
            if standard.level is not None:
                st.badge(t("standard.level", level=standard.level), color="gray")


def _validity_badge(standard: Standard) -> None:
    """What the version history cannot know: that its time has passed, or that another took its place."""
    with suppress(*INDEX_TROUBLE, CorpusError):
        known = assistant().validity(standard.code)
        if known.successor:
            st.badge(t("standard.replaced", code=escape(known.successor.code)), icon=":material/update:", color="red")
        elif known.stale:
            st.badge(t("standard.stale", years=known.years), icon=":material/history:", color="orange")


def _version(standard: Standard) -> Version | None:
    return next((v for v in standard.versions if v.code == standard.code), None)


def _version_badge(version: Version | None) -> None:
    if version is None:
        return
    if version.status == _LATEST:
        st.badge(t("standard.latest", version=version.version), icon=":material/check:", color="green")
    else:
        st.badge(escape(t("standard.older", version=version.version, status=version.status)), color="gray")
