"""A team's checklists beside each other: only what was rated counts, and every figure says of how many it is."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assistant.faces.export import team as export
from assistant.faces.export.cover import View
from assistant.faces.export.edition import Edition
from assistant.faces.export.workbook import workbook
from assistant.faces.manage.checklist import Checklist
from assistant.faces.manage.team import Coverage, coverage, members, progress, self_and_other
from assistant.language.catalogue.area import PAGES
from assistant.standard.model import Kind
from assistant.standard.relations import Relations

CODE = "BAS1499-002v2"


def rating(person: str, assessor: str = "", date: str = "", chosen: str = "T5", **ratings: int) -> Checklist:
    """A checklist of T5."""
    return Checklist(
        standard=CODE, person=person, assessor=assessor, date=date, chosen=tuple(chosen.split()), ratings=ratings
    )


FILES = [
    ("a", rating("王小明", K30=4, K31=1, K33=2)),
    ("b", rating("王小明", "李主任", "2026-01-05", K30=2, K31=2, K33=1)),
    ("c", rating("陳 美玉", date="2026-02-01", K30=2, K31=2)),
    ("d", rating("", chosen="T1", K1=3)),
    ("e", rating("王小明", "李主任", "2026-06-05", K30=3, K31=1, K32=4)),
]


def covered(relations: Relations, whose: str = "latest") -> dict[str, Coverage]:
    """The items of the team by code."""
    rows = coverage(relations, members(FILES), whose, (Kind.KNOWLEDGE,))  # type: ignore[arg-type]
    return {row.item.code: row for row in rows}


def test_people_are_told_by_their_names() -> None:
    """Files of one name are one person's, by date; one without a name goes by what it is called, twice counts once."""
    found = members([*FILES, ("f", rating("陳美玉", date="2026-01-01")), FILES[0]])
    assert [(one.name, [file.date for file in one.files]) for one in found] == [
        ("王小明", ["", "2026-01-05", "2026-06-05"]),
        ("陳 美玉", ["2026-01-01", "2026-02-01"]),
        ("d", [""]),
    ]


def test_every_figure_says_of_how_many_it_is(relations: Relations) -> None:
    """The mean is of what is rated; who has not the item in the checklist is not counted as missing."""
    k30 = covered(relations)["K30"]
    assert (k30.ratings, k30.asked) == ((3, 2, None), (True, True, False))
    assert (k30.rated, k30.whole, k30.mean, k30.able) == (2, 2, 2.5, ("王小明",))


def test_nothing_is_concluded_from_what_nobody_rated(relations: Relations) -> None:
    """No mean without ratings, and nobody is the only one of one."""
    rows = covered(relations)
    assert rows["K30"].sole == "王小明" and rows["K32"].sole == "" and rows["K32"].able == ("王小明",)
    unrated = rows["K37"]
    assert (unrated.rated, unrated.mean, unrated.able, unrated.sole) == (0, None, (), "")
    shown = Edition(relations=relations, word=lambda name, **_: name, glosses={})
    assert export.remarked(shown, unrated) == "team.unrated" and export.remarked(shown, rows["K31"]) == "team.nobody"


def test_a_target_of_the_file_counts(relations: Relations) -> None:
    """Who has a target of four does not reach it with three."""
    strict = FILES[4][1].model_copy(update={"targets": {"K30": 4}})
    (row,) = (r for r in coverage(relations, members([("x", strict)]), "latest") if r.item.code == "K30")
    assert row.able == ()


def test_whose_rating_counts_can_be_chosen(relations: Relations) -> None:
    """Their own, or those by others; who has none of the sort has none."""
    assert covered(relations, "own")["K30"].ratings == (4, 2, None)
    assert covered(relations, "other")["K30"].ratings == (3, None, None)


def test_self_and_manager_side_by_side(relations: Relations) -> None:
    """The latest of each, what both rate, and what is two or more apart."""
    (pair,) = self_and_other(relations, members(FILES))
    assert [(one.item.code, one.first, one.second) for one in pair.differences] == [("K30", 4, 3), ("K31", 1, 1)]
    assert pair.far == 0
    (pair,) = self_and_other(relations, members(FILES[:2]))
    assert [(one.item.code, one.by, one.far) for one in pair.differences] == [
        ("K30", -2, True),
        ("K31", 1, False),
        ("K33", -1, False),
    ]


def test_progress_is_between_two_days_of_one_assessor(relations: Relations) -> None:
    """A self-rating is no earlier state of a manager's, and what has no day is neither earlier nor later."""
    (pair,) = progress(relations, members(FILES))
    assert (pair.name, pair.first.date, pair.second.date) == ("王小明", "2026-01-05", "2026-06-05")
    assert [(one.item.code, one.by) for one in pair.differences] == [("K30", 1), ("K31", -1)]
    assert progress(relations, members(FILES[:4])) == ()


@pytest.mark.parametrize("lang", ["zh-TW", "en"])
def test_a_team_is_taken_along(relations: Relations, lang: str) -> None:
    """The file has the cells of the page, ratings as numbers on colours, and n beside every mean."""

    def word(name: str, /, **values: object) -> str:
        return PAGES.say(name, lang, **values)  # type: ignore[arg-type]

    shown, team = Edition(relations=relations, word=word, glosses={}), members(FILES)
    rows = coverage(relations, team, "latest", (Kind.KNOWLEDGE,))
    pairs = export.differences(shown, "pairs", self_and_other(relations, members(FILES[:2])), ("a", "b"))
    made = [export.heat(shown, team, rows), pairs, export.files(shown, team)]
    view = View(editions=(shown,), title="team")
    book = load_workbook(BytesIO(workbook(view.cover(datetime(2026, 11, 29, tzinfo=UTC)), made)))
    heads, *lines = book.worksheets[1].iter_rows(values_only=True)
    k30 = next(dict(zip(heads, line, strict=True)) for line in lines if line[0] == "K30")
    assert (k30["王小明"], k30["陳 美玉"], k30["d"]) == (3, 2, None)
    assert (k30[word("team.rated")], k30[word("team.mean")], k30[word("team.able")]) == ("2/2", 2.5, 1)
    assert "王小明" in str(k30[word("team.note")])
    assert any(rule.formula == ["-1", "1"] for c in book.worksheets[2].conditional_formatting for rule in c.rules)
    assert [row[0] for row in book.worksheets[3].iter_rows(min_row=2, values_only=True)] == [
        *["王小明"] * 3,
        "陳 美玉",
        "d",
    ]
