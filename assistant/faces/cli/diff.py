"""`diff`: what a standard, or a version of it, has that another has not, item by item."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

from ...answer.assistant import Assistant
from ...errors import UsageError
from ...language.tag import Language
from ...settings import Settings
from ...standard.relations import Item
from ..export.comparison import changed
from ..export.cover import View
from ..export.edition import Edition
from ..export.files import delimited
from ..export.workbook import workbook
from ..manage.difference import Change, differences
from .command import Argument, Command, extra

_SIGNS = {"added": "+", "removed": "-", "reworded": "~", "moved": ">", "renumbered": "#"}


@dataclass(frozen=True, kw_only=True)
class Diff(Command):
    """what changed from one standard to another, as two versions of one"""

    before: Annotated[str, Argument("code of the earlier one, such as BAS1499-002v1", placed=True)]
    after: Annotated[str, Argument("code of the later one", placed=True)]
    file: Annotated[Path | None, Argument("also write the table there, as .xlsx or .csv", "FILE")] = None
    language: Annotated[Language, Argument("of the words around the items")] = "zh-TW"

    def run(self, settings: Settings) -> int:
        """Print every change, verbatim and with codes, and write the table where one is asked for.

        :raises UsageError: when there is no such standard, no such kind of file, or the extra of its words is missing.
        """
        extra("pages", "streamlit")  # its words are those of the pages
        assistant, word = Assistant(settings), partial(_word, self.language)
        sides = [assistant.relations(code) for code in (self.before, self.after)]
        changes = differences(*sides)
        codes = {"before": sides[0].standard.code, "after": sides[1].standard.code}
        for change in changes:
            print(_line(change))
        counts = Counter(change.sort for change in changes)
        counted = word("map.comma").join(word("change.one", sort=word(f"change.{s}"), count=counts[s]) for s in counts)
        print(word("change.summary", **codes, counted=counted) if changes else word("change.none", **codes))
        if self.file:
            editions = [Edition(relations=side, word=word, glosses={}) for side in sides]
            table = changed(editions, changes)
            view = View(editions=tuple(editions), title=word("change.title"))
            made = {
                ".xlsx": lambda: workbook(view.cover(datetime.now().astimezone()), [table]),
                ".csv": lambda: delimited(table),
            }
            if self.file.suffix not in made:
                raise UsageError(f"{self.file.name}：只能寫成 .xlsx 或 .csv。 Name a file .xlsx or .csv.")
            self.file.write_bytes(made[self.file.suffix]())
        return 0


def _word(language: Language, name: str, /, **values: object) -> str:
    from ..pages.language import words

    return words(name, language, **values)


def _line(change: Change) -> str:
    before, after = (_said(item) for item in (change.before, change.after))
    return f"{_SIGNS[change.sort]} {' → '.join(filter(None, (before, after)))}"


def _said(item: Item | None) -> str:
    """An item with its place and all that it says."""
    if item is None:
        return ""
    place = f"（{'、'.join(item.parents)}）" if item.parents else ""
    return f"{item.code}{place} {'；'.join((item.text, *item.details))}".strip()
