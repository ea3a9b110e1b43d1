"""From gap to plan, and documents from the words of a standard: verbatim, with codes, and nothing besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import Malformed, Unreadable
from assistant.faces.export import checklist as export
from assistant.faces.export import documents
from assistant.faces.export.edition import Edition
from assistant.faces.export.table import flat
from assistant.faces.manage.checklist import Checklist
from assistant.faces.manage.gaps import plan
from assistant.language.catalogue.area import PAGES
from assistant.standard.beside import courses
from assistant.standard.model import Kind, Standard
from assistant.standard.relations import Relations

CODE = "BAS1499-002v2"


def edition(relations: Relations, *, english: bool = False, glosses: dict[str, str] | None = None) -> Edition:
    """The standard as a reader is shown it."""

    def word(name: str, /, **values: object) -> str:
        return PAGES.say(name, "en" if english else "zh-TW", **values)

    return Edition(relations=relations, word=word, glosses=glosses or {}, english=english)


def test_a_step_is_accepted_by_its_rows(relations: Relations) -> None:
    """Knowledge of a whole task by all of its outputs and indicators; an indicator by itself and its outputs."""
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2, "P5.1.2": 1, "A01": 2, "S27": 4})
    steps = {step.gap.item.code: step for step in plan(relations, kept)}
    whole = [*relations.children(Kind.OUTPUT, "T5"), *relations.children(Kind.INDICATOR, "T5")]
    assert list(steps) == ["P5.1.2", "K30", "A01"]
    assert list(steps["K30"].acceptance) == whole
    assert [item.code for item in steps["P5.1.2"].acceptance] == ["O5.1.1", "P5.1.2"]
    assert steps["A01"].acceptance == () and steps["A01"].task is None


def test_only_the_activities_chosen_are_to_be_shown(relations: Relations) -> None:
    """Who is rated in one activity of a task is not measured by the others."""
    kept = Checklist(standard=CODE, chosen=("T5.1",), ratings={"K30": 2})
    (step,) = plan(relations, kept)
    assert {code.split(".")[1] for code in (item.code for item in step.acceptance)} == {"1"}


def test_a_plan_is_verbatim_with_columns_to_fill_in(relations: Relations) -> None:
    """Every line of the acceptance is code and wording of the table; method, owner, due date and check are blank."""
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2}, targets={"K30": 4})
    table = export.plan(edition(relations), plan(relations, kept), {})
    heads = [column.title for column in table.columns]
    row = dict(zip(heads, table.rows[0], strict=True))
    assert (row["代碼"], row["評分"], row["目標"]) == ("K30", 2, 4)
    for line in str(row["驗收依據（工作產出與行為指標）"]).split("\n"):
        code, _, text = line.partition(" ")
        assert text in {item.text for item in relations.find(code)}
    assert [row[name] for name in ("方法", "負責人", "期限", "查核")] == [""] * 4
    assert "課程（組織提供）" not in heads


def test_courses_stand_where_the_operator_names_some(relations: Relations, tmp_path: Path) -> None:
    """In any spelling of a code, several to one; a byte-order mark and Windows line ends change nothing."""
    text = 'code,course,hours\r\nk30,標竿管理入門,4\r\nＫ30,"同業參訪, 進階",8\r\nS27,,\r\n'
    (tmp_path / f"{CODE}.courses.csv").write_bytes(text.encode("utf-8-sig"))
    found = courses(relations, tmp_path)
    assert found == {"K30": ("標竿管理入門", "同業參訪, 進階")}
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2, "S27": 1})
    table = export.plan(edition(relations), plan(relations, kept), found)
    place = [column.title for column in table.columns].index("課程（組織提供）")
    assert {row[0]: row[place] for row in table.rows} == {"K30": "標竿管理入門\n同業參訪, 進階", "S27": ""}
    assert courses(relations, tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("code,course\nK30,標竿".encode("big5"), Unreadable),
        (b"a,b\nK30,x\n", Malformed),
        (b"code,course\nK99,x\n", Malformed),
        (b"", Malformed),
    ],
)
def test_a_bad_file_of_courses_is_a_sentence(
    relations: Relations, tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    """It names the file."""
    (tmp_path / f"{CODE}.courses.csv").write_bytes(content)
    with pytest.raises(error, match="courses"):
        courses(relations, tmp_path)


def test_a_job_description_is_the_standard(relations: Relations, standard: Standard) -> None:
    """Profile, duties and requirements of the tasks chosen, each wording as printed, each item once."""
    profile, duties, needs = documents.description(edition(relations), [relations.get("T5"), relations.get("T1")])
    assert standard.description in [row[1] for row in profile.rows]
    activities = [*relations.children(Kind.ACTIVITY, "T5"), *relations.children(Kind.ACTIVITY, "T1")]
    assert [row[0] for row in duties.rows] == [item.code for item in activities]
    for item, row in zip(activities, duties.rows, strict=True):
        assert row[2] == item.text
        held = [*relations.children(Kind.OUTPUT, item.code), *relations.children(Kind.INDICATOR, item.code)]
        assert "\n".join(filter(None, map(str, row[3:5]))).split("\n") == [f"{i.code} {i.text}" for i in held]
    own = {i.code for t in ("T1", "T5") for k in (Kind.KNOWLEDGE, Kind.SKILL) for i in relations.children(k, t)}
    codes = [str(row[0]) for row in needs.rows]
    assert len(codes) == len(set(codes)) and set(codes) == own | {i.code for i in relations.of_kind(Kind.ATTITUDE)}
    assert all(row[2] == relations.get(str(row[0])).text for row in needs.rows)


@pytest.mark.parametrize("english", [True, False])
def test_an_interview_sheet_asks_in_the_words_of_the_standard(
    relations: Relations, glosses: dict[str, str], english: bool
) -> None:
    """Each question holds the wording whole, in quotation marks; English readers get the translation beside it."""
    marks = "“{}”" if english else "「{}」"
    shown = edition(relations, english=english, glosses=glosses)
    tables = documents.interview(shown, [relations.get("T5")])
    assert len(tables) == 4
    for row in (row for table in tables for row in table.rows):
        item = relations.get(str(row[0]))
        assert marks.format(item.text) in str(row[1]) and (shown.gloss(item) in map(flat, row)) is english
