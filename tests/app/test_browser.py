"""The whole product in a real browser: index, server, page, click."""

from __future__ import annotations

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from serving import free_port as free_port
from serving import served as served
from windows import Windows, watched

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-features=LocalNetworkAccessChecks",  # a page that a test hands out reaches its server on loopback
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture
def page(windows: Windows, address: str) -> Iterator[playwright.Page]:
    """A browser window that fails the test on any foreign request or console error."""
    window = windows.empty()
    with watched(window, address):
        window.goto(address)
        yield window


def _ask(page: playwright.Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for(timeout=90_000)
    box.fill(question)
    box.press("Enter")
    page.locator('[class*="st-key-actions_"]').last.wait_for(timeout=90_000)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=90_000)


def _open(page: playwright.Page, chip: playwright.Locator) -> playwright.Locator:
    """Click a chip until its passage is shown: while a page settles, what is clicked may be drawn anew."""
    marks = page.locator(".st-key-side mark")
    for _ in range(4):
        chip.click(timeout=90_000)
        try:
            marks.first.wait_for(timeout=15_000)
        except playwright.TimeoutError:
            continue
        break
    marks.first.wait_for(timeout=90_000)
    return page.locator(".st-key-side")


def test_skills_of_t5_and_the_passage_of_s27(page: playwright.Page) -> None:
    """Asked for the skills of T5, the page lists S27 to S30; S27's chip opens its passage, marked in the source."""
    _ask(page, "what skills does T5 require")
    table = page.get_by_test_id("stChatMessage").nth(1).locator("table")
    table.wait_for(timeout=90_000)
    assert table.locator("tbody a").all_inner_texts() == ["S27", "S28", "S29", "S30"]
    panel = _open(page, table.locator("a", has_text="S27"))
    assert "溝通技能" in "".join(panel.locator("mark").all_inner_texts())
    assert panel.locator(".items .here").inner_text().split()[:3] == ["S27", "溝通技能", "Communication"]


def test_chip_opens_a_drawer_on_a_phone(page: playwright.Page) -> None:
    """On a phone nothing scrolls sideways, a chip opens the drawer, and Escape returns to the chip."""
    page.set_viewport_size({"width": 390, "height": 844})
    _ask(page, "T5 需要哪些技能？")
    chip = page.locator('td a[href="#cite-S29"]')
    chip.wait_for(timeout=90_000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chip.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    drawer.locator("mark").first.wait_for(timeout=90_000)
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden", timeout=90_000)
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#cite-S29"


def test_whole_source_shows_the_marked_line(page: playwright.Page) -> None:
    """From a passage the whole source opens with the line in view."""
    _ask(page, "T5 需要哪些技能？")
    _open(page, page.locator('td a[href="#cite-S30"]'))
    page.locator('.st-key-side a[href^="source?"]').click()
    line = page.locator(".sheet .row.here").first
    line.wait_for(timeout=90_000)
    page.wait_for_function("() => document.activeElement.classList.contains('here')", timeout=90_000)
    assert page.evaluate(
        "() => { const b = document.querySelector('#sheet').getBoundingClientRect(),"
        " l = document.activeElement.getBoundingClientRect(); return l.top >= b.top - 1 && l.top < b.bottom; }"
    )


def test_copy_puts_the_answer_on_the_clipboard(page: playwright.Page) -> None:
    """Copying takes words and sources, and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _ask(page, "T5 需要哪些技能？")
    page.locator(".st-key-copy_0 button").click(timeout=90_000)
    page.wait_for_function("() => navigator.clipboard.readText().then((text) => text.includes('S30'))", timeout=90_000)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "風險評估和管理技能" in copied and "\u2060" not in copied


def test_every_page_works_under_the_policy(page: playwright.Page, address: str) -> None:
    """The headers are there, and by them the browser keeps nothing back: pages, components and an answer."""
    with urllib.request.urlopen(address, timeout=30) as found:
        told = found.headers
    assert (told["x-frame-options"], told["x-content-type-options"]) == ("DENY", "nosniff")
    assert told["referrer-policy"] == "same-origin"
    scripts = re.search(r"script-src ([^;]+);", told["content-security-policy"])
    assert scripts and "unsafe" not in scripts[1] and "frame-ancestors 'none'" in told["content-security-policy"]
    settled = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    links = page.get_by_test_id("stSidebarNavLink")
    links.first.wait_for(timeout=90_000)
    for number in (*range(1, links.count()), 0):
        links.nth(number).click()
        settled.wait_for(timeout=90_000)
    assert links.count() == 10
    _ask(page, "what skills does T5 require")
    _open(page, page.get_by_test_id("stChatMessage").nth(1).locator("td a").first)
