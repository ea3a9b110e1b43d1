"""The rows of the checklist: an item, four points to choose from, and a remark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from ..manage.checklist import HIGHEST, LOWEST, Checklist
from ..standard.model import Kind
from ..standard.relations import Item, Relations
from .grid import Look
from .language import t

POINTS = range(LOWEST, HIGHEST + 1)
LONGEST = 500
"""Characters of a remark."""
Keep = Callable[[str, int | None, str], None]
"""Takes a code, its rating and its remark."""


def points() -> str:
    """What the four points mean, in one line."""
    return t("map.comma").join(f"{n} {t(f'checklist.point{n}')}" for n in POINTS)


def draw(
    relations: Relations,
    items: Sequence[Item],
    kept: Checklist,
    glosses: Mapping[str, str],
    place: str,
    keep: Keep,
) -> None:
    """The items under their activities or by kind, each with its rating and remark.

    :param glosses: English for the wording; none for readers of Chinese.
    :param place: what makes the keys of these rows their own; another after a file was read.
    :param keep: is told what was just changed.
    """
    look = Look(glosses=glosses)
    given = sum(item.code in kept.ratings for item in items)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="points"):
        st.caption(t("checklist.points", points=points()), width="content")
        st.caption(t("checklist.done", rated=given, whole=len(items)), width="content")
    with st.container(key="ratings", gap=None):
        for heading, group in groupby(items, partial(_heading, relations, look)):
            st.html(f"<h3 class=above>{heading}</h3>")
            for item in group:
                _row(item, kept, look, f"{place}_{item.code}", keep)


def _heading(relations: Relations, look: Look, item: Item) -> str:
    """What rows stand under: the activity of indicators, the kind of anything else."""
    if item.kind is Kind.INDICATOR and item.parents:
        return look.place(relations.get(item.parents[0]))
    return escape(t(f"kind.{item.kind}"))


def _row(item: Item, kept: Checklist, look: Look, place: str, keep: Keep) -> None:
    state: Any = st.session_state
    point, remark = f"point_{place}", f"remark_{place}"
    state.setdefault(point, kept.ratings.get(item.code))
    state.setdefault(remark, kept.remarks.get(item.code, ""))

    def changed() -> None:
        keep(item.code, state[point], str(state[remark] or "").strip())

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{place}"):
        st.html(look.item(item))
        st.segmented_control(
            f"{t('checklist.rating')} {item.code}",
            POINTS,
            format_func=str,
            key=point,
            label_visibility="collapsed",
            on_change=changed,
        )
        st.text_input(
            f"{t('checklist.remark')} {item.code}",
            key=remark,
            placeholder=t("checklist.remark"),
            max_chars=LONGEST,
            label_visibility="collapsed",
            on_change=changed,
        )
