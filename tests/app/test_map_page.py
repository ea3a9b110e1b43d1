"""The requirements map, over the sample standard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from double import Double
from sample import standard
from streamlit.testing.v1 import AppTest

from assistant.errors import IndexMissing
from assistant.faces.export.edition import Edition
from assistant.faces.pages.drawing import fragment
from assistant.standard.relations import Relations


def _map() -> None:
    from assistant.faces.pages import requirements

    requirements.page()


def opened(lang: str = "zh-TW", **parameters: str) -> AppTest:
    """The map as a reader opens it."""
    app = AppTest.from_function(_map, default_timeout=90)
    app.query_params["lang"] = lang
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """All tables of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def linked(app: AppTest) -> list[str]:
    """The codes that lead to their passages, in order."""
    return re.findall(r'href="#cite-([A-Z][\d.]+)"', html(app))


def pick(app: AppTest, name: str, *values: object) -> AppTest:
    """Choose in a filter of the sample standard."""
    return app.pills(key=f"map_{name}_BAS1499-002v2").set_value(list(values)).run()


def view(app: AppTest, name: str) -> AppTest:
    """Change to another view."""
    return app.segmented_control(key="map_view").set_value(name).run()


def test_the_table_links_every_code(double: Double) -> None:
    """Every item of the standard stands on the map with a link to its passage."""
    app = opened()
    assert not app.exception
    assert {item.code for item in double.relations().items} == set(linked(app))
    assert "顯示 21／21 項" in app.caption[0].value


def test_level_is_a_colour_and_a_number(double: Double) -> None:
    """A level's tag carries its class and its number."""
    assert '<span class="level l5" title="職能級別 5">5</span>' in html(opened())


def test_filters_leave_what_was_chosen(double: Double) -> None:
    """Level, kind and task narrow the table, and clearing brings everything back."""
    app = pick(opened(), "levels", 5)
    assert "T5" in linked(app) and "T1" not in linked(app)
    app = pick(app, "kinds", "skill")
    assert {"S27", "S30"} < set(linked(app)) and not {"K30", "P5.1.1"} & set(linked(app))
    app = app.button(key="map_clear").click().run()
    assert {"T1", "K30", "P5.1.1"} < set(linked(app))


def test_words_are_marked(double: Double) -> None:
    """Words typed in Simplified Chinese find and mark the Traditional wording."""
    app = opened()
    app = app.text_input(key="map_words_BAS1499-002v2").set_value("标竿").run()
    assert linked(app) == ["T5", "K30"] and "<mark>標竿</mark>原則" in html(app)
    assert "class=none" not in html(app), "what words leave out is not said to be missing"
    app = app.text_input(key="map_words_BAS1499-002v2").set_value("火星").run()
    assert not linked(app) and "沒有符合的項目" in app.info[0].value


def test_an_address_shows_its_item(double: Double) -> None:
    """An address with `ref` marks the item, scrolls to it and forgets filters that would hide it."""
    app = pick(opened(), "levels", 4)
    app.query_params["ref"] = "k30"
    app.run()
    assert 'class="item here" id="at-K30" tabindex=-1>' in html(app)
    assert json.loads(app.get("bidi_component")[0].proto.json)["goto"] == "map/at-K30"


def test_an_address_marks_all_that_an_answer_cited(double: Double) -> None:
    """Several codes are all marked, what is unknown is left out, and the first is scrolled to."""
    app = opened()
    app.query_params["ref"] = "S28,X9,s27,T5"
    app.run()
    marked = re.findall(r'class="item here"[^>]*>\s*<a href="#cite-([A-Z][\d.]+)"', html(app))
    assert marked == ["T5", "S27", "S28"]
    assert json.loads(app.get("bidi_component")[0].proto.json)["goto"] == "map/at-S28"


def test_the_matrix_counts(double: Double) -> None:
    """The matrix counts each kind by task and adds up, and says when no requirement is shared."""
    app = view(opened(), "matrix")
    counts = re.findall(r"<td class=(\w+)[^>]*><b>(\d+)</b>", html(app))
    assert counts[-4:] == [("output", "3"), ("indicator", "5"), ("knowledge", "3"), ("skill", "5")]
    assert ("skill", "4") in counts
    assert "各只屬於一個任務" in app.caption[-1].value


def test_what_several_tasks_need_names_them() -> None:
    """Each cell says whose it is, for windows too narrow for headings; a dash stands where a task needs nothing."""
    relations = Relations(standard())
    rows, heads = [(relations.get("K30"), [[], [relations.get("K30")]])], [relations.get("T1"), relations.get("T5")]
    shown = Edition(relations=relations, word=str, glosses={})
    table = fragment("grid.crossing", edition=shown, heads=heads, rows=rows)
    assert '<td data-head="T5"><a href="#cite-K30">K30</a></td>' in table
    assert '<td data-head="T1"><span class=none' in table


def test_the_picture_has_words_for_those_who_cannot_see_it(double: Double) -> None:
    """The picture is drawn, with a text that says what it shows."""
    chart = view(opened(), "picture").get("vega_lite_chart")[0]
    assert "各任務的級別" in chart.proto.alt
    assert {"task": "T5", "slot": "技能", "count": 4, "told": "技能 4"} in json.loads(chart.proto.spec)["layer"][0][
        "data"
    ]["values"]


def test_english_readers_get_glosses(double: Double) -> None:
    """English readers see the project's translation under the wording, said to be one; others do not."""
    assert "Communication skills" in html(opened("en")) and "溝通技能" in html(opened("en"))
    assert "translation" in "".join(c.value for c in opened("en").caption)
    assert "Communication skills" not in html(opened("zh-TW"))


def test_source_text_is_escaped(double: Double) -> None:
    """Markup in the source or in the words sought is shown, not obeyed."""
    double.loaded = (standard(name="<b>x</b>"),)
    app = opened()
    app = app.text_input(key="map_words_BAS1499-002v2").set_value("<script>").run()
    assert not app.exception and "<script>" not in html(app)


def test_an_address_chooses_the_standard(open_app: Callable[..., AppTest], double: Double) -> None:
    """`standard` in the address opens the app at that standard; one that is not loaded changes nothing."""
    double.loaded = (standard(), standard("XYZ1000-001v1", "另一職能"))
    named = open_app(standard="XYZ1000-001v1")
    assert named.selectbox(key="standard").value == "XYZ1000-001v1"
    named.selectbox(key="standard").set_value("BAS1499-002v2").run()
    assert named.selectbox(key="standard").value == "BAS1499-002v2"
    assert open_app(standard="<b>").selectbox(key="standard").value == "BAS1499-002v2"


def test_without_an_index(double: Double) -> None:
    """Without an index the page says what to do."""
    double.trouble = IndexMissing("no index")
    assert "python -m ingest" in opened().code[0].value
