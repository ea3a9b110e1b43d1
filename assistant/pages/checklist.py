"""The checklist: choose tasks or activities, rate oneself, see what to train for, take it along in a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from .. import checklist as rating
from ..checklist import Checklist
from ..companion import gloss
from ..errors import UsageError
from ..export import checklist as export
from ..relations import Item, Relations
from ..render import escape
from ..standard import Kind, Standard
from . import standing, trouble
from .card import titlebar
from .download import downloads
from .language import HTML, language, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, standard

_POINTS = range(rating.LOWEST, rating.HIGHEST + 1)
_OWN = (Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE)


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
        st.info(t("checklist.nothing"), icon=":material/checklist:")
        return
    shown = assistant().glosses(current.code) if language() == "en" else {}
    doing, own, result = st.tabs([t("checklist.doing"), t("checklist.own"), t("checklist.result")])
    with doing:
        _rate(current, rating.rated_items(relations, kept.chosen, (Kind.INDICATOR,)), shown, "doing")
    with own:
        _rate(current, rating.rated_items(relations, kept.chosen, _OWN), shown, "own")
    with result:
        standing.draw(relations, _kept(current), shown)
    _take(current, relations)


def _state(current: Standard) -> dict[str, Any]:
    """What the session holds of the checklist of a standard; nothing of it outlives the session."""
    empty: dict[str, Any] = {"kept": Checklist(standard=current.code), "round": 0, "read": ""}
    held: dict[str, Any] = st.session_state.setdefault("checklists", {}).setdefault(current.code, empty)
    return held


def _kept(current: Standard) -> Checklist:
    kept: Checklist = _state(current)["kept"]
    return kept


def _keep(current: Standard, kept: Checklist, afresh: bool) -> None:
    """Remember a checklist; `afresh` when the tables on the page must begin again from it."""
    state = _state(current)
    state["kept"] = kept
    state["round"] += afresh


def _choose(current: Standard, relations: Relations) -> None:
    kept = _kept(current)
    codes = [i.code for i in (*relations.of_kind(Kind.TASK), *relations.of_kind(Kind.ACTIVITY))]
    names = {c: f"{c} {relations.get(c).text}" for c in codes}
    key = f"checklist_chosen_{current.code}_{_state(current)['read']}"
    chosen = st.multiselect(
        t("checklist.choose"),
        codes,
        default=[c for c in kept.chosen if c in names],
        format_func=lambda code: names[code],
        placeholder=t("checklist.placeholder"),
        key=key,
    )
    if tuple(chosen) != kept.chosen:
        _keep(current, kept.model_copy(update={"chosen": tuple(chosen)}), afresh=True)


def _rate(current: Standard, items: Sequence[Item], glosses: Mapping[str, str], name: str) -> None:
    state, kept = _state(current), _kept(current)
    labels = {n: f"{n} {t(f'checklist.point{n}')}" for n in _POINTS}
    place = f"checklist_{name}_{current.code}_{state['round']}_{language()}"
    begun = st.session_state.setdefault("checklist_begun", {})
    if place not in begun:
        begun[place] = [_row(i, kept, labels, glosses) for i in items]
    rows = begun[place]
    width = {"code": 80, "rating": 150, "remark": 200}
    columns: dict[str, Any] = {
        "code": st.column_config.TextColumn(t("answer.code"), width=width["code"], disabled=True, pinned=True),
        "text": st.column_config.TextColumn(t("answer.name"), disabled=True, width=430),
        "gloss": st.column_config.TextColumn(t("answer.gloss"), disabled=True, width=300) if glosses else None,
        "rating": st.column_config.SelectboxColumn(
            t("checklist.rating"), options=list(labels.values()), width=width["rating"]
        ),
        "remark": st.column_config.TextColumn(t("checklist.remark"), width=width["remark"], max_chars=500),
    }
    st.caption(t("checklist.points", points=t("map.comma").join(labels.values())))
    height = min(600, 40 + 40 * max(1, len(rows)))
    edited = st.data_editor(
        rows,
        column_config=columns,
        hide_index=True,
        width="stretch",
        key=place,
        row_height=40,
        height=height,
        placeholder="–",
    )
    _merge(current, edited, {label: n for n, label in labels.items()})


def _row(item: Item, kept: Checklist, labels: Mapping[int, str], glosses: Mapping[str, str]) -> dict[str, str | None]:
    given = kept.ratings.get(item.code)
    return {
        "code": item.code,
        "text": item.text,
        "gloss": gloss(glosses, item),
        "rating": labels[given] if given else None,
        "remark": kept.remarks.get(item.code, ""),
    }


def _merge(current: Standard, rows: Sequence[Mapping[str, Any]], points: Mapping[str, int]) -> None:
    kept = _kept(current)
    ratings, remarks = dict(kept.ratings), dict(kept.remarks)
    for row in rows:
        code, point, remark = row["code"], points.get(row["rating"] or ""), (row["remark"] or "").strip()
        ratings.pop(code, None)
        remarks.pop(code, None)
        ratings |= {code: point} if point else {}
        remarks |= {code: remark} if remark else {}
    if (ratings, remarks) != (kept.ratings, kept.remarks):
        _keep(current, kept.model_copy(update={"ratings": ratings, "remarks": remarks}), afresh=False)


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
        except UsageError as error:
            st.error(escape(str(error)), icon=":material/error:")
            return
        state["read"] = print_of
        _keep(current, read, afresh=True)
        st.caption(t("checklist.loaded", count=len(read.ratings)))


def _take(current: Standard, relations: Relations) -> None:
    kept = _kept(current)
    stem = f"{current.code}_{'-'.join(kept.chosen[:4])}_{t('checklist.title')}"
    st.divider()
    st.caption(t("checklist.keep"))
    with st.container(horizontal=True, gap="xsmall", width="content"):
        st.download_button(
            t("checklist.save"),
            data=rating.save(kept),
            file_name=f"{stem}.json",
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
                language=HTML[language()],
                title=f"{current.name} {t('checklist.title')}",
                lead=f"{current.code} · {t('checklist.points', points=_points())}",
            ),
            file_name=f"{stem}.html",
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
        )
        downloads(export.tables(relations, kept, word=t, glosses=assistant().glosses(current.code)), stem)


def _points() -> str:
    return t("map.comma").join(f"{n} {t(f'checklist.point{n}')}" for n in _POINTS)
