"""Data health, over the sample standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from double import Double
from streamlit.testing.v1 import AppTest

from assistant.errors import IndexMissing, Malformed
from assistant.faces.export.table import Table, flat
from assistant.faces.pages import health
from assistant.standard.model import Box, Slot, Span
from assistant.standard.validity import Successor, Validity


def _health() -> None:
    from assistant.faces.pages import health

    health.page()


def opened(lang: str = "zh-TW") -> AppTest:
    """The page as a reader opens it."""
    app = AppTest.from_function(_health, default_timeout=90)
    app.query_params["lang"] = lang
    return app.run()


@pytest.mark.parametrize("lang", ["zh-TW", "zh-CN", "en"])
def test_it_counts_every_kind_and_shows_the_proof(double: Double, lang: str) -> None:
    """Seven counts, the wording at its lines, and the source the index was built from."""
    app = opened(lang)
    assert not app.exception
    assert len(app.metric) == 7
    whole = len(double.relations().items)
    assert any(str(whole) in message.value for message in (*app.success, *app.warning))


@pytest.mark.parametrize(("at", "where"), [(None, "原文行"), (Box(1, 0, 0, 1, 1), "原文頁"), (Slot(1, 1), "原文表列")])
def test_places_are_called_what_they_are(double: Double, at: Box | Slot | None, where: str) -> None:
    """The wording stands at lines, on pages or in rows of tables, as the document has them."""
    sample = double.loaded[0]
    tasks = tuple(replace(task, spans=(Span(1, 0, 1, at),)) for task in sample.tasks)
    double.loaded = (replace(sample, tasks=tasks),)
    assert any(f"所標的{where}" in message.value for message in (*opened().success, *opened().warning))


def test_misprints_lead_to_their_passages(double: Double) -> None:
    """The ledger names a misprint with its codes as links, in words that wrap."""
    ledger = next(h.proto.body for h in opened().get("html") if "ledger errata" in h.proto.body)
    assert "#cite-O1.5.1" in ledger and "O1.5.1 印在其他編號之間" in ledger and "代碼錯置" in ledger


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "O1.5.1 is printed among other numbers, out of order"),
        ("zh-TW", "O1.5.1 印在其他編號之間，次序與編號不符"),
        ("zh-CN", "O1.5.1 印在其他编号之间，次序与编号不符"),
    ],
)
def test_readers_are_told_what_is_odd_in_their_language(double: Double, lang: str, told: str) -> None:
    """A misprint is explained in each."""
    assert told in next(h.proto.body for h in opened(lang).get("html") if "ledger errata" in h.proto.body)


def test_misprints_are_taken_along_with_their_links(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first table of the file is the ledger: code, what is odd, the words, the other codes, the address."""
    taken: list[Sequence[Table]] = []
    monkeypatch.setattr(health, "downloads", lambda view, tables: taken.append(tables))
    monkeypatch.setenv("ASSISTANT_ADDRESS", "https://hr.example")
    assert not opened().exception
    row = [flat(cell) for cell in taken[-1][0].rows[0]]
    assert (
        row[:2] == ["O1.5.1", "代碼錯置"]
        and row[3] == "T1.4"
        and str(row[4]).endswith("?ref=O1.5.1&standard=BAS1499-002v2")
    )
    assert taken[-1][0].columns[4].kind == "link" and len(taken[-1]) == 5


def test_a_stale_version_says_where_to_record_a_successor(double: Double) -> None:
    """The warning names years and file; the header wears a badge."""
    double.valid = Validity(dated=date(2018, 12, 21), years=7, successor=None)
    app = opened()
    assert any("7 年" in w.value and "succession" in w.value for w in app.warning)
    assert any("7 年未更新" in m.value for m in app.markdown)


def test_a_recorded_successor_is_named(double: Double) -> None:
    """What an operator recorded stands in the header and on the page."""
    double.valid = Validity(dated=date(2018, 12, 21), years=7, successor=Successor(code="BAS1499-002v3"))
    app = opened()
    assert any("BAS1499" in w.value for w in app.warning)
    assert any("已有新版" in m.value for m in app.markdown)


def test_a_bad_operators_file_is_a_sentence(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page stays, and says which file to mend."""

    def broken(standard: str | None = None) -> Validity:
        raise Malformed("X.succession.toml 的 successor：缺少。")

    monkeypatch.setattr(double, "validity", broken)
    app = opened()
    assert not app.exception
    assert any("succession" in w.value for w in app.warning)


def test_without_an_index_it_says_so(double: Double) -> None:
    """The same sentence as on every page."""
    double.trouble = IndexMissing("no index")
    assert "python -m ingest" in opened().code[0].value
