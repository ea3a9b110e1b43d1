"""What a manager does on the map, the comparison and the search, in a real browser."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from test_browser import CHROMIUM, address, page, playwright

from assistant.relations import Relations
from assistant.standard import Kind, Standard

__all__ = ["address", "page"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
SWITCH = 0.5
"""Seconds that a change of page may take."""


@pytest.fixture(autouse=True)
def _ready(page: playwright.Page) -> None:
    """The first page is drawn before anything is clicked."""
    page.locator("h1").first.wait_for(timeout=30_000)


def _go(page: playwright.Page, path: str, shown: str) -> None:
    """Change to a page and wait until it shows something."""
    page.locator(f'[data-testid=stSidebarNav] a[href$="/{path}"]').click()
    page.locator(shown).first.wait_for(timeout=30_000)


def test_level_5_against_t4_in_excel(page: playwright.Page, standard: Standard) -> None:
    """The tasks of level 5, what they need that T4 does not, and that in Excel: five clicks, no typing."""
    _go(page, "map", ".grid.map")
    page.locator(".st-key-filters").get_by_role("button", name="5", exact=True).click()
    page.wait_for_function("document.querySelectorAll('.map tbody').length === 2")
    assert page.locator(".map th.task a").all_inner_texts() == ["T3", "T5"]
    page.get_by_role("link", name="Compare T3, T5").click()
    page.locator(".grid.beside").wait_for(timeout=30_000)
    page.locator(".st-key-comparepick input").click()
    page.get_by_role("option", name="T4 (level 4)").click()
    page.keyboard.press("Escape")
    page.locator(".st-key-filters").get_by_text("T4", exact=True).click()
    page.get_by_text("items that T4 lacks").wait_for(timeout=30_000)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel").click()
    book = load_workbook(BytesIO(Path(waiting.value.path()).read_bytes()))
    assert waiting.value.suggested_filename == "Compare-T3-T5-T4-lacking-in-T4.xlsx"
    relations = Relations(standard)
    needed = {i.code for task in ("T3", "T5") for kind in Kind for i in relations.children(kind, task)}
    printed = {row[0].value for row in book.worksheets[1].iter_rows(min_row=2)}
    assert printed == {code for code in needed if not code.startswith("T")} - {"K30"}


def test_pages_change_at_once(page: playwright.Page) -> None:
    """Going to a page takes less than half a second, at the best of four times: other programs may hold a core."""
    pages = {"map": ".grid.map", "compare": ".grid.beside", "search": ".st-key-searchhead", "source": ".sheet"}
    took: dict[str, list[float]] = {path: [] for path in pages}
    for path, shown in [*pages.items()] * 4:
        began = time.perf_counter()
        _go(page, path, shown)
        took[path].append(time.perf_counter() - began)
    assert all(min(times) < SWITCH for times in took.values()), took


def test_a_question_goes_to_the_chat(page: playwright.Page) -> None:
    """From the passage of a table's code, its question is asked in the chat with one click."""
    _go(page, "map", ".grid.map")
    page.locator('.map a[href="#cite-K30"]').click()
    page.get_by_role("button", name="Ask in the chat: Which task requires K30?").click()
    page.get_by_test_id("stChatMessage").nth(1).locator('a[href="#cite-T5"]').first.wait_for(timeout=30_000)


def test_an_answer_leads_to_its_place_on_the_map(page: playwright.Page) -> None:
    """From the passage beside an answer the map opens with the item in view and marked."""
    page.get_by_test_id("stChatInputTextArea").fill("K30")
    page.keyboard.press("Enter")
    page.get_by_test_id("stChatMessage").nth(1).locator('a[href="#cite-K30"]').first.click(timeout=30_000)
    page.locator(".st-key-side").get_by_role("link", name="See on the requirements map").click()
    item = page.locator("#at-K30")
    item.wait_for(timeout=30_000)
    page.wait_for_function("document.activeElement.id === 'at-K30'", timeout=30_000)
    assert "標竿原則" in item.inner_text()


def test_results_come_while_typing(page: playwright.Page) -> None:
    """Typing without Enter lists what is found, grouped by kind."""
    _go(page, "search", ".st-key-searchhead")
    page.get_by_test_id("stTextInput").locator("input").press_sequentially("benchmarking")
    page.locator('.found a[href="#cite-K22"]').wait_for(timeout=30_000)
    assert page.get_by_role("heading", name="Knowledge (").count() == 1


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize(("path", "shown"), [("map", ".grid.map"), ("compare", ".grid.beside")])
def test_nothing_scrolls_sideways(page: playwright.Page, path: str, shown: str, width: int) -> None:
    """On a desk, a laptop and a phone no page is wider than its window."""
    _go(page, path, shown)
    page.set_viewport_size({"width": width, "height": 844})
    page.wait_for_function(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return innerWidth === document.documentElement.clientWidth && m.scrollWidth <= m.clientWidth; }"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
