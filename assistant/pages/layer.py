"""The citation layer: one invisible component a page that makes chips of code links.

It gives every link `#cite-CODE` on the page its colour and hover card and reports the clicks, copies
answers, scrolls to a marked line, and tells the browser which language the page is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from ..language.tag import Language
from ..standard.relations import Item, Relations
from .language import HTML, language, words

_HERE = Path(__file__).parent
Card = tuple[str, str, str]
"""What a hover card says: kind, wording, where it belongs."""


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def cards(relations: Relations, lang: Language) -> dict[str, Card]:
    """The hover card of every code of a standard."""
    return {item.code: _card(relations, item, lang) for item in reversed(relations.items) if item.code}


def _card(relations: Relations, item: Item, lang: Language) -> Card:
    above = " · ".join(f"{code} {relations.get(code).text}" for code in item.parents[:2])
    more = f" +{len(item.parents) - 2}" if len(item.parents) > 2 else ""
    return words(f"kind.{item.kind}", lang), item.text, above + more


def target(code: str, home: str = "") -> str:
    """The address of a code inside the page; `home` is the standard it leads into, where not the reader's own."""
    return f"#cite-{quote(code, safe='')}" + (f"@{quote(home, safe='')}" if home else "")


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
    data = {
        "items": {code: list(card) for code, card in items.items()},
        "copies": dict(copies or {}),
        "copied": words("answer.copied", language()),
        "goto": goto,
        "reveal": reveal,
        "lang": HTML[language()],
    }
    hit: dict[str, Any] | None = component(key="citations", data=data, on_open_change=lambda: None).open
    return hit
