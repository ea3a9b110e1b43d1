"""A double of what a reader's browser keeps, for pages that are run without a browser."""

from __future__ import annotations

import streamlit as st

from assistant.faces.pages.browser import Back


class Storage(dict[str, str]):
    """The texts by name. Opening the app again over the same storage is a reload."""

    def keep(self, name: str, text: str, back: Back, *, follow: bool = False) -> None:
        """Give back what is there at a session's first call, then keep what it has."""
        known: set[str] = st.session_state.setdefault("browser_known", set())
        if name not in known:
            known.add(name)
            back(self.get(name, ""), False)
            st.rerun()
        elif text:
            self[name] = text
        else:
            self.pop(name, None)
