"""Lays a standard out as a paginated document, cutting pages at random: the parser's opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from assistant.standard.model import Activity, Indicator, Knowledge, Output, Skill, Standard

COLUMNS = ("task", "activity", "output", "indicator", "level", "knowledge", "skill")
HEADINGS = {
    "task": "工作任務",
    "activity": "工作活動",
    "output": "工作產出",
    "indicator": "行為指標",
    "level": "職能級別",
    "knowledge": "職能內涵 (K=knowledge 知識)",
    "skill": "職能內涵 (S=skills 技能)",
}
_ROW = ("activity", "output", "indicator")
_SHARED = ("knowledge", "skill")
_CODE = re.compile(r"[TOPKSA][0-9]")


@dataclass
class Style:
    """How a document is set.

    `rows`: most rows on a page; `strip`: whether blanks at page cuts are lost; `again`: whether a page prints
    level and task again when their merged cell goes on; `words`: whether Latin words and codes stay whole.
    """

    rows: int = 4
    cut: float = 0.6
    strip: bool = False
    crumbs: bool = True
    again: bool = False
    words: bool = False
    order: tuple[str, ...] = COLUMNS
    headings: dict[str, str] = field(default_factory=lambda: dict(HEADINGS))


@dataclass
class _Flow:
    """A cell's text, printed piece by piece."""

    text: str
    whole: str = ""

    def __post_init__(self) -> None:
        """Keep what the cell says in all."""
        self.whole = self.text

    def take(self, random: Random, style: Style, *, least: int = 0) -> str:
        """Cut a piece off the front at a place where a page may end."""
        places = [at for at in range(least, len(self.text) + 1) if _allowed(self.text, at, style)]
        return self.upto(random.choice(places) if places else len(self.text), style)

    def rest(self, style: Style) -> str:
        """All that is left."""
        return self.upto(len(self.text), style)

    def upto(self, at: int, style: Style) -> str:
        piece, self.text = self.text[:at], self.text[at:]
        return piece.strip() if style.strip else piece


def lay_out(standard: Standard, random: Random, style: Style) -> str:
    """The standard as a document in the format of the source."""
    head = "\t".join(style.headings[column] for column in style.order)
    pages = [[head, *page] for page in _pages(standard, random, style)]
    table = "\n\n".join("\n".join(page) for page in pages)
    return "\n\n".join(["", *_front(standard), table, *_foot(standard)])


def _front(standard: Standard) -> Iterator[str]:
    yield f"{standard.name}職能基準"
    history = ["版本\t職能基準代碼\t職能基準名稱\t狀態\t更新說明\t發展更新日期"]
    history += ["\t".join((v.version, v.code, v.name, v.status, v.note, v.date)) for v in standard.versions]
    yield "\n".join(history)
    rows = [f"職能基準代碼\t\t{standard.code}\t\t\t", "職能基準名稱 (擇一填寫)\t\t職類\t\t\t"]
    rows += [f"\t\t職業\t{standard.name}\t\t"]
    for label, items in (
        ("職類別", standard.categories),
        ("職業別", standard.occupations),
        ("行業別", standard.industries),
    ):
        rows += [f"\t{label}\t{item.name}\t\t{label}代碼\t{item.code}" for item in items]
    rows += [f"工作描述\t\t{standard.description}\t\t\t", f"基準級別\t\t{standard.level or ''}\t\t\t"]
    yield "\n".join(rows)


def _foot(standard: Standard) -> Iterator[str]:
    yield "職能內涵 (A=attitude 態度)"
    yield "\n".join(
        f"- {a.code} {a.name}：{a.definition}" if a.definition else f"- {a.code} {a.name}" for a in standard.attitudes
    )
    yield "說明與補充事項"
    lines = [f"- {note}" for note in standard.notes]
    if standard.prerequisites:
        lines += ["- **建議擔任此職類/職業之學歷/經驗/或能力條件：**", *(f" - {p}" for p in standard.prerequisites)]
    yield "\n".join(lines)


def _pages(standard: Standard, random: Random, style: Style) -> Iterator[list[str]]:
    setter = _Setter(random, style)
    for task in standard.tasks:
        shared: dict[str, _Flow] = {"task": _Flow(f"{task.code} {task.name}")}
        for cell in task.cells:
            shared |= _cell(standard, task.activities[cell[0]], random, style)
            for number in cell:
                last_of_cell, last_of_task = number == cell[-1], number == len(task.activities) - 1
                setter.row(
                    _own(task.activities[number]),
                    shared,
                    task.activities[number].level,
                    start=number == cell[0],
                    cell=last_of_cell,
                    task=last_of_task,
                )
    yield from setter.pages()


class _Setter:
    """Prints rows onto pages."""

    def __init__(self, random: Random, style: Style) -> None:
        self.random, self.style = random, style
        self.done: list[list[str]] = [[]]
        self.room = random.randint(1, style.rows)

    def row(
        self, own: dict[str, _Flow], shared: dict[str, _Flow], level: int | None, *, start: bool, cell: bool, task: bool
    ) -> None:
        """Print a row, over as many pages as it takes; the flags: first of its cell, last of its cell, of its task."""
        level_text = str(level or "")
        begun = False
        while True:
            self.room -= 1
            broken = self.room <= 0 and self.random.random() < self.style.cut and any(f.text for f in own.values())
            ending = self.room <= 0
            fresh = self.style.again and not self.done[-1]
            printed = {"level": level_text if (start and not begun) or fresh else ""}
            for name, flow in own.items():
                # A page that holds nothing of a row but a part of its other cells cannot be told from the row before.
                least = int(name == "activity" and not begun and not self.done[-1])
                printed[name] = flow.take(self.random, self.style, least=least) if broken else flow.rest(self.style)
            for name, flow in shared.items():
                last = (task if name == "task" else cell) and not broken
                least = int(name == "task" and flow.text == flow.whole and not self.done[-1])
                whole = last or not ending
                done = name == "task" and fresh and not flow.text
                if done:
                    printed[name] = flow.whole
                else:
                    printed[name] = flow.rest(self.style) if whole else flow.take(self.random, self.style, least=least)
            if any(text.strip() for text in printed.values()):
                self.done[-1].append("\t".join(printed.get(column, "") for column in self.style.order))
            begun = True
            if ending:
                self.done.append([])
                self.room = self.random.randint(1, self.style.rows)
            if not broken:
                return

    def pages(self) -> list[list[str]]:
        """The pages that hold anything."""
        return [page for page in self.done if page]


def _own(activity: Activity) -> dict[str, _Flow]:
    name = _Flow(f"{activity.code} {activity.name}")
    outputs, indicators = _Flow(_listed(activity.outputs)), _Flow(_listed(activity.indicators))
    return {"activity": name, "output": outputs, "indicator": indicators}


def _listed(items: tuple[Output, ...] | tuple[Indicator, ...]) -> str:
    return " ".join(f"{item.code} {item.name if isinstance(item, Output) else item.text}" for item in items)


def _cell(standard: Standard, activity: Activity, random: Random, style: Style) -> dict[str, _Flow]:
    knowledge = {item.code: item for item in standard.knowledge}
    skills = {item.code: item for item in standard.skills}
    return {
        "knowledge": _Flow(" ".join(_set(knowledge[code], random, style) for code in activity.knowledge)),
        "skill": _Flow(" ".join(_set(skills[code], random, style) for code in activity.skills)),
    }


def _set(item: Knowledge | Skill, random: Random, style: Style) -> str:
    if not item.details:
        return f"{item.code} {item.name}"
    crumb = ' <ul style="list-style-type: none">' if style.crumbs and random.random() < 0.5 else ""
    return f"{item.code} {item.name}：{crumb} " + " ".join(f"■ {detail}" for detail in item.details)


def _allowed(text: str, at: int, style: Style) -> bool:
    """Whether a page may end here without making the text ambiguous, which no reader could undo."""
    if not 0 < at < len(text):
        return True
    left, right = text[:at], text[at:]
    if style.words and re.search(r"[!-~]$", left) and re.match(r"[!-~]", right):
        return False
    if re.search(r"[a-z]$", left) and re.match(r"[A-Z]", right):
        return False
    if not style.strip or not (left[-1].isspace() or right[0].isspace()):
        return True
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return True
    return bool(_CODE.match(right)) or right[0] in "■<" or left[-1] in "■>" or bool(re.search(r"[TOPKS][0-9.]+$", left))
