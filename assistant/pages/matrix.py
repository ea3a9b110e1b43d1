"""Tasks against knowledge and skills: how many each task needs, which, and what several tasks need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ..manage.overview import Block, Choice
from ..manage.shared_items import Side, shared
from ..standard.relations import OF_CELL, Item, Relations
from . import grid
from .language import t
from .printed import link


def draw(relations: Relations, blocks: Sequence[Block], choice: Choice, glosses: Mapping[str, str]) -> None:
    """The counts with their codes, then the requirements that stand under more than one of the tasks shown."""
    look = grid.Look(glosses=glosses)
    st.html(grid.matrix(blocks, choice.shown, look))
    kinds = [kind for kind in OF_CELL if kind in choice.shown]
    kept = {id(item) for block in blocks for item in block.items}
    sides = [Side(relations=relations, code=block.task.code) for block in blocks]
    rows = [
        (row.text, [[item for item in items if id(item) in kept] for items in row.held])
        for kind in kinds
        for row in shared(sides, kind)
        if len(row.sides) > 1
    ]
    several = [(text, held) for text, held in rows if sum(bool(items) for items in held) > 1]
    if not kinds:
        return
    st.subheader(t("map.crossing"))
    if several:
        st.html(grid.crossing(several, [block.task for block in blocks], _chip))
    else:
        st.caption(t("map.crossing_none"))


def _chip(item: Item) -> str:
    return link(item.code)
