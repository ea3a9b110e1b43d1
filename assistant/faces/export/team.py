"""A team's checklists as tables: people against items, two ratings of a person beside each other, the files used."""

from collections.abc import Callable, Sequence

from ..manage.team import Coverage, Difference, Member, Pair
from .edition import Edition
from .items import columns
from .table import Cell, Column, Table, tabulate


def heat(edition: Edition, team: Sequence[Member], rows: Sequence[Coverage]) -> Table:
    """A row for each item, a column for each person; then how many were rated, reach the target, and the mean."""
    word, known = edition.word, columns(edition)

    def rating(position: int) -> Callable[[Coverage], Cell]:
        return lambda row: row.ratings[position] or ("–" if row.asked[position] else "")

    shown = (
        *(known[name].about(lambda row: row.item) for name in ("code", "kind", "text", "details", "gloss")),
        *(Column(member.name, 10, rating(position), "rating") for position, member in enumerate(team)),
        Column(word("team.rated"), 10, lambda row: f"{row.rated}/{row.whole}"),
        Column(word("team.able"), 10, lambda row: len(row.able) if row.rated else "", "number"),
        Column(word("team.mean"), 10, lambda row: "" if row.mean is None else row.mean, "number"),
        Column(word("team.note"), 30, lambda row: remarked(edition, row)),
    )
    return tabulate(word("team.heat"), shown, rows, "heat")


def differences(edition: Edition, title: str, pairs: Sequence[Pair], heads: tuple[str, str]) -> Table:
    """A row for each item that was rated twice, those far apart first for each person.

    :param heads: what the two ratings are called.
    """
    word = edition.word
    each = [
        (pair, one) for pair in pairs for one in sorted(pair.differences, key=lambda one: (not one.far, -abs(one.by)))
    ]
    columns = (
        Column(word("checklist.about_person"), 14, lambda row: row[0].name),
        Column(word("export.code"), 10, lambda row: (row[1].item.code,)),
        Column(word("export.text"), 52, lambda row: row[1].item),
        Column(heads[0], 14, lambda row: row[1].first, "rating"),
        Column(heads[1], 14, lambda row: row[1].second, "rating"),
        Column(word("team.difference"), 10, lambda row: row[1].by, "difference"),
        Column(word("team.note"), 34, lambda row: _noted(edition, *row)),
    )
    return tabulate(title, columns, each, "differences")


def files(edition: Edition, team: Sequence[Member]) -> Table:
    """The checklists that everything is computed from."""
    word = edition.word

    def told(name: str) -> Column:
        return Column(word(f"checklist.about_{name}"), 16, lambda row: getattr(row[1], name))

    columns = (
        Column(word("checklist.about_person"), 16, lambda row: row[0].name),
        *map(told, ("role", "date", "assessor")),
        Column(word("checklist.about_chosen"), 24, lambda row: row[1].chosen),
        Column(word("team.ratings"), 10, lambda row: len(row[1].ratings), "number"),
    )
    each = [(member, file) for member in team for file in member.files]
    return tabulate(word("team.files"), columns, each, "files")


def remarked(edition: Edition, row: Coverage) -> str:
    """What is worth saying of an item: that one alone reaches the target, that nobody does, that nobody was rated."""
    if row.sole:
        return edition.word("team.sole", name=row.sole, count=row.rated)
    if not row.rated:
        return edition.word("team.unrated")
    return "" if row.able else edition.word("team.nobody", count=row.rated)


def _noted(edition: Edition, pair: Pair, one: Difference) -> str:
    days = " → ".join(filter(None, (pair.first.date, pair.second.date)))
    return edition.word("export.separator").join(filter(None, (edition.word("team.far") if one.far else "", days)))
