"""Data health: what was read, that nothing is lost, how current it is, what serves; documents are handed in here."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from operator import itemgetter

import streamlit as st

from ...answer.render import escape
from ...errors import AssistantError, CorpusError
from ...language.catalogue.area import told
from ...language.ledger import said
from ...settings import DOCUMENTS
from ...standard.model import Kind, Standard
from ...standard.place import unit
from ...standard.validity import Validity
from ..export.cover import View
from ..export.edition import Edition
from ..export.table import Cell, Column, Table, tabulate
from ..manage.publishing import Told, check, open_to, publish
from ..manage.soundness import Soundness, soundness
from . import address
from .drawing import fragment
from .frame import framed, topbar
from .language import language, t
from .session import assistant, settings
from .sign_in import role
from .widgets import downloads

_GOOD, _BAD = ":material/check_circle:", ":material/error:"
_VERSION = {"version": 10, "code": 20, "name": 30, "status": 14, "date": 14, "note": 40}
"""What a line of the version history says, with the width of its column."""
MEGABYTES = 32
"""Largest document; one of scanned pages is larger than the other files that pages take."""
_CHECKED = "upload_checked"
"""The digest of the document that was checked, and its report."""


@framed
def page(shown: Edition) -> None:
    """The health of the standard's data."""
    current, source = shown.standard, assistant().stored(shown.standard.code).source_text
    found = soundness(shown.relations, source)
    tables = _tables(shown, found)
    with topbar(shown, "health.title"):
        downloads(View(editions=(shown,), title=t("health.title"), page="health"), list(tables.values()))
    st.markdown(t("health.lead"))
    st.header(t("health.counts"))
    with st.container(key="healthcounts"):
        for kind in Kind:
            st.metric(t(f"kind.{kind}"), found.counts[kind], border=True)
    _proof(found, source, _where(shown))
    st.header(t("health.versions"))
    try:
        _validity(assistant().validity(current.code), current)
    except CorpusError as error:
        st.warning(escape(told(error, language())), icon=_BAD)
    _ledger(shown, tables["versions"], "health.no_versions")
    st.header(t("health.errata", count=len(current.errata)))
    _ledger(shown, tables["errata"], "health.no_errata")
    st.header(t("health.index"))
    _ledger(shown, tables["facts"])
    _upload()
    address.ask_button(t("ask.version"), current, "health_ask")


def _ledger(shown: Edition, table: Table, none: str = "") -> None:
    if table.rows:
        st.html(fragment("grid.ledger", edition=shown, table=table))
    else:
        st.markdown(t(none))


def _where(shown: Edition) -> str:
    """What the places of the source are called: lines, pages, rows."""
    return t(f"export.{unit(span for item in shown.relations.items for span in item.spans)}")


def _proof(found: Soundness, source: str, where: str) -> None:
    st.header(t("health.proof"))
    _told(t("health.placed", placed=found.placed, items=found.items, where=where), good=not found.elsewhere)
    if found.elsewhere:
        _told(t("health.elsewhere", codes=escape(", ".join(found.elsewhere)), where=where), good=False)
    same = hashlib.sha256(source.encode()).hexdigest() in assistant().index.corpus.values()
    _told(t("health.same" if same else "health.differs"), good=same)
    st.caption(t("health.covered", covered=found.covered, characters=found.characters))


def _told(said: str, *, good: bool) -> None:
    if good:
        st.success(said, icon=_GOOD)
    else:
        st.warning(said, icon=_BAD)


def _validity(known: Validity, current: Standard) -> None:
    if known.successor:
        by = known.successor
        told = t("map.comma").join(filter(None, (by.date, by.note)))
        about = t("health.about", told=escape(told)) if told else ""
        st.warning(t("health.replaced", code=escape(by.code), about=about), icon=":material/update:")
    elif known.dated is None:
        st.info(t("health.undated"), icon=":material/history:")
    elif known.stale:
        file = escape(f"{current.code}.succession.toml")
        said = t("health.stale", date=f"{known.dated:%Y/%m/%d}", years=known.years, file=file)
        st.warning(said, icon=":material/history:")
    else:
        _told(t("health.current", date=f"{known.dated:%Y/%m/%d}"), good=True)


def _tables(shown: Edition, found: Soundness) -> dict[str, Table]:
    current = shown.standard
    errata: list[tuple[Cell, ...]] = []
    for e in current.errata:
        code, link = ((e.code,), shown.address(e.code)) if e.code else ((), "")
        errata.append((code, t(f"erratum.{e.kind}"), said(e, language()), e.related, link))
    proof = (
        (t("health.placed", placed=found.placed, items=found.items, where=_where(shown)), found.elsewhere),
        (t("health.covered", covered=found.covered, characters=found.characters), ()),
    )
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
    made = (
        _table("errata", "misprints", {"code": 12, "sort": 20, "message": 90, "related": 24, "link": 40}, errata),
        _table("counts", "counts", {"kind": 20, "count": 10}, ((t(f"kind.{k}"), found.counts[k]) for k in Kind)),
        _table("proof", "proof", {"message": 90, "code": 24}, proof),
        _table("versions", "versions", _VERSION, (tuple(getattr(v, n) for n in _VERSION) for v in current.versions)),
        _table("facts", "index", {"fact": 24, "value": 50}, ((t(f"health.{n}"), fact) for n, fact in facts.items())),
    )
    return {table.name: table for table in made}


def _table(name: str, title: str, columns: Mapping[str, int], rows: Iterable[tuple[Cell, ...]]) -> Table:
    heads = [
        Column(title=t(f"health.{head}"), width=width, kind="link" if head == "link" else "text", of=itemgetter(place))
        for place, (head, width) in enumerate(columns.items())
    ]
    return tabulate(t(f"health.{title}"), heads, rows, name)


def _upload() -> None:
    reader = settings().model_copy(update={"role": role()})  # who signed in has a role of the list, not of the app
    if not open_to(reader):
        return
    st.subheader(t("upload.title"))
    st.caption(t("upload.hint"))
    endings = [ending.removeprefix(".") for ending in DOCUMENTS]
    given = st.file_uploader(t("upload.file"), type=endings, max_upload_size=MEGABYTES, key="upload_file")
    if given is None:
        return
    name, content = given.name, given.getvalue()
    key = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()
    if st.button(t("upload.check"), icon=":material/fact_check:", key="upload_check"):
        with st.spinner(t("upload.checking")):
            st.session_state[_CHECKED] = (key, _tried(lambda: check(name, content, reader)))
    checked, report = st.session_state.get(_CHECKED, ("", None))
    if checked != key or report is None:
        return
    _report(report, t("upload.sound") if report.good else t("upload.refused"))
    if report.recognised:
        st.warning(t("upload.recognised"))
    label = t("upload.consent" if report.recognised else "upload.publish", name=escape(name))
    if report.good and st.button(label, icon=":material/publish:", key="upload_publish"):
        with st.spinner(t("upload.publishing")):
            published = _tried(lambda: publish(name, content, reader, recognised=report.recognised))
        st.session_state.pop(_CHECKED)
        _report(published, t("upload.published") if published.good else t("upload.unchanged"))


def _tried(act: Callable[[], Told]) -> Told:
    try:
        return act()
    except AssistantError as error:
        return Told(told(error, language()), good=False)


def _report(told: Told, said: str) -> None:
    (st.success if told.good else st.error)(said)
    st.code(told.text, language=None, wrap_lines=True)
