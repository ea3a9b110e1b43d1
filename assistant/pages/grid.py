"""The requirements as HTML tables, every text escaped; codes are links for the citation layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ..language.folding import fold
from ..manage.overview import Block, Cell, Choice, Row
from ..standard.code import clean, order
from ..standard.model import Kind
from ..standard.relations import OF_CELL, Item
from .language import t
from .printed import link, under


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How items are written: `glosses` under them (none outside English), `words` marked, `here` standing out."""

    glosses: Mapping[str, str]
    words: str = ""
    here: str = ""

    @property
    def target(self) -> str:
        """The attributes that make `here` something to scroll to; empty without it."""
        return f' id="at-{escape(self.here)}" tabindex=-1' if self.here else ""

    def item(self, item: Item, home: str = "", *, details: bool = False) -> str:
        """An item: its code, its wording, and what stands under it.

        :param home: the standard the code leads into, where it is not the reader's own.
        """
        code = f"{link(item.code, home)} " if item.code else ""
        more = self.under(item)
        if details and item.details:
            more += f"<small>{marked('；'.join(item.details), self.words)}</small>"
        here = f' here"{self.target}' if self.here and item.code == self.here else '"'
        return f'<div class="item{here}>{code}<span>{marked(item.text, self.words)}{more}</span></div>'

    def place(self, item: Item) -> str:
        """An item as the place where another stands."""
        return f"{link(item.code)} {escape(item.text)}"

    def under(self, item: Item) -> str:
        """The gloss under an item's wording, where there is one."""
        return under(item, self.glosses)

    def items(self, items: Iterable[Item], home: str = "") -> str:
        """Items below each other; a dash where there are none, unless words have left some out."""
        none = "" if self.words else '<span class=none aria-hidden="true">–</span>'
        return "".join(self.item(item, home) for item in items) or none


def marked(text: str, words: str) -> str:
    """A text as HTML with every one of the words marked where it stands, whatever its variant or case."""
    if not words or len(clean(text)) != len(text):
        return escape(text)
    plain = fold(text)
    wanted = "|".join(re.escape(word) for word in fold(words).split()) or "(?!)"
    parts, end = [], 0
    for match in re.finditer(wanted, plain):
        parts += [escape(text[end : match.start()]), f"<mark>{escape(text[slice(*match.span())])}</mark>"]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def level(levels: Sequence[int]) -> str:
    """Levels by colour and number."""
    tags = (f'<span class="level l{n}" title="{escape(t("passage.level", level=n))}">{n}</span>' for n in levels)
    return "".join(tags)


def region(name: str, label: str, body: str) -> str:
    """A table in a frame that scrolls by itself, named for screen readers."""
    own = name.rpartition(" ")[2]
    return f'<div class="grid {name}" id="{own}" tabindex=0 role=region aria-label="{escape(label)}">{body}</div>'


def requirements(blocks: Sequence[Block], choice: Choice, look: Look) -> str:
    """The table as it is printed: tasks and merged cells spread over their rows, the chosen kinds in columns."""
    held = {item.kind for block in blocks for item in block.items}
    kinds = [kind for kind in choice.shown if kind in held or not choice.words]
    before = [kind for kind in (Kind.OUTPUT, Kind.INDICATOR) if kind in kinds]
    after = [kind for kind in (Kind.KNOWLEDGE, Kind.SKILL) if kind in kinds]
    heads: list[tuple[str, str]] = [(kind, t(f"kind.{kind}")) for kind in (Kind.TASK, Kind.ACTIVITY, *before)]
    heads += [("level", t("map.level_short")), *((kind, t(f"kind.{kind}")) for kind in after)]
    head = "".join(f'<th scope=col class="{kind}">{escape(name)}</th>' for kind, name in heads)
    bodies = "".join(_body(block, before, after, look) for block in blocks)
    bodies = _once(bodies, look.target)
    return region("map", t("map.title"), f"<table><thead><tr>{head}</tr></thead>{bodies}</table>")


def _once(html: str, target: str) -> str:
    """Only the first of several places carries the id: knowledge that tasks share is drawn under each."""
    if not target:
        return html
    first, mark, rest = html.partition(target)
    return first + mark + rest.replace(target, "")


def _body(block: Block, before: Sequence[Kind], after: Sequence[Kind], look: Look) -> str:
    lines: list[str] = []
    for cell in block.cells:
        rows: Sequence[Row | None] = cell.rows or (None,)
        for position, row in enumerate(rows):
            whole = len(block.cells) == 1
            merged = _merged(cell, after, len(rows), look, whole=whole) if position == 0 else ""
            lines.append(_row(row, before, look) + merged)
    task = block.task
    first = (
        f"<th scope=rowgroup rowspan={len(lines)} class=task><div class=stay>"
        f"{look.item(task)}{level(task.levels)}</div></th>"
    )
    below = "</tr><tr>".join(lines)
    return f"<tbody><tr>{first}{below}</tr></tbody>"


def _row(row: Row | None, before: Sequence[Kind], look: Look) -> str:
    if row is None:
        return '<td class="blank"></td>' * (len(before) + 2)
    held = {Kind.OUTPUT: row.outputs, Kind.INDICATOR: row.indicators}
    cells = [_cell(Kind.ACTIVITY, look.item(row.activity))]
    cells += [_cell(kind, look.items(held[kind])) for kind in before]
    return "".join([*cells, f"<td class=level-cell>{level(row.activity.levels)}</td>"])


def _merged(cell: Cell, after: Sequence[Kind], rows: int, look: Look, *, whole: bool) -> str:
    """The knowledge and skills of a cell; `whole` when they are the whole task's, which narrow windows show last."""
    held = {Kind.KNOWLEDGE: cell.knowledge, Kind.SKILL: cell.skills}
    spread = f" rowspan={rows}" if rows > 1 else ""
    return "".join(
        _cell(kind, f"<div class=stay>{look.items(held[kind])}</div>", spread, whole=whole) for kind in after
    )


def _cell(kind: Kind, body: str, spread: str = "", *, whole: bool = False) -> str:
    name = f"{kind} whole" if whole else kind
    return f'<td class="{name}" data-kind="{escape(t(f"kind.{kind}"))}"{spread}>{body}</td>'


def attitudes(items: Sequence[Item], look: Look) -> str:
    """The attitudes, which belong to the standard as a whole."""
    return f"<div class=attitudes>{''.join(look.item(item, details=True) for item in items)}</div>"


def matrix(blocks: Sequence[Block], kinds: Sequence[Kind], look: Look) -> str:
    """Tasks against kinds: how many, and which knowledge and skills."""
    head = "".join(f"<th scope=col class={kind}>{escape(t(f'kind.{kind}'))}</th>" for kind in kinds)
    lines = [
        f"<tr><th scope=row>{look.item(block.task)}</th><td class=level-cell>{level(block.task.levels)}</td>"
        + "".join(_counted(block.of_kind(kind), kind) for kind in kinds)
        + "</tr>"
        for block in blocks
    ]
    totals = "".join(f"<td class={kind}><b>{_total(blocks, kind)}</b></td>" for kind in kinds)
    foot = f"<tfoot><tr><th scope=row>{escape(t('map.total'))}</th><td></td>{totals}</tr></tfoot>"
    top = f"<th scope=col>{escape(t('kind.task'))}</th><th scope=col>{escape(t('map.level_short'))}</th>{head}"
    body = f"<table><thead><tr>{top}</tr></thead><tbody>{''.join(lines)}</tbody>{foot}</table>"
    return region("matrix", t("map.matrix"), body)


def _counted(items: Sequence[Item], kind: Kind) -> str:
    listed = kind in OF_CELL
    chips = " ".join(link(item.code) for item in sorted(items, key=_by_code)) if listed else ""
    body = f"<b>{len(items)}</b>" + (f"<p>{chips}</p>" if listed else "")
    return f'<td class={kind} data-kind="{escape(t(f"kind.{kind}"))}">{body}</td>'


def _by_code(item: Item) -> tuple[int, tuple[int, ...]]:
    return order(item.code)


def _total(blocks: Sequence[Block], kind: Kind) -> int:
    return len({id(item) for block in blocks for item in block.of_kind(kind)})


def crossing(
    rows: Sequence[tuple[str, Sequence[Sequence[Item]]]], heads: Sequence[Item], chip: Callable[[Item], str]
) -> str:
    """Requirements against tasks: a code wherever a task needs it. Narrow windows name the task beside its code."""
    head = "".join(f"<th scope=col>{link(item.code)}</th>" for item in heads)
    lines = (
        f"<tr><th scope=row>{escape(text)}</th>"
        + "".join(
            f'<td data-head="{escape(item.code)}">{" ".join(map(chip, items)) or "<span class=none>–</span>"}</td>'
            for item, items in zip(heads, held, strict=True)
        )
        + "</tr>"
        for text, held in rows
    )
    top = f"<thead><tr><th scope=col>{escape(t('map.requirement'))}</th>{head}</tr></thead>"
    return region("crossing", t("map.crossing"), f"<table>{top}<tbody>{''.join(lines)}</tbody></table>")
