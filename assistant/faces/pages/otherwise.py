"""An answer in the shape that was asked for: as a table, or shorter. What it claims and cites stays as it is."""

from dataclasses import replace

import streamlit as st

from ...answer.model import Answer, Block, Listing, Row
from ...language.catalogue.area import PAGES
from ...question.form import Talk
from .language import t
from .session import ask

_ASIDE = ("note", "limit")
"""What a shorter answer leaves out; what corrects a question stays."""


def buttons(answer: Answer, place: str) -> None:
    """A button for each shape and language the answer can be had in besides its own; `place` makes their keys."""
    if kinds := offered(answer):
        with st.container(key=f"again_{place}", horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.caption(t("again.label"), width="content")
            for kind in kinds:
                question = PAGES.say(f"again.{kind}_ask", answer.language)
                st.button(t(f"again.{kind}"), key=f"again_{place}_{kind}", on_click=ask, args=(question,))


def offered(answer: Answer) -> list[str]:
    """The shapes and languages in which there is another answer to be had; none of what answers nothing."""
    if answer.refused or not answer.blocks or (answer.method == "none" and not answer.citations):
        return []
    tongue = "chinese" if answer.language == "en" else "english"
    return [*(name for name, shape in _SHAPES.items() if shape(answer) != answer), tongue]


def shaped(answer: Answer) -> Answer:
    """The answer to a question that asks for the last one shorter or as a table."""
    form = answer.understood.form if answer.understood else None
    shape = _SHAPES.get(form.act) if isinstance(form, Talk) else None
    return shape(answer) if shape else answer


def _shorter(answer: Answer) -> Answer:
    blocks: list[Block] = []
    for block in answer.blocks:
        if isinstance(block, Listing):
            blocks.append(replace(block, rows=tuple(replace(row, details=()) for row in block.rows)))
        elif block.role not in _ASIDE:
            blocks.append(block)
    return replace(answer, blocks=tuple(blocks))


def _table(answer: Answer) -> Answer:
    """With what its sentences rest on as rows; a list is a table already."""
    cited = {answer.called(one): one for one in answer.citations if one.code}
    if answer.listings or len(cited) < 2:
        return answer
    rows = tuple(Row(code=called, text=one.text) for called, one in cited.items())
    kind = next(iter(cited.values())).kind
    return replace(answer, blocks=(*answer.blocks, Listing(title="", kind=kind, parent=None, rows=rows)))


_SHAPES = {"table": _table, "shorter": _shorter}
