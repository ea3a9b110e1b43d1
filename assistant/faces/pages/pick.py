"""Choosing among a few: what is chosen stays chosen while the reader is on other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from ...answer.render import escape

_ABREAST = 3
_Option = TypeVar("_Option")


def one(label: str, names: Mapping[_Option, str], key: str, *, labelled: bool = False) -> _Option:
    """One option; the first until another is chosen.

    :param names: what each option is called.
    :param labelled: whether the label is seen, or there for screen readers alone.
    """
    options = tuple(names)
    chosen = st.segmented_control(
        label,
        options,
        default=None if key in st.session_state else options[0],
        required=True,
        format_func=lambda option: names[option],
        key=key,
        persist_state="session",
        label_visibility="visible" if labelled else "collapsed",
    )
    # One is required; a run of the page that was cut short can leave the control without a value.
    return options[0] if chosen is None else chosen


def several(label: str, options: Sequence[_Option], key: str, name: Callable[[Any], str] = str) -> list[_Option]:
    """Some of the options; none is as good as all."""
    return st.pills(
        label, options, selection_mode="multi", format_func=name, key=key, wrap=True, persist_state="session"
    )


def listed(
    label: str, names: Mapping[str, str], key: str, first: Sequence[str], *, most: int | None = None, hint: str = ""
) -> list[str]:
    """Options of a long list, each in a line of its own; at first those of `first`.

    :param most: how many may be chosen.
    :param hint: what an empty choice says; by default the label.
    """
    if key not in st.session_state:
        st.session_state[key] = [option for option in first if option in names]
    return st.multiselect(
        label,
        list(names),
        format_func=lambda option: names[option],
        max_selections=most,
        key=key,
        persist_state="session",
        placeholder=hint or label,
    )


def cards(name: str, options: Sequence[tuple[str, str, str, Any]], chosen: Callable[[Any], None]) -> None:
    """Buttons as cards, three beside each other in wide windows.

    :param options: for each the key that is its own, what it is called, what it says, and what `chosen` is told.
    """
    with st.container(key=name):
        for row in range(0, len(options), _ABREAST):
            for column, option in zip(st.columns(_ABREAST), options[row : row + _ABREAST], strict=False):
                key, head, text, told = option
                label = f"*{escape(head)}* {escape(text)}"
                column.button(label, key=f"{name}_{key}", width="stretch", wrap=True, on_click=chosen, args=(told,))
