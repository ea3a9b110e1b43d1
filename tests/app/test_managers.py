"""What a manager does on every page, in a real browser: look, compare, rate, take along."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from test_browser import CHROMIUM, playwright
from windows import Windows, watched

from assistant.faces.manage.checklist import Checklist
from assistant.faces.manage.saved_checklist import save
from assistant.language.catalogue.area import PAGES
from assistant.language.tag import Language
from assistant.standard.model import Kind, Standard
from assistant.standard.relations import Relations

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
ENDS = {
    "map": ("map.title", ".grid.map"),
    "compare": ("compare.title", ".grid.beside"),
    "checklist": ("checklist.title", ".stMultiSelect"),
    "team": ("team.title", "[data-testid=stFileUploader]"),
    "search": ("search.title", ".st-key-search_words"),
    "health": ("health.title", ".ledger.errata"),
    "source": ("source.title", ".sheet"),
    "evaluation": ("evaluation.title", ".st-key-titlebar"),
    "feedback": ("feedback.title", ".st-key-titlebar"),
    "": ("chat.title", ".st-key-examples"),
}
"""The heading of each page and what it shows, by the end of its address."""
SOUND = """() => {
  const page = document.querySelector('[data-testid=stMain], [data-testid=stAppScrollToBottomContainer]');
  const wrong = document.querySelectorAll('[data-testid=stException], [data-testid=stAlertContentError]');
  return innerWidth === document.documentElement.clientWidth && page && page.scrollWidth <= page.clientWidth
    && document.documentElement.scrollWidth <= innerWidth && wrong.length === 0; }"""
SHOWN = """([heading, part]) => document.querySelector(part)
  && [...document.querySelectorAll('h1, h2')].some((title) => title.textContent.trim() === heading)"""


Look = tuple[Language, str]
"""A language and colours."""


@pytest.fixture
def look() -> Look:
    """How the window looks, unless a test says otherwise."""
    return "en", "light"


@pytest.fixture
def page(windows: Windows, address: str, look: Look) -> Iterator[playwright.Page]:
    """A window on the first page; any foreign request and any console error fails the test."""
    language, colours = look
    window = windows.empty(colours=colours)
    with watched(window, address):
        window.goto(f"{address}/?lang={language}")
        window.locator("h1").first.wait_for(timeout=90_000)
        yield window


def _go(page: playwright.Page, end: str, language: Language = "en") -> None:
    """Change to a page and wait until it is there."""
    page.locator(f'[data-testid=stSidebarNav] a[href$="/{end}"]').click()
    heading, part = ENDS[end]
    page.wait_for_function(SHOWN, arg=[PAGES.say(heading, language), part], timeout=90_000)


def _choose(page: playwright.Page, option: str) -> None:
    """Add a choice to the field that takes several."""
    page.locator(".stMultiSelect input").click()
    page.get_by_role("option", name=option).first.click()
    page.keyboard.press("Escape")


def _taken(page: playwright.Page, button: str) -> tuple[str, bytes]:
    """What a button gives to take along: the name of the file and its content."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=90_000)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("look", [("zh-TW", "light"), ("en", "dark")])
def test_every_page_is_sound(page: playwright.Page, look: Look) -> None:
    """On a desk, a laptop and a phone no page is wider than its window, and none shows an error."""
    for end in ENDS:
        _go(page, end, look[0])
        for width in (1024, 390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function(SOUND, timeout=60_000)


def test_level_5_against_t4_in_excel(page: playwright.Page, standard: Standard) -> None:
    """The tasks of level 5, what they need that T4 does not, that in Excel: clicks alone."""
    _go(page, "map")
    page.locator(".st-key-filters").get_by_role("button", name="5", exact=True).click()
    page.wait_for_function("() => document.querySelectorAll('.map tbody').length === 2")
    assert page.locator(".map th.task a").all_inner_texts() == ["T3", "T5"]
    page.get_by_role("link", name="Compare T3, T5").click()
    page.locator(".grid.beside").wait_for(timeout=90_000)
    _choose(page, "T4 (level 4)")
    page.locator(".st-key-filters").get_by_text("what T4 lacks").click()
    page.get_by_text("items that T4 lacks").wait_for(timeout=90_000)
    name, content = _taken(page, "Excel")
    assert name == "BAS1499-002v2-Compare-T3-T5-T4-lacking-in-T4.xlsx"
    relations = Relations(standard)
    needed = {i.code for task in ("T3", "T5") for kind in Kind for i in relations.children(kind, task)}
    rows = list(load_workbook(BytesIO(content)).worksheets[2].iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {code for code in needed if not code.startswith("T")} - {"K30"}
    assert all(row[2] == relations.get(str(row[0])).text and row[7] == 5 for row in rows)


def test_all_tables_of_a_page_as_csv(page: playwright.Page, standard: Standard) -> None:
    """The map gives an archive with a CSV for its items and one for its matrix, both ready for Excel in Chinese."""
    _go(page, "map")
    name, content = _taken(page, "CSV (2 tables)")
    packed = ZipFile(BytesIO(content))
    files = [packed.read(file) for file in packed.namelist()]
    assert name.endswith(".zip") and all(file.startswith(b"\xef\xbb\xbf") for file in files)
    items, matrix = (list(csv.reader(StringIO(file.decode("utf-8-sig")))) for file in files)
    assert [row[0] for row in items[1:]] == [item.code for item in Relations(standard).items]
    assert [row[0][:2] for row in matrix[1:]] == [task.code for task in standard.tasks]


def test_an_address_opens_an_item(page: playwright.Page, address: str) -> None:
    """`?ref=P5.1.4` shows the item, its row, its neighbours and its lines marked; `?ref=O1.5.1` also its misprint."""
    page.goto(f"{address}/?ref=P5.1.4&lang=en")
    drawer = page.get_by_role("dialog")
    drawer.locator("mark").first.wait_for(timeout=90_000)
    assert drawer.locator(".ptitle").inner_text() == "蒐集相關和準確聯繫等待時間、掛斷率以及客戶調查數據"
    assert "客戶調查數據" in "".join(drawer.locator("mark").all_inner_texts())
    drawer.locator(".groups a").last.wait_for(timeout=90_000)  # drawn last
    assert drawer.locator(".items a").all_inner_texts() == [f"P5.1.{n}" for n in range(1, 7)]
    assert drawer.locator(".items .here a").inner_text() == "P5.1.4"
    row = drawer.locator(".groups a").all_inner_texts()
    assert row == ["O5.1.1", *(f"K{n}" for n in range(30, 38)), *(f"S{n}" for n in range(27, 31))]
    page.goto(f"{address}/?ref=O1.5.1&lang=en")
    drawer.get_by_text("Oddity in the source").first.wait_for(timeout=90_000)


def test_an_address_of_nothing_says_so(page: playwright.Page, address: str) -> None:
    """`?ref=` of a code that does not exist gives a sentence, the nearest codes, and the way to the search."""
    page.goto(f"{address}/?ref=P5.1.9&lang=en")
    drawer = page.get_by_role("dialog")
    drawer.get_by_text("This standard has no P5.1.9").wait_for(timeout=90_000)
    drawer.locator('a[href="#cite-P5.1.6"]').wait_for(timeout=90_000)
    drawer.get_by_role("link", name="Search by words").click()
    page.locator(".st-key-search_words").wait_for(timeout=90_000)


def test_a_question_about_a_task_goes_to_the_chat(page: playwright.Page) -> None:
    """From the table of T5 alone, T5 is asked about in the chat with one click."""
    _go(page, "map")
    page.locator(".st-key-filters").get_by_role("button", name="T5", exact=True).click()
    page.get_by_role("button", name="What knowledge and skills does T5 require?").click()
    page.get_by_test_id("stChatMessage").nth(1).locator('a[href="#cite-S30"]').first.wait_for(timeout=90_000)


def test_a_question_about_words_goes_to_the_chat(page: playwright.Page) -> None:
    """From the table under some words, it is asked which tasks mention them."""
    _go(page, "map")
    page.locator(".st-key-filters input[type=text]").press_sequentially("risk")
    page.get_by_role("button", name='Which tasks mention "risk"?').click(timeout=90_000)
    page.get_by_test_id("stChatMessage").nth(1).locator('a[href="#cite-T5"]').first.wait_for(timeout=90_000)


def test_a_question_about_an_item_goes_to_the_chat(page: playwright.Page) -> None:
    """From the passage of a table's code, its question is asked in the chat with one click."""
    _go(page, "map")
    page.locator('.map a[href="#cite-K30"]').click()
    page.get_by_role("button", name="Ask in the chat: Which task requires K30?").click()
    page.get_by_test_id("stChatMessage").nth(1).locator('a[href="#cite-T5"]').first.wait_for(timeout=90_000)


@pytest.mark.parametrize("way", ["answer", "passage"])
def test_an_answer_leads_to_its_place_on_the_map(page: playwright.Page, way: str) -> None:
    """From an answer, and from the passage beside it, the map opens with the item in view and marked."""
    page.get_by_test_id("stChatInputTextArea").fill("K30")
    page.keyboard.press("Enter")
    chip = page.get_by_test_id("stChatMessage").nth(1).locator('a[href="#cite-K30"]').first
    chip.wait_for(timeout=90_000)
    if way == "passage":
        chip.click()
        page.locator(".st-key-side").get_by_role("link", name="See on the requirements map").click()
    else:
        page.locator(".st-key-actions_0").get_by_role("link", name="On the map").click()
    item = page.locator("#at-K30")
    item.wait_for(timeout=90_000)
    page.wait_for_function("() => document.activeElement.id === 'at-K30'", timeout=90_000)
    assert "標竿原則" in item.inner_text()


def test_a_slow_answer_is_read_from_its_question(page: playwright.Page) -> None:
    """However late the answer comes, the question stands at the top of the window when it is there."""
    page.get_by_test_id("stChatInputTextArea").fill("T3 的行為指標")
    page.keyboard.press("Enter")
    page.locator(".st-key-actions_0").wait_for(timeout=90_000)
    page.wait_for_timeout(2_000)
    top = page.get_by_test_id("stChatMessage").first.bounding_box()
    assert top and 60 < top["y"] < 250


def test_results_come_while_typing(page: playwright.Page) -> None:
    """Typing without Enter lists what is found, grouped by kind."""
    _go(page, "search")
    page.locator(".st-key-search_words input").press_sequentially("benchmarking")
    page.locator('.found a[href="#cite-K22"]').wait_for(timeout=90_000)
    page.get_by_role("heading", name="Knowledge (").wait_for(timeout=90_000)


def test_a_checklist_is_kept_in_a_file(page: playwright.Page, address: str) -> None:
    """Rated, saved and opened in another browser, a checklist is as it was; a wrong file changes nothing."""
    _go(page, "checklist")
    _choose(page, "T5 ")
    page.locator('[class*="st-key-point_"][class*="P5-1-4"] button').nth(1).click(timeout=90_000)
    page.get_by_text("1 of 21 rated").wait_for(timeout=90_000)
    _, content = _taken(page, "Save")
    assert json.loads(content)["ratings"] == {"P5.1.4": 2}
    page.evaluate("localStorage.clear()")
    page.goto(f"{address}/?lang=en")
    page.locator("h1").first.wait_for(timeout=90_000)
    _go(page, "checklist")
    page.get_by_text("Open a saved checklist").click()
    for name, file, said in (
        ("wrong.json", b'{"standard": 1}', "This is not a checklist file"),
        ("kept.json", content, "1 ratings"),
    ):
        page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": file})
        page.get_by_text(said).first.wait_for(timeout=90_000)
    assert page.locator('[class*="st-key-point_"] button[aria-checked=true]').inner_text().split()[0] == "2"


def test_a_checklist_filled_in_in_excel_comes_back(page: playwright.Page) -> None:
    """Taken along as Excel, filled in there and opened again, the ratings, and who was rated, are on the page."""
    _go(page, "checklist")
    _choose(page, "T5 ")
    page.locator('[class*="st-key-point_"]').first.wait_for(timeout=90_000)
    name, content = _taken(page, "Excel")
    assert name == "BAS1499-002v2-Checklist-T5.xlsx"
    book = load_workbook(BytesIO(content))
    cover = {row[0].value: row[1] for row in book.worksheets[0].iter_rows()}
    cover["Name"].value = "王小明"
    heads = {cell.value: cell.column for cell in book.worksheets[1][1]}
    book.worksheets[1].cell(2, heads["Rating"]).value = 3
    filled = BytesIO()
    book.save(filled)
    page.get_by_text("Open a saved checklist").click()
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": filled.getvalue()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("1 ratings were read").wait_for(timeout=90_000)
    page.locator('[class*="st-key-point_"] button[aria-checked=true]').first.wait_for(timeout=90_000)
    name_field = page.get_by_label("Name", exact=True)
    playwright.expect(name_field).to_have_count(1)  # while the page is drawn anew, the field before stands beside it
    assert name_field.input_value() == "王小明"


def test_a_team_is_read_from_its_files(page: playwright.Page) -> None:
    """Two files give two columns; what one alone can do is said, and the file to take along says so too."""
    _go(page, "team")
    files = []
    for person, point in (("Ann", 4), ("Bo", 1)):
        kept = Checklist(standard="BAS1499-002v2", person=person, chosen=("T5",), ratings={"K30": point})
        files.append({"name": f"{person}.json", "mimeType": "application/json", "buffer": save(kept).encode()})
    page.locator("input[type=file]").set_input_files(files)
    page.locator(".heat .who", has_text="Bo").first.wait_for(timeout=90_000)
    page.get_by_text("Of 2 rated, only Ann reaches the target").wait_for(timeout=90_000)
    name, content = _taken(page, "Excel")
    sheet = load_workbook(BytesIO(content)).worksheets[1]
    row = next(line for line in sheet.iter_rows(values_only=True) if line[0] == "K30")
    assert name == "BAS1499-002v2-Team-Latest.xlsx" and "Of 2 rated, only Ann reaches the target" in row


def test_a_view_is_copied_as_a_link(page: playwright.Page, address: str) -> None:
    """One click puts the address of what is seen on the clipboard, and it opens the same."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _go(page, "map")
    page.locator(".st-key-filters").get_by_role("button", name="T5", exact=True).click()
    page.wait_for_function("() => document.querySelectorAll('.map tbody').length === 1")
    page.locator("a.share", has_text="Copy link").click()
    page.locator("a.share", has_text="Copied").wait_for(timeout=90_000)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}/map?tasks=T5&standard=BAS1499-002v2"
