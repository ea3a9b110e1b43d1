"""The citation layer: an invisible component a page that makes chips of code links, and one that holds their cards.

The layer gives every link `#cite-CODE` on the page its colour and hover card and reports the clicks, copies
answers, scrolls to a marked line, tells the browser which language the page is in and screen readers what has come,
and gives Streamlit's own widgets names in that language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from ...language.catalogue.area import PAGES
from ...language.tag import Language
from ...standard.relations import Relations
from ..export.edition import Edition
from .language import HTML, language, t

_ABOVE = 2
"""Places above an item that its card names."""
Cards = Mapping[str, list[str]]
"""The hover card of each code: kind, wording, the English below it, where it belongs."""
_made: WeakKeyDictionary[Relations, dict[str, tuple[Mapping[str, str], Cards]]] = WeakKeyDictionary()
"""The cards of a standard as long as it is held, by language, with the glosses that are in them."""


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


@cache
def _names(language: Language) -> dict[str, str]:
    """What Streamlit's widgets call things, and what they are called here."""
    here, english = PAGES.texts(language), PAGES.texts("en").items()
    return {str(said): str(here[entry]) for entry, said in english if entry.startswith("widget.")}


def cards(edition: Edition) -> Cards:
    """The hover card of every code of a standard, made once for each language."""
    made = _made.setdefault(edition.relations, {})
    glosses, known = made.get(language(), ({}, {}))
    if glosses is not edition.glosses:
        known = dict(_cards(edition))
        made[language()] = edition.glosses, known
    return known


def _cards(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    for item in (item for item in reversed(edition.relations.items) if item.code):
        above = " · ".join(f"{code} {edition.relations.get(code).text}" for code in item.parents[:_ABOVE])
        more = f" +{len(item.parents) - _ABOVE}" if len(item.parents) > _ABOVE else ""
        english = [edition.under(item)] if edition.under(item) else []
        yield item.code, [edition.word(f"kind.{item.kind}"), item.text, *english, above + more]


def held(items: Cards) -> None:
    """Give the browser the looks and the cards of a page, which are sent once: nothing in them changes by a question.

    What the layer itself is told changes with every one.
    """
    css = _file("layer.css") + _file("tables.css")
    component = st.components.v2.component("cards", css=css, js=_file("cards.js"), isolate_styles=False)
    component(key="cards", data={"items": items})


def layer(
    copies: Mapping[str, str] | None = None,
    goto: str = "",
    reveal: str = "",
    told: str = "",
) -> dict[str, Any] | None:
    """Mount the layer, before anything that holds chips.

    :param copies: what to copy, by the key of the button that copies it.
    :param goto: id of the line to scroll to, with the id of what scrolls before it: `sheet/L51`.
    :param reveal: key of the container to read from, scrolled to when it changes.
    :param told: what screen readers read aloud when it changes.
    :returns: the code just clicked (empty: the panel is to close) and whether the window is wide enough for a panel,
        or None.
    """
    js = _file("names.js") + _file("layer.js")
    component = st.components.v2.component("citations", js=js, isolate_styles=False)
    data = {"copies": copies or {}, "goto": goto, "reveal": reveal, "told": told}
    data |= {"copied": t("answer.copied"), "passage": t("passage.title"), "lang": HTML[language()]}
    data |= {"names": _names(language())}
    hit: dict[str, Any] | None = component(key="citations", data=data, on_open_change=lambda: None).open
    return hit
