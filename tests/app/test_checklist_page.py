"""The checklist, over the sample standard."""

from __future__ import annotations

import pytest
from double import Double
from streamlit.testing.v1 import AppTest

from assistant.checklist import Checklist
from assistant.errors import IndexMissing


def _checklist() -> None:
    from assistant.pages import checklist

    checklist.page()


def opened(kept: Checklist | None = None, lang: str = "zh-TW") -> AppTest:
    """The page as a reader opens it, with what the session holds."""
    app = AppTest.from_function(_checklist, default_timeout=20)
    app.query_params["lang"] = lang
    if kept:
        app.session_state["checklists"] = {kept.standard: {"kept": kept, "round": 0, "read": ""}}
    return app.run()


def _kept(app: AppTest) -> Checklist:
    kept: Checklist = app.session_state["checklists"]["BAS1499-002v2"]["kept"]
    return kept


def test_it_begins_with_a_choice(double: Double) -> None:
    """Nothing is listed before something is chosen."""
    app = opened()
    assert not app.exception
    assert "先選任務或活動" in app.info[0].value
    assert len(app.text_input) == 0


@pytest.mark.parametrize("lang", ["zh-TW", "zh-CN", "en"])
def test_a_task_chosen_lists_what_there_is_to_rate(double: Double, lang: str) -> None:
    """A row of four points and a remark for every indicator, and nothing rated yet."""
    app = opened(lang=lang)
    app.multiselect[0].set_value(["T5"]).run()
    assert not app.exception
    points = [b for b in app.get("button_group") if "point_" in str(b.key)]
    assert [str(b.key).rpartition("_")[2] for b in points] == ["P5.1.1", "P5.1.5", "P5.1.6"]
    assert len(app.text_input) == 3
    assert _kept(app) == Checklist(standard="BAS1499-002v2", chosen=("T5",))


def test_what_is_rated_and_remarked_is_kept(double: Double) -> None:
    """A point chosen and a remark typed are in the checklist at once, and gone when taken back."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",)))
    app.segmented_control(key="point_BAS1499-002v2_0_P5.1.1").set_value(2).run()
    app.text_input(key="remark_BAS1499-002v2_0_P5.1.1").set_value("再練習").run()
    assert (_kept(app).ratings, _kept(app).remarks) == ({"P5.1.1": 2}, {"P5.1.1": "再練習"})
    app.segmented_control(key="point_BAS1499-002v2_0_P5.1.1").set_value(None).run()
    app.text_input(key="remark_BAS1499-002v2_0_P5.1.1").set_value("").run()
    assert not app.exception
    assert (_kept(app).ratings, _kept(app).remarks) == ({}, {})


def test_the_result_names_what_to_train_for(double: Double) -> None:
    """Items below three are in the table of gaps, with their tasks as links."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"S27": 1, "S28": 3}))
    app.segmented_control(key="checklist_view").set_value("result").run()
    assert not app.exception
    gaps = app.get("html")[-1].proto.body
    assert "#cite-S27" in gaps and "#cite-T5" in gaps and "#cite-S28" not in gaps


def test_what_was_rated_stays_when_the_choice_changes(double: Double) -> None:
    """Taking a task away forgets no rating."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"S27": 1}))
    app.multiselect[0].set_value([]).run()
    app.multiselect[0].set_value(["T5"]).run()
    assert _kept(app).ratings == {"S27": 1}


def test_without_an_index_it_says_so(double: Double) -> None:
    """The same sentence as on every page."""
    double.trouble = IndexMissing("no index")
    assert "python -m ingest" in opened().code[0].value
