"""The checklist: choose tasks or activities, rate oneself, see what to train for, take it along in a file."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

import streamlit as st

from ..answer.render import escape
from ..export import checklist as export
from ..manage import checklist as rating
from ..manage.checklist import Checklist
from ..standard.model import Kind, Standard
from ..standard.relations import OF_CELL, Relations
from . import places, standing, taken, trouble
from . import rating as form
from .card import titlebar
from .download import downloads, stem
from .language import HTML, language, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, standard

_VIEWS = ("doing", "own", "result")
_OWN = (Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE)
_NAMED = 4
"""Tasks and activities that a file's name takes up."""
_ABREAST = 3
"""Cards beside each other in wide windows."""


def page() -> None:
    """Draw the checklist, or why there is none."""
    try:
        _page(standard())
    except INDEX_TROUBLE as error:
        trouble.index(error)


def _page(current: Standard) -> None:
    relations = assistant().relations(current.code)
    citations(current)
    titlebar(current)
    st.header(t("checklist.title"))
    st.markdown(t("checklist.lead"))
    _file(current, relations)
    _choose(current, relations)
    kept = _kept(current)
    if not kept.chosen:
        _begin(current, relations)
        return
    shown = assistant().glosses(current.code) if language() == "en" else {}
    view = st.segmented_control(
        t("checklist.view"),
        _VIEWS,
        default=None if "checklist_view" in st.session_state else "doing",
        required=True,
        format_func=lambda name: t(f"checklist.{name}"),
        key="checklist_view",
        label_visibility="collapsed",
    )
    if view == "result":
        standing.draw(relations, kept, shown)
    else:
        kinds = _OWN if view == "own" else (Kind.INDICATOR,)
        items = rating.rated_items(relations, kept.chosen, kinds)
        place = f"{current.code}_{_state(current)['round']}"
        form.draw(relations, items, kept, shown, place, partial(_rated, current))
    _take(current, relations)
    places.ask(t("ask.task", code=kept.chosen[0]), current, "checklist_ask")


def _state(current: Standard) -> dict[str, Any]:
    """What the session holds of the checklist of a standard; nothing of it outlives the session."""
    empty: dict[str, Any] = {"kept": Checklist(standard=current.code), "round": 0, "read": ""}
    held: dict[str, Any] = st.session_state.setdefault("checklists", {}).setdefault(current.code, empty)
    return held


def _kept(current: Standard) -> Checklist:
    kept: Checklist = _state(current)["kept"]
    return kept


def _keep(current: Standard, kept: Checklist, afresh: bool) -> None:
    """Remember a checklist; `afresh` when the rows on the page must begin again from it."""
    state = _state(current)
    state["kept"] = kept
    state["round"] += afresh


def _choose(current: Standard, relations: Relations) -> None:
    kept = _kept(current)
    codes = [i.code for i in (*relations.of_kind(Kind.TASK), *relations.of_kind(Kind.ACTIVITY))]
    names = {c: f"{c} {relations.get(c).text}" for c in codes}
    key = _key(current)
    if key not in st.session_state:
        st.session_state[key] = [c for c in kept.chosen if c in names]
    chosen = st.multiselect(
        t("checklist.choose"),
        codes,
        format_func=lambda code: names[code],
        placeholder=t("checklist.placeholder"),
        key=key,
    )
    if tuple(chosen) != kept.chosen:
        _keep(current, kept.model_copy(update={"chosen": tuple(chosen)}), afresh=True)


def _key(current: Standard) -> str:
    """The key of the choice; another after a file was read."""
    return f"checklist_chosen_{current.code}_{_state(current)['read']}"


def _begin(current: Standard, relations: Relations) -> None:
    """Before anything is chosen: the tasks, a click each."""
    st.markdown(t("checklist.begin"))
    tasks = relations.of_kind(Kind.TASK)
    with st.container(key="begin"):
        for row in range(0, len(tasks), _ABREAST):
            for column, task in zip(st.columns(_ABREAST), tasks[row : row + _ABREAST], strict=False):
                indicators = len(relations.children(Kind.INDICATOR, task.code))
                own = sum(len(relations.children(kind, task.code)) for kind in OF_CELL)
                amount = t("checklist.amount", indicators=indicators, own=own)
                column.button(
                    f"*{escape(f'{task.code} · {amount}')}* {escape(task.text)}",
                    key=f"begin_{task.code}",
                    width="stretch",
                    wrap=True,
                    on_click=_open,
                    args=(current, task.code),
                )


def _open(current: Standard, code: str) -> None:
    st.session_state[_key(current)] = [code]


def _rated(current: Standard, code: str, point: int | None, remark: str) -> None:
    """Take a rating and a remark into what is kept now: several may change before the page is drawn again."""
    _keep(current, rating.rated(_kept(current), code, point, remark), afresh=False)


def _file(current: Standard, relations: Relations) -> None:
    """Read a saved checklist back; what is on the page stays when the file cannot be used."""
    with st.expander(t("checklist.load"), icon=":material/upload_file:"):
        given = st.file_uploader(t("checklist.file"), type="json", key=f"checklist_file_{current.code}")
        if given is None:
            return
        content = given.getvalue()
        print_of = hashlib.sha256(content).hexdigest()
        state = _state(current)
        if print_of == state["read"]:
            st.caption(t("checklist.loaded", count=len(_kept(current).ratings)))
            return
        try:
            read = rating.load(content.decode("utf-8", errors="replace"), relations)
        except rating.Unusable as error:
            st.error(escape(t(f"checklist.bad_{error.reason}", **error.blanks)), icon=":material/error:")
            return
        state["read"] = print_of
        _keep(current, read, afresh=True)
        st.caption(t("checklist.loaded", count=len(read.ratings)))


def _take(current: Standard, relations: Relations) -> None:
    kept, state, glosses = _kept(current), _state(current), assistant().glosses(current.code)
    name = stem(current.code, t("checklist.title"), *kept.chosen[:_NAMED])
    st.divider()
    st.caption(t("checklist.keep"))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="checklist_take"):
        st.download_button(
            t("checklist.save"),
            data=lambda: rating.save(state["kept"]).encode(),  # what was rated a moment ago goes along
            file_name=f"{name}.json",
            mime="application/json",
            icon=":material/save:",
            type="primary",
            on_click="ignore",
        )
        st.download_button(
            t("checklist.print"),
            data=export.printed(
                relations,
                kept,
                word=t,
                glosses=glosses if language() == "en" else {},
                language=HTML[language()],
                title=f"{current.name} {t('checklist.title')}",
                lead=f"{current.code} · {t('checklist.points', points=form.points())}",
            ),
            file_name=f"{name}.html",
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
        )
        address = taken.addresses(current)
        downloads(export.tables(relations, kept, word=t, glosses=glosses, address=address), name)
