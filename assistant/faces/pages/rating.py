"""The rows of the checklist: an item, four points to choose from, and a remark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from ...standard.model import Kind
from ...standard.relations import Item
from ..export.checklist import points
from ..export.edition import Edition
from ..manage.checklist import LONGEST, POINTS, Checklist
from .fragment import fragment
from .language import t

Keep = Callable[[str, int | None, str], None]
"""Takes a code, its rating and its remark."""


def draw(shown: Edition, items: Sequence[Item], kept: Checklist, place: str, keep: Keep) -> None:
    """The items under their activities or by kind, each with its rating and remark.

    :param place: what makes the keys of these rows their own; another after a file was read.
    :param keep: is told what was just changed.
    """
    given = sum(item.code in kept.ratings for item in items)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="points"):
        st.caption(t("checklist.points", points=points(shown)), width="content")
        st.caption(t("checklist.done", rated=given, whole=len(items)), width="content")
    with st.container(key="ratings", gap=None):
        for (kind, above), group in groupby(items, _above):
            activity = shown.relations.get(above) if above else None
            st.html(fragment("item.above", edition=shown, item=activity, text=t(f"kind.{kind}")))
            for item in group:
                _row(shown, item, kept, f"{place}_{item.code}", keep)


def _above(item: Item) -> tuple[Kind, str]:
    """What a row stands under: the activity of an indicator, the kind of anything else."""
    return item.kind, item.parents[0] if item.kind is Kind.INDICATOR and item.parents else ""


def _row(shown: Edition, item: Item, kept: Checklist, place: str, keep: Keep) -> None:
    state: Any = st.session_state
    point, remark = f"point_{place}", f"remark_{place}"
    state.setdefault(point, kept.ratings.get(item.code))
    state.setdefault(remark, kept.remarks.get(item.code, ""))

    def changed() -> None:
        keep(item.code, state[point], str(state[remark] or "").strip())

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{place}"):
        st.html(fragment("item.item", edition=shown, item=item, details=True))
        st.segmented_control(
            f"{t('checklist.rating')} {item.code}",
            POINTS,
            format_func=lambda rating: f"{rating}:gray[{t('checklist.of', meaning=t(f'checklist.point{rating}'))}]",
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
