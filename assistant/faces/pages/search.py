"""Search: words or a code, answered while one types, grouped by kind."""

import streamlit as st

from ...answer.render import escape
from ...errors import EmbeddingError
from ...retrieval.port import Findings
from ...standard.model import Kind
from ..export.cover import View
from ..export.edition import Edition
from ..export.items import items
from ..manage.found_items import FoundItem, FoundItems, search
from . import address
from .drawing import fragment
from .frame import framed, gloss_note, top
from .language import t
from .session import assistant, settings
from .widgets import downloads


@framed
def page(shown: Edition) -> None:
    """The search."""
    top(shown, "search.title")
    text = st.text_input(
        t("search.prompt"),
        key="search_words",
        placeholder=t("search.example"),
        icon=":material/search:",
        max_chars=settings().question_limit,
        live=True,
        persist_state="session",
        bind="query-params",
        label_visibility="collapsed",
    )
    address.seen(search_words=text or "")
    words = " ".join((text or "").split())
    if not words:
        st.caption(t("search.hint"))
        _browse(shown)
        return
    try:
        result = search(words, shown.relations, shown.glosses, assistant().retrieve(shown.standard.code))
    except EmbeddingError:
        st.warning(t("search.model"), icon=":material/info:")
        result = search(words, shown.relations, shown.glosses, lambda words, kinds, most, prefer=(): Findings())
    if result.unknown:
        st.caption(escape(t("search.unknown", codes=t("map.comma").join(result.unknown))))
    if result.found:
        _groups(result, shown, words)
    elif not result.unknown:
        st.info(t("search.none"), icon=":material/search_off:")
        _browse(shown)
    address.ask_button(words, shown.standard, "search_ask")


def _browse(shown: Edition) -> None:
    st.header(t("search.browse"))
    tasks = [FoundItem(item=task, reason="code") for task in shown.relations.of_kind(Kind.TASK)]
    st.html(fragment("item.found", edition=shown, entries=tasks))


def _groups(result: FoundItems, shown: Edition, words: str) -> None:
    groups = result.groups
    named = {kind: t("search.group", kind=t(f"kind.{kind}"), count=len(found)) for kind, found in groups.items()}
    with st.container(horizontal=True, vertical_alignment="center", key="searchcount"):
        st.caption(t("search.found", count=len(result.found)), width="content")
        only = st.pills(
            t("map.kinds"),
            list(named),
            format_func=lambda kind: named[kind],
            key=f"search_kind_{'_'.join(named)}",
            label_visibility="collapsed",
            wrap=True,
        )
        asked = {"search_words": words}
        view = View(editions=(shown,), title=t("search.title"), narrowed=(words,), page="search", named=asked)
        downloads(view, [items(shown, [found.item for found in result.found])])
    for kind, found in groups.items():
        if only in (None, kind):
            st.header(named[kind])
            st.html(fragment("item.found", edition=shown, entries=found, words=words))
    gloss_note(shown)
