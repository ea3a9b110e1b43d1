"""What a page gives away: its items and its comparison as tables, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from urllib.parse import quote, urlsplit

import streamlit as st

from ..export.items import items
from ..export.table import Column, Table
from ..manage.overview import Block
from ..manage.shared_items import Shared, Side
from ..standard.code import order
from ..standard.companion import gloss
from ..standard.model import Kind, Standard
from ..standard.relations import OF_CELL
from . import places
from .language import t
from .session import assistant


def listed(standard: Standard, codes: Collection[str] | None = None, title: str = "") -> Table:
    """The items of some codes, or all.

    :param title: what to call the table where a file holds several of them.
    """
    return items(
        assistant().relations(standard.code),
        codes,
        word=_word,
        glosses=assistant().glosses(standard.code),
        address=addresses(standard),
        title=title,
    )


def compared(sides: Sequence[Side], names: Sequence[str], rows: Sequence[Shared]) -> Table:
    """A comparison: a row for each requirement, a column of codes for each side."""
    columns = [
        Column(name=t("export.kind"), width=12),
        Column(name=t("export.text"), width=52),
        Column(name=t("export.gloss"), width=44),
        *(Column(name=name, width=16) for name in names),
        Column(name=t("export.held"), width=16),
        Column(name=t("export.alike"), width=16),
    ]
    return Table(
        title=t("export.comparison"), columns=tuple(columns), rows=tuple(_line(sides, names, row) for row in rows)
    )


def counted(blocks: Sequence[Block], kinds: Sequence[Kind]) -> Table:
    """The matrix: a row for each task, how many of each kind, and the codes of its knowledge and skills."""
    own = [kind for kind in kinds if kind in OF_CELL]
    columns = [
        Column(name=t("export.task"), width=44),
        Column(name=t("export.level"), width=8, kind="number"),
        *(Column(name=t(f"kind.{kind}"), width=12, kind="number") for kind in kinds),
        *(Column(name=t("export.codes", kind=t(f"kind.{kind}")), width=40) for kind in own),
    ]
    rows = tuple(_counted(block, kinds, own) for block in blocks)
    return Table(title=t("map.matrix"), columns=tuple(columns), rows=rows)


def _counted(block: Block, kinds: Sequence[Kind], own: Sequence[Kind]) -> tuple[str | int, ...]:
    levels = block.task.levels
    return (
        f"{block.task.code} {block.task.text}",
        levels[0] if len(levels) == 1 else "、".join(map(str, levels)),
        *(len(block.of_kind(kind)) for kind in kinds),
        *(", ".join(sorted((i.code for i in block.of_kind(kind)), key=order)) for kind in own),
    )


def _line(sides: Sequence[Side], names: Sequence[str], row: Shared) -> tuple[str, ...]:
    english = next(
        (
            found
            for position in row.sides
            for item in row.held[position]
            if (found := _gloss(sides[position], item.code))
        ),
        "",
    )
    return (
        t(f"kind.{row.kind}"),
        row.text,
        english,
        *(", ".join(item.code for item in held) for held in row.held),
        t("map.comma").join(names[position] for position in row.sides) if len(row.sides) > 1 else "",
        " = ".join(dict.fromkeys(item.code for item in row.items)) if row.alike else "",
    )


def _gloss(side: Side, code: str) -> str:
    own = assistant().glosses(side.relations.standard.code)
    return next((found for item in side.relations.find(code) if (found := gloss(own, item))), "")


def addresses(standard: Standard) -> Callable[[str], str]:
    """What makes the address that opens an item in this app, as a file that leaves it can keep."""
    here = urlsplit(st.context.url or "")
    root = f"{here.scheme}://{here.netloc}{here.path.rpartition('/')[0]}/" if here.netloc else "/"
    named = [f"{name}={quote(value)}" for name, value in places.address(standard).items() if name != "lang"]
    return lambda code: f"{root}?{'&'.join([f'ref={quote(code)}', *named])}"


def _word(name: str) -> str:
    return t(name)
