"""Data health: what was read, that nothing is lost, what is misprinted, how current it is, what serves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

import streamlit as st

from ..answer.render import escape as md
from ..errors import CorpusError
from ..export.table import Column, Table
from ..manage.soundness import Soundness, soundness
from ..standard.model import Kind, Standard
from ..standard.relations import Relations
from ..standard.validity import Validity
from . import ledger, places, taken, trouble
from .card import titlebar
from .download import downloads
from .language import t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, settings, standard

_VERSION = ("version", "code", "name", "status", "date", "note")
_ERRATUM = ("code", "sort", "message", "related")


def page() -> None:
    """Draw the page, or why there is none."""
    try:
        _health(standard())
    except INDEX_TROUBLE as error:
        trouble.index(error)


def _health(current: Standard) -> None:
    citations(current)
    titlebar(current)
    relations, source = assistant().relations(current.code), assistant().source(current.code)
    found = soundness(relations, source)
    with st.container(horizontal=True, vertical_alignment="center", key="healthhead"):
        st.header(t("health.title"), width="content")
        downloads(_tables(current, found), current.code, t("health.title"))
    st.markdown(t("health.lead"))
    _counts(found)
    _proof(found, source)
    _versions(current)
    _errata(current, relations)
    _index()
    places.ask(t("ask.version"), current, "health_ask")


def _counts(found: Soundness) -> None:
    st.subheader(t("health.counts"))
    with st.container(key="healthcounts"):
        for kind in Kind:
            st.metric(t(f"kind.{kind}"), found.counts[kind], border=True)


def _proof(found: Soundness, source: str) -> None:
    st.subheader(t("health.proof"))
    good, bad = ":material/check_circle:", ":material/error:"
    placed = t("health.placed", placed=found.placed, items=found.items)
    (st.warning if found.elsewhere else st.success)(placed, icon=bad if found.elsewhere else good)
    if found.elsewhere:
        st.warning(t("health.elsewhere", codes=md(", ".join(found.elsewhere))), icon=bad)
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
        st.warning(t("health.broken", problem=md(str(error))), icon=":material/error:")
    if not current.versions:
        st.markdown(t("health.no_versions"))
        return
    heads = [t(f"health.{name}") for name in _VERSION]
    rows = [[escape(getattr(version, name)) for name in _VERSION] for version in current.versions]
    st.html(ledger.table("versions", t("health.versions"), heads, rows))


def _validity(known: Validity, current: Standard) -> None:
    if known.successor:
        by = known.successor
        told = t("map.comma").join(filter(None, (by.date, by.note)))
        about = t("health.about", told=md(told)) if told else ""
        said = t("health.replaced", code=md(by.code), about=about)
        st.warning(said, icon=":material/update:")
    elif known.dated is None:
        st.info(t("health.undated"), icon=":material/history:")
    elif known.stale:
        file = f"{current.code}.succession.toml"
        said = t("health.stale", date=f"{known.dated:%Y/%m/%d}", years=known.years, file=md(file))
        st.warning(said, icon=":material/history:")
    else:
        st.success(t("health.current", date=f"{known.dated:%Y/%m/%d}"), icon=":material/check_circle:")


def _errata(current: Standard, relations: Relations) -> None:
    st.subheader(t("health.errata", count=len(current.errata)))
    if not current.errata:
        st.markdown(t("health.no_errata"))
        return
    heads = [t(f"health.{name}") for name in _ERRATUM]
    rows = [
        (
            ledger.named(relations, [e.code] if e.code else []),
            escape(t(f"erratum.{e.kind}")),
            escape(e.message),
            ledger.named(relations, e.related),
        )
        for e in current.errata
    ]
    st.html(ledger.table("errata", t("health.misprints"), heads, rows))


def _index() -> None:
    st.subheader(t("health.index"))
    heads = [t("health.fact"), t("health.value")]
    st.html(ledger.table("facts", t("health.index"), heads, [[*map(escape, fact)] for fact in _facts().items()]))


def _facts() -> dict[str, str]:
    manifest = assistant().index
    facts = {
        "built": f"{datetime.fromisoformat(manifest.built):%Y-%m-%d %H:%M} UTC",
        "chunks": str(manifest.chunks),
        "model": str(manifest.embedding.get("model", "")),
        "dimension": str(manifest.embedding.get("dimension", "")),
        "corpus": "、".join(manifest.corpus),
        "hash": "、".join(digest[:16] for digest in manifest.corpus.values()),
        "generation": manifest.code,
        "chat": settings().chat_model or t("health.none"),
    }
    return {t(f"health.{name}"): value for name, value in facts.items()}


def _tables(current: Standard, found: Soundness) -> list[Table]:
    """All that the page shows, a table for each of its parts."""
    counts = [(t(f"kind.{kind}"), found.counts[kind]) for kind in Kind]
    proof = [
        (t("health.placed", placed=found.placed, items=found.items), "、".join(found.elsewhere)),
        (t("health.covered", covered=found.covered, characters=found.characters), ""),
    ]
    versions = [tuple(getattr(version, name) for name in _VERSION) for version in current.versions]
    address = taken.addresses(current)
    errata = [
        (e.code or "", t(f"erratum.{e.kind}"), e.message, "、".join(e.related), address(e.code) if e.code else "")
        for e in current.errata
    ]
    return [
        _table("health.misprints", zip((*_ERRATUM, "link"), (12, 20, 90, 24, 40), strict=True), errata),
        _table("health.counts", (("kind", 20), ("count", 10)), counts),
        _table("health.proof", (("message", 90), ("code", 24)), proof),
        _table("health.versions", zip(_VERSION, (10, 20, 30, 14, 14, 40), strict=True), versions),
        _table("health.index", (("fact", 24), ("value", 50)), [*_facts().items()]),
    ]


def _table(title: str, columns: Iterable[tuple[str, int]], rows: Sequence[tuple[str | int, ...]]) -> Table:
    named = tuple(
        Column(name=t(f"health.{name}"), width=width, kind="link" if name == "link" else "text")
        for name, width in columns
    )
    return Table(title=t(title), columns=named, rows=tuple(rows))
