"""The passage behind a chip: beside the chat where there is room, in a drawer where there is not."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from ...answer.render import chip, escape
from ...language.ledger import said
from ...standard.address import MARK, parted
from ...standard.model import Box, Kind, Span, Standard
from ...standard.passage import Line, LineCell, LinePiece, SourcePassage, passages
from ...standard.place import told as place_told
from ...standard.relations import OF_CELL, UPPER, Item
from ..export.edition import Edition
from ..manage.facsimile import facsimile
from . import address
from .browser import cards, held, layer
from .drawing import fragment
from .language import language, t
from .session import assistant, edition, settings
from .trouble import guard
from .widgets import button, share

_CONTEXT = 48
"""Characters of a long cell shown before and after the marked part."""


def citations(reader: Edition, *, beside: bool = False, others: Sequence[Standard] = (), **more: Any) -> None:
    """Mount the citation layer and show the passage last asked for. Call once a page, before its text.

    :param beside: whether the page leaves room for a panel in wide windows.
    :param others: further standards whose codes stand on the page.
    :param more: what the layer takes besides (`layer` in `browser.py`).
    """
    standard, items, state = reader.standard, cards(reader), st.session_state
    for other in others:
        items = {**items, **{f"{code}@{other.code}": card for code, card in cards(edition(other)).items()}}

    @st.dialog(t("passage.title"), width=480, position="right", icon=":material/menu_book:")
    def drawer(code: str) -> None:
        _body(code, standard)

    @st.dialog(t("passage.title"), width=480, position="right", icon=":material/menu_book:", on_dismiss=_forget)
    def arrived_at(code: str) -> None:
        _body(code, standard)

    @st.fragment
    def passage() -> None:
        if hit := layer(**more):
            _forget()
        if hit and beside and hit["wide"]:
            state.reference = hit["code"] or None
        elif hit:
            drawer(hit["code"])
        if beside and (code := state.get("reference")):
            _panel(code, standard)
        if beside:
            address.passage(state.get("reference") or "")

    passage()
    held(items)
    if beside and address.arrived("reference", asked := st.query_params.get("ref", "")):
        state.arrived_at = asked
    if beside and (waiting := state.get("arrived_at")):
        arrived_at(waiting)  # in every run until it is closed: what the browser kept comes meanwhile


def _forget() -> None:
    """The passage that an address opened was closed."""
    st.session_state.arrived_at = ""


def _panel(code: str, standard: Standard) -> None:
    with st.container(key="side"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f":material/menu_book: **{t('passage.title')}**")
            if button(t("passage.close"), "close", "close_panel"):
                st.session_state.reference = None
                st.rerun(scope="fragment")
        _body(code, standard)


def _body(asked: str, standard: Standard) -> None:
    with guard():
        code, _, other = asked.partition("@")
        other, code = parted(code) if MARK in code else (other, code)
        home = assistant().relations(other).standard if other in assistant().titles else standard
        shown = edition(home, "" if home.code == standard.code else home.code)
        found = passages(shown.relations, code, assistant().stored(home.code).source_text)
        if not found:
            _unknown(code, standard)
            return
        if len(found) > 1:
            st.caption(escape(t("passage.several", code=found[0].item.code, count=len(found))))
        for number, passage in enumerate(found):
            if number:
                st.divider()
            _passage(passage, number, shown)
        _onward(found[0].item, home)


def _onward(item: Item, home: Standard) -> None:
    entry = "ask.task" if item.kind in UPPER else "ask.user" if item.kind in OF_CELL else "ask.item"
    with st.container(gap="xsmall"):
        share(edition(home).address(item.code))
        address.link("source", t("passage.open"), "article", home, ref=item.code)
        address.link("map", t("map.open"), "table_view", home, ref=item.code)
        address.ask_button(t(entry, code=item.code), home, "passage_ask")


def _unknown(code: str, standard: Standard) -> None:
    st.markdown(escape(t("passage.unknown", code=code)))
    with suppress(ValueError):  # what has not the form of a code has no neighbours
        near = assistant().relations(standard.code).nearest(code)
        st.markdown(f"{t('passage.nearest')} {' '.join(map(chip, near))}")
    address.link("search", t("passage.search"), "search", standard)


def _passage(passage: SourcePassage, number: int, shown: Edition) -> None:
    item, english = passage.item, shown.under(passage.item)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{_chip(item, shown)} {t(f'kind.{item.kind}')}", width="content")
        if passage.levels:
            st.badge(t("passage.level", level="、".join(map(str, passage.levels))), color="gray")
    st.html(fragment("passage.title", text=item.text))
    if item.details:
        bullet = "- " if len(item.details) > 1 else ""
        st.markdown("\n".join(bullet + escape(detail) for detail in item.details))
    if english:
        st.caption(f"{t('passage.gloss')}: {escape(english)}")
    _place(passage, shown)
    for position, erratum in enumerate(passage.errata):
        with st.container(key=f"aside_correction_erratum_{number}_{position}"):
            name = escape(t("passage.erratum", kind=t(f"erratum.{erratum.kind}")))
            st.markdown(f"**{name}** {escape(said(erratum, language()))}")
    if passage.lines:
        st.markdown(f"**{t('passage.printed')}**")
        excerpts = [_excerpt(line, cell) for line in passage.lines for cell in line.cells if cell.marked]
        st.html(fragment("passage.printed", excerpts=excerpts))
    _original(item, number, shown)
    _neighbours(passage, shown)


def _original(item: Item, number: int, shown: Edition) -> None:
    """The page of the document with the cells that print an item marked, where it has pages and is still there."""
    boxes = [span.at for span in item.spans if isinstance(span.at, Box)]
    pages = sorted({box.page for box in boxes})
    index, source = assistant().index, assistant().stored(shown.standard.code).source_name
    if len(pages) > 1:
        pages = [st.pills(t("passage.pages"), pages, default=pages[0], key=f"original_{number}") or pages[0]]
    boxes = [box for box in boxes if box.page in pages]
    if picture := facsimile(settings().corpus / source, index.sources.get(source, ""), boxes):
        where = place_told([Span(0, 0, 0, boxes[0])], t)
        st.image(picture, caption=t("passage.original", place=where, code=item.code or t(f"kind.{item.kind}")))


def _chip(item: Item, shown: Edition) -> str:
    return chip(f"{shown.home}:{item.code}" if shown.home else item.code)


def _place(passage: SourcePassage, shown: Edition) -> None:
    ways = [" › ".join(f"{_chip(i, shown)} {escape(shown.named(i))}" for i in way) for way in passage.places]
    if len(ways) < 2:
        st.markdown(f"**{t('passage.place')}** {ways[0] if ways else t('passage.whole')}")
    else:
        st.markdown("\n".join([f"**{t('passage.place')}**", "", *(f"- {way}" for way in ways)]))
    if passage.shared:
        st.caption(t("passage.shared"))


def _excerpt(line: Line, cell: LineCell) -> tuple[str, str, Sequence[LinePiece], str]:
    """A marked cell: what it is called, and a little of what stands before and after the mark."""
    marked = [position for position, piece in enumerate(cell.pieces) if piece.marked]
    before = "".join(piece.text for piece in cell.pieces[: marked[0]])
    after = "".join(piece.text for piece in cell.pieces[marked[-1] + 1 :])
    printed_at = place_told([Span(line.number, 0, 0, line.at)], t)
    return (
        " · ".join(filter(None, (printed_at[:1].upper() + printed_at[1:], cell.heading))),
        ("…" if len(before) > _CONTEXT else "") + before[-_CONTEXT:],
        cell.pieces[marked[0] : marked[-1] + 1],
        after[:_CONTEXT] + ("…" if len(after) > _CONTEXT else ""),
    )


def _neighbours(passage: SourcePassage, shown: Edition) -> None:
    scope, kind, count = passage.scope, t(f"kind.{passage.item.kind}"), len(passage.siblings)
    _groups(passage.below, shown)
    if passage.row:
        st.caption(t("passage.row", scope=scope.code) if scope else "")
        _groups(passage.row, shown)
    if count > 1:
        named = {"scope": scope.code} if scope else {}
        st.caption(t("passage.siblings" if scope else "passage.all", kind=kind, count=count, **named))
        st.html(fragment("passage.neighbours", edition=shown, items=passage.siblings, here=passage.item))


def _groups(named: Sequence[tuple[Kind, Sequence[Item]]], shown: Edition) -> None:
    if named:
        st.html(fragment("passage.groups", edition=shown, named=named))
