"""The pages for those who hear them, use a keyboard, have a small screen or need contrast: in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_browser import CHROMIUM, playwright, served
from windows import Windows

from assistant import Assistant, Settings
from assistant.evaluation import standing
from assistant.evaluation.run import Job
from assistant.faces.manage.checklist import Checklist
from assistant.faces.manage.saved_checklist import save
from assistant.language.catalogue.area import PAGES
from assistant.language.tag import Language

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
Window = Callable[..., playwright.Page]
"""Opens a window in a language, colours and a size."""
TARGETS = "button, summary, input:not([type=file]), a[href], [role=radio]"
TOO_SMALL = """(targets) => [...document.querySelectorAll(targets)].filter((target) => {
  // What stands in running text, and what shows only to the keyboard, is as large as its line.
  if (target.closest('p, li, .sheet') && target.matches('a[href^="#"]:not(.share)')) return false;
  if (target.matches('[data-testid=stSkipToContent], :is(.stDateInput, .stMultiSelect) input')) return false;
  const box = target.getBoundingClientRect(), reach = getComputedStyle(target, '::after');
  if (!box.width || !box.height || box.right < 0) return false;
  const around = reach.position === 'absolute' ? [reach.width, reach.height].map(parseFloat) : [0, 0];
  return Math.max(box.width, around[0]) < 43.5 || Math.max(box.height, around[1]) < 43.5;
}).map((target) => target.outerHTML.slice(0, 200))"""
ENGLISH = """() => [...document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')]
  .filter((part) => !part.closest('[aria-hidden=true]'))
  .flatMap((part) => ['aria-label', 'title', 'alt', 'placeholder'].map((name) => part.getAttribute(name) ?? ''))
  .filter((said) => /[a-z]{4}/i.test(said) && !/\\p{Script=Han}/u.test(said))"""


@pytest.fixture(scope="module")
def address(index: Path, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over the index of the session, with a run of four questions to look at."""
    runs = tmp_path_factory.mktemp("runs")
    settings = Settings(index=index, runs=runs)
    Job(assistant, settings, standing.cases(settings)[:4], "rules").wait()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_RUNS", str(runs))
        with served(index) as url:
            yield url


@pytest.fixture(scope="module")
def window(windows: Windows, address: str) -> Window:
    """Opens windows that keep nothing yet."""

    def opened(
        language: Language, colours: str = "light", width: int = 1440, height: int = 900, *, motion: bool = True
    ) -> playwright.Page:
        page = windows.empty(width, height, colours, touch=width < 600, motion=motion)
        page.goto(f"{address}/?lang={language}")
        page.locator(".st-key-examples").wait_for()
        _still(page)
        return page

    return opened


def _still(page: playwright.Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def _ask(page: playwright.Page, question: str, number: int = 0) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    page.locator(f".st-key-actions_{number}").wait_for()
    _still(page)


def _open(page: playwright.Page, code: str) -> playwright.Locator:
    """Open the passage of a code of the answer; where it is shown."""
    page.locator(f'td a[href="#cite-{code}"]').click()
    passage = page.locator(".st-key-side, [role=dialog]").first
    passage.locator("mark").first.wait_for()
    return passage


def _page(page: playwright.Page, address: str, end: str, language: Language, part: str) -> None:
    page.goto(f"{address}/{end}{'&' if '?' in end else '?'}lang={language}")
    page.locator(part).first.wait_for()
    _still(page)


def _rated(page: playwright.Page, address: str, language: Language) -> None:
    """A checklist with a rating."""
    _page(page, address, "checklist", language, ".st-key-begin button")
    page.locator(".st-key-begin button").nth(4).click()
    page.locator('[class*="st-key-point_"] button').nth(2).click()
    page.locator('[class*="st-key-point_"] [aria-checked=true]').wait_for()
    _still(page)


def _team(page: playwright.Page, address: str, language: Language) -> None:
    """A team of two."""
    _page(page, address, "team", language, "[data-testid=stFileUploader]")
    files = []
    for person, point in (("Ann", 4), ("Bo", 1)):
        kept = Checklist(standard="BAS1499-002v2", person=person, chosen=("T5",), ratings={"K30": point, "S27": 2})
        files.append({"name": f"{person}.json", "mimeType": "application/json", "buffer": save(kept).encode()})
    page.locator("input[type=file]").set_input_files(files)
    page.locator(".heat tbody").first.wait_for()
    _still(page)


def _looker(page: playwright.Page) -> tuple[Callable[[str], None], dict[str, str]]:
    """What looks at a page with axe, and what it has found, by the state that the page was in."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found: dict[str, str] = {}

    def look(state: str) -> None:
        page.wait_for_timeout(200)  # what fades in has its colours
        if (report := axe.Axe().run(page)).violations_count:
            found[state] = report.generate_report()

    return look, found


def test_axe_finds_nothing_on_a_desk(window: Window, address: str) -> None:
    """On every page in use: contrast, names, roles, headings, landmarks."""
    page = window("zh-TW", motion=False)
    look, found = _looker(page)
    look("empty chat")
    _ask(page, "客人電話等太久該怎麼改善？")
    _ask(page, "T5 需要哪些技能？", 1)
    page.get_by_test_id("stExpander").last.locator("summary").click()
    _open(page, "S27")
    look("answers, proof and passage")
    for end, part in (
        ("map", ".grid.map"),
        ("compare?with=T3,T5", ".grid.beside"),
        ("search?q=顧客", ".found"),
        ("health", ".ledger.errata"),
        ("source?ref=S30", ".sheet"),
        ("evaluation", "[data-testid=stMetric], [data-testid=stDataFrame]"),
        ("feedback", ".st-key-titlebar"),
    ):
        _page(page, address, end, "zh-TW", part)
        look(end)
    _rated(page, address, "zh-TW")
    look("ratings")
    _team(page, address, "zh-TW")
    look("team")
    assert not found, "\n".join(f"{state}: {report}" for state, report in found.items())


def test_axe_finds_nothing_on_a_phone(window: Window, address: str) -> None:
    """In English and the dark, where what is small or overlaid differs: answers, drawer, lists, ratings."""
    page = window("en", "dark", 390, motion=False)
    look, found = _looker(page)
    _ask(page, "what skills does T5 require")
    _open(page, "S27")
    look("drawer")
    page.keyboard.press("Escape")
    page.locator(".st-key-chats button").click()
    page.locator(".st-key-chatlist").wait_for()
    look("list of conversations")
    _page(page, address, "?ref=S99", "en", "[role=dialog] a[href^='#cite-']")
    look("a code that does not exist")
    _rated(page, address, "en")
    look("ratings")
    assert not found, "\n".join(f"{state}: {report}" for state, report in found.items())


def test_a_conversation_is_heard(window: Window) -> None:
    """Each question is a heading under the page's, the answer is announced, and no widget speaks English."""
    page = window("zh-TW")
    _ask(page, "T5 需要哪些技能？")
    assert page.get_by_role("heading", level=1).inner_text() == "問答"
    page.get_by_role("heading", name="T5 需要哪些技能？", level=2).wait_for()
    page.get_by_role("status").get_by_text("共有 4 項技能").wait_for(state="attached")
    page.get_by_role("group", name="回答", exact=True).wait_for()
    assert page.evaluate(ENGLISH) == []
    page.get_by_role("radio", name="EN").click()
    page.get_by_role("button", name="Send message").wait_for()
    page.get_by_role("group", name="Chat message from assistant").wait_for()


def test_escape_closes_the_panel(window: Window) -> None:
    """By keyboard a chip leads into the panel beside the chat; Escape, or its button, leads back to the chip."""
    page = window("en")
    _ask(page, "what skills does T5 require")
    chip, panel = page.locator('td a[href="#cite-S29"]'), page.get_by_role("region", name="Source passage")
    focused = "() => document.activeElement.getAttribute('href') === '#cite-S29'"
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.st-key-side')")
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    page.wait_for_function(focused)
    _open(page, "S29")
    panel.get_by_role("button", name="Close").click()
    panel.wait_for(state="detached")
    page.wait_for_function(focused)


def test_the_panel_is_never_cut(window: Window) -> None:
    """It ends above the box for questions in a low window, and lies over the text where the window grows narrow."""
    page = window("en")
    _ask(page, "what skills does T5 require")
    panel = _open(page, "S29")
    for width, height in ((1440, 610), (610, 900), (390, 610)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            """([width, height]) => { const box = document.querySelector('.st-key-side')?.getBoundingClientRect();
            return box && box.width > 300 && box.left >= 0 && box.right <= width && box.bottom <= height; }""",
            arg=[width, height],
        )
    panel.get_by_role("button", name="Close").click()
    panel.wait_for(state="detached")


@pytest.mark.parametrize(("language", "name"), [("zh-TW", "3 分（滿分 4）：能獨立做"), ("en", "3 of 4: alone")])
def test_a_rating_is_read_with_its_meaning(window: Window, address: str, language: Language, name: str) -> None:
    """What is seen as 3 is heard as what it stands for, in the language of the page."""
    page = window(language)
    _rated(page, address, language)
    asked = page.get_by_role("radiogroup", name=f"{PAGES.say('checklist.rating', language)} P5.1.1")
    assert asked.get_by_role("radio", name=name, exact=True).is_checked()


def test_the_sidebar_makes_room(window: Window) -> None:
    """On a phone the sidebar closes behind the page that was chosen in it."""
    page = window("en", "light", 390, 844)
    page.get_by_test_id("stExpandSidebarButton").click()
    chosen = page.get_by_test_id("stSidebarNavLink").nth(1)
    chosen.hover()  # it stands still under the pointer only when the sidebar is open
    chosen.click()
    page.locator(".grid.map").wait_for()
    page.locator("[data-testid=stSidebar][data-collapsed=true]").wait_for(state="attached")


def _reached(page: playwright.Page) -> None:
    """Nothing is too small, once the page has its look."""
    page.wait_for_function(f"(targets) => ({TOO_SMALL})(targets).length === 0", arg=TARGETS)


def test_a_thumb_hits(window: Window, address: str) -> None:
    """On a phone everything to touch is 44 pixels wide and high; nothing scrolls sideways for it."""
    page = window("zh-TW", "light", 390, 844)
    _reached(page)
    _ask(page, "T5 需要哪些技能？")
    _reached(page)
    _open(page, "S27")
    _reached(page)
    for end, part in (("map", ".grid.map"), ("compare?with=T3,T5", ".grid.beside"), ("health", ".ledger.errata")):
        _page(page, address, end, "zh-TW", part)
        _reached(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    _rated(page, address, "zh-TW")
    _reached(page)
