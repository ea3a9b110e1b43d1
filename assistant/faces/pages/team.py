"""The team: saved checklists beside each other, who can do what, and where two ratings of one person differ."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, get_args

import streamlit as st

from ...answer.render import escape
from ...language.catalogue.area import told
from ..export import team as export
from ..export.checklist import points
from ..export.cover import View
from ..export.edition import Edition
from ..export.table import Table
from ..manage.checklist import ENOUGH, RATED, Checklist
from ..manage.saved_checklist import Unusable, load
from ..manage.team import APART, Member, Pair, Whose, coverage, members, progress, self_and_other
from .drawing import fragment
from .frame import framed, gloss_note, top
from .language import language, t
from .widgets import button, downloads, pick_one, pick_several

MOST = 200
"""Files that are read."""


class Given:
    """The files a session was given about a standard, each with its name; gone with the session."""

    def __init__(self) -> None:
        self.files: list[tuple[str, Checklist]] = []
        self.refused: list[str] = []
        self.field = 0

    def add(self, uploads: Sequence[Any], shown: Edition) -> None:
        """Read what was uploaded; each file that cannot be used is told of, and the others count."""
        self.field, self.refused = self.field + 1, []
        for upload in uploads:
            try:
                read = load(upload.getvalue(), shown.relations)
            except Unusable as error:
                self.refused.append(t("team.refused", file=upload.name, said=told(error, language())))
            else:
                if len(self.files) < MOST:
                    self.files.append((PurePath(upload.name).stem, read))
                else:
                    self.refused.append(t("team.too_many", file=upload.name, most=MOST))

    def clear(self) -> None:
        """Forget all of them."""
        self.files, self.refused = [], []


@framed
def page(shown: Edition) -> None:
    """The team."""
    top(shown, "team.title")
    st.markdown(t("team.lead"))
    given: Given = st.session_state.setdefault("teams", {}).setdefault(shown.standard.code, Given())
    _files(given, shown)
    team = members(given.files)
    if not team:
        return
    pairs = {"pairs": self_and_other(shown.relations, team), "progress": progress(shown.relations, team)}
    views = {name: t(f"team.{name}") for name in ("heat", *pairs, "files")}
    view = pick_one(t("checklist.view"), views, "team_view")
    if view == "heat":
        _heat(shown, team, [_table(shown, found, name) for name, found in pairs.items() if found])
    elif view == "files":
        st.html(fragment("grid.ledger", edition=shown, table=export.files(shown, team)))
    elif not pairs[view]:
        st.info(t(f"team.no_{view}"), icon=":material/group:")
    else:
        for pair in pairs[view]:
            both = len(pair.differences)
            st.caption(escape(t("team.compared", name=pair.name, both=both, far=pair.far, apart=APART)))
        st.html(fragment("grid.ledger", edition=shown, table=_table(shown, pairs[view], view)))
    gloss_note(shown)


def _files(given: Given, shown: Edition) -> None:
    key = f"team_files_{shown.standard.code}_{given.field}"

    def added() -> None:
        given.add(st.session_state[key] or [], shown)

    st.file_uploader(
        t("team.upload", most=MOST), type=["json", "xlsx"], accept_multiple_files=True, key=key, on_change=added
    )
    for said in given.refused:
        st.error(escape(said), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(f":material/lock: {t('team.session')}", width="content")
        if given.files:
            button(t("checklist.forget"), "delete", "team_forget", given.clear)


def _heat(shown: Edition, team: Sequence[Member], pairs: Sequence[Table]) -> None:
    with st.container(horizontal=True, vertical_alignment="top", key="filters", gap="medium"):
        names: dict[Whose, str] = {name: t(f"team.whose_{name}") for name in get_args(Whose)}
        whose = pick_one(t("team.whose"), names, "team_whose", labelled=True)
        kinds = pick_several(t("map.kinds"), RATED, "team_kinds", lambda kind: t(f"kind.{kind}"))
    rows = coverage(shown.relations, team, whose, [kind for kind in RATED if not kinds or kind in kinds])
    if not rows:
        st.info(t("team.none"), icon=":material/group:")
        return
    narrowed = (names[whose], *(t(f"kind.{kind}") for kind in RATED if kind in kinds))
    notes = (t("checklist.scale"), t("team.counted", enough=ENOUGH))
    view = View(editions=(shown,), title=t("team.title"), narrowed=narrowed, notes=notes)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="mapcount"):
        sole = sum(bool(row.sole) for row in rows)
        st.caption(t("team.summary", people=len(team), items=len(rows), sole=sole), width="content")
        tables = (export.heat(shown, team, rows), *pairs, export.files(shown, team))
        downloads(view, [table for table in tables if table.rows])
    st.caption(t("team.counted", enough=ENOUGH))
    st.caption(t("checklist.points", points=points(shown)))
    said = [export.remarked(shown, row) for row in rows]
    st.html(fragment("grid.heat", edition=shown, team=team, rows=list(zip(rows, said, strict=True))))


def _table(shown: Edition, pairs: Sequence[Pair], view: str) -> Table:
    heads = (t(f"team.{view}_first"), t(f"team.{view}_second"))
    return export.differences(shown, t(f"team.{view}"), pairs, heads)
