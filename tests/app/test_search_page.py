"""The search page, over the sample standard and a retriever that finds what the test says."""

from __future__ import annotations

import re

import pytest
from double import Double
from streamlit.testing.v1 import AppTest

from assistant.errors import EmbeddingError, IndexMissing


def _search() -> None:
    from assistant.faces.pages import search

    search.page()


def searched(words: str, lang: str = "zh-TW") -> AppTest:
    """The page after a reader has typed."""
    app = AppTest.from_function(_search, default_timeout=90)
    app.query_params["lang"] = lang
    app = app.run()
    return app.text_input(key="search_words").set_value(words).run() if words else app


def html(app: AppTest) -> str:
    """All lists of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def found(app: AppTest) -> list[str]:
    """The codes found, in order."""
    return re.findall(r'<div class="item[^"]*"><a href="#cite-([A-Z][\d.]+)"', html(app))


def test_words_are_grouped_by_kind(double: Double) -> None:
    """Literal matches and what retrieval finds stand under their kinds, the words marked."""
    double.found = ("S1", "P5.1.6")
    app = searched("溝通")
    assert not app.exception and [h.value for h in app.header] == ["技能（2）", "行為指標（1）"]
    assert found(app) == ["S1", "S27", "P5.1.6"]
    assert "<mark>溝通</mark>技能" in html(app) and html(app).count("意思相近") == 1


def test_one_kind_alone(double: Double) -> None:
    """A click on a kind shows only that kind."""
    double.found = ("S1", "P5.1.6")
    app = searched("溝通")
    app = app.pills(key="search_kind_skill_indicator").set_value("indicator").run()
    assert found(app) == ["P5.1.6"]


@pytest.mark.parametrize("words", ["s27", "Ｓ２７", "S 27"])
def test_a_code_finds_its_item(double: Double, words: str) -> None:
    """A code in any written form finds its item, with where it stands and its level."""
    app = searched(words)
    assert found(app) == ["S27"] and 'class="level l5"' in html(app) and "T5" in html(app)


def test_nothing_found_is_said(double: Double) -> None:
    """What is not there is said, an unknown code by name."""
    assert "找不到" in searched("火星移民").info[0].value
    assert "T9" in searched("T9").caption[0].value and not found(searched("T9"))


def test_nothing_typed_explains(double: Double) -> None:
    """Before anything is typed the page says what can be, and offers the tasks; so it does when nothing is found."""
    assert "輸入時" in searched("").caption[0].value
    assert found(searched("")) == found(searched("火星移民")) == ["T1", "T5"]


def test_without_a_model_literal_matches_remain(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the search model cannot be loaded, literal matches are listed and the lack is said."""

    def broken(*_: object) -> None:
        raise EmbeddingError("no model")

    monkeypatch.setattr(Double, "retrieve", lambda self, standard: broken)
    app = searched("溝通")
    assert found(app) == ["S1", "S27"] and "搜尋模型" in app.warning[0].value


def test_hostile_words_are_shown_as_typed(double: Double) -> None:
    """Markup in the words is not obeyed."""
    app = searched("<img src=x onerror=alert(1)> 溝通")
    assert not app.exception and "<img" not in html(app)


def test_without_an_index(double: Double) -> None:
    """Without an index the page says what to do."""
    double.trouble = IndexMissing("no index")
    assert "python -m ingest" in searched("").code[0].value
