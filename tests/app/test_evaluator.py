"""What an evaluator does, in a real browser: from an answer in the chat to a report on a colleague's phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_browser import CHROMIUM, playwright, served

from assistant.evaluation.feedback import FeedbackStore

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
WAIT = 120_000
"""Milliseconds until a page must show what is waited for."""
STEP = 200
"""Milliseconds between two looks at what is kept."""
QUESTION = "客人電話等太久該怎麼改善？"


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for runs and feedback that the server will use."""
    monkeypatch.setenv("ASSISTANT_RUNS", str(tmp_path / "runs"))
    return tmp_path / "runs"


@pytest.fixture
def context(chromium: playwright.Browser) -> Iterator[playwright.BrowserContext]:
    """What a browser of a reader in Taiwan keeps."""
    opened = chromium.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-TW", timezone_id="Asia/Taipei", accept_downloads=True
    )
    yield opened
    opened.close()


def _idle(page: playwright.Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=WAIT)


def _rate(page: playwright.Page, runs: Path) -> None:
    """Ask in the chat, and say of the answer that it is incomplete; leave when that is kept.

    "已記下" stands there from the thumb on, before the reason has reached the server, so it is the store that tells.
    """
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for(timeout=WAIT)
    box.fill(QUESTION)
    box.press("Enter")
    page.locator('[class*="st-key-thumbs_"] button').nth(1).click(timeout=WAIT)
    page.get_by_text("已記下").wait_for(timeout=WAIT)
    _idle(page)
    page.get_by_text("不完整", exact=True).click(timeout=WAIT)
    kept = FeedbackStore(runs)
    for _ in range(WAIT // STEP):
        if any(given.entry.reason == "incomplete" for given in kept.all()):
            break
        page.wait_for_timeout(STEP)
    _idle(page)


def _accept(page: playwright.Page, codes: str) -> None:
    """Correct the expected codes on the feedback page and accept."""
    page.get_by_role("link", name="回饋").click()
    page.locator("summary", has_text="F0001").click(timeout=WAIT)
    _idle(page)  # a rerun under way draws the form anew, and a press in it may come to nothing
    field = page.get_by_role("textbox", name="應引的代碼")
    field.fill(codes)
    field.blur()
    page.wait_for_timeout(1500)  # leaving the field starts a rerun of its own
    _idle(page)
    page.get_by_role("button", name="收錄為題目").click()
    page.get_by_text("已收錄為 F0001").wait_for(timeout=WAIT)


def _return(page: playwright.Page) -> None:
    """Back in the chat, thumb and reason are as they were left."""
    page.get_by_role("link", name="問答").click()
    page.get_by_text("已記下").wait_for(timeout=WAIT)
    _idle(page)
    playwright.expect(page.get_by_role("radio", name="不完整")).to_be_checked(timeout=WAIT)


def _run(page: playwright.Page) -> None:
    """Ask what was accepted, and wait for the result."""
    page.get_by_role("link", name="評測").click()
    page.get_by_text("來自回饋", exact=True).click(timeout=WAIT)
    page.get_by_text("共 1 題").wait_for(timeout=WAIT)
    page.get_by_role("button", name="開始", exact=True).click()
    page.get_by_text("顯示 1／1 題").wait_for(timeout=WAIT)


def test_from_an_answer_to_a_report(
    index: Path, runs: Path, context: playwright.BrowserContext, tmp_path: Path
) -> None:
    """An answer rated in the chat is corrected, asked by the next run, and found in the report after a restart."""
    page = context.new_page()
    with served(index) as address:
        page.goto(address)
        _rate(page, runs)
        _accept(page, "K1")
        _return(page)
        _run(page)
        assert "最弱的類別：情境（中文） 0.0%（0/1）" in page.get_by_test_id("stMain").inner_text()
    report = tmp_path / "report.html"
    with served(index) as address:
        page.goto(f"{address}/evaluation")
        page.get_by_text("顯示 1／1 題").wait_for(timeout=WAIT)
        _idle(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="下載報告（HTML）").click()
        download.value.save_as(report)
    phone = context.new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.emulate_media(color_scheme="dark")
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.locator("summary", has_text="F0001").click()
    told = phone.locator("details[open]").inner_text()
    assert QUESTION.rstrip("？") in told and "漏引 K1" in told
    assert phone.locator(".chart .bar, .chart .low").count() >= 2
