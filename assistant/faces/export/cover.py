"""A view that is handed over: of which standards it is, what of them is shown; and the cover that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .edition import Edition
from .files import stem


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a cover; `mark` is the name by which it is read when the file comes back."""

    label: str
    value: str
    link: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands before the tables of a file; `sheet` is what it is called, `font` one that has its characters."""

    title: str
    sheet: str
    font: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a reader sees: a page about some standards, and what it is narrowed to in words, nothing where it is whole.

    `page` is the end of its address, `named` what the address says of it; `facts` and `notes` are those of its cover.
    """

    editions: tuple[Edition, ...]
    title: str
    narrowed: tuple[str, ...] = ()
    page: str | None = None
    named: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its files are called, without the ending: the standards, the page, and what it is narrowed to."""
        codes = dict.fromkeys(edition.standard.code for edition in self.editions)
        return stem(*codes, self.title, *self.narrowed)

    @property
    def address(self) -> str:
        """Its address; empty where it has none, and where the app does not know its own."""
        return "" if self.page is None else self.editions[0].view(self.page, **self.named)

    def cover(self, made: datetime) -> Cover:
        """The cover of its files."""
        word, address = self.editions[0].word, self.address
        cited = {edition.standard.code: edition.cited for edition in self.editions}
        facts = (
            *(Fact(word("export.standard"), standard) for standard in cited.values()),
            Fact(
                word("export.view"), word("export.separator").join(filter(None, self.narrowed)) or word("export.whole")
            ),
            *self.facts,
            Fact(word("export.made"), f"{made:%Y-%m-%d %H:%M} {made.tzname() or ''}".strip()),
            *([Fact(word("export.link"), address, link=True)] if address else []),
        )
        notes = (word("export.verbatim"), *self.notes)
        return Cover(title=self.title, sheet=word("export.cover"), font=word("export.font"), facts=facts, notes=notes)
