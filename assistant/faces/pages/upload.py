"""A document handed in by whoever operates: its report first, and by a second click it is published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import streamlit as st

from ...answer.render import escape
from ...errors import AssistantError
from ...settings import DOCUMENTS
from ..manage.publishing import Told, check, open_to, publish
from .language import t
from .session import settings
from .sign_in import role

MEGABYTES = 32
"""Largest document; one of scanned pages is larger than the other files that pages take."""
_CHECKED = "upload_checked"
"""The digest of the document that was checked, and its report."""


def upload() -> None:
    """The part of the page, where documents may be handed in; else nothing."""
    reader = settings().model_copy(update={"role": role()})  # who signed in has a role of the list, not of the app
    if not open_to(reader):
        return
    st.subheader(t("upload.title"))
    st.caption(t("upload.hint"))
    given = st.file_uploader(
        t("upload.file"),
        type=[end.removeprefix(".") for end in DOCUMENTS],
        max_upload_size=MEGABYTES,
        key="upload_file",
    )
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
    _shown(report, t("upload.sound") if report.good else t("upload.refused"))
    if report.recognised:
        st.warning(t("upload.recognised"))
    label = t("upload.consent" if report.recognised else "upload.publish", name=escape(name))
    if report.good and st.button(label, icon=":material/publish:", key="upload_publish"):
        with st.spinner(t("upload.publishing")):
            published = _tried(lambda: publish(name, content, reader, recognised=report.recognised))
        st.session_state.pop(_CHECKED)
        _shown(published, t("upload.published") if published.good else t("upload.unchanged"))


def _tried(act: Callable[[], Told]) -> Told:
    try:
        return act()
    except AssistantError as error:
        return Told(str(error), good=False)


def _shown(told: Told, said: str) -> None:
    (st.success if told.good else st.error)(said)
    st.code(told.text, language=None, wrap_lines=True)
