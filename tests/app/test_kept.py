"""What a reader did outlives a reload, in a real browser."""

from __future__ import annotations

import os

import pytest
from test_browser import CHROMIUM, playwright

expect = playwright.expect
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
SHOTS = os.environ.get("SHOTS", "")
"""A folder for pictures of what was tested, for people to look at."""


def _shot(page: playwright.Page, name: str) -> None:
    if SHOTS:
        page.wait_for_timeout(1_000)
        page.screenshot(path=f"{SHOTS}/{name}.png")


def _still(page: playwright.Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def test_ratings_outlive_a_reload_and_a_second_visit(page: playwright.Page, address: str) -> None:
    """Rating and remark come back after a reload, the browser's back and in another window, until forgotten."""
    page.goto(f"{address}/checklist?lang=en")
    page.get_by_role("button", name="T5 ·").click()
    point = page.locator('[class*="st-key-point_"][class*="P5-1-4"] button')
    remark = page.locator('[class*="st-key-remark_"][class*="P5-1-4"] input')
    point.nth(1).click()
    page.get_by_text("1 of 21 rated").wait_for()
    remark.fill("ask Mei")
    remark.press("Enter")
    page.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('ask Mei'))")
    _shot(page, "checklist")
    for again in (page.reload, lambda: (page.goto("about:blank"), page.go_back())):
        again()
        page.get_by_text("1 of 21 rated").wait_for()
    _shot(page, "checklist-reloaded")
    second = page.context.new_page()
    second.goto(f"{address}/checklist?lang=en")
    second.get_by_text("1 of 21 rated").wait_for(timeout=90_000)
    second.locator('[class*="st-key-point_"][class*="P5-1-5"] button').first.click()
    page.get_by_text("2 of 21 rated").wait_for()
    page.bring_to_front()  # behind the other, a window draws once a second
    page.get_by_role("button", name="Forget it").click()
    _shot(page, "checklist-forget")
    page.get_by_role("button", name="Forget all of it").click()
    page.locator(".st-key-begin").wait_for()
    second.locator(".st-key-begin").wait_for(timeout=90_000)
    page.reload()
    page.locator(".st-key-begin").wait_for()
    _still(page)
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('competency-guide/'))") == []


def test_a_text_over_the_limit_stays_in_the_box(page: playwright.Page, address: str) -> None:
    """Pasted and sent, it is told with its length and the limit, and stands in the box to be shortened."""
    page.goto(f"{address}/?lang=en")
    box = page.get_by_test_id("stChatInputTextArea")
    typed = "what skills does T5 require".ljust(2001, "?")
    box.fill(typed)
    box.press("Enter")
    page.get_by_text("This question has 2001 characters; the limit is 2000.").wait_for()
    expect(box).to_have_value(typed)
    page.wait_for_timeout(2_000)  # what the browser tells the page meanwhile takes nothing away
    expect(page.get_by_text("This question has")).to_be_visible()
    _shot(page, "too-long")
    box.fill(typed[:2000])
    box.press("Enter")
    page.locator(".st-key-actions_0").wait_for()
    expect(page.get_by_text("This question has")).to_have_count(0)


def test_a_conversation_outlives_a_reload(page: playwright.Page, address: str) -> None:
    """Questions and answers come back as they were, a follow-up is understood; another window agrees on the list."""
    page.goto(f"{address}/?lang=en")

    def ask(question: str, number: int) -> None:
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill(question)
        box.press("Enter")
        page.locator(f".st-key-actions_{number}").wait_for()
        _still(page)

    messages = page.get_by_test_id("stChatMessage")
    ask("T5 需要哪些技能？", 0)
    ask("which of these are about communication", 1)
    edits = page.locator('[class*="st-key-edit_"] button:visible')
    expect(edits).to_have_count(2)
    shown = messages.all_inner_texts()
    page.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('communication'))")
    page.reload()
    page.locator(".st-key-actions_1").wait_for()
    _still(page)
    expect(edits).to_have_count(2)
    assert [said.split("You may ask next")[0] for said in messages.all_inner_texts()] == [
        said.split("You may ask next")[0] for said in shown
    ]
    page.wait_for_timeout(2_000)
    last = page.locator(".st-key-exchange_1").bounding_box()
    assert last and 0 < last["y"] < 450  # the last answer is in view
    _shot(page, "conversation-reloaded")
    ask("那知識呢？", 2)
    assert page.get_by_test_id("stChatMessage").last.locator('a[href^="#cite-K"]').count() > 0
    page.locator(".st-key-new button").click()
    ask("T1 呢？", 0)
    second = page.context.new_page()
    second.goto(f"{address}/?lang=en")
    second.locator(".st-key-actions_0").wait_for(timeout=90_000)
    page.bring_to_front()  # behind the other, a window draws once a second
    page.locator(".st-key-chats button").click()
    opened = page.locator('[class*="st-key-open_"] button')
    expect(opened).to_contain_text(["T1 呢？", "T5 需要哪些技能？"])
    _shot(page, "chats")
    opened.last.click()
    page.locator(".st-key-actions_2").wait_for()
    page.locator(".st-key-chats button").click()
    page.locator(".st-key-delete_all button").click()
    page.locator(".st-key-examples").wait_for()
    second.locator(".st-key-examples").wait_for(timeout=90_000)  # gone in the other window too
    page.locator(".st-key-undo button").click()
    second.locator(".st-key-chats").wait_for(timeout=90_000)
    page.locator(".st-key-edit_0 button").first.click()
    page.locator(".st-key-editing textarea").fill("T6 呢？")
    page.locator(".st-key-resend button").click()
    page.locator(".st-key-actions_0").wait_for()
    _still(page)
    expect(messages).to_have_count(2)
