"""The requirements map: the whole table, a matrix and a picture, narrowed by task, level, kind and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ..manage.overview import COLUMNS, Block, Choice, narrowed, overview
from ..standard.code import ICAP
from ..standard.model import Kind, Standard
from ..standard.relations import Relations
from . import grid, matrix, picture, places, taken, trouble
from .card import titlebar
from .compare import MOST
from .download import downloads
from .language import language, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, standard

_VIEWS = ("table", "matrix", "picture")


def page() -> None:
    """Draw the map, or why there is none."""
    try:
        _map(standard())
    except INDEX_TROUBLE as error:
        trouble.index(error)


def _map(current: Standard) -> None:
    relations = assistant().relations(current.code)
    glosses = assistant().glosses(current.code)
    here = _arrive(current, relations)
    citations(current, goto=f"map/at-{here}" if here else "")
    titlebar(current)
    with st.container(horizontal=True, vertical_alignment="center", key="maphead"):
        st.header(t("map.title"), width="content")
        view = st.segmented_control(
            t("map.view"),
            _VIEWS,
            default=None if "map_view" in st.session_state else "table",
            required=True,
            format_func=_view_name,
            key="map_view",
            persist_state="session",
            label_visibility="collapsed",
        )
    choice = _choice(current, relations)
    blocks = narrowed(overview(relations), choice, glosses)
    _count(relations, blocks, choice, current)
    shown = glosses if language() == "en" else {}
    if not blocks:
        st.info(t("map.none"), icon=":material/filter_alt_off:")
    elif view == "matrix":
        matrix.draw(relations, blocks, choice, shown)
    elif view == "picture":
        picture.draw(blocks, shown)
    else:
        _table(relations, blocks, choice, shown, here)
    if shown:
        st.caption(t("map.gloss"))


def _view_name(name: str) -> str:
    return {"table": t("map.table"), "matrix": t("map.matrix"), "picture": t("map.picture")}[name]


def _keys(current: Standard) -> dict[str, str]:
    """The keys of the filters; each standard has its own, for its tasks and levels are its own."""
    return {name: f"map_{name}_{current.code}" for name in ("tasks", "levels", "kinds", "words")}


def _arrive(current: Standard, relations: Relations) -> str:
    """The item that the address points at; on arrival everything is shown, so that it can be seen."""
    found = relations.find(st.query_params.get("ref", ""))
    if not found:
        st.session_state.pop("map_reference", None)
        return ""
    if st.session_state.get("map_reference") != found[0].code:
        st.session_state.map_reference = found[0].code
        _clear(current)
        st.session_state.map_view = "table"
    return found[0].code


def _clear(current: Standard) -> None:
    for name, key in _keys(current).items():
        st.session_state[key] = "" if name == "words" else []


def _choice(current: Standard, relations: Relations) -> Choice:
    keys = _keys(current)
    levels = sorted({level for task in current.tasks for level in task.levels})
    with st.container(horizontal=True, vertical_alignment="top", key="filters", gap="medium"):
        tasks = st.pills(
            t("map.tasks"),
            [task.code for task in current.tasks],
            selection_mode="multi",
            key=keys["tasks"],
            persist_state="session",
        )
        chosen = st.pills(t("map.level"), levels, selection_mode="multi", key=keys["levels"], persist_state="session")
        kinds = st.pills(
            t("map.kinds"),
            COLUMNS,
            selection_mode="multi",
            format_func=lambda kind: t(f"kind.{kind}"),
            key=keys["kinds"],
            persist_state="session",
        )
        words = st.text_input(
            t("map.words"),
            key=keys["words"],
            placeholder=t("map.words_example"),
            icon=":material/filter_alt:",
            live=True,
            persist_state="session",
            width=240,
        )
    return Choice(tasks=frozenset(tasks), levels=frozenset(chosen), kinds=frozenset(kinds), words=words or "")


def _count(relations: Relations, blocks: Sequence[Block], choice: Choice, current: Standard) -> None:
    kinds = (Kind.TASK, Kind.ACTIVITY, *choice.shown)
    shown = len({id(item) for block in blocks for item in block.items})
    total = sum(item.kind in kinds for item in relations.items)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="mapcount"):
        st.caption(t("map.shown", count=shown, total=total), width="content")
        if choice != Choice():
            st.button(
                t("map.clear"),
                icon=":material/filter_alt_off:",
                type="tertiary",
                key="map_clear",
                on_click=_clear,
                args=(current,),
            )
        _onward(current, blocks, choice)
        codes = None if choice == Choice() else _shown(blocks)
        narrowing = [
            *sorted(choice.tasks),
            *(t("standard.level", level=n) for n in sorted(choice.levels)),
            choice.words,
        ]
        tables = [taken.listed(current, codes), taken.counted(blocks, choice.shown)]
        downloads(tables, current.code, t("map.title"), *narrowing)


def _table(
    relations: Relations, blocks: Sequence[Block], choice: Choice, glosses: Mapping[str, str], here: str
) -> None:
    look = grid.Look(glosses=glosses, words=choice.words, here=here)
    st.html(grid.requirements(blocks, choice, look))
    attitudes = relations.of_kind(Kind.ATTITUDE)
    if attitudes and choice == Choice():
        st.subheader(t("map.attitudes", count=len(attitudes)))
        st.html(grid.attitudes(attitudes, look))


def _onward(current: Standard, blocks: Sequence[Block], choice: Choice) -> None:
    """Where to go from here: compare what is shown, ask about it."""
    codes = [block.task.code for block in blocks]
    if 2 <= len(codes) <= MOST:
        places.compare(codes, current)
    places.ask(_question(codes, choice), current, "map_ask")


def _shown(blocks: Sequence[Block]) -> set[str]:
    return {item.code for block in blocks for item in block.items if item.code}


def _question(codes: Sequence[str], choice: Choice) -> str:
    words = " ".join(choice.words.split())
    if words and not ICAP.is_code(words):
        return t("ask.words", words=words)
    if len(codes) == 1:
        return t("ask.task", code=codes[0])
    if len(choice.levels) == 1 and not choice.tasks:
        return t("ask.level", level=next(iter(choice.levels)))
    return t("ask.differ", codes=t("map.comma").join(codes)) if 1 < len(codes) <= MOST else t("ask.tasks")
