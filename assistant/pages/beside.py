"""A comparison as an HTML table: a column for each side, what several have across their columns."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from ..manage.shared_items import Shared, Side, kinds_of
from ..standard.model import Kind
from ..standard.relations import Item
from .grid import Look, level, region
from .language import t
from .printed import link


def label(side: Side) -> str:
    """A side in a word: its code, or that of its standard."""
    return side.code or side.relations.standard.code


def table(sides: Sequence[Side], rows: Sequence[Shared], looks: Sequence[Look], base: int | None = None) -> str:
    """The sides next to each other, kind by kind: first what several have, then what one alone has.

    :param looks: how the items of each side are written; each standard has glosses of its own.
    :param base: a side that is left out because only what it lacks is shown.
    """
    shown = [position for position in range(len(sides)) if position != base]
    head = "".join(f"<th scope=col>{_head(sides[position], looks[position])}</th>" for position in shown)
    bodies = (_kind(kind, list(own), sides, shown, looks) for kind, own in groupby(rows, lambda row: row.kind))
    body = f"<table><thead><tr>{head}</tr></thead>{''.join(bodies)}</table>"
    return region("beside", t("compare.title"), body)


def _head(side: Side, look: Look) -> str:
    counts = " · ".join(
        t("compare.count", kind=t(f"kind.{kind}"), count=len(items))
        for kind in kinds_of([side])
        if (items := side.items(kind))
    )
    if side.code:
        name = look.item(side.relations.get(side.code))
    else:
        name = f"<div class=item><span>{escape(side.name)}<small>{escape(label(side))}</small></span></div>"
    return f"<div class=side>{name}{level(side.levels)}</div><small>{escape(counts)}</small>"


def _kind(
    kind: Kind, rows: Sequence[Shared], sides: Sequence[Side], shown: Sequence[int], looks: Sequence[Look]
) -> str:
    wide = f"colspan={len(shown)}"
    lines = [f"<tr class=kind><th scope=rowgroup {wide}>{escape(t(f'kind.{kind}'))}</th></tr>"]
    for holders, group in groupby(rows, lambda row: row.sides):
        if len(holders) < 2:
            continue
        own = list(group)
        names = t("map.comma").join(label(sides[position]) for position in holders)
        every = len(holders) == len(shown)
        title = t("compare.both", count=len(own)) if every else t("compare.some", names=names, count=len(own))
        lines.append(f"<tr class=shared><td {wide}><p>{escape(title)}</p>{_together(own, sides, looks)}</td></tr>")
    single = [row for row in rows if len(row.sides) == 1]
    if single:
        title = t("compare.only", count=len(single))
        cells = "".join(_own(single, position, sides[position], looks[position]) for position in shown)
        lines += [f"<tr class=only><td {wide}><p>{escape(title)}</p></td></tr>", f"<tr>{cells}</tr>"]
    return f"<tbody>{''.join(lines)}</tbody>"


def _together(rows: Sequence[Shared], sides: Sequence[Side], looks: Sequence[Look]) -> str:
    """Requirements of several sides: the wording once, then the code on each side."""
    lines = []
    for row in rows:
        codes = "".join(
            f"<span>{escape(label(sides[position]))} {_codes(row.held[position], sides[position])}</span>"
            for position in row.sides
        )
        alike = f"<em>{escape(_equal(row))} {escape(t('compare.alike'))}</em>" if row.alike else ""
        english = looks[row.sides[0]].under(row.items[0])
        lines.append(f"<div class=together><b>{escape(row.text)}{english}</b>{codes}{alike}</div>")
    return "".join(lines)


def _equal(row: Shared) -> str:
    return " = ".join(dict.fromkeys(item.code for item in row.items))


def _codes(items: Sequence[Item], side: Side) -> str:
    return " ".join(link(item.code, _home(side)) for item in items)


def _own(rows: Sequence[Shared], position: int, side: Side, look: Look) -> str:
    items = [item for row in rows for item in row.held[position]]
    return f'<td data-side="{escape(label(side))}">{look.items(items, _home(side))}</td>'


def _home(side: Side) -> str:
    """The standard that a code leads into; none inside the reader's own."""
    return "" if side.code else side.relations.standard.code
