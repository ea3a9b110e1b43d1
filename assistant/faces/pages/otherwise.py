"""An answer in the shape that was asked for: as a table, or shorter. What it claims and cites stays as it is."""

from __future__ import annotations

from dataclasses import replace

from ...answer.model import Answer, Block, Listing, Row, Sentence
from ...question.form import Talk

_ASIDE = ("note", "limit")
"""What a shorter answer leaves out; what corrects a question stays."""


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
    """Without details under the items and without notes."""
    return replace(answer, blocks=tuple(_short(block) for block in answer.blocks if not _beside(block)))


def _beside(block: Block) -> bool:
    return isinstance(block, Sentence) and block.role in _ASIDE


def _short(block: Block) -> Block:
    if isinstance(block, Sentence):
        return block
    return replace(block, rows=tuple(replace(row, details=()) for row in block.rows))


def _table(answer: Answer) -> Answer:
    """With what its sentences rest on as rows; a list is a table already."""
    cited = {answer.called(one): one for one in answer.citations if one.code}
    if answer.listings or len(cited) < 2:
        return answer
    rows = tuple(Row(code=called, text=one.text) for called, one in cited.items())
    kind = next(iter(cited.values())).kind
    return replace(answer, blocks=(*answer.blocks, Listing(title="", kind=kind, parent=None, rows=rows)))


_SHAPES = {"table": _table, "shorter": _shorter}
