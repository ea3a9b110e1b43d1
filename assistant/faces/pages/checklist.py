"""The checklist: choose tasks or activities, rate oneself, see what to train for, take it along in a file."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

import streamlit as st

from ...answer.render import escape
from ...standard.model import Kind
from ...standard.relations import OF_CELL
from ..export import checklist as export
from ..export.edition import Edition
from ..export.files import printed, stem
from ..manage import checklist as rating
from ..manage.checklist import Checklist
from . import pick, places, standing
from . import rating as form
from .download import download, downloads
from .frame import framed, top
from .language import HTML, language, t

_KINDS = {"doing": (Kind.INDICATOR,), "own": (Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE), "result": ()}
"""What is rated in each view."""
_NAMED = 4
"""Tasks and activities that a file's name takes up."""


class Held:
    """What the session holds of the checklist of a standard; nothing of it outlives the session.

    `round` counts how often the rows on the page had to begin again from it; `read` is the file it came from.
    """

    def __init__(self, standard: str) -> None:
        self.kept = Checklist(standard=standard)
        self.round, self.read = 0, ""

    @property
    def key(self) -> str:
        """The key of the choice; another after a file was read."""
        return f"checklist_chosen_{self.kept.standard}_{self.read}"

    def begin(self, kept: Checklist) -> None:
        """Go on from another checklist."""
        self.kept = kept
        self.round += 1

    def rate(self, code: str, point: int | None, remark: str) -> None:
        """Take a rating and a remark into what is kept now: several may change before the page is drawn again."""
        self.kept = rating.rated(self.kept, code, point, remark)

    def save(self) -> str:
        """What is kept as a file, with what was rated a moment ago."""
        return rating.save(self.kept)

    def choose(self, code: str) -> None:
        """Begin with a task or activity."""
        st.session_state[self.key] = [code]


@framed
def page(shown: Edition) -> None:
    """The checklist."""
    code = shown.standard.code
    held: Held = st.session_state.setdefault("checklists", {}).setdefault(code, Held(code))
    top(shown, "checklist.title")
    st.markdown(t("checklist.lead"))
    _file(held, shown)
    _choose(held, shown)
    if not held.kept.chosen:
        _begin(held, shown)
        return
    view = pick.one(t("checklist.view"), {name: t(f"checklist.{name}") for name in _KINDS}, "checklist_view")
    if view == "result":
        standing.draw(shown, held.kept)
    else:
        items = rating.rated_items(shown.relations, held.kept.chosen, _KINDS[view])
        form.draw(shown, items, held.kept, f"{code}_{held.round}", held.rate)
    _take(held, shown)
    places.ask(t("ask.task", code=held.kept.chosen[0]), shown.standard, "checklist_ask")


def _choose(held: Held, shown: Edition) -> None:
    items = [item for kind in (Kind.TASK, Kind.ACTIVITY) for item in shown.relations.of_kind(kind)]
    names = {item.code: f"{item.code} {shown.named(item)}" for item in items}
    kept, hint = held.kept.chosen, t("checklist.placeholder")
    chosen = tuple(pick.listed(t("checklist.choose"), names, held.key, kept, hint=hint))
    if chosen != kept:
        held.begin(held.kept.model_copy(update={"chosen": chosen}))


def _begin(held: Held, shown: Edition) -> None:
    """Before anything is chosen: the tasks, a click each."""
    relations = shown.relations

    def amount(code: str) -> str:
        own = sum(len(relations.children(kind, code)) for kind in OF_CELL)
        return t("checklist.amount", indicators=len(relations.children(Kind.INDICATOR, code)), own=own)

    st.markdown(t("checklist.begin"))
    tasks = relations.of_kind(Kind.TASK)
    options = [(task.code, f"{task.code} · {amount(task.code)}", shown.named(task), task.code) for task in tasks]
    pick.cards("begin", options, held.choose)


def _file(held: Held, shown: Edition) -> None:
    """Read a saved checklist back; what is on the page stays when the file cannot be used."""
    with st.expander(t("checklist.load"), icon=":material/upload_file:"):
        key = f"checklist_file_{held.kept.standard}"
        given = st.file_uploader(t("checklist.file"), type="json", key=key)
        if given is None:
            return
        print_of = hashlib.sha256(given.getvalue()).hexdigest()
        if print_of != held.read:
            try:
                read = rating.load(given.getvalue().decode("utf-8", errors="replace"), shown.relations)
            except rating.Unusable as error:
                st.error(escape(t(f"checklist.bad_{error.reason}", **error.blanks)), icon=":material/error:")
                return
            held.read = print_of
            held.begin(read)
        st.caption(t("checklist.loaded", count=len(held.kept.ratings)))


def _take(held: Held, shown: Edition) -> None:
    current, kept, title = shown.standard, held.kept, t("checklist.title")
    name = stem(current.code, title, *kept.chosen[:_NAMED])
    words: dict[str, Any] = {
        "title": f"{shown.title or current.name} {title}",
        "lead": f"{current.code} · {t('checklist.points', points=form.points())}",
        "language": HTML[language()],
        "sign": [t("checklist.person"), t("checklist.day")],
        "under": shown.under,
    }
    tables, sections = export.tables(shown, kept), export.sections(shown, kept)
    st.divider()
    st.caption(t("checklist.keep"))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="checklist_take"):
        file, paper = held.save, partial(printed, sections, **words)
        download(t("checklist.save"), file, f"{name}.json", "checklist_save", icon="save", look="primary")
        download(t("checklist.print"), paper, f"{name}.html", "checklist_print", icon="print")
        downloads(tables, name)
