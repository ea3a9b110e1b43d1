"""A checklist as tables for Excel, and as a page to print."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping

from ..checklist import Checklist, gaps, rated_items
from ..companion import gloss
from ..relations import Item, Relations
from ..standard import Kind
from .table import Column, Table

Word = Callable[[str], str]
_PRINT = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>
body{{font:14px/1.6 "Noto Sans TC","Microsoft JhengHei",sans-serif;margin:2rem;color:#1b2430}}
h1{{font-size:1.4rem;margin:0}}h2{{font-size:1.05rem;margin:1.4rem 0 .4rem}}p{{margin:.2rem 0 1rem;color:#555}}
table{{border-collapse:collapse;width:100%}}
th,td{{border:1px solid #c5ccd6;padding:.35rem .5rem;text-align:left;vertical-align:top}}
th{{background:#eef2f7}}td.code{{white-space:nowrap;width:4.5rem}}td.point{{width:2.2rem;text-align:center}}td.remark{{width:26%}}
tr{{break-inside:avoid}}h2{{break-after:avoid}}@media print{{body{{margin:0}}}}
</style></head><body><h1>{title}</h1><p>{lead}</p>{body}</body></html>"""


def tables(relations: Relations, checklist: Checklist, *, word: Word, glosses: Mapping[str, str]) -> tuple[Table, ...]:
    """The ratings, and what to train for."""
    rated = [_row(relations, i, checklist, word, glosses) for i in rated_items(relations, checklist.chosen)]
    columns = (
        Column(name=word("export.code"), width=10),
        Column(name=word("export.kind"), width=12),
        Column(name=word("export.text"), width=60),
        Column(name=word("export.gloss"), width=44),
        Column(name=word("export.task"), width=14),
        Column(name=word("checklist.rating"), width=10, kind="number"),
        Column(name=word("checklist.meaning"), width=18),
        Column(name=word("checklist.remark"), width=40),
    )
    missing = tuple(
        (g.item.code, word(f"kind.{g.item.kind}"), g.item.text, "、".join(g.tasks), g.rating, g.missing)
        for g in gaps(relations, checklist)
    )
    short = (*(columns[i] for i in (0, 1, 2, 4, 5)), Column(name=word("checklist.missing"), width=10, kind="number"))
    return (
        Table(title=word("checklist.title"), columns=columns, rows=tuple(rated)),
        Table(title=word("checklist.gaps"), columns=short, rows=missing),
    )


def printed(relations: Relations, checklist: Checklist, *, word: Word, language: str, title: str, lead: str) -> bytes:
    """A page of its own to print or keep: a section for each place chosen, four boxes an item."""
    sections = []
    seen: set[str] = set()
    for code in checklist.chosen:
        place = relations.get(code)
        for kind in (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL):
            items = [i for i in relations.children(kind, code) if i.code not in seen]
            seen |= {i.code for i in items}
            sections.append(_section(f"{place.code} {place.text} · {word(f'kind.{kind}')}", items, checklist, word))
    attitudes = relations.of_kind(Kind.ATTITUDE)
    sections.append(_section(word(f"kind.{Kind.ATTITUDE}"), list(attitudes), checklist, word))
    body = "".join(sections)
    page = _PRINT.format(lang=html.escape(language), title=html.escape(title), lead=html.escape(lead), body=body)
    return page.encode("utf-8")


def _section(title: str, items: list[Item], checklist: Checklist, word: Word) -> str:
    if not items:
        return ""
    head = "".join(f"<th>{n}</th>" for n in range(1, 5))
    rows = []
    for item in items:
        rating = checklist.ratings.get(item.code)
        points = "".join(f'<td class="point">{"☑" if rating == n else "☐"}</td>' for n in range(1, 5))
        remark = html.escape(checklist.remarks.get(item.code, ""))
        rows.append(
            f'<tr><td class="code">{html.escape(item.code)}</td><td>{html.escape(item.text)}</td>{points}'
            f'<td class="remark">{remark}</td></tr>'
        )
    names = [word("export.code"), word("export.text")]
    heads = "".join(f"<th>{html.escape(n)}</th>" for n in names)
    return (
        f"<h2>{html.escape(title)}</h2><table><thead><tr>{heads}{head}<th>{html.escape(word('checklist.remark'))}</th>"
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _row(
    relations: Relations, item: Item, checklist: Checklist, word: Word, glosses: Mapping[str, str]
) -> tuple[str | int, ...]:
    rating = checklist.ratings.get(item.code)
    return (
        item.code,
        word(f"kind.{item.kind}"),
        item.text,
        gloss(glosses, item),
        "、".join(relations.task_of(item)),
        rating if rating is not None else "",
        word(f"checklist.point{rating}") if rating is not None else "",
        checklist.remarks.get(item.code, ""),
    )
