"""`diff`: what a standard, or a version of it, has that another has not, item by item."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

from ...answer.assistant import Assistant
from ...errors import UsageError
from ...language.catalogue.area import PAGES
from ...language.tag import Language
from ...settings import Settings
from ...standard.relations import Item
from ..export.comparison import changed
from ..export.cover import View
from ..export.edition import Edition
from ..export.files import delimited
from ..export.workbook import workbook
from ..manage.difference import differences
from .command import Argument, Command

_SIGNS = {"added": "+", "removed": "-", "reworded": "~", "moved": ">", "renumbered": "#"}


class Diff(Command):
    """what changed from one standard to another, as two versions of one"""

    before: Annotated[str, Argument("code of the earlier one, such as BAS1499-002v1", placed=True)]
    after: Annotated[str, Argument("code of the later one", placed=True)]
    file: Annotated[Path | None, Argument("also write the table there, as .xlsx or .csv", "FILE")] = None
    language: Annotated[Language, Argument("of the words around the items")] = "zh-TW"

    def run(self, settings: Settings) -> int:
        """Print every change, verbatim and with codes, and write the table where one is asked for."""
        assistant, word = Assistant(settings), PAGES.spoken(self.language)
        sides = [assistant.relations(code) for code in (self.before, self.after)]
        changes = differences(*sides)
        for change in changes:
            print(_SIGNS[change.sort], " → ".join(_said(item) for item in (change.before, change.after) if item))
        codes = {"before": sides[0].standard.code, "after": sides[1].standard.code}
        counts = Counter(change.sort for change in changes)
        counted = word("map.comma").join(word("change.one", sort=word(f"change.{s}"), count=counts[s]) for s in counts)
        print(word("change.summary", **codes, counted=counted) if changes else word("change.none", **codes))
        if self.file:
            editions = tuple(Edition(relations=side, word=word, glosses={}) for side in sides)
            table, cover = changed(editions, changes), View(editions=editions, title=word("change.title")).cover
            if self.file.suffix == ".xlsx":
                self.file.write_bytes(workbook(cover(datetime.now().astimezone()), [table]))
            elif self.file.suffix == ".csv":
                self.file.write_bytes(delimited(table))
            else:
                raise UsageError("command.wrong_ending", name=self.file.name)
        return 0


def _said(item: Item) -> str:
    place = f"（{'、'.join(item.parents)}）" if item.parents else ""
    return f"{item.code}{place} {'；'.join((item.text, *item.details))}".strip()
