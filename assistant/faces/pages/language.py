"""The words of the interface in three languages, and which of them a reader gets."""

from __future__ import annotations

import tomllib
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

import opencc
import streamlit as st

from ...language.tag import Language

_HERE = Path(__file__).parent
LANGUAGES: dict[Language, str] = {"zh-TW": "繁中", "zh-CN": "简中", "en": "EN"}
HTML: dict[Language, str] = {"zh-TW": "zh-Hant-TW", "zh-CN": "zh-Hans-CN", "en": "en"}
"""What the browser is told, so that it picks the right shapes of characters and the right voice."""
_spoken: ContextVar[Language | None] = ContextVar("language of the run", default=None)
"""That of the reader whose page this thread draws: words are asked for by the hundred, and session state is slow."""


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every entry of the interface by `section.name`, in each language.

    Simplified Chinese is derived from the Traditional; `simplified.toml` says where that goes wrong.
    """
    sections, amended = _read("interface"), _read("simplified")
    entries = {f"{section}.{name}": entry for section, named in sections.items() for name, entry in named.items()}
    convert = opencc.OpenCC("tw2sp").convert
    for name, entry in entries.items():
        derived = convert(entry["zh-TW"])
        for wrong, right in amended["terms"].items():
            derived = derived.replace(wrong, right)
        entry["zh-CN"] = amended["entries"].get(name, derived)
    return entries


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))


def words(name: str, language: Language, /, **values: object) -> str:
    """An entry in a language, its blanks filled in.

    :raises KeyError: when there is no such entry or blank.
    """
    return catalogue()[name][language].format(**values)


def section(name: str, language: Language) -> dict[str, str]:
    """The entries of a section in a language, blanks and all."""
    head = f"{name}."
    return {entry.removeprefix(head): said[language] for entry, said in catalogue().items() if entry.startswith(head)}


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
    return words(name, language(), **values)


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
