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


def test_it_begins_with_a_choice(double: Double) -> None:
    """Nothing is listed before something is chosen."""
    app = opened()
    assert not app.exception
    assert "先選任務或活動" in app.info[0].value
    assert len(app.tabs) == 0


@pytest.mark.parametrize("lang", ["zh-TW", "zh-CN", "en"])
def test_a_task_chosen_lists_what_there_is_to_rate(double: Double, lang: str) -> None:
    """Three tabs, and nothing rated yet."""
    app = opened(lang=lang)
    app.multiselect[0].set_value(["T5"]).run()
    assert not app.exception
    assert len(app.tabs) == 3
    assert app.session_state["checklists"]["BAS1499-002v2"]["kept"].chosen == ("T5",)


def test_the_result_names_what_to_train_for(double: Double) -> None:
    """Items below three are in the table of gaps, with their tasks."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"S27": 1, "S28": 3}))
    assert not app.exception
    gaps = app.dataframe[-1].value
    assert list(gaps["代碼"]) == ["S27"]
    assert list(gaps["工作任務"]) == ["T5"]


def test_what_was_rated_stays_when_the_choice_changes(double: Double) -> None:
    """Taking a task away forgets no rating."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"S27": 1}))
    app.multiselect[0].set_value([]).run()
    app.multiselect[0].set_value(["T5"]).run()
    assert app.session_state["checklists"]["BAS1499-002v2"]["kept"].ratings == {"S27": 1}


def test_without_an_index_it_says_so(double: Double) -> None:
    """The same sentence as on every page."""
    double.trouble = IndexMissing("no index")
    assert "python -m ingest" in opened().code[0].value
