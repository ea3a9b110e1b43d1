"""The browser's address follows what is seen: reload and back keep standard, filters and passage."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from test_browser import CHROMIUM, playwright, served

from assistant import Settings
from assistant.standard import companion
from ingest.build import build
from ingest.document import Document, beside
from ingest.parse import Parsed, parse
from ingest.source import read

expect = playwright.expect
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
FIRST, OTHER = "BAS1499-002v2", "BAS1500-001v1"


@pytest.fixture(scope="module")
def address(index: Path, parsed: Parsed, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over the shipped standard and another, which is the same under another name."""
    folder = tmp_path_factory.mktemp("two")
    copy = folder / f"{OTHER}.txt"
    text = source.read_text("utf-8").replace(FIRST, OTHER).replace("客戶服務部門經理", "顧客關係部門主管")
    copy.write_text(text, encoding="utf-8")
    shutil.copytree(index, folder / "index")  # what the other standard adds is built
    read_before = Document(parsed=parsed, companion=companion.read(source), beside=beside(source))
    added = Document(parsed=parse(read(copy)), companion=companion.read(copy))
    build([read_before, added], Settings(index=folder / "index"))
    with served(folder / "index") as url:
        yield url


def _says(page: playwright.Page, **wanted: str) -> None:
    """Wait until the address says exactly this, besides the language."""
    page.wait_for_function(
        "wanted => { const said = Object.fromEntries(new URLSearchParams(location.search)); delete said.lang;"
        " return JSON.stringify(Object.entries(said).sort()) === JSON.stringify(Object.entries(wanted).sort()); }",
        arg=wanted,
    )


def _still(page: playwright.Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def test_filters_and_standard_are_in_the_address(page: playwright.Page, address: str) -> None:
    """Filters go in and out of it as they change, a reload shows the same, and so does the way back."""
    page.goto(f"{address}/map?lang=en")
    _says(page, standard=FIRST)
    tasks = page.locator(".st-key-filters")
    bodies = page.locator(".map tbody")
    for code, said in (("T1", "T1"), ("T5", "T1,T5")):
        tasks.get_by_role("button", name=code, exact=True).click()
        _says(page, standard=FIRST, tasks=said)
    tasks.get_by_role("button", name="T1", exact=True).click()
    _says(page, standard=FIRST, tasks="T5")
    page.reload()
    expect(bodies).to_have_count(1)
    _says(page, standard=FIRST, tasks="T5")
    page.get_by_test_id("stSidebarNavLink").nth(2).click()
    page.locator(".grid.beside").wait_for()
    page.wait_for_function("() => new URLSearchParams(location.search).get('with')")
    page.go_back()
    page.wait_for_function("() => location.pathname === '/map'")
    expect(bodies).to_have_count(1)
    _says(page, standard=FIRST, tasks="T5")


def test_the_chosen_standard_outlives_a_reload(page: playwright.Page, address: str) -> None:
    """The standard that was switched to is there after a reload, and its chips open its own passages."""
    page.goto(f"{address}/map?lang=zh-TW")
    _says(page, standard=FIRST)
    page.locator(".grid.map").wait_for()  # before it is drawn, a page not yet begun counts as still
    _still(page)
    page.locator("[data-testid=stSidebar] [data-testid=stSelectbox]").click()
    page.get_by_role("option", name="顧客關係部門主管").click()
    _says(page, standard=OTHER)
    page.reload()
    page.locator(".st-key-titlebar", has_text=OTHER).wait_for()
    _still(page)
    page.locator('.map a[href="#cite-K30"]').first.click()
    page.get_by_role("dialog").locator("mark").first.wait_for()
    link = page.get_by_role("dialog").locator('a[href*="source?"]').first.get_attribute("href") or ""
    assert dict(parse_qsl(urlsplit(link).query))["standard"] == OTHER


def test_a_passage_is_in_the_address(page: playwright.Page, address: str) -> None:
    """It stays over a reload, also while the conversation comes back, until it is closed."""
    page.goto(f"{address}/?lang=en")
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("T5 需要哪些技能？")
    box.press("Enter")
    page.locator(".st-key-actions_0").wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.locator('td a[href="#cite-S28"]').click()
    page.locator(".st-key-side mark").first.wait_for()
    _says(page, standard=FIRST, ref="S28")
    page.reload()
    page.locator(".st-key-actions_0").wait_for()  # what the browser kept is answered again meanwhile
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.get_by_role("dialog").locator("mark").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    _says(page, standard=FIRST)


def test_pairs_near_in_meaning_are_asked_for_and_marked(page: playwright.Page, address: str) -> None:
    """The comparison offers to look for them, says that they are not in the standard, and gives them as a file."""
    page.goto(f"{address}/compare?with=T1,T5&kinds=skill&lang=en")
    page.get_by_text("Look for what is near in meaning").click()
    found = page.locator(".ledger.near tbody tr")
    found.first.wait_for()
    assert all("Near in meaning" in text for text in found.all_inner_texts())
    page.get_by_text("the standards do not say so").wait_for()
    with page.expect_download() as taken:
        page.locator(".st-key-near_take_near button").click()
    assert taken.value.suggested_filename == "BAS1499-002v2-Near-in-meaning-T1-T5.xlsx"
