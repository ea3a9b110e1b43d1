"""The checklist: choose tasks or activities, rate oneself, see what to train for, take it along in a file."""

import hashlib
from functools import partial

import streamlit as st

from ...answer.render import escape
from ...language.catalogue.area import told
from ...standard.model import Kind
from ...standard.relations import OF_CELL
from ..export import checklist as export
from ..export.edition import Edition
from ..manage import saved_checklist as saved
from ..manage.checklist import ABOUT, RATED, Checklist, rated_items
from . import browser, rating, standing
from .address import arrived, ask_button
from .frame import framed, top
from .language import language, t
from .rating import HeldChecklist
from .widgets import cards, download, downloads, paper, pick_listed, pick_one

_KINDS = {
    "doing": (Kind.INDICATOR,),
    "own": (Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE),
    "aiming": RATED,
    "result": (),
}
"""What each view is about."""


@framed
def page(shown: Edition) -> None:
    """The checklist."""
    code = shown.standard.code
    held: HeldChecklist = st.session_state.setdefault("checklists", {}).setdefault(code, HeldChecklist(code))
    top(shown, "checklist.title")
    st.markdown(t("checklist.lead"))
    line = st.container()
    _file(held, shown)
    _choose(held, shown)
    _rows(held, shown)
    begun = held.kept != Checklist(standard=code)
    with line:
        _kept(held, begun=begun)
    browser.keep(f"checklist/{code}", held.save() if begun else "", partial(held.recover, shown.relations), follow=True)


def _rows(held: HeldChecklist, shown: Edition) -> None:
    if not held.kept.chosen:
        _begin(held, shown)
        return
    rating.people(held)
    view = pick_one(t("checklist.view"), {name: t(f"checklist.{name}") for name in _KINDS}, "checklist_view")
    items = rated_items(shown.relations, held.kept.chosen, _KINDS[view])
    if view == "result":
        standing.draw(shown, held.kept)
    elif view == "aiming":
        rating.aims(shown, held, items)
    else:
        rating.draw(shown, held, items)
    _take(held, shown)
    ask_button(t("ask.task", code=held.kept.chosen[0]), shown.standard, "checklist_ask")


def _choose(held: HeldChecklist, shown: Edition) -> None:
    items = [item for kind in (Kind.TASK, Kind.ACTIVITY) for item in shown.relations.of_kind(kind)]
    names = {item.code: f"{item.code} {shown.named(item)}" for item in items}
    kept, hint = held.kept.chosen, t("checklist.placeholder")
    if arrived("checklist", asked := st.query_params.get("with", "")):
        st.session_state[held.key] = list(dict.fromkeys((*kept, *(c for c in asked.split(",") if c in names))))
    chosen = tuple(pick_listed(t("checklist.choose"), names, held.key, kept, hint=hint))
    if chosen != kept:
        held.begin(held.kept.model_copy(update={"chosen": chosen}))


def _begin(held: HeldChecklist, shown: Edition) -> None:
    relations, options = shown.relations, []
    for task in relations.of_kind(Kind.TASK):
        own = sum(len(relations.children(kind, task.code)) for kind in OF_CELL)
        amount = t("checklist.amount", indicators=len(relations.children(Kind.INDICATOR, task.code)), own=own)
        options.append((task.code, f"{task.code} · {amount}", shown.named(task), task.code))
    st.markdown(t("checklist.begin"))
    cards("begin", options, held.choose)


def _file(held: HeldChecklist, shown: Edition) -> None:
    """Read a saved checklist back; what is on the page stays when the file cannot be used."""
    key = f"checklist_file_{held.kept.standard}_{held.field}"  # another, and so empty, after it was done with
    with st.expander(t("checklist.load"), icon=":material/upload_file:"):
        given = st.file_uploader(t("checklist.file"), type=["json", "xlsx"], key=key)
        if given is None:
            return
        print_of = hashlib.sha256(given.getvalue()).hexdigest()
        if print_of != held.read:
            try:
                read = saved.load(given.getvalue(), shown.relations)
            except saved.Unusable as error:
                st.error(escape(told(error, language())), icon=":material/error:")
                return
            if held.kept.filled and read != held.kept:
                _ask(held, read, print_of)
                return
            held.replace(read, print_of)
        st.caption(t("checklist.loaded", count=len(held.kept.ratings)))


def _ask(held: HeldChecklist, read: Checklist, print_of: str) -> None:
    st.warning(t("checklist.replace", count=len(read.ratings), here=len(held.kept.ratings)), icon=":material/help:")
    with st.container(horizontal=True, gap="xsmall"):
        st.button(t("checklist.take_file"), key="checklist_replace", on_click=held.replace, args=(read, print_of))
        st.button(t("checklist.keep_page"), key="checklist_stay", on_click=held.empty)


def _kept(held: HeldChecklist, *, begun: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="checklist_kept"):
        said = "checklist.refused" if browser.refuses() else "checklist.browser"
        st.caption(f":material/lock: {t(said)}", width="content")
        if begun:
            with st.popover(t("checklist.forget"), icon=":material/delete:", type="tertiary"):
                st.markdown(t("checklist.forget_ask", count=len(held.kept.ratings)))
                st.button(t("checklist.forget_sure"), key="checklist_forget", type="primary", on_click=held.clear)


def _take(held: HeldChecklist, shown: Edition) -> None:
    kept, view = held.kept, export.view(shown, held.kept)
    lead = (t("checklist.points", points=export.points(shown)), t("checklist.scale"))
    st.divider()
    st.caption(t("checklist.keep"))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="checklist_take"):
        label, name = t("checklist.save"), f"{view.name}.json"
        download(label, held.save, name, "checklist_save", icon="save", look="primary")
        sign = {about: getattr(kept, about) for about in ABOUT}
        paper(shown, view, export.sections(shown, kept), "checklist_print", lead, sign)
        downloads(view, export.tables(shown, kept))
