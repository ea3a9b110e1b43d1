"""The result of a checklist: how each place stands, and what to train for."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ..checklist import HIGHEST, Checklist, gaps, standings
from ..companion import gloss
from ..relations import Relations
from ..standard import Kind
from . import ledger, printed
from .language import t

_SHOWN = (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)


def draw(relations: Relations, checklist: Checklist, glosses: Mapping[str, str]) -> None:
    """A bar for each place and kind from 0 to 4, then the gaps by rating.

    :param glosses: English for the wording; none for readers of Chinese.
    """
    if not checklist.ratings:
        st.info(t("checklist.unrated"), icon=":material/checklist:")
        return
    places = standings(relations, checklist)
    for place in places:
        done = t("checklist.done", rated=place.rated, whole=place.whole)
        st.progress(
            place.rated / place.whole if place.whole else 0.0, text=f"{place.place.code} {place.place.text} · {done}"
        )
    rows = [
        {"place": p.place.code, "kind": t(f"kind.{kind}"), "mean": round(p.means[kind], 2)}
        for p in places
        for kind in _SHOWN
        if kind in p.means
    ]
    if rows:
        _bars(rows)
    found = gaps(relations, checklist)
    st.subheader(t("checklist.gaps"))
    if not found:
        st.success(t("checklist.no_gaps"), icon=":material/check_circle:")
        return
    st.markdown(t("checklist.gap_lead", count=len(found)))
    heads = (t("answer.code"), t("answer.name"), t("checklist.rating"), t("kind.task"))
    lines = [
        (
            printed.link(g.item.code),
            ledger.worded(g.item, gloss(glosses, g.item)),
            escape(f"{g.rating} {t(f'checklist.point{g.rating}')}"),
            ledger.named(relations, g.tasks),
        )
        for g in found
    ]
    st.html(ledger.table("gaps", t("checklist.gaps"), heads, lines))


def _bars(rows: list[dict[str, Any]]) -> None:
    import altair as alt

    kinds = [t(f"kind.{kind}") for kind in _SHOWN]
    chart = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("place:N", title=None, sort=None),
        yOffset=alt.YOffset("kind:N", sort=kinds),
        x=alt.X("mean:Q", title=t("checklist.mean"), scale=alt.Scale(domain=[0, HIGHEST]), axis=alt.Axis(tickCount=4)),
        color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=kinds), legend=alt.Legend(orient="top")),
        tooltip=["place:N", "kind:N", "mean:Q"],
    )
    places = len({row["place"] for row in rows})
    st.altair_chart(chart.mark_bar(cornerRadiusEnd=3).properties(height=150 + 80 * places), width="stretch")
