"""The citation layer: one invisible component a page that makes chips of code links.

It gives every link `#cite-CODE` on the page its colour and hover card and reports the clicks, copies
answers, scrolls to a marked line, tells the browser which language the page is in and screen readers what has come,
and gives Streamlit's own widgets names in that language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ..export.edition import Edition
from .language import HTML, language, section, t

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
    items: Mapping[str, Iterable[str]],
    copies: Mapping[str, str] | None = None,
    goto: str = "",
    reveal: str = "",
    told: str = "",
) -> dict[str, Any] | None:
    """Mount the layer, before anything that holds chips.

    :param items: hover cards by code.
    :param copies: what to copy, by the key of the button that copies it.
    :param goto: id of the line to scroll to, with the id of what scrolls before it: `sheet/L51`.
    :param reveal: key of the container to read from, scrolled to when it changes.
    :param told: what screen readers read aloud when it changes.
    :returns: the code just clicked (empty: the panel is to close) and whether the window is wide enough for a panel,
        or None.
    """
    css, js = _file("layer.css") + _file("tables.css"), _file("names.js") + _file("layer.js")
    component = st.components.v2.component("citations", css=css, js=js, isolate_styles=False)
    data = {"items": items, "copies": copies or {}, "goto": goto, "reveal": reveal, "told": told}
    data |= {"copied": t("answer.copied"), "passage": t("passage.title"), "lang": HTML[language()]}
    data |= {"names": dict(zip(section("widget", "en").values(), section("widget", language()).values(), strict=True))}
    hit: dict[str, Any] | None = component(key="citations", data=data, on_open_change=lambda: None).open
    return hit
