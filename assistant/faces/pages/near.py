"""What is near in meaning though worded differently: between the sides of a comparison, and for a person who moves."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from ...answer.render import escape
from ...errors import EmbeddingError
from ...retrieval.port import Findings, Retrieve
from ...standard.model import Kind
from ..export import comparison as export
from ..export.checklist import view as checklist_view
from ..export.cover import View
from ..export.edition import Edition
from ..manage import shared_items
from ..manage.checklist import Checklist
from ..manage.shared_items import Holding, Side
from .drawing import fragment
from .language import t
from .session import assistant, edition, named
from .widgets import excel

_Made = TypeVar("_Made")


def pairs(editions: Sequence[Edition], sides: Sequence[Side], rows: Sequence[Holding]) -> None:
    """The pairs among what only one side has, once they are asked for: looking for them takes some seconds."""
    labels = tuple(side.label for side in sides)
    if not st.toggle(t("near.show"), key=f"near_{'_'.join(labels)}"):
        return
    found = _looked_for(lambda: shared_items.near(sides, rows, _search))
    if found is None:
        return
    if not found:
        st.info(t("near.nothing"), icon=":material/join_inner:")
        return
    table = export.near(editions, sides, found)
    st.header(t("near.title"))
    st.caption(t("near.note"))
    st.html(fragment("grid.ledger", edition=editions[0], table=table))
    view = View(editions=tuple(editions), title=t("near.title"), narrowed=labels, notes=(t("near.note"),))
    excel(view, [table], f"near_take_{table.name}")


def other(shown: Edition, checklist: Checklist) -> None:
    """How far what a person was rated in reaches into another standard; nothing where there is none."""
    home = shown.standard.code
    others = {"": t("near.against_none")} | {code: named(code) for code in assistant().titles if code != home}
    if len(others) < 2:
        return
    label, key = t("near.against"), f"near_{home}"
    st.header(label)
    chosen = st.selectbox(label, list(others), format_func=others.__getitem__, key=key, label_visibility="collapsed")
    if not chosen:
        return
    beside = edition(assistant().relations(chosen).standard, home=chosen)
    rows = _looked_for(lambda: shared_items.carried(shown.relations, checklist, beside.relations, _search))
    if rows is None:
        return
    counts = {
        "whole": len(rows),
        "alike": sum(row.counterpart is not None and not row.near for row in rows),
        "near": sum(row.near for row in rows),
        "reached": sum(row.reached for row in rows),
    }
    st.markdown(escape(t("near.summary", code=chosen, **counts)))
    st.caption(t("near.note"))
    table = export.carried(shown, beside, rows)
    st.html(fragment("grid.ledger", edition=shown, table=table))
    excel(checklist_view(shown, checklist, table.title), [table], f"near_take_{table.name}")


def _looked_for(look: Callable[[], _Made]) -> _Made | None:
    """What a look by meaning comes to; None where no model can look, which is then said."""
    try:
        return look()
    except EmbeddingError:
        st.warning(t("search.model"), icon=":material/info:")
        return None


def _search(standard: str) -> Retrieve:
    # Kept by what the index was made of: another index finds something else.
    return partial(_found, assistant().index.inputs, standard)


@st.cache_data(max_entries=4096, show_spinner=False)
def _found(
    inputs: str, standard: str, text: str, kinds: tuple[Kind, ...] | None, most: int, prefer: tuple[Kind, ...] = ()
) -> Findings:
    return assistant().retrieve(standard)(text, kinds, most, prefer)
