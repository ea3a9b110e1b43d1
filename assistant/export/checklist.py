"""A checklist as tables for Excel, and as a page to print."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence

from ..manage.checklist import HIGHEST, LOWEST, Checklist, gaps_by_task, rated_items
from ..standard.companion import gloss
from ..standard.model import Kind
from ..standard.relations import Item, Relations
from .items import level, lines
from .table import Column, Table

Word = Callable[[str], str]
_PRINT = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>
body{{font:14px/1.6 "Noto Sans TC","Noto Sans CJK TC","PingFang TC","Microsoft JhengHei",sans-serif}}
body{{margin:2rem;color:#1b2430}}
h1{{font-size:1.4rem;margin:0}}h2{{font-size:1.05rem;margin:1.4rem 0 .4rem}}p{{margin:.2rem 0 1rem;color:#555}}
table{{border-collapse:collapse;width:100%}}
th,td{{border:1px solid #c5ccd6;padding:.35rem .5rem;text-align:left;vertical-align:top}}
th{{background:#eef2f7}}td.code{{white-space:nowrap;width:4.5rem}}td.point{{width:2.2rem;text-align:center}}td.remark{{width:26%}}
small{{display:block;color:#58627d}}.sign{{margin:.8rem 0;color:#1b2430}}
.sign span{{display:inline-block;margin-right:2.5rem;min-width:14rem;border-bottom:1px solid #8893a2}}
tr{{break-inside:avoid}}h2{{break-after:avoid}}@media print{{body{{margin:0}}}}
</style></head><body><h1>{title}</h1><p>{lead}</p>{sign}{body}</body></html>"""


def tables(
    relations: Relations,
    checklist: Checklist,
    *,
    word: Word,
    glosses: Mapping[str, str],
    address: Callable[[str], str],
) -> tuple[Table, ...]:
    """The ratings, and what to train for, task by task.

    :param address: the address that opens an item in the app.
    """
    first = (
        Column(name=word("export.code"), width=10),
        Column(name=word("export.kind"), width=12),
        Column(name=word("export.text"), width=60),
        Column(name=word("export.gloss"), width=44),
        Column(name=word("export.task"), width=14),
        Column(name=word("export.level"), width=8, kind="number"),
        Column(name=word("checklist.rating"), width=10, kind="number"),
        Column(name=word("checklist.meaning"), width=18),
    )
    last = (
        Column(name=word("checklist.remark"), width=40),
        Column(name=word("export.line"), width=12),
        Column(name=word("export.link"), width=40, kind="link"),
    )
    gap = Column(name=word("checklist.missing"), width=10, kind="number")

    def row(item: Item, tasks: Sequence[str], *more: int) -> tuple[str | int, ...]:
        rating = checklist.ratings.get(item.code)
        return (
            item.code,
            word(f"kind.{item.kind}"),
            item.text,
            gloss(glosses, item),
            "、".join(tasks),
            level(relations, item),
            rating if rating is not None else "",
            word(f"checklist.point{rating}") if rating is not None else "",
            *more,
            checklist.remarks.get(item.code, ""),
            lines(item),
            address(item.code),
        )

    rated = tuple(row(item, relations.task_of(item)) for item in rated_items(relations, checklist.chosen))
    missing = tuple(
        row(g.item, [task.code] if task else [], g.missing)
        for task, found in gaps_by_task(relations, checklist)
        for g in found
    )
    return (
        Table(title=word("checklist.title"), columns=(*first, *last), rows=rated),
        Table(title=word("checklist.gaps"), columns=(*first, gap, *last), rows=missing),
    )


def printed(
    relations: Relations,
    checklist: Checklist,
    *,
    word: Word,
    glosses: Mapping[str, str],
    language: str,
    title: str,
    lead: str,
) -> bytes:
    """A page of its own to print or keep: a section for each place chosen, four boxes an item.

    :param glosses: English under the wording; none for readers of Chinese.
    """
    sections = []
    seen: set[str] = set()
    for code in checklist.chosen:
        place = relations.get(code)
        for kind in (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL):
            items = [i for i in relations.children(kind, code) if i.code not in seen]
            seen |= {i.code for i in items}
            heading = f"{place.code} {place.text} · {word(f'kind.{kind}')}"
            sections.append(_section(heading, items, checklist, word, glosses))
    attitudes = relations.of_kind(Kind.ATTITUDE)
    sections.append(_section(word(f"kind.{Kind.ATTITUDE}"), list(attitudes), checklist, word, glosses))
    named = "".join(f"<span>{html.escape(word(f'checklist.{name}'))}</span>" for name in ("person", "day"))
    page = _PRINT.format(
        lang=html.escape(language),
        title=html.escape(title),
        lead=html.escape(lead),
        sign=f'<p class="sign">{named}</p>',
        body="".join(sections),
    )
    return page.encode("utf-8")


def _section(title: str, items: list[Item], checklist: Checklist, word: Word, glosses: Mapping[str, str]) -> str:
    if not items:
        return ""
    points = range(LOWEST, HIGHEST + 1)
    head = "".join(f"<th>{n}</th>" for n in points)
    rows = []
    for item in items:
        rating = checklist.ratings.get(item.code)
        boxes = "".join(f'<td class="point">{"☑" if rating == n else "☐"}</td>' for n in points)
        english = gloss(glosses, item)
        below = f"<small>{html.escape(english)}</small>" if english else ""
        remark = html.escape(checklist.remarks.get(item.code, ""))
        rows.append(
            f'<tr><td class="code">{html.escape(item.code)}</td><td>{html.escape(item.text)}{below}</td>{boxes}'
            f'<td class="remark">{remark}</td></tr>'
        )
    names = [word("export.code"), word("export.text")]
    heads = "".join(f"<th>{html.escape(n)}</th>" for n in names)
    return (
        f"<h2>{html.escape(title)}</h2><table><thead><tr>{heads}{head}<th>{html.escape(word('checklist.remark'))}</th>"
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
