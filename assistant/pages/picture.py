"""The structure of a standard as a picture: each task's level and how much it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ..companion import gloss
from ..overview import Block
from ..standard import Kind
from .language import t

_COUNTED = (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
_SLOT = 24
"""Height of a line in pixels; a task has one for its name and one for each kind."""
_TAG = 13
"""Half the width of a level's tag in pixels."""
_INK = {"light": "#1b2430", "dark": "#e7ecf2"}
"""Colour of the words: charts take colours for axes from the theme, none for text inside them."""
_SHADES = ("#8aa9c9", "#6f97c0", "#5585b6", "#3f78b0", "#1f5e9e", "#123f6e")
"""Levels 1 to 6: white numbers are readable on each, each is visible on a light and on a dark page."""


def draw(blocks: Sequence[Block], glosses: Mapping[str, str]) -> None:
    """A group for each task: its level and name, then a bar for each kind with its number at the end.

    :param glosses: English for the names of tasks; none for readers of Chinese.
    """
    import altair as alt

    kinds = [t(f"kind.{kind}") for kind in _COUNTED]
    bars: list[dict[str, Any]] = [
        {"task": block.task.code, "slot": name, "count": len(block.of_kind(kind)), "told": f"{name} {amount}"}
        for block in blocks
        for kind, name in zip(_COUNTED, kinds, strict=True)
        if (amount := len(block.of_kind(kind)))
    ]
    names = [{"task": b.task.code, "slot": "", "name": f"{b.task.code} {b.task.text}"} for b in blocks]
    below = [
        {"task": b.task.code, "slot": "gloss", "name": gloss(glosses, b.task)} for b in blocks if gloss(glosses, b.task)
    ]
    slots = ["", *(["gloss"] if below else []), *kinds]
    tags = [
        {"task": block.task.code, "slot": "", "level": level} for block in blocks for level in block.task.levels[-1:]
    ]
    most = max((bar["count"] for bar in bars), default=1)
    band = alt.Y("task:N", sort=[b.task.code for b in blocks], axis=None, scale=alt.Scale(paddingInner=0.18))
    line = alt.YOffset("slot:N", sort=slots, scale=alt.Scale(domain=slots, padding=0.12))
    length = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.3]))
    colour = alt.Color("slot:N", legend=None, scale=alt.Scale(domain=kinds))

    def chart(rows: Sequence[dict[str, Any]]) -> Any:
        return alt.Chart(alt.InlineData(values=list(rows))).encode(y=band, yOffset=line)

    ink = _INK.get(st.context.theme.type or "", _INK["light"])
    bar = chart(bars).encode(x=length)
    told = alt.Tooltip("told:N", title=t("map.amounts_short"))
    shade = alt.Color("level:O", legend=None, scale=alt.Scale(domain=[1, 2, 3, 4, 5, 6], range=list(_SHADES)))
    tag = chart(tags).encode(x=alt.value(_TAG))
    layers = [
        bar.mark_bar(cornerRadiusEnd=3).encode(color=colour, tooltip=["task:N", told]),
        bar.mark_text(align="left", dx=7, dy=_SLOT * 0.35, fontSize=13, color=ink).encode(text="told:N"),
        tag.mark_point(shape="square", size=(2 * _TAG - 4) ** 2, filled=True, opacity=1).encode(color=shade),
        tag.mark_text(color="white", fontSize=13, fontWeight="bold").encode(text="level:Q"),
        chart(names)
        .mark_text(align="left", fontSize=15, fontWeight="bold", color=ink)
        .encode(x=alt.value(32), text="name:N"),
    ]
    if below:
        layers.append(
            chart(below).mark_text(align="left", fontSize=12, color=ink).encode(x=alt.value(1), text="name:N")
        )
    height = _SLOT * len(slots) * len(blocks) * 1.2
    whole = alt.layer(*layers).resolve_scale(color="independent").properties(height=height)
    st.caption(t("map.amounts"))
    st.altair_chart(whole.configure_view(stroke=None), alt=t("map.amounts"), width="stretch")
