"""What runs in the reader's browser, each an invisible component: the citation layer, hover cards, what it keeps."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from ...language.catalogue.area import PAGES
from ...language.tag import Language
from ...standard.relations import Item, Relations
from ..export.edition import Edition
from .language import HTML, language, t

_ABOVE = 2
"""Places above an item that its card names."""
_OURS = "competency-guide"
"""Sets what we keep apart from what others keep in the same browser."""
Back = Callable[[str, bool], None]
"""Takes a text that the browser holds, and whether another window has just changed it; then it may be empty."""
Cards = Mapping[str, list[str]]
"""The hover card of each code: kind, wording, the English below it, where it belongs."""
_made: WeakKeyDictionary[Relations, dict[str, tuple[Mapping[str, str], Cards]]] = WeakKeyDictionary()
"""The cards of a standard as long as it is held, by language, with the glosses that are in them."""


def mount(name: str, key: str, data: Mapping[str, Any], *files: str, **told: Any) -> Any:
    """Mount a component of script and style `files`; `told`, as `on_NAME_change`, is called when it tells that."""
    css = "".join(_text(file) for file in files if file.endswith(".css"))
    js = "".join(_text(file) for file in files if file.endswith(".js"))
    component = st.components.v2.component(name, css=css or None, js=js, isolate_styles=False)
    return component(key=key, data=data, **told)


@cache
def _text(file: str) -> str:
    return Path(__file__).with_name(file).read_text("utf-8")


def keep(name: str, text: str, back: Back, *, follow: bool = False) -> None:
    """Have the browser keep a text, none when empty. Call it last on a page; the next run has what was kept before.

    What comes back was in the hands of whoever uses the browser: `back` trusts nothing in it.

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

    data = {"name": f"{_OURS}/{name}", "text": text, "session": session, "known": name in known}
    mount("browser", key, data | {"refused": refuses(), "follow": follow}, "browser.js", on_told_change=told)


def refuses() -> bool:
    """Whether the browser has turned out to keep nothing."""
    return bool(st.session_state.get("browser_refuses"))


def cards(edition: Edition) -> Cards:
    """The hover card of every code of a standard, made once for each language."""
    made = _made.setdefault(edition.relations, {})
    glosses, known = made.get(language(), ({}, {}))
    if glosses is not edition.glosses:
        known = {item.code: _card(edition, item) for item in reversed(edition.relations.items) if item.code}
        made[language()] = edition.glosses, known
    return known


def _card(edition: Edition, item: Item) -> list[str]:
    above = " · ".join(f"{code} {edition.relations.get(code).text}" for code in item.parents[:_ABOVE])
    more = f" +{len(item.parents) - _ABOVE}" if len(item.parents) > _ABOVE else ""
    english = [edition.under(item)] if edition.under(item) else []
    return [edition.word(f"kind.{item.kind}"), item.text, *english, above + more]


def held(items: Cards) -> None:
    """Give the browser the looks and the cards of a page: sent once, as no question changes them."""
    mount("cards", "cards", {"items": items}, "layer.css", "tables.css", "cards.js")


def layer(
    copies: Mapping[str, str] | None = None, goto: str = "", reveal: str = "", told: str = ""
) -> dict[str, Any] | None:
    """Mount the citation layer, before anything that holds chips.

    It gives every link `#cite-CODE` on the page its colour and hover card and reports the clicks, copies answers,
    scrolls, tells the browser the language and screen readers what has come, and names Streamlit's own widgets.

    :param copies: what to copy, by the key of the button that copies it.
    :param goto: id of the line to scroll to, with the id of what scrolls before it: `sheet/L51`.
    :param reveal: key of the container to read from, scrolled to when it changes.
    :param told: what screen readers read aloud when it changes.
    :returns: the code just clicked (empty: the panel is to close) and whether the window is wide enough for it.
    """
    data = {"copies": copies or {}, "goto": goto, "reveal": reveal, "told": told, "copied": t("answer.copied")}
    data |= {"passage": t("passage.title"), "lang": HTML[language()], "names": _names(language())}
    hit: dict[str, Any] | None = mount(
        "citations", "citations", data, "names.js", "layer.js", on_open_change=lambda: None
    ).open
    return hit


@cache
def _names(language: Language) -> dict[str, str]:
    """What Streamlit's widgets call things, and what they are called here."""
    here, english = PAGES.texts(language), PAGES.texts("en").items()
    return {str(said): str(here[entry]) for entry, said in english if entry.startswith("widget.")}
