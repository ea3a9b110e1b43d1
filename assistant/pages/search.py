"""Search: words or a code, answered while one types, grouped by kind."""

from __future__ import annotations

from html import escape as html

import streamlit as st

from ..answer.render import escape
from ..errors import EmbeddingError
from ..manage import found_items
from ..manage.found_items import FoundItem, Result
from ..retrieval.port import Findings
from ..standard.model import Kind, Standard
from ..standard.relations import Relations
from . import grid, places, taken, trouble
from .card import titlebar
from .download import downloads
from .language import language, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, settings, standard, warmed


def page() -> None:
    """Draw the search, or why there is none."""
    try:
        _search(standard())
    except INDEX_TROUBLE as error:
        trouble.index(error)
        return
    warmed()


def _search(current: Standard) -> None:
    citations(current)
    titlebar(current)
    with st.container(key="searchhead"):
        st.header(t("search.title"))
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
    relations = assistant().relations(current.code)
    if not (text or "").strip():
        st.caption(t("search.hint"))
        _browse(relations, current)
        return
    result = _result(str(text), current, relations)
    if result.unknown:
        st.caption(escape(t("search.unknown", codes=t("map.comma").join(result.unknown))))
    if result.groups:
        _groups(result, relations, str(text), current)
    elif not result.unknown:
        st.info(t("search.none"), icon=":material/search_off:")
        _browse(relations, current)
    places.ask(" ".join(str(text).split()), current, "search_ask")


def _browse(relations: Relations, current: Standard) -> None:
    """Where to look when no words were typed, or found nothing: the tasks."""
    look = grid.Look(glosses=assistant().glosses(current.code) if language() == "en" else {})
    tasks = (FoundItem(item=task, reason="code") for task in relations.of_kind(Kind.TASK))
    st.subheader(t("search.browse"))
    st.html(_list(tuple(tasks), relations, look))


def _result(text: str, current: Standard, relations: Relations) -> Result:
    glosses = assistant().glosses(current.code)
    try:
        return found_items.search(text, relations, glosses, assistant().retrieve(current.code))
    except EmbeddingError:
        st.warning(t("search.model"), icon=":material/info:")
        return found_items.search(text, relations, glosses, lambda words, kinds, most, prefer=(): Findings())


def _groups(result: Result, relations: Relations, text: str, current: Standard) -> None:
    kinds = [group.kind for group in result.groups]
    with st.container(horizontal=True, vertical_alignment="center", key="searchcount"):
        st.caption(t("search.found", count=len(result.items)), width="content")
        counts = {group.kind: len(group.found) for group in result.groups}
        only = st.pills(
            t("map.kinds"),
            kinds,
            format_func=lambda kind: t("search.group", kind=t(f"kind.{kind}"), count=counts[kind]),
            key=f"search_kind_{'_'.join(kinds)}",
            label_visibility="collapsed",
            wrap=True,
        )
        codes = {item.code for item in result.items if item.code}
        downloads([taken.listed(current, codes)], current.code, t("search.title"), text)
    glosses = assistant().glosses(current.code) if language() == "en" else {}
    look = grid.Look(glosses=glosses, words=text)
    for group in result.groups:
        if only in (None, group.kind):
            st.subheader(t("search.group", kind=t(f"kind.{group.kind}"), count=len(group.found)))
            st.html(_list(group.found, relations, look))
    if glosses:
        st.caption(t("map.gloss"))


def _list(found: tuple[FoundItem, ...], relations: Relations, look: grid.Look) -> str:
    return f"<div class=found>{''.join(_line(entry, relations, look) for entry in found)}</div>"


def _line(entry: FoundItem, relations: Relations, look: grid.Look) -> str:
    item = entry.item
    above = "".join(f"<span>{look.place(relations.get(code))}</span>" for code in item.parents)
    levels = item.levels or tuple(sorted({n for code in item.parents for n in relations.get(code).levels}))
    near = f"<em>{html(t('search.near'))}</em>" if entry.reason == "near" else ""
    side = f"<div class=where>{above}{grid.level(levels)}{near}</div>"
    return f"<div>{look.item(item, details=item.kind is not Kind.ATTITUDE)}{side}</div>"
