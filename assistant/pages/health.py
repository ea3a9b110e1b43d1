"""Data health: what was read, that nothing is lost, what is misprinted, how current it is, what serves."""

from __future__ import annotations

import hashlib

import streamlit as st

from ..errors import CorpusError
from ..export.table import Column, Table
from ..render import escape
from ..soundness import Soundness, soundness
from ..standard import Kind, Standard
from ..validity import Validity
from . import trouble
from .card import titlebar
from .download import downloads
from .language import t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, settings, standard


def page() -> None:
    """Draw the page, or why there is none."""
    try:
        _health(standard())
    except INDEX_TROUBLE as error:
        trouble.index(error)


def _health(current: Standard) -> None:
    citations(current)
    titlebar(current)
    st.header(t("health.title"))
    st.markdown(t("health.lead"))
    relations, source = assistant().relations(current.code), assistant().source(current.code)
    found = soundness(relations, source)
    _counts(found)
    _proof(found, source)
    _versions(current)
    errata = _errata(current)
    _index(current)
    downloads([errata], f"{current.code}_{t('health.title')}")


def _counts(found: Soundness) -> None:
    st.subheader(t("health.counts"))
    with st.container(horizontal=True, gap="small"):
        for kind in Kind:
            st.metric(t(f"kind.{kind}"), found.counts[kind], border=True, width=116)


def _proof(found: Soundness, source: str) -> None:
    st.subheader(t("health.proof"))
    good, bad = ":material/check_circle:", ":material/error:"
    placed = t("health.placed", placed=found.placed, items=found.items)
    (st.warning if found.elsewhere else st.success)(placed, icon=bad if found.elsewhere else good)
    if found.elsewhere:
        st.warning(t("health.elsewhere", codes=escape(", ".join(found.elsewhere))), icon=bad)
    recorded = set(assistant().index.corpus.values())
    if hashlib.sha256(source.encode()).hexdigest() in recorded:
        st.success(t("health.same"), icon=good)
    else:
        st.warning(t("health.differs"), icon=bad)
    st.caption(t("health.covered", covered=found.covered, characters=found.characters))


def _versions(current: Standard) -> None:
    st.subheader(t("health.versions"))
    try:
        _validity(assistant().validity(current.code), current)
    except CorpusError as error:
        st.warning(t("health.broken", problem=escape(str(error))), icon=":material/error:")
    if not current.versions:
        st.markdown(t("health.no_versions"))
        return
    names = ("version", "code", "name", "status", "date", "note")
    rows = [{t(f"health.{name}"): getattr(version, name) for name in names} for version in current.versions]
    st.dataframe(rows, hide_index=True, width="stretch")


def _validity(known: Validity, current: Standard) -> None:
    if known.successor:
        by = known.successor
        said = t("health.replaced", code=escape(by.code), date=escape(by.date), note=escape(by.note))
        st.warning(said, icon=":material/update:")
    elif known.dated is None:
        st.info(t("health.undated"), icon=":material/history:")
    elif known.stale:
        file = f"{current.code}.succession.toml"
        said = t("health.stale", date=f"{known.dated:%Y/%m/%d}", years=known.years, file=escape(file))
        st.warning(said, icon=":material/history:")
    else:
        st.success(t("health.current", date=f"{known.dated:%Y/%m/%d}"), icon=":material/check_circle:")


def _errata(current: Standard) -> Table:
    st.subheader(t("health.errata", count=len(current.errata)))
    names = ("code", "message", "related")
    rows = [(e.code or "", e.message, "、".join(e.related)) for e in current.errata]
    if rows:
        shown = [dict(zip((t(f"health.{n}") for n in names), row, strict=True)) for row in rows]
        widths = {t("health.code"): st.column_config.TextColumn(width=90)}
        widths |= {t("health.message"): st.column_config.TextColumn(width=720)}
        st.dataframe(shown, hide_index=True, width="stretch", column_config=widths, row_height=44)
    else:
        st.markdown(t("health.no_errata"))
    columns = (12, 90, 24)
    return Table(
        title=t("health.title"),
        columns=tuple(Column(name=t(f"health.{n}"), width=w) for n, w in zip(names, columns, strict=True)),
        rows=tuple(rows),
    )


def _index(current: Standard) -> None:
    st.subheader(t("health.index"))
    manifest = assistant().index
    facts = {
        "built": manifest.built.replace("T", " "),
        "chunks": str(manifest.chunks),
        "model": str(manifest.embedding.get("model", "")),
        "dimension": str(manifest.embedding.get("dimension", "")),
        "corpus": "、".join(manifest.corpus),
        "hash": "、".join(digest[:16] for digest in manifest.corpus.values()),
        "generation": manifest.code,
        "chat": settings().chat_model or t("health.none"),
    }
    st.table({t(f"health.{name}"): escape(value) for name, value in facts.items()}, border="horizontal")
