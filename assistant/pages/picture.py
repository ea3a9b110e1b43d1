"""The structure of a standard as a picture: each task's level and how much it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ..manage.overview import Block
from ..standard.companion import gloss
from ..standard.model import Kind
from .language import t

_COUNTED = (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
_SLOT = 24
"""Height of a line in pixels; a task has one for its name and one for each kind."""
_TAG = 13
"""Half the width of a level's tag in pixels."""
_INK = {"light": "#1b2430", "dark": "#e7ecf2"}
"""Colour of the words: charts take colours for axes from the theme, none for text inside them."""
_SHADES = {
    "light": ("#eef3f8", "#d9e6f2", "#b9d2e9", "#8db6dc", "#2f6da8", "#163d63"),
    "dark": ("#1f2a36", "#233a50", "#27507a", "#3b73a8", "#8dbbea", "#d3e7fb"),
}
"""Levels 1 to 6, as in the tables."""
_NUMBERS = {
    "light": ("#33475c", "#24405c", "#14304c", "#0b2238", "#ffffff", "#ffffff"),
    "dark": ("#c6d3e0", "#cfe0f1", "#e3effb", "#ffffff", "#0c1c2c", "#0c1c2c"),
}
"""The number on each shade."""


def ink() -> str:
    """The colour of words inside a chart on the reader's page."""
    return _INK[_theme()]


def _theme() -> str:
    return st.context.theme.type or "light"


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
        {"task": b.task.code, "slot": "", "level": levels[-1], "ink": _NUMBERS[_theme()][levels[-1] - 1]}
        | {"told": "–".join(map(str, dict.fromkeys((levels[0], levels[-1]))))}
        for b in blocks
        if (levels := b.task.levels)
    ]
    most = max((bar["count"] for bar in bars), default=1)
    band = alt.Y("task:N", sort=[b.task.code for b in blocks], axis=None, scale=alt.Scale(paddingInner=0.18))
    line = alt.YOffset("slot:N", sort=slots, scale=alt.Scale(domain=slots, padding=0.12))
    length = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.3]))
    colour = alt.Color("slot:N", legend=None, scale=alt.Scale(domain=kinds))

    def chart(rows: Sequence[dict[str, Any]]) -> Any:
        return alt.Chart(alt.InlineData(values=list(rows))).encode(y=band, yOffset=line)

    words = ink()
    bar = chart(bars).encode(x=length)
    told = alt.Tooltip("told:N", title=t("map.amounts_short"))
    shade = alt.Color("level:O", legend=None, scale=alt.Scale(domain=[1, 2, 3, 4, 5, 6], range=list(_SHADES[_theme()])))
    tag = chart(tags).encode(x=alt.value(_TAG))
    layers = [
        bar.mark_bar(cornerRadiusEnd=3).encode(color=colour, tooltip=["task:N", told]),
        bar.mark_text(align="left", dx=7, dy=_SLOT * 0.35, fontSize=13, color=words).encode(text="told:N"),
        tag.mark_point(shape="square", size=(2 * _TAG - 4) ** 2, filled=True, opacity=1).encode(color=shade),
        tag.mark_text(fontSize=13, fontWeight="bold").encode(text="told:N", color=alt.Color("ink:N", scale=None)),
        chart(names)
        .mark_text(align="left", fontSize=15, fontWeight="bold", color=words)
        .encode(x=alt.value(32), text="name:N"),
    ]
    if below:
        layers.append(
            chart(below).mark_text(align="left", fontSize=12, color=words).encode(x=alt.value(1), text="name:N")
        )
    height = _SLOT * len(slots) * len(blocks) * 1.2
    whole = alt.layer(*layers).resolve_scale(color="independent").properties(height=height)
    st.caption(t("map.amounts"))
    st.altair_chart(whole.configure_view(stroke=None), alt=t("map.amounts"), width="stretch")
