"""Windows of one browser, which stay open from test to test: a new one costs as much as what is tested in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request


class Windows:
    """The windows of a browser on one server, one for each size, look and kind of pointer."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium = chromium
        self._address = address
        self._opened: dict[tuple[object, ...], Page] = {}

    def empty(
        self, width: int = 1440, height: int = 900, colours: str = "light", *, touch: bool = False, motion: bool = True
    ) -> Page:
        """A window as of somebody who was never here: nothing kept, nothing permitted, no page of the app open.

        :param width: and `height` in pixels.
        :param colours: that the system asks for, "light" or "dark".
        :param touch: whether it is used with fingers.
        :param motion: False where the system asks for less of it.
        """
        kind = (width, height, colours, touch, motion)
        page = self._opened.get(kind)
        if page is None or page.is_closed():
            page = self._opened[kind] = self._chromium.new_context(
                viewport={"width": width, "height": height},
                locale="en-US",
                color_scheme=colours,
                reduced_motion="no-preference" if motion else "reduce",
                has_touch=touch,
                accept_downloads=True,
            ).new_page()
        page.set_default_timeout(45_000)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{self._address}/_stcore/health")  # of the same origin: what was kept is forgotten there
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.context.clear_cookies()
        page.context.clear_permissions()
        for other in page.context.pages:
            if other != page:
                other.close()
        page.bring_to_front()
        return page


@contextmanager
def watched(page: Page, address: str) -> Iterator[None]:
    """No script fails in a window, its console shows no error, and it asks nothing of any other server."""
    foreign: list[str] = []
    errors: list[str] = []
    own = (address, address.replace("http", "ws"), "data:", "blob:")

    def request(sent: Request) -> None:
        if not sent.url.startswith(own):
            foreign.append(sent.url)

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def failed(error: Error) -> None:
        errors.append(str(error))

    heard = {"request": request, "console": console, "pageerror": failed}
    for event, listener in heard.items():
        page.on(event, listener)  # type: ignore[call-overload]
    try:
        yield
    finally:
        for event, listener in heard.items():
            page.remove_listener(event, listener)
    assert foreign == []
    assert errors == []
