"""A team's checklists as tables: people against items, two ratings of a person beside each other, the files used."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..manage.team import Coverage, Difference, Member, Pair
from .edition import Edition
from .items import columns
from .table import Cell, Column, Table, tabulate


def remarked(edition: Edition, row: Coverage) -> str:
    """What is worth saying of an item: that one alone reaches the target, that nobody does, that nobody was rated."""
    word = edition.word
    if row.sole:
        return word("team.sole", name=row.sole, count=row.rated)
    if not row.rated:
        return word("team.unrated")
    return "" if row.able else word("team.nobody", count=row.rated)


def heat(edition: Edition, team: Sequence[Member], rows: Sequence[Coverage]) -> Table:
    """A row for each item, a column for each person; then how many were rated, reach the target, and the mean."""
    word, known = edition.word, columns(edition)

    def rating(position: int) -> Callable[[Coverage], Cell]:
        return lambda row: row.ratings[position] or ("–" if row.asked[position] else "")

    def of(name: str) -> Column:
        column = known[name]
        return Column(title=column.title, width=column.width, of=lambda row: column.of(row.item))

    people = [
        Column(title=member.name, width=10, kind="rating", of=rating(position)) for position, member in enumerate(team)
    ]
    figures = (
        Column(title=word("team.rated"), width=10, of=lambda row: f"{row.rated}/{row.whole}"),
        Column(title=word("team.able"), width=10, kind="number", of=lambda row: len(row.able) if row.rated else ""),
        Column(title=word("team.mean"), width=10, kind="number", of=lambda row: "" if row.mean is None else row.mean),
        Column(title=word("team.note"), width=30, of=lambda row: remarked(edition, row)),
    )
    first = [of(name) for name in ("code", "kind", "text", "details", "gloss")]
    return tabulate(word("team.heat"), [*first, *people, *figures], rows, "heat")


def differences(edition: Edition, title: str, pairs: Sequence[Pair], heads: tuple[str, str]) -> Table:
    """A row for each item that was rated twice, those far apart first for each person.

    :param heads: what the two ratings are called.
    """
    word = edition.word
    shown = (Column(title=word("export.code"), width=10, of=lambda pair: (pair[1].item.code,)),)
    each = [
        (pair, one) for pair in pairs for one in sorted(pair.differences, key=lambda one: (not one.far, -abs(one.by)))
    ]
    return tabulate(
        title,
        (
            Column(title=word("checklist.about_person"), width=14, of=lambda pair: pair[0].name),
            *shown,
            Column(title=word("export.text"), width=52, of=lambda pair: pair[1].item),
            Column(title=heads[0], width=14, kind="rating", of=lambda pair: pair[1].first),
            Column(title=heads[1], width=14, kind="rating", of=lambda pair: pair[1].second),
            Column(title=word("team.difference"), width=10, kind="difference", of=lambda pair: pair[1].by),
            Column(title=word("team.note"), width=34, of=lambda pair: _noted(edition, *pair)),
        ),
        each,
        "differences",
    )


def files(edition: Edition, team: Sequence[Member]) -> Table:
    """The checklists that everything is computed from."""
    word = edition.word

    def told(name: str) -> Column:
        return Column(title=word(f"checklist.about_{name}"), width=16, of=lambda file: getattr(file[1], name))

    columns = (
        Column(title=word("checklist.about_person"), width=16, of=lambda file: file[0].name),
        *map(told, ("role", "date", "assessor")),
        Column(title=word("checklist.about_chosen"), width=24, of=lambda file: file[1].chosen),
        Column(title=word("team.ratings"), width=10, kind="number", of=lambda file: len(file[1].ratings)),
    )
    each = [(member, file) for member in team for file in member.files]
    return tabulate(word("team.files"), columns, each, "files")


def _noted(edition: Edition, pair: Pair, one: Difference) -> str:
    """That the two are far apart, and the days of both."""
    days = " → ".join(filter(None, (pair.first.date, pair.second.date)))
    return edition.word("export.separator").join(filter(None, (edition.word("team.far") if one.far else "", days)))
