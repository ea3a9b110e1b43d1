"""The language that a reader has, and the words of the pages in it."""

from contextvars import ContextVar
from typing import cast, get_args

import streamlit as st

from ...language.catalogue.area import PAGES
from ...language.tag import Language

LANGUAGES: dict[Language, str] = {"zh-TW": "繁中", "zh-CN": "简中", "en": "EN"}
HTML: dict[Language, str] = {"zh-TW": "zh-Hant-TW", "zh-CN": "zh-Hans-CN", "en": "en"}
"""What the browser is told, so that it picks the right shapes of characters and the right voice."""
_spoken: ContextVar[Language | None] = ContextVar("language of the run", default=None)
"""That of the reader whose page this thread draws: words are asked for by the hundred, and session state is slow."""


def language() -> Language:
    """The reader's language: chosen before, asked for by `?lang=`, or the browser's."""
    spoken = _spoken.get()
    if spoken is None:
        state = st.session_state
        if "language" not in state:
            asked = st.query_params.get("lang", "")
            state.language = asked if asked in get_args(Language) else _of_browser(st.context.locale or "")
        spoken = cast(Language, state.language)
        _spoken.set(spoken)
    return spoken


def addressed() -> None:
    """Begin a run: look anew which language the reader has, and have the address name it."""
    _spoken.set(None)
    if st.query_params.get("lang") != language():
        st.query_params["lang"] = language()


def t(name: str, /, **values: object) -> str:
    """An entry in the reader's language."""
    return PAGES.say(name, language(), **values)


def chooser() -> None:
    """The switch between the languages."""
    if "language_pick" not in st.session_state:
        st.session_state.language_pick = language()

    def keep() -> None:
        # A run that was cut short can leave the switch without a value; the language stays.
        if (picked := st.session_state.language_pick) in LANGUAGES:
            st.session_state.language = picked
            _spoken.set(picked)

    st.segmented_control(
        t("app.language"),
        list(LANGUAGES),
        format_func=lambda code: LANGUAGES[code],
        key="language_pick",
        required=True,
        label_visibility="collapsed",
        on_change=keep,
    )


def _of_browser(locale: str) -> Language:
    tag = locale.lower()
    if tag.startswith("zh"):
        return "zh-CN" if any(part in tag for part in ("hans", "cn", "sg", "my")) else "zh-TW"
    return "en" if tag else "zh-TW"
