"""The citation layer: one invisible component a page that makes chips of code links.

It gives every link `#cite-CODE` on the page its colour and hover card and reports the clicks, copies
answers, scrolls to a marked line, and tells the browser which language the page is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ..export.edition import Edition
from .language import HTML, language, t

_ABOVE = 2
"""Places above an item that its card names."""


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def cards(edition: Edition) -> dict[str, list[str]]:
    """The hover card of every code of a standard: kind, wording, the English below it, where it belongs."""
    made = {}
    for item in (item for item in reversed(edition.relations.items) if item.code):
        above = " · ".join(f"{code} {edition.relations.get(code).text}" for code in item.parents[:_ABOVE])
        more = f" +{len(item.parents) - _ABOVE}" if len(item.parents) > _ABOVE else ""
        english = [edition.under(item)] if edition.under(item) else []
        made[item.code] = [edition.word(f"kind.{item.kind}"), item.text, *english, above + more]
    return made


def layer(
    items: Mapping[str, Iterable[str]], copies: Mapping[str, str] | None = None, goto: str = "", reveal: str = ""
) -> dict[str, Any] | None:
    """Mount the layer, before anything that holds chips.

    :param items: hover cards by code.
    :param copies: what to copy, by the key of the button that copies it.
    :param goto: id of the line to scroll to, with the id of what scrolls before it: `sheet/L51`.
    :param reveal: key of the container to read from, scrolled to when it changes.
    :returns: the code just clicked and whether the window is wide enough for a panel, or None.
    """
    component = st.components.v2.component(
        "citations", css=_file("layer.css") + _file("tables.css"), js=_file("layer.js"), isolate_styles=False
    )
    data = {"items": items, "copies": copies or {}, "goto": goto, "reveal": reveal}
    data |= {"copied": t("answer.copied"), "lang": HTML[language()]}
    hit: dict[str, Any] | None = component(key="citations", data=data, on_open_change=lambda: None).open
    return hit
