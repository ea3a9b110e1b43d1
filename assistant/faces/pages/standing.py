"""The result of a checklist: how each place stands, and what to train for, task by task."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ..export.edition import Edition
from ..export.table import Column, tabulate
from ..manage.checklist import COMPARED, ENOUGH, HIGHEST, POINTS, Checklist, Standing, gaps_by_task, progress, standings
from .chart import chart
from .fragment import fragment
from .language import t

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
        _bars(places)
    _gaps(shown, checklist)


def _bars(places: Sequence[Standing]) -> None:
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
    st.caption(told)
    kinds, height = [t(f"kind.{kind}") for kind in COMPARED], 90 + len(COMPARED) * _BAR * len(places)
    chart("standings", told, bars=bars, kinds=kinds, height=height, longest=HIGHEST + _ROOM, enough=ENOUGH)


def _gaps(shown: Edition, checklist: Checklist) -> None:
    st.subheader(t("checklist.gaps"))
    tasks = gaps_by_task(shown.relations, checklist)
    count = len({gap.item.code for _, gaps in tasks for gap in gaps})
    rated, left = progress(shown.relations, checklist)
    if left:
        st.info(t("checklist.still", rated=rated, left=left), icon=":material/pending:")
    elif not count:
        st.success(t("checklist.no_gaps", enough=ENOUGH), icon=":material/check_circle:")
    if not count:
        return
    st.markdown(t("checklist.gap_lead", count=count, enough=ENOUGH))
    points = {point: t(f"checklist.point{point}") for point in POINTS}
    columns = (
        Column(title=t("answer.code"), width=10, of=lambda gap: (gap.item.code,)),
        Column(title=t("answer.name"), width=52, of=lambda gap: gap.item),
        Column(title=t("checklist.rating"), width=18, of=lambda gap: f"{gap.rating} {points[gap.rating]}"),
        Column(title=t("checklist.missing"), width=10, of=lambda gap: t("checklist.gap_points", count=gap.missing)),
    )
    for task, gaps in tasks:
        every = t("checklist.every_task")
        number = t("checklist.gap_count", count=len(gaps))
        st.html(fragment("item.above", edition=shown, item=task, text=every, number=number))
        table = tabulate(task.text if task else every, columns, gaps, "gaps")
        st.html(fragment("grid.ledger", edition=shown, table=table))
