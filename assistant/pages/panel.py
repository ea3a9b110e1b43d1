"""The passage behind a chip: beside the chat where there is room, in a drawer where there is not."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ..passage import Passage, passages
from ..render import chip, escape
from ..standard import Standard
from . import printed
from .language import language, t
from .layer import cards, layer
from .session import assistant
from .trouble import guard


def citations(
    standard: Standard,
    copies: Mapping[str, str] | None = None,
    *,
    beside: bool = False,
    goto: str = "",
    reveal: str = "",
) -> None:
    """Mount the citation layer and show the passage last asked for. Call once a page, before its text.

    :param copies: what to copy, by the key of the button that copies it.
    :param beside: whether the page leaves room for a panel in wide windows.
    :param goto: the line of the source to scroll to.
    :param reveal: the container to read from.
    """
    items = cards(assistant().relations(standard.code), language())

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
        st.markdown(escape(t("passage.unknown", code=code)))
        return
    if len(found) > 1:
        st.caption(escape(t("passage.several", code=found[0].item.code, count=len(found))))
    for number, passage in enumerate(found):
        if number:
            st.divider()
        _passage(passage, number)
    st.page_link(
        st.session_state.source_page,
        label=t("passage.open"),
        icon=":material/article:",
        query_params={"ref": found[0].item.code, "lang": language()},
    )


def _passage(passage: Passage, number: int) -> None:
    item = passage.item
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{chip(item.code)} {t(f'kind.{item.kind}')}", width="content")
        if passage.levels:
            st.badge(t("passage.level", level="、".join(map(str, passage.levels))), color="gray")
    st.html(printed.title(item.text))
    if item.details:
        bullet = "- " if len(item.details) > 1 else ""
        st.markdown("\n".join(bullet + escape(detail) for detail in item.details))
    if passage.gloss:
        st.caption(f"{t('passage.gloss')}: {escape(passage.gloss)}")
    _place(passage)
    for position, erratum in enumerate(passage.errata):
        with st.container(key=f"aside_correction_erratum_{number}_{position}"):
            st.markdown(f"**{t('passage.errata')}** {escape(erratum.message)}")
    if passage.lines:
        st.markdown(f"**{t('passage.printed')}**")
        st.html("".join(printed.excerpt(line, t("passage.line", line=line.number)) for line in passage.lines))
    _neighbours(passage)


def _place(passage: Passage) -> None:
    ways = [" › ".join(f"{chip(step.code)} {escape(step.text)}" for step in way) for way in passage.places]
    if len(ways) < 2:
        st.markdown(f"**{t('passage.place')}** {ways[0] if ways else t('passage.whole')}")
    else:
        st.markdown("\n".join([f"**{t('passage.place')}**", "", *(f"- {way}" for way in ways)]))
    if passage.shared:
        st.caption(t("passage.shared"))


def _neighbours(passage: Passage) -> None:
    kind, scope = t(f"kind.{passage.item.kind}"), passage.scope
    groups = [(t("passage.below", kind=t(f"kind.{k}"), count=len(items)), items) for k, items in passage.below]
    if groups:
        st.html(printed.groups(groups))
    count = len(passage.siblings)
    if count > 1:
        label = (
            t("passage.siblings", scope=scope.code, kind=kind, count=count)
            if scope
            else t("passage.all", kind=kind, count=count)
        )
        st.caption(label)
        st.html(printed.items(passage.siblings, passage.item))
