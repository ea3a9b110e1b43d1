"""Two to four tasks, activities or standards side by side: what is shared, what only one has, what is worded alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from ..answer.render import escape
from ..export.table import Table
from ..manage.shared_items import Shared, Side, kinds_of, lacking, of_several, shared
from ..standard.model import Kind, Standard
from ..standard.relations import Relations
from . import beside, grid, places, taken, trouble
from .card import titlebar
from .download import downloads
from .language import language, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, standard

MOST = 4
"""Columns that can still be read next to each other."""


def page() -> None:
    """Draw the comparison, or why there is none."""
    try:
        _compare(standard())
    except INDEX_TROUBLE as error:
        trouble.index(error)


def _compare(current: Standard) -> None:
    citations(current, others=[other for other in assistant().standards if other.code != current.code])
    titlebar(current)
    with st.container(horizontal=True, vertical_alignment="center", key="comparehead"):
        st.header(t("compare.title"), width="content")
        whole = len(assistant().standards) > 1 and _whole()
    sides = _standards(current) if whole else _parts(current)
    if len(sides) < 2:
        st.info(t("compare.few"), icon=":material/compare_arrows:")
        return
    kinds, several, base = _filters(sides)
    rows = [row for kind in kinds for row in shared(sides, kind)]
    if several:
        rows = list(of_several(rows))
    elif base is not None:
        rows = list(lacking(rows, base))
    _summary(current, sides, rows, several, base)
    looks = [grid.Look(glosses=_glosses(side)) for side in sides]
    if rows:
        st.html(beside.table(sides, rows, looks, base))
    else:
        st.info(t("compare.nothing"), icon=":material/compare_arrows:")
    _notes(sides, kinds, glosses=any(look.glosses for look in looks))


def _whole() -> bool:
    """Whether whole standards are compared rather than parts of one."""
    chosen = st.segmented_control(
        t("compare.what"),
        ("parts", "standards"),
        default=None if "compare_what" in st.session_state else "parts",
        required=True,
        format_func=lambda name: {"parts": t("compare.parts"), "standards": t("compare.standards")}[name],
        key="compare_what",
        persist_state="session",
        label_visibility="collapsed",
    )
    return bool(chosen == "standards")


def _parts(current: Standard) -> list[Side]:
    relations = assistant().relations(current.code)
    activities = [activity.code for task in current.tasks for activity in task.activities]
    options = [*(task.code for task in current.tasks), *activities]
    key = f"compare_codes_{current.code}"
    _arrive(key, options)
    if key not in st.session_state:
        st.session_state[key] = _opening(current)
    with st.container(key="comparepick", gap="xsmall"):
        chosen = st.multiselect(
            t("compare.choose"),
            options,
            format_func=partial(_option, relations),
            max_selections=MOST,
            key=key,
            persist_state="session",
            placeholder=t("compare.choose"),
        )
        with st.container(horizontal=True, gap="xsmall"):
            for level, codes in _by_level(current).items():
                st.button(
                    escape(t("compare.by_level", level=level, codes=t("map.comma").join(codes))),
                    key=f"compare_level_{level}",
                    icon=":material/add:",
                    type="tertiary",
                    on_click=_add,
                    args=(key, codes),
                )
    return [Side(relations=relations, code=code) for code in chosen]


def _option(relations: Relations, code: str) -> str:
    item = relations.get(code)
    return t("compare.option", code=code, name=item.text, level=t("map.comma").join(map(str, item.levels)) or "–")


def _by_level(current: Standard) -> dict[int, list[str]]:
    """Tasks by level, the highest first."""
    levels = sorted({level for task in current.tasks for level in task.levels}, reverse=True)
    return {level: [task.code for task in current.tasks if level in task.levels] for level in levels}


def _opening(current: Standard) -> list[str]:
    """What is compared before anything was chosen: the tasks of the highest level, or the first two."""
    highest = next(iter(_by_level(current).values()), [])
    return highest if 2 <= len(highest) <= MOST else [task.code for task in current.tasks[:2]]


def _arrive(key: str, options: Sequence[str]) -> None:
    """Take over the choice that the address names, once."""
    asked = st.query_params.get("with", "")
    if asked and st.session_state.get("compare_asked") != asked:
        st.session_state[key] = [code for code in asked.split(",") if code in options][:MOST]
    st.session_state.compare_asked = asked


def _add(key: str, codes: Sequence[str]) -> None:
    """Add tasks to the choice; start over with them where that would be too many."""
    together = list(dict.fromkeys((*st.session_state[key], *codes)))
    st.session_state[key] = together if len(together) <= MOST else list(codes)[:MOST]


def _standards(current: Standard) -> list[Side]:
    names = {s.code: s.name for s in assistant().standards}
    key = "compare_standards"
    if key not in st.session_state:
        st.session_state[key] = [current.code, *(code for code in names if code != current.code)][:2]
    chosen = st.multiselect(
        t("compare.choose_standards"),
        list(names),
        format_func=lambda code: f"{names[code]} {code}",
        max_selections=MOST,
        key=key,
        persist_state="session",
    )
    return [Side(relations=assistant().relations(code)) for code in chosen]


def _filters(sides: Sequence[Side]) -> tuple[tuple[Kind, ...], bool, int | None]:
    """The kinds to list; whether only what is shared is wanted; the side of which only what it lacks is."""
    offered = kinds_of(sides)
    lacks = [t("compare.lacks_short", name=beside.label(side)) for side in sides]
    several = t("compare.shared")
    with st.container(horizontal=True, vertical_alignment="top", key="filters", gap="medium"):
        view = st.pills(
            t("compare.view"),
            [several, *lacks],
            key=f"compare_view_{language()}_{'_'.join(map(beside.label, sides))}",
            wrap=True,
        )
        kinds = st.pills(
            t("compare.kinds"),
            offered,
            selection_mode="multi",
            format_func=lambda kind: t(f"kind.{kind}"),
            key=f"compare_kinds_{len(offered)}",
            wrap=True,
            persist_state="session",
        )
    chosen = tuple(kind for kind in offered if not kinds or kind in kinds)
    return chosen, view == several, lacks.index(view) if view in lacks else None


def _summary(current: Standard, sides: Sequence[Side], rows: Sequence[Shared], several: bool, base: int | None) -> None:
    """What came of it, and the same to take along: the comparison, and its items one by one."""
    names = [beside.label(side) for side in sides]
    both = sum(len(row.sides) > 1 for row in rows)
    said, named = t("compare.summary", both=both, only=len(rows) - both), ""
    if several:
        said, named = t("compare.several", count=both), t("compare.shared_name")
    elif base is not None:
        said = t("compare.lacks", name=names[base], count=len(rows))
        named = t("compare.lacking", name=names[base])
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="mapcount"):
        st.caption(escape(said), width="content")
        if all(side.code for side in sides):
            places.ask(t("ask.differ", codes=t("map.comma").join(names)), current, "compare_ask")
        if rows:
            tables = [taken.compared(sides, names, rows), *_items(current, sides, rows)]
            downloads(tables, t("compare.title"), *names, named)


def _items(current: Standard, sides: Sequence[Side], rows: Sequence[Shared]) -> list[Table]:
    """The items of a comparison one by one; where standards are compared, a table for each of them."""
    if all(side.code for side in sides):
        return [taken.listed(current, {item.code for row in rows for item in row.items})]
    held = [{item.code for row in rows for item in row.held[position]} for position in range(len(sides))]
    return [
        taken.listed(side.relations.standard, codes, t("export.items_of", code=beside.label(side)))
        for side, codes in zip(sides, held, strict=True)
        if codes
    ]


def _glosses(side: Side) -> Mapping[str, str]:
    """The project's English for a side; none for readers of Chinese."""
    return assistant().glosses(side.relations.standard.code) if language() == "en" else {}


def _notes(sides: Sequence[Side], kinds: Sequence[Kind], *, glosses: bool) -> None:
    """What the table does not say: where it goes no finer than the task, and whose the English is."""
    coarse = [side.code for side in sides if side.coarse]
    if coarse and {Kind.KNOWLEDGE, Kind.SKILL} & set(kinds):
        st.caption(escape(t("compare.coarse", names=t("map.comma").join(coarse))))
    if glosses:
        st.caption(t("map.gloss"))
