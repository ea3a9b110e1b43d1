"""The comparison page, over the sample standard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from double import Double
from sample import standard
from streamlit.testing.v1 import AppTest

from assistant.errors import IndexMissing
from assistant.faces.export.cover import View
from assistant.faces.export.edition import Edition
from assistant.faces.export.table import Table
from assistant.faces.manage.shared_items import Side, shared
from assistant.faces.pages import compare
from assistant.standard.model import Kind, Skill
from assistant.standard.relations import Relations

CODES = "compare_codes_BAS1499-002v2"


def _compare() -> None:
    from assistant.faces.pages import compare

    compare.page()


def opened(lang: str = "zh-TW", **parameters: str) -> AppTest:
    """The comparison as a reader opens it."""
    app = AppTest.from_function(_compare, default_timeout=90)
    app.query_params["lang"] = lang
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """All tables of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def column(app: AppTest, side: str) -> set[str]:
    """The codes that stand in the column of one side."""
    cells = re.findall(rf'<td data-side="{re.escape(side)}">(.*?)</td>', html(app))
    return set(re.findall(r'href="#cite-([A-Z][\d.]+)', "".join(cells)))


def test_two_tasks_stand_side_by_side(double: Double) -> None:
    """Each side has its level, its counts and in its column what it alone has."""
    app = opened(**{"with": "T1,T5"})
    assert not app.exception and app.multiselect(key=CODES).value == ["T1", "T5"]
    assert {"K1", "S1", "P1.4.1"} < column(app, "T1") and {"K30", "S27"} < column(app, "T5")
    assert "level l4" in html(app) and "level l5" in html(app)


def test_what_one_lacks(double: Double) -> None:
    """Asked for what T1 lacks, only what T5 has besides is listed."""
    app = opened(**{"with": "T1,T5"})
    app = app.pills(key="compare_view_zh-TW_T1_T5").set_value("T1 沒有的").run()
    assert not column(app, "T1") and {"K30", "K36", "S27"} < column(app, "T5")
    assert "T1 沒有的項目" in app.caption[-1].value


def test_what_is_shared_alone(double: Double) -> None:
    """Asked for what is shared, nothing that one side has alone is listed; where nothing is, that is said."""
    double.loaded = (standard(), standard("XYZ1000-001v1", "另一職能"))
    app = opened(**{"with": "T1.4,T1.5"})
    app = app.pills(key="compare_view_zh-TW_T1.4_T1.5").set_value("共有的").run()
    assert not app.exception and "K1" in html(app) and "各自獨有" not in html(app)
    assert not column(app, "T1.4") and not column(app, "T1.5")
    app.multiselect(key=CODES).set_value(["T1", "T5"]).run()
    app = app.pills(key="compare_view_zh-TW_T1_T5").set_value("共有的").run()
    assert "沒有可列的項目" in app.info[-1].value


def test_activities_of_a_merged_cell_share(double: Double) -> None:
    """Two activities of one cell share its knowledge, and the page says that the source goes no finer."""
    app = opened(**{"with": "T1.4,T1.5"})
    app = app.pills(key="compare_kinds_4").set_value(["knowledge"]).run()
    assert "共有（1）" in html(app) and not column(app, "T1.4")
    assert "屬於整個任務" in "".join(c.value for c in app.caption)


def test_equal_wording_is_marked(double: Double) -> None:
    """The outputs of T1.4 and T1.5 differ; the same wording under other codes is marked as equal."""
    double.loaded = (standard(), standard("XYZ1000-001v1", "另一職能"))
    app = opened()
    app = app.segmented_control(key="compare_what").set_value("standards").run()
    assert not app.exception
    assert "溝通技能" in html(app) and "#cite-S27@XYZ1000-001v1" in html(app)
    assert "共有" in html(app) and "各自獨有" not in html(app)


def test_standards_are_taken_along_item_by_item(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of two standards has the comparison, then the items of each under its code, linked to its own."""
    taken: list[tuple[View, Sequence[Table]]] = []
    monkeypatch.setattr(compare, "downloads", lambda view, tables: taken.append((view, tables)))
    monkeypatch.setenv("ASSISTANT_ADDRESS", "https://hr.example/app")
    double.loaded = (standard(), standard("XYZ1000-001v1", "另一職能"))
    app = opened().segmented_control(key="compare_what").set_value("standards").run()
    assert not app.exception
    view, tables = taken[-1]
    assert view.name == "BAS1499-002v2-XYZ1000-001v1-比較"
    assert [table.title for table in tables] == ["比較", "項目 BAS1499-002v2", "項目 XYZ1000-001v1"]
    kinds = (Kind.TASK, Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE)
    held = [item.code for item in double.relations().items if item.kind in kinds]
    for table, code in zip(tables[1:], ("BAS1499-002v2", "XYZ1000-001v1"), strict=True):
        assert [row[0] for row in table.rows] == held
        assert all(row[-1] == f"https://hr.example/app/?ref={row[0]}&standard={code}" for row in table.rows)


def test_tasks_of_a_level_are_one_click(double: Double) -> None:
    """A button adds the tasks of a level; one part alone is not compared."""
    app = opened(**{"with": "T1"})
    assert "再選一個" in app.info[0].value
    app = app.button(key="compare_level_5").click().run()
    assert app.multiselect(key=CODES).value == ["T1", "T5"] and not app.info


def test_unknown_codes_in_the_address(double: Double) -> None:
    """Codes that do not exist are left out."""
    app = opened(**{"with": "T9,T5,<b>"})
    assert not app.exception and app.multiselect(key=CODES).value == ["T5"]


def test_english_readers_get_glosses(double: Double) -> None:
    """English readers see translations under the wording."""
    assert "Communication skills" in html(opened("en", **{"with": "T1,T5"}))


def test_english_readers_choose_by_english_names(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a translation, tasks are offered by it; others, and readers of Chinese, have the wording."""
    monkeypatch.setattr(double, "glosses", lambda standard=None: {"T5": "Keep service levels"})
    assert opened("en").multiselect(key=CODES).options[:2] == [
        "T1 (level 4) 將客戶服務中心整合至組織",
        "T5 (level 5) Keep service levels",
    ]
    assert opened().multiselect(key=CODES).options[1] == "T5（5 級）發展與維持服務水準的策略"


def test_each_standard_has_its_own_glosses() -> None:
    """A code of one standard never gets the gloss that the same code has in another."""
    other = replace(standard("XYZ1000-001v1"), skills=(Skill(code="S27", name="別的技能"),))
    compared = [Side(relations=Relations(standard())), Side(relations=Relations(other))]
    editions = [
        Edition(relations=side.relations, word=str, glosses=glosses, english=True)
        for side, glosses in zip(compared, ({"S27": "Communication skills"}, {}), strict=True)
    ]
    table = compare.side_by_side(editions, compared, shared(compared, Kind.SKILL))
    assert "溝通技能<small>Communication skills</small>" in table and "別的技能</span>" in table


def test_without_an_index(double: Double) -> None:
    """Without an index the page says what to do."""
    double.trouble = IndexMissing("no index")
    assert "python -m ingest" in opened().code[0].value
