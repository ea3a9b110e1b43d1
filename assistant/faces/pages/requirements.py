"""The requirements map: the whole table, a matrix and a picture, narrowed by task, level, kind and words."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ...standard.address import parted
from ...standard.code import ICAP
from ...standard.model import Kind, Standard
from ...standard.relations import OF_ACTIVITY, OF_CELL
from ..export.checklist import points
from ..export.comparison import matrix
from ..export.cover import View
from ..export.documents import description, interview
from ..export.edition import Edition
from ..export.items import items
from ..manage.overview import COLUMNS, Block, Filter, narrowed, overview
from ..manage.shared_items import Side, shared
from .address import arrived, ask_button, link, seen
from .compare import MOST
from .drawing import chart, fragment
from .frame import framed, gloss_note, topbar
from .language import t
from .widgets import button, downloads, excel, paper, pick_one, pick_several

_VIEWS = ("table", "matrix", "picture")
_NARROWING = ("tasks", "levels", "kinds", "words", "view")
"""What narrows the page, as an address names it."""
_DOCUMENTS = {"description": description, "interview": interview}
_SLOT = 24
"""Height of a line of the picture in pixels; a task has one for its name and one for each kind."""


@framed
def page(shown: Edition) -> None:
    """The map."""
    current, here = shown.standard, _arrive(shown)
    with topbar(shown, "map.title", goto=f"map/at-{here[0]}" if here else ""):
        view = pick_one(t("map.view"), {name: t(f"map.{name}") for name in _VIEWS}, "map_view")
    chosen = _filter(current)
    blocks = narrowed(overview(shown.relations), chosen, shown.glosses)
    _count(shown, blocks, chosen, view, here)
    if not blocks:
        st.info(t("map.none"), icon=":material/filter_alt_off:")
    elif view == "matrix":
        _matrix(shown, blocks, chosen)
    elif view == "picture":
        _picture(shown, blocks)
    else:
        _table(shown, blocks, chosen, here)
    gloss_note(shown)


def _options(current: Standard) -> dict[str, Sequence[Any]]:
    """What each filter offers, by the name that an address has for it."""
    levels = sorted({level for task in current.tasks for level in task.levels})
    return {"tasks": [task.code for task in current.tasks], "levels": levels, "kinds": COLUMNS}


def _key(name: str, current: Standard) -> str:
    return f"map_{name}_{current.code}"


def _arrive(shown: Edition) -> tuple[str, ...]:
    """The codes that the address points at; on arrival everything is shown, so that they can be seen."""
    asked = st.query_params
    found = [shown.relations.find(parted(code)[1]) for code in asked.get("ref", "").split(",")]
    codes = tuple(dict.fromkeys(items[0].code for items in found if items))
    if arrived("map", ",".join(codes)):
        _follow(shown.standard, {})
        st.session_state.map_view = "table"
    elif arrived("map_narrowed", "&".join(f"{name}={asked[name]}" for name in _NARROWING if name in asked)):
        _follow(shown.standard, asked)
        if asked.get("view") in _VIEWS:
            st.session_state.map_view = asked["view"]
    return codes


def _follow(current: Standard, asked: Mapping[str, str]) -> None:
    """Set every filter to what is asked of it, without what the standard does not have; with nothing, clear it."""
    for name, options in _options(current).items():
        wanted = asked.get(name, "").split(",")
        st.session_state[_key(name, current)] = [option for option in options if str(option) in wanted]
    st.session_state[_key("words", current)] = asked.get("words", "")


def _filter(current: Standard) -> Filter:
    offered = _options(current)
    with st.container(horizontal=True, vertical_alignment="top", key="filters", gap="medium"):
        tasks = pick_several(t("map.tasks"), offered["tasks"], _key("tasks", current))
        levels = pick_several(t("map.level"), offered["levels"], _key("levels", current))
        kinds = pick_several(t("map.kinds"), COLUMNS, _key("kinds", current), lambda kind: t(f"kind.{kind}"))
        words = st.text_input(
            t("map.words"),
            key=_key("words", current),
            placeholder=t("map.words_example"),
            icon=":material/filter_alt:",
            live=True,
            persist_state="session",
            width=240,
        )
    return Filter(tasks=frozenset(tasks), levels=frozenset(levels), kinds=frozenset(kinds), words=words or "")


def _count(shown: Edition, blocks: Sequence[Block], chosen: Filter, view: str, here: tuple[str, ...]) -> None:
    current, narrow = shown.standard, chosen != Filter()
    left = {id(item): item for block in blocks for item in block.items}
    total = sum(item.kind in (Kind.TASK, Kind.ACTIVITY, *chosen.shown) for item in shown.relations.items)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="mapcount"):
        st.caption(t("map.shown", count=len(left), total=total), width="content")
        if narrow:
            button(t("map.clear"), "filter_alt_off", "map_clear", _follow, current, {})
        codes = [block.task.code for block in blocks]
        if 2 <= len(codes) <= MOST:
            label = t("map.compare", codes=t("map.comma").join(codes))
            link("compare", label, "compare_arrows", current, **{"with": ",".join(codes)})
        ask_button(_question(codes, chosen), current, "map_ask")
        listed = items(shown, left.values() if narrow else None)
        if blocks:
            _documents(shown, blocks)
        downloads(_view(shown, chosen, view), [listed, matrix(shown, blocks, chosen.shown)])
    if here and not narrow:
        seen(ref=",".join(here))


def _documents(shown: Edition, blocks: Sequence[Block]) -> None:
    tasks = [block.task for block in blocks]
    codes = tuple(task.code for task in tasks)
    with st.popover(t("document.title"), icon=":material/description:", type="tertiary"):
        st.caption(t("document.lead", codes=t("map.comma").join(codes)))
        for name, make in _DOCUMENTS.items():
            title, key = t(f"document.{name}"), f"document_{name}"
            st.markdown(f"**{title}**")
            scale = (t("checklist.points", points=points(shown)),) if name == "interview" else ()
            view = View(
                editions=(shown,),
                title=title,
                narrowed=codes,
                page="map",
                named={"tasks": ",".join(codes)},
                notes=(t(f"document.frames_{name}"), *scale),
            )
            tables = make(shown, tasks)
            with st.container(horizontal=True, gap="xsmall"):
                paper(shown, view, tables, f"{key}_html", (*codes, *view.notes), {"person": "", "date": ""})
                excel(view, tables, f"{key}_xlsx")


def _view(shown: Edition, chosen: Filter, view: str) -> View:
    tasks = [task.code for task in shown.standard.tasks if task.code in chosen.tasks]
    levels, kinds = sorted(chosen.levels), [kind for kind in COLUMNS if kind in chosen.kinds]
    words = " ".join(chosen.words.split())
    said = (*(t("standard.level", level=level) for level in levels), *(t(f"kind.{kind}") for kind in kinds))
    named = {"tasks": ",".join(tasks), "levels": ",".join(map(str, levels)), "kinds": ",".join(kinds), "words": words}
    named["view"] = "" if view == _VIEWS[0] else view
    return View(editions=(shown,), title=t("map.title"), narrowed=(*tasks, *said, words), page="map", named=named)


def _question(codes: Sequence[str], chosen: Filter) -> str:
    words = " ".join(chosen.words.split())
    if words and not ICAP.is_code(words):
        return t("ask.words", words=words)
    if len(codes) == 1:
        return t("ask.task", code=codes[0])
    if len(chosen.levels) == 1 and not chosen.tasks:
        return t("ask.level", level=next(iter(chosen.levels)))
    return t("ask.differ", codes=t("map.comma").join(codes)) if 1 < len(codes) <= MOST else t("ask.tasks")


def _table(shown: Edition, blocks: Sequence[Block], chosen: Filter, here: tuple[str, ...]) -> None:
    held = {item.kind for block in blocks for item in block.items}
    kinds = [kind for kind in chosen.shown if kind in held or not chosen.words]
    before, after = ([kind for kind in kinds if kind in place] for place in (OF_ACTIVITY, OF_CELL))
    spread = {"blocks": blocks, "before": before, "after": after}
    st.html(fragment("grid.map", edition=shown, words=chosen.words, place=here, **spread))
    attitudes = shown.relations.of_kind(Kind.ATTITUDE)
    if attitudes and chosen == Filter():
        st.header(t("map.attitudes", count=len(attitudes)))
        st.html(fragment("grid.attitudes", edition=shown, attitudes=attitudes, place=here))


def _matrix(shown: Edition, blocks: Sequence[Block], chosen: Filter) -> None:
    """How much each task needs and which; then the knowledge and skills that several of the tasks shown need."""
    kinds = chosen.shown
    totals = {kind: len({id(item) for block in blocks for item in block.of_kind(kind)}) for kind in kinds}
    st.html(fragment("grid.matrix", edition=shown, blocks=blocks, kinds=kinds, listed=OF_CELL, totals=totals))
    listed = [kind for kind in OF_CELL if kind in kinds]
    if not listed:
        return
    st.header(t("map.crossing"))
    kept = {id(item) for block in blocks for item in block.items}
    sides = [Side(relations=shown.relations, code=block.task.code) for block in blocks]
    needed = (
        (row.items[0], [[item for item in items if id(item) in kept] for items in row.held])
        for kind in listed
        for row in shared(sides, kind)
    )
    several = [(first, held) for first, held in needed if sum(map(bool, held)) > 1]
    if several:
        heads = [block.task for block in blocks]
        st.html(fragment("grid.crossing", edition=shown, heads=heads, rows=several))
    else:
        st.caption(t("map.crossing_none"))


def _picture(shown: Edition, blocks: Sequence[Block]) -> None:
    """A group for each task: its level and name, then a bar for each kind with its number at the end."""
    kinds = {t(f"kind.{kind}"): kind for kind in (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)}
    tasks = [block.task for block in blocks]
    bars = [
        {"task": block.task.code, "slot": name, "count": count, "told": f"{name} {count}"}
        for block in blocks
        for name, kind in kinds.items()
        if (count := len(block.of_kind(kind)))
    ]
    below = [{"task": i.code, "slot": "gloss", "name": shown.under(i)} for i in tasks if shown.under(i)]
    slots = ["", *(["gloss"] if below else []), *kinds]
    levels = {i.code: "–".join(map(str, sorted({i.levels[0], i.levels[-1]}))) for i in tasks if i.levels}
    tags = [{"task": i.code, "slot": "", "level": i.levels[-1], "told": levels[i.code]} for i in tasks if i.levels]
    st.caption(t("map.amounts"))
    chart(
        "amounts",
        t("map.amounts"),
        height=_SLOT * len(slots) * len(blocks) * 1.2,
        tasks=[task.code for task in tasks],
        slots=slots,
        kinds=list(kinds),
        bars=bars,
        longest=1.3 * max((len(block.of_kind(kind)) for block in blocks for kind in kinds.values()), default=1),
        amount=t("map.amounts_short"),
        tags=tags,
        names=[{"task": i.code, "slot": "", "name": f"{i.code} {i.text}"} for i in tasks],
        below=below,
    )
