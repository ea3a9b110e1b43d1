"""The result of a checklist: how each place stands, and what to train for, task by task."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from ...answer.render import escape
from ...errors import CorpusError
from ...language.catalogue.area import told
from ...standard.beside import courses
from ..export import checklist as export
from ..export.edition import Edition
from ..export.table import Cell, Column, tabulate
from ..manage.checklist import COMPARED, ENOUGH, HIGHEST, POINTS, Checklist, rated_items
from ..manage.gaps import Standing, gaps_by_task, plan, progress, standings
from . import near
from .drawing import chart, fragment
from .language import language, t
from .session import settings
from .widgets import excel

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
    short = {gap.item.code for _, gaps in tasks for gap in gaps}
    rated, left = progress(shown.relations, checklist)
    if left:
        st.info(t("checklist.still", rated=rated, left=left), icon=":material/pending:")
    elif not short:
        st.success(t("checklist.no_gaps"), icon=":material/check_circle:")
    if short:
        st.markdown(t("checklist.gap_lead", count=len(short), enough=ENOUGH))
    points = {point: t(f"checklist.point{point}") for point in POINTS}
    columns = (
        _column("answer.code", 10, lambda gap: (gap.item.code,)),
        _column("answer.name", 52, lambda gap: gap.item),
        _column("checklist.rating", 18, lambda gap: f"{gap.rating} {points[gap.rating]}"),
        _column("checklist.target_or", 10, lambda gap: gap.target),
        _column("checklist.remark", 30, lambda gap: checklist.remarks.get(gap.item.code, "")),
        _column("checklist.missing", 10, lambda gap: t("checklist.gap_points", count=gap.missing)),
    )
    every = t("checklist.every_task")
    for task, gaps in tasks:
        number = t("checklist.gap_count", count=len(gaps))
        st.html(fragment("item.above", edition=shown, item=task, text=every, number=number))
        table = tabulate(task.text if task else every, columns, gaps, "gaps")
        st.html(fragment("grid.ledger", edition=shown, table=table))
    _remarks(shown, checklist, short)


def _remarks(shown: Edition, checklist: Checklist, short: set[str]) -> None:
    """What was remarked of items that are no gap: the evidence for their ratings."""
    items = rated_items(shown.relations, checklist.chosen)
    found = [item for item in items if item.code in checklist.remarks and item.code not in short]
    if found:
        st.header(t("checklist.remarks"))
        columns = (
            _column("answer.code", 10, lambda item: (item.code,)),
            _column("answer.name", 40, lambda item: item),
            _column("checklist.rating", 10, lambda item: checklist.ratings.get(item.code, "–")),
            _column("checklist.remark", 40, lambda item: checklist.remarks[item.code]),
        )
        table = tabulate(t("checklist.remarks"), columns, found, "remarks")
        st.html(fragment("grid.ledger", edition=shown, table=table))


def _column(title: str, width: int, of: Callable[..., Cell]) -> Column:
    return Column(title=t(title), width=width, of=of)


def _plan(shown: Edition, checklist: Checklist) -> None:
    steps, taught = plan(shown.relations, checklist), dict[str, tuple[str, ...]]()
    if not steps:
        return
    try:
        taught = dict(courses(shown.relations, settings().corpus))
    except CorpusError as error:
        st.warning(escape(told(error, language())), icon=":material/error:")
    view = replace(export.view(shown, checklist, t("plan.title")), notes=(t("plan.note"), t("checklist.scale")))
    st.header(t("plan.title"))
    st.caption(t("plan.note"))
    excel(view, [export.plan(shown, steps, taught)], "checklist_plan", t("plan.take"), "route")
