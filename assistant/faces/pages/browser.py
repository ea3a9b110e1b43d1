"""What the reader's own browser keeps for the next visit, one text a name. Nothing of it is kept on the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

import streamlit as st

_OURS = "competency-guide"
"""Sets what we keep apart from what others keep in the same browser."""
_SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
Back = Callable[[str, bool], None]
"""Takes a text that the browser holds, and whether another window has just changed it; then it may be empty."""


def keep(name: str, text: str, back: Back, *, follow: bool = False) -> None:
    """Have the browser keep a text. Call it last on a page: what was kept before comes back in the next run.

    What comes back was in the hands of whoever uses the browser: `back` trusts nothing in it.

    :param name: of the thing, with the standard that it is about.
    :param text: what to keep from now on; nothing when empty. It waits until what was kept before has come back.
    :param follow: whether `back` is also told what other windows keep later.
    """
    key, state = f"kept_{name}", st.session_state
    known: set[str] = state.setdefault("browser_known", set())
    session: str = state.setdefault("browser_session", token_hex(8))

    def told() -> None:
        said = state[key].told or {}
        again = said.get("again") is True
        if said.get("refused"):
            state.browser_refuses = True
        elif again or name not in known:
            known.add(name)
            back(str(said.get("text", "")), again)

    component = st.components.v2.component("browser", js=_SCRIPT, isolate_styles=False)
    data = {"name": f"{_OURS}/{name}", "text": text, "session": session, "known": name in known}
    component(key=key, data=data | {"refused": refuses(), "follow": follow}, on_told_change=told)


def refuses() -> bool:
    """Whether the browser has turned out to keep nothing."""
    return bool(st.session_state.get("browser_refuses"))
