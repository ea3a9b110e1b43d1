"""The result of a checklist: how each place stands, and what to train for, task by task."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ..manage.checklist import (
    ENOUGH,
    HIGHEST,
    Checklist,
    Gap,
    Standing,
    gaps,
    gaps_by_task,
    progress,
    standings,
)
from ..standard.companion import gloss
from ..standard.model import Kind
from ..standard.relations import Relations
from . import ledger, printed
from .grid import Look
from .language import t
from .picture import ink

_SHOWN = (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
_BAR = 26
"""Height of a bar with its gap, in pixels."""
_ROOM = 0.6
"""Points beside the longest bar, for what is written there."""


def draw(relations: Relations, checklist: Checklist, glosses: Mapping[str, str]) -> None:
    """How far each place is rated, a bar for each place and kind from 0 to 4, then the gaps under their tasks.

    :param glosses: English for the wording; none for readers of Chinese.
    """
    if not checklist.ratings:
        st.info(t("checklist.unrated"), icon=":material/checklist:")
        return
    places = standings(relations, checklist)
    with st.container(key="standings"):
        for place in places:
            done = t("checklist.done", rated=place.rated, whole=place.whole)
            share = place.rated / place.whole if place.whole else 0.0
            st.progress(share, text=f"{place.place.code} {place.place.text} · {done}")
    if any(place.means for place in places):
        _bars(places)
    _gaps(relations, checklist, glosses)


def _gaps(relations: Relations, checklist: Checklist, glosses: Mapping[str, str]) -> None:
    st.subheader(t("checklist.gaps"))
    count = len(gaps(relations, checklist))
    rated, left = progress(relations, checklist)
    if left:
        st.info(t("checklist.still", rated=rated, left=left), icon=":material/pending:")
    elif not count:
        st.success(t("checklist.no_gaps", enough=ENOUGH), icon=":material/check_circle:")
    if not count:
        return
    st.markdown(t("checklist.gap_lead", count=count, enough=ENOUGH))
    heads = [t(name) for name in ("answer.code", "answer.name", "checklist.rating", "checklist.missing")]
    look = Look(glosses=glosses)
    for task, found in gaps_by_task(relations, checklist):
        title = look.place(task) if task else escape(t("checklist.every_task"))
        number = escape(t("checklist.gap_count", count=len(found)))
        st.html(f"<h3 class=above>{title} <small>{number}</small></h3>")
        name = task.text if task else t("checklist.every_task")
        st.html(ledger.table("gaps", name, heads, [_line(gap, glosses) for gap in found]))


def _line(gap: Gap, glosses: Mapping[str, str]) -> tuple[str, ...]:
    return (
        printed.link(gap.item.code),
        ledger.worded(gap.item, gloss(glosses, gap.item)),
        escape(f"{gap.rating} {t(f'checklist.point{gap.rating}')}"),
        escape(t("checklist.gap_points", count=gap.missing)),
    )


def _said(place: Standing, kind: Kind) -> str:
    """A mean with the items it is of: 2.5 (3/9)."""
    given, whole = place.counts[kind]
    return f"{place.means[kind]:.1f} ({given}/{whole})"


def _bars(places: tuple[Standing, ...]) -> None:
    import altair as alt

    kinds = [t(f"kind.{kind}") for kind in _SHOWN]
    rows: list[dict[str, Any]] = [
        {"place": p.place.code, "kind": t(f"kind.{kind}"), "mean": round(p.means[kind], 2), "said": _said(p, kind)}
        for p in places
        for kind in _SHOWN
        if kind in p.means
    ]
    title = t("checklist.mean", enough=ENOUGH, meaning=t(f"checklist.point{ENOUGH}"))
    length = alt.X(
        "mean:Q", title=None, scale=alt.Scale(domain=[0, HIGHEST + _ROOM]), axis=alt.Axis(values=[*range(HIGHEST + 1)])
    )
    bars = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("place:N", title=None, sort=None, axis=alt.Axis(domain=False, ticks=False, labelFontSize=14)),
        yOffset=alt.YOffset("kind:N", sort=kinds, scale=alt.Scale(domain=kinds)),
        x=length,
        tooltip=["place:N", "kind:N", "said:N"],
    )
    colour = alt.Color("kind:N", title=None, scale=alt.Scale(domain=kinds), legend=alt.Legend(orient="top"))
    enough = alt.Chart(alt.InlineData(values=[{"mean": ENOUGH}])).encode(x=length)
    layers = [
        bars.mark_bar(cornerRadiusEnd=3).encode(color=colour),
        bars.mark_text(align="left", dx=7, dy=_BAR * 0.28, fontSize=13, color=ink()).encode(text=alt.Text("said:N")),
        enough.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=ink()),
    ]
    height = 90 + len(_SHOWN) * _BAR * len(places)
    st.caption(title)
    st.altair_chart(alt.layer(*layers).properties(height=height), alt=title, width="stretch")
