"""The app under test: the real pages over a double of the assistant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from double import Double
from storage import Storage
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from windows import Windows

from assistant.faces.pages import browser, session

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
APP = Path(__file__).resolve().parents[2] / "app.py"
TRIES = 3
"""Times that a test in a real browser is tried: where the machine is busy, a click may fall on what is drawn anew."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests in a browser be tried again; no other test is."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item.module, "playwright"):
            item.add_marker(pytest.mark.flaky(reruns=TRIES - 1))


@pytest.fixture(scope="session", autouse=True)
def scanned() -> Iterator[None]:
    """What is installed is searched for components once, as a server does, and not for every app that is opened."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(scope="session")
def address(index: Path) -> Iterator[str]:
    """The address of the app over the index of the session, for tests in a browser."""
    from test_browser import served  # skips where there is no browser

    with served(index) as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of a file; a context of it keeps nothing of another's.

    No longer than that: while its driver runs, nothing else can run a loop of events in this thread.
    """
    from test_browser import CHROMIUM, FLAGS, playwright

    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def windows(chromium: Browser, address: str) -> Windows:
    """The windows of that browser."""
    return Windows(chromium, address)


@pytest.fixture
def page(windows: Windows) -> Iterator[Page]:
    """A window of a browser that keeps nothing yet; it fails the test on any error of a script."""
    errors: list[str] = []
    window = windows.empty()
    window.on("pageerror", listener := lambda error: errors.append(str(error)))
    yield window
    window.remove_listener("pageerror", listener)
    assert errors == []


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    """The assistant that the pages will find."""
    standing = Double()
    monkeypatch.setattr(session, "Assistant", lambda settings=None: standing)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield standing
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Storage:
    """What the reader's browser keeps."""
    standing = Storage()
    monkeypatch.setattr(browser, "keep", standing.keep)
    return standing


@pytest.fixture
def open_app(double: Double) -> Callable[..., AppTest]:
    """Open the app as a reader who prefers `lang`, at an address with `parameters`."""

    def opened(lang: str = "zh-TW", **parameters: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=90)
        app.query_params["lang"] = lang
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return opened


@pytest.fixture
def runs(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for runs and feedback that the app will use."""
    monkeypatch.setenv("ASSISTANT_RUNS", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    return tmp_path
