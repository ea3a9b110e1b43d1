"""The passage behind a chip: beside the chat where there is room, in a drawer where there is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

import streamlit as st

from ..answer.render import chip, escape
from ..standard.model import Standard
from ..standard.passage import Passage, passages
from ..standard.relations import OF_CELL, UPPER, Item
from . import places, printed
from .language import language, t
from .layer import cards, layer
from .session import assistant
from .trouble import guard


def citations(
    standard: Standard,
    copies: Mapping[str, str] | None = None,
    *,
    beside: bool = False,
    others: Sequence[Standard] = (),
    goto: str = "",
    reveal: str = "",
) -> None:
    """Mount the citation layer and show the passage last asked for. Call once a page, before its text.

    :param copies: what to copy, by the key of the button that copies it.
    :param beside: whether the page leaves room for a panel in wide windows.
    :param others: further standards whose codes stand on the page.
    :param goto: the line of the source to scroll to.
    :param reveal: the container to read from.
    """
    items = cards(assistant().relations(standard.code), language())
    for other in others:
        theirs = cards(assistant().relations(other.code), language())
        items |= {f"{code}@{other.code}": card for code, card in theirs.items()}

    @st.dialog(t("passage.title"), width=480, position="right", icon=":material/menu_book:")
    def drawer(address: str) -> None:
        _body(address, standard)

    @st.fragment
    def passage() -> None:
        hit = layer(items, copies, goto, reveal)
        if hit and beside and hit["wide"]:
            st.session_state.reference = hit["code"]
        elif hit:
            drawer(hit["code"])
        if beside and (address := st.session_state.get("reference")):
            _panel(address, standard)

    passage()
    asked = st.query_params.get("ref")
    if beside and asked and st.session_state.get("reference_shown") != asked:
        st.session_state.reference_shown = asked
        drawer(asked)


def _panel(address: str, standard: Standard) -> None:
    with st.container(key="side"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f":material/menu_book: **{t('passage.title')}**")
            if st.button(t("passage.close"), icon=":material/close:", type="tertiary", key="close_panel"):
                st.session_state.reference = None
                st.rerun(scope="fragment")
        _body(address, standard)


def _body(address: str, standard: Standard) -> None:
    with guard():
        _passages(address, standard)


def _passages(address: str, standard: Standard) -> None:
    code, _, other = address.partition("@")
    home = other if other in {s.code for s in assistant().standards} else standard.code
    gloss = assistant().gloss(code, home) if language() == "en" else ""
    found = passages(assistant().relations(home), code, assistant().source(home), gloss)
    if not found:
        _unknown(code, standard)
        return
    if len(found) > 1:
        st.caption(escape(t("passage.several", code=found[0].item.code, count=len(found))))
    for number, passage in enumerate(found):
        if number:
            st.divider()
        _passage(passage, number, "" if home == standard.code else home, standard)
    item, printing = found[0].item, next(s for s in assistant().standards if s.code == home)
    with st.container(gap="xsmall"):
        places.link("source", t("passage.open"), ":material/article:", printing, item.code)
        places.link("map", t("map.open"), ":material/table_view:", printing, item.code)
        places.ask(_question(item), printing, "passage_ask")


def _unknown(code: str, standard: Standard) -> None:
    """Say that there is no such code, which ones are nearest, and where to look."""
    st.markdown(escape(t("passage.unknown", code=code)))
    with suppress(ValueError):  # what has not the form of a code has no neighbours
        near = assistant().relations(standard.code).nearest(code)
        st.markdown(f"{t('passage.nearest')} {' '.join(map(chip, near))}")
    places.link("search", t("passage.search"), ":material/search:", standard)


def _question(item: Item) -> str:
    if item.kind in UPPER:
        return t("ask.task", code=item.code)
    return t("ask.user" if item.kind in OF_CELL else "ask.item", code=item.code)


def _passage(passage: Passage, number: int, home: str, standard: Standard) -> None:
    """Draw a passage; `home` is the standard it stands in, where not the reader's own."""
    item = passage.item
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{_chip(item, home)} {t(f'kind.{item.kind}')}", width="content")
        if passage.levels:
            st.badge(t("passage.level", level="、".join(map(str, passage.levels))), color="gray")
    st.html(printed.title(item.text))
    if item.details:
        bullet = "- " if len(item.details) > 1 else ""
        st.markdown("\n".join(bullet + escape(detail) for detail in item.details))
    if passage.gloss:
        st.caption(f"{t('passage.gloss')}: {escape(passage.gloss)}")
    _place(passage, home)
    for position, erratum in enumerate(passage.errata):
        with st.container(key=f"aside_correction_erratum_{number}_{position}"):
            name = escape(t("passage.erratum", kind=t(f"erratum.{erratum.kind}")))
            st.markdown(f"**{name}** {escape(erratum.message)}")
    if passage.lines:
        st.markdown(f"**{t('passage.printed')}**")
        st.html("".join(printed.excerpt(line, t("passage.line", line=line.number)) for line in passage.lines))
    _neighbours(passage, home, standard)


def _chip(item: Item, home: str) -> str:
    return chip(f"{home}:{item.code}" if home else item.code)


def _place(passage: Passage, home: str) -> None:
    ways = [" › ".join(f"{_chip(step, home)} {escape(step.text)}" for step in way) for way in passage.places]
    if len(ways) < 2:
        st.markdown(f"**{t('passage.place')}** {ways[0] if ways else t('passage.whole')}")
    else:
        st.markdown("\n".join([f"**{t('passage.place')}**", "", *(f"- {way}" for way in ways)]))
    if passage.shared:
        st.caption(t("passage.shared"))


def _neighbours(passage: Passage, home: str, standard: Standard) -> None:
    kind, scope = t(f"kind.{passage.item.kind}"), passage.scope
    groups = [(t("passage.below", kind=t(f"kind.{k}"), count=len(items)), items) for k, items in passage.below]
    if groups:
        st.html(printed.groups(groups, home))
    if passage.row:
        scope_named = t("passage.row", scope=scope.code) if scope else ""
        st.caption(scope_named)
        named = [(t("passage.below", kind=t(f"kind.{k}"), count=len(items)), items) for k, items in passage.row]
        st.html(printed.groups(named, home))
    count = len(passage.siblings)
    if count > 1:
        label = (
            t("passage.siblings", scope=scope.code, kind=kind, count=count)
            if scope
            else t("passage.all", kind=kind, count=count)
        )
        st.caption(label)
        glosses = assistant().glosses(home or standard.code) if language() == "en" else {}
        st.html(printed.items(passage.siblings, passage.item, home, glosses))
