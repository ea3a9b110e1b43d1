"""The result of a checklist: how each place stands, and what to train for, task by task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from ...answer.render import escape
from ...errors import CorpusError
from ...standard.beside import courses
from ..export import checklist as export
from ..export.edition import Edition
from ..export.table import Column, tabulate
from ..export.workbook import workbook
from ..manage.checklist import COMPARED, ENOUGH, HIGHEST, POINTS, Checklist, rated_items
from ..manage.gaps import Standing, gaps_by_task, plan, progress, standings
from . import near
from .chart import chart
from .download import download
from .fragment import fragment
from .language import t
from .session import now, settings

_BAR = 26
"""Height of a bar with its gap, in pixels."""
_ROOM = 0.6
"""Points beside the longest bar, for what is written there."""


def draw(shown: Edition, checklist: Checklist) -> None:
    """How far each place is rated, a bar for each place and kind from 0 to 4, then the gaps under their tasks."""
    if not checklist.ratings:
        st.info(t("checklist.unrated"), icon=":material/checklist:")
        return
    places = standings(shown.relations, checklist)
    with st.container(key="standings"):
        for place in places:
            done = t("checklist.done", rated=place.rated, whole=place.whole)
            share = place.rated / place.whole if place.whole else 0.0
            st.progress(share, text=f"{place.place.code} {shown.named(place.place)} · {done}")
    if any(place.means for place in places):
        _bars(places, weighted=bool(checklist.weights))
    _gaps(shown, checklist)
    _remarks(shown, checklist)
    _plan(shown, checklist)
    near.other(shown, checklist)


def _bars(places: Sequence[Standing], *, weighted: bool) -> None:
    bars = [
        {
            "place": place.place.code,
            "kind": t(f"kind.{kind}"),
            "mean": round(mean, 2),
            "said": f"{mean:.1f} ({len(place.given(kind))}/{len(place.ratings[kind])})",  # of how many items it is
        }
        for place in places
        for kind, mean in place.means.items()
    ]
    told = t("checklist.mean", enough=ENOUGH, meaning=t(f"checklist.point{ENOUGH}"))
    if weighted:
        told = f"{told} {t('checklist.weighted')}"
    st.caption(told)
    kinds, height = [t(f"kind.{kind}") for kind in COMPARED], 90 + len(COMPARED) * _BAR * len(places)
    chart("standings", told, bars=bars, kinds=kinds, height=height, longest=HIGHEST + _ROOM, enough=ENOUGH)


def _gaps(shown: Edition, checklist: Checklist) -> None:
    st.header(t("checklist.gaps"))
    tasks = gaps_by_task(shown.relations, checklist)
    count = len({gap.item.code for _, gaps in tasks for gap in gaps})
    rated, left = progress(shown.relations, checklist)
    if left:
        st.info(t("checklist.still", rated=rated, left=left), icon=":material/pending:")
    elif not count:
        st.success(t("checklist.no_gaps"), icon=":material/check_circle:")
    if not count:
        return
    st.markdown(t("checklist.gap_lead", count=count, enough=ENOUGH))
    points = {point: t(f"checklist.point{point}") for point in POINTS}
    columns = (
        Column(title=t("answer.code"), width=10, of=lambda gap: (gap.item.code,)),
        Column(title=t("answer.name"), width=52, of=lambda gap: gap.item),
        Column(title=t("checklist.rating"), width=18, of=lambda gap: f"{gap.rating} {points[gap.rating]}"),
        Column(title=t("checklist.target_or"), width=10, of=lambda gap: gap.target),
        Column(title=t("checklist.remark"), width=30, of=lambda gap: checklist.remarks.get(gap.item.code, "")),
        Column(title=t("checklist.missing"), width=10, of=lambda gap: t("checklist.gap_points", count=gap.missing)),
    )
    for task, gaps in tasks:
        every = t("checklist.every_task")
        number = t("checklist.gap_count", count=len(gaps))
        st.html(fragment("item.above", edition=shown, item=task, text=every, number=number))
        table = tabulate(task.text if task else every, columns, gaps, "gaps")
        st.html(fragment("grid.ledger", edition=shown, table=table))


def _remarks(shown: Edition, checklist: Checklist) -> None:
    """What was remarked of items that are no gap: the evidence for their ratings."""
    short = {gap.item.code for _, gaps in gaps_by_task(shown.relations, checklist) for gap in gaps}
    items = rated_items(shown.relations, checklist.chosen)
    found = [item for item in items if item.code in checklist.remarks and item.code not in short]
    if found:
        st.header(t("checklist.remarks"))
        columns = (
            Column(title=t("answer.code"), width=10, of=lambda item: (item.code,)),
            Column(title=t("answer.name"), width=40, of=lambda item: item),
            Column(title=t("checklist.rating"), width=10, of=lambda item: checklist.ratings.get(item.code, "–")),
            Column(title=t("checklist.remark"), width=40, of=lambda item: checklist.remarks[item.code]),
        )
        table = tabulate(t("checklist.remarks"), columns, found, "remarks")
        st.html(fragment("grid.ledger", edition=shown, table=table))


def _plan(shown: Edition, checklist: Checklist) -> None:
    """The development plan to take along, with the operator's courses where a file names some."""
    steps, taught = plan(shown.relations, checklist), dict[str, tuple[str, ...]]()
    if not steps:
        return
    try:
        taught = dict(courses(shown.relations, settings().corpus))
    except CorpusError as error:
        st.warning(escape(str(error)), icon=":material/error:")
    view = replace(export.view(shown, checklist, t("plan.title")), notes=(t("plan.note"), t("checklist.scale")))
    made = partial(workbook, view.cover(now()), [export.plan(shown, steps, taught)])
    st.header(t("plan.title"))
    st.caption(t("plan.note"))
    download(t("plan.take"), made, f"{view.name}.xlsx", "checklist_plan", icon="route")
