"""Two to four tasks, activities or standards side by side: what is shared, what only one has, what is worded alike."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from ...answer.render import escape
from ...standard.model import Kind
from ...standard.relations import OF_CELL
from ..export.comparison import comparison
from ..export.cover import View
from ..export.edition import Edition
from ..export.items import items
from ..export.table import Table
from ..manage.shared_items import Holding, Side, kinds_of, lacking, of_several, shared
from . import near
from .address import arrived, ask_button
from .drawing import fragment
from .frame import framed, gloss_note, topbar
from .language import language, t
from .session import assistant, edition, named
from .widgets import button, downloads, pick_listed, pick_one, pick_several

_SHARED = "shared"
"""What an address says when only what is shared is shown."""
MOST = 4
"""Columns that can still be read next to each other."""


@framed
def page(shown: Edition) -> None:
    """The comparison."""
    home, loaded = shown.standard.code, assistant().titles
    compared = _compared(home)
    others = [assistant().relations(code).standard for code in compared if code != home]
    with topbar(shown, "compare.title", others=others):
        whole = len(loaded) > 1 and _whole()
    sides = _standards(compared) if whole else _parts(shown)
    if len(sides) < 2:
        st.info(t("compare.few"), icon=":material/compare_arrows:")
        return
    editions = [edition(s.relations.standard, home=s.label if whole else "") for s in sides]
    kinds, only = _narrowed(sides)
    rows = tuple(row for kind in kinds for row in shared(sides, kind))
    lacks: int | None = None
    if only == _SHARED:
        rows = of_several(rows)
    elif only:
        lacks = [side.label for side in sides].index(only)
        rows = lacking(rows, lacks)
    _summary(editions, sides, rows, kinds, only)
    if rows:
        st.html(side_by_side(editions, sides, rows, lacks))
        near.pairs(editions, sides, rows)
    else:
        st.info(t("compare.nothing"), icon=":material/compare_arrows:")
    coarse = [side.code for side in sides if side.coarse]
    if coarse and set(OF_CELL) & set(kinds):
        st.caption(escape(t("compare.coarse", names=t("map.comma").join(coarse))))
    gloss_note(next((one for one in editions if one.glosses), shown))


def _whole() -> bool:
    if arrived("compare_what", asked := st.query_params.get("what", "")) and asked == "standards":
        st.session_state.compare_what = asked
    names = {"parts": t("compare.parts"), "standards": t("compare.standards")}
    return pick_one(t("compare.what"), names, "compare_what") == "standards"


def _parts(shown: Edition) -> list[Side]:
    """Tasks and activities of the standard; at first those of the highest level, or the first two."""
    current, comma = shown.standard, t("map.comma")
    names = {}
    for part in (item for kind in (Kind.TASK, Kind.ACTIVITY) for item in shown.relations.of_kind(kind)):
        printed = comma.join(map(str, part.levels)) or "–"
        names[part.code] = t("compare.option", code=part.code, name=shown.named(part), level=printed)
    levels = sorted({level for task in current.tasks for level in task.levels}, reverse=True)
    tasks = {level: [task.code for task in current.tasks if level in task.levels] for level in levels}
    highest = next(iter(tasks.values()), [])
    opening = highest if 2 <= len(highest) <= MOST else [task.code for task in current.tasks[:2]]
    key = f"compare_codes_{current.code}"
    if arrived("compare", asked := st.query_params.get("with", "")):
        st.session_state[key] = [code for code in asked.split(",") if code in names][:MOST]
    with st.container(key="comparepick", gap="xsmall"):
        chosen = pick_listed(t("compare.choose"), names, key, opening, most=MOST)
        with st.container(horizontal=True, gap="xsmall"):
            for level, codes in tasks.items():
                label = escape(t("compare.by_level", level=level, codes=comma.join(codes)))
                button(label, "add", f"compare_level_{level}", _add, key, codes)
    return [Side(relations=shown.relations, code=code) for code in chosen]


def _add(key: str, codes: Sequence[str]) -> None:
    """Add tasks to the choice; start over with them where that would be too many."""
    together = list(dict.fromkeys((*st.session_state[key], *codes)))
    st.session_state[key] = together if len(together) <= MOST else list(codes)[:MOST]


def _compared(home: str) -> list[str]:
    """The standards that are compared: those the address names or the reader chose, at first this one and another."""
    loaded = assistant().titles
    if arrived("compare_standards", asked := st.query_params.get("with", "")) and asked.split(",")[0] in loaded:
        st.session_state.compare_standards = [code for code in asked.split(",") if code in loaded][:MOST]
    opening = [home, *(code for code in loaded if code != home)][:2]
    return list(st.session_state.get("compare_standards", opening))


def _standards(opening: Sequence[str]) -> list[Side]:
    names = {code: f"{named(code)} {code}" for code in assistant().titles}
    chosen = pick_listed(t("compare.choose_standards"), names, "compare_standards", opening, most=MOST)
    return [Side(relations=assistant().relations(code)) for code in chosen]


def _narrowed(sides: Sequence[Side]) -> tuple[tuple[Kind, ...], str]:
    """The kinds shown, and of these: only what is shared, what the side of this label lacks, or all (empty)."""
    offered, asked = kinds_of(sides), st.query_params
    key = f"compare_kinds_{len(offered)}"
    names = {t("compare.shared"): _SHARED} | {t("compare.lacks_short", name=s.label): s.label for s in sides}
    with st.container(horizontal=True, vertical_alignment="top", key="filters", gap="medium"):
        view_key = f"compare_view_{language()}_{'_'.join(side.label for side in sides)}"
        if arrived("compare_narrowed", f"{asked.get('only', '')}&{asked.get('kinds', '')}".strip("&")):
            st.session_state[view_key] = next((n for n, only in names.items() if only == asked.get("only", "")), None)
            wanted = asked.get("kinds", "").split(",")
            st.session_state[key] = [kind for kind in offered if kind in wanted]
        view = st.pills(t("compare.view"), list(names), key=view_key, wrap=True)
        chosen = pick_several(t("compare.kinds"), offered, key, lambda kind: t(f"kind.{kind}"))
    return tuple(kind for kind in offered if not chosen or kind in chosen), names.get(view or "", "")


def _summary(
    editions: Sequence[Edition], sides: Sequence[Side], rows: Sequence[Holding], kinds: tuple[Kind, ...], only: str
) -> None:
    labels, whole = [side.label for side in sides], not all(side.code for side in sides)
    both = sum(len(row.sides) > 1 for row in rows)
    said, title = t("compare.summary", both=both, only=len(rows) - both), ""
    if only == _SHARED:
        said, title = t("compare.several", count=both), t("compare.shared_name")
    elif only:
        said, title = t("compare.lacks", name=only, count=len(rows)), t("compare.lacking", name=only)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="mapcount"):
        st.caption(escape(said), width="content")
        if not whole:
            ask_button(t("ask.differ", codes=t("map.comma").join(labels)), editions[0].standard, "compare_ask")
        if rows:
            some = kinds if kinds != kinds_of(sides) else ()
            what = "standards" if whole else ""
            view = View(
                editions=tuple(editions),
                title=t("compare.title"),
                narrowed=(*([] if whole else labels), title, *(t(f"kind.{kind}") for kind in some)),
                page="compare",
                named={"what": what, "with": ",".join(labels), "only": only, "kinds": ",".join(some)},
            )
            downloads(view, [comparison(editions, sides, rows), *_items(editions, sides, rows)])


def _items(editions: Sequence[Edition], sides: Sequence[Side], rows: Sequence[Holding]) -> list[Table]:
    """The items of a comparison one by one; where standards are compared, a table for each of them."""
    if all(side.code for side in sides):
        return [items(editions[0], [item for row in rows for item in row.items])]
    tables = []
    for position, side in enumerate(sides):
        if held := [item for row in rows for item in row.held[position]]:
            tables.append(items(editions[position], held, t("export.items_of", code=side.label)))
    return tables


def side_by_side(
    editions: Sequence[Edition], sides: Sequence[Side], rows: Sequence[Holding], lacks: int | None = None
) -> str:
    """The sides as a table, kind by kind: first what several have, then what one alone has.

    :param lacks: a side that is left out because only what it lacks is shown.
    """
    shown = [position for position in range(len(sides)) if position != lacks]
    kinds = []
    for kind, own in groupby(rows, lambda row: row.kind):
        together, single = list[tuple[str, Any]](), list[Holding]()
        for holders, group in groupby(own, lambda row: row.sides):
            if len(holders) == 1:
                single += group
                continue
            held = list(group)
            names = t("map.comma").join(sides[position].label for position in holders)
            entry = "compare.both" if len(holders) == len(shown) else "compare.some"
            together.append((t(entry, names=names, count=len(held)), held))
        kinds.append((kind, together, single))
    columns = []
    for position in shown:
        side = sides[position]
        amounts = {kind: len(side.items(kind)) for kind in kinds_of([side])}
        counts = [t("compare.count", kind=t(f"kind.{k}"), count=count) for k, count in amounts.items() if count]
        columns.append((position, editions[position], side, " · ".join(counts)))
    return fragment("beside.sides", columns=columns, kinds=kinds, editions=editions, sides=sides)
