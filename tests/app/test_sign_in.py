"""Signing in: a real server, a real browser, and an identity provider of the test's own, on loopback."""

from __future__ import annotations

import http.cookiejar
import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

pytest.importorskip("authlib", reason="the extra sign-in is not installed")
from conftest import APP
from double import Double
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from provider import CLIENT, SECRET, Provider
from provider import served as provided
from test_browser import CHROMIUM, free_port, playwright, served

from assistant.errors import UsageError
from assistant.faces.manage import people as signing_in
from assistant.faces.manage.people import People, people

browsing = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
COOKIE_SECRET = "a secret of some length"
LIST = """
[roles]
operator = ["li@hr.example"]
evaluator = ["Wu@hr.example"]
employee = ["@hr.example"]
"""


def test_the_name_in_full_comes_before_the_domain() -> None:
    """Case does not count; a domain is the whole of what follows the one @."""
    listed = People(roles={"employee": ("@hr.example",), "operator": ("li@hr.example",)})
    assert listed.role({"email": "LI@HR.example"}) == "operator"
    assert listed.role({"email": "wu@hr.example"}) == "employee"
    for other in ("wu@hr.example.org", "wu@sub.hr.example", "x@hr.example@evil.example", "@", "", None, 1, ["wu"]):
        assert listed.role({"email": other}) is None
    assert listed.role({}) is None
    assert People(roles={"": ("wu@hr.example",)}).role({"email": "wu@hr.example"}) is None


@pytest.mark.parametrize("verified", [False, None, "false", "true", 0, 1])
def test_an_address_that_is_not_verified_counts_for_nothing(verified: object) -> None:
    """Where the provider says anything but true of it; a provider that says nothing is trusted with it."""
    listed = People(roles={"employee": ("wu@hr.example",)})
    assert listed.role({"email": "wu@hr.example", "email_verified": verified}) is None
    assert listed.role({"email": "wu@hr.example"}) == "employee"


def test_people_may_be_known_by_another_claim() -> None:
    """Groups of the provider stand for roles; of several the first in the list counts."""
    listed = People(claim="groups", roles={"evaluator": ("hr-quality",), "employee": ("staff",)})
    assert listed.role({"groups": ["staff", "hr-quality"], "email_verified": False}) == "evaluator"
    assert listed.role({"groups": "staff"}) == "employee"
    assert listed.role({"groups": ["guests"], "email": "staff"}) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "cannot be read"),
        ("[roles", "cannot be used"),
        ("[roles]\nboss = ['li@hr.example']", "roles.boss"),
        ("[roles]\noperator = 'li@hr.example'", "roles.operator"),
        ("operator = ['li@hr.example']", "cannot be used"),
    ],
)
def test_a_list_that_cannot_be_used_lets_nobody_in(tmp_path: Path, text: str | None, told: str) -> None:
    """It is told with the name of the file and the place in it."""
    file = tmp_path / "people.toml"
    if text is not None:
        file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=told) as refused:
        people(file)
    assert "people.toml" in str(refused.value) and str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize("half", ["list", "provider", "secret", "extra"])
def test_half_a_sign_in_lets_nobody_in(
    half: str, tmp_path: Path, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list without a provider, a provider without a list or without its secret, no extra: told, and no page."""
    file = tmp_path / "people.toml"
    file.write_text(LIST, "utf-8")
    if half != "provider":
        monkeypatch.setenv("ASSISTANT_PEOPLE", str(file))
    if half == "extra":
        monkeypatch.setattr(signing_in, "find_spec", lambda name: None)
    auth = dict.fromkeys(signing_in.NEEDED[: 3 if half == "secret" else None], "x")
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["lang"] = "en"
    app.secrets = {} if half == "list" else {"auth": auth}
    app.run()
    assert not app.exception and not app.chat_input
    wanted = {"list": "lacks redirect_uri", "provider": "ASSISTANT_PEOPLE", "secret": "lacks client_secret"}
    assert wanted.get(half, "competency-assistant[sign-in]") in app.error[0].value


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """The identity provider."""
    with provided() as standing:
        yield standing


@pytest.fixture(scope="module")
def address(provider: Provider, index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app for those on a list, in a sub-path as behind a proxy."""
    folder = tmp_path_factory.mktemp("sign-in")
    (folder / "people.toml").write_text(LIST, "utf-8")
    port = free_port()
    told = {
        "redirect_uri": f"http://127.0.0.1:{port}/guide/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
    }
    secrets = "\n".join(
        ["[auth]", *(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told.items())]
    )
    (folder / "secrets.toml").write_text(secrets, "utf-8")
    settings = {
        "STREAMLIT_SERVER_BASE_URL_PATH": "guide",
        "ASSISTANT_PEOPLE": str(folder / "people.toml"),
        "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
    }
    with served(index, port, settings) as url:
        yield url


@pytest.fixture
def page(chromium: playwright.Browser, address: str) -> Iterator[playwright.Page]:
    """The app as a visitor finds it."""
    context = chromium.new_context(locale="en-US")
    window = context.new_page()
    window.goto(address)
    yield window
    context.close()


def _sign_in(page: playwright.Page) -> None:
    """Wait for the door, and press its button; the provider sends back at once."""
    button = page.get_by_role("button", name="Sign in")
    button.wait_for(timeout=90_000)
    assert page.get_by_test_id("stChatInput").count() == page.get_by_test_id("stSidebarNavLink").count() == 0
    with page.expect_response("**/oauth2callback*", timeout=90_000), page.expect_navigation(timeout=90_000):
        button.click()


def _menu(page: playwright.Page) -> list[str]:
    page.get_by_test_id("stSidebarNavLink").first.wait_for(timeout=90_000)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=90_000)
    return page.get_by_test_id("stSidebarNavLink").all_inner_texts()


def _read(page: playwright.Page) -> str:
    """The text of the page, without the characters that keep a reader's words from being marks."""
    return page.inner_text("body").replace("\u2060", "")


@browsing
def test_who_signs_in_sees_the_pages_of_the_role(page: playwright.Page, provider: Provider, address: str) -> None:
    """An employee has those of employees, at other addresses is told so, and leaves by a button."""
    provider.claims = {"email": "chen@hr.example"}
    _sign_in(page)
    assert len(_menu(page)) == 6
    assert "chen@hr.example" in _read(page)
    page.goto(f"{address}/feedback")
    page.get_by_text("is not open here").wait_for(timeout=90_000)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for(timeout=90_000)
    assert not page.get_by_test_id("stSidebarNavLink").count()


@browsing
def test_a_sign_in_of_yesterday_holds_no_longer(page: playwright.Page, provider: Provider) -> None:
    """Nor does one by an address that is not on the list, which is told; the next one, by the operator, does."""
    provider.claims = {"email": "li@hr.example", "iat": time.time() - 13 * 3600}
    _sign_in(page)
    provider.claims = {"email": "eve@evil.example"}
    _sign_in(page)
    page.get_by_text("is not on the list").wait_for(timeout=90_000)
    assert "eve@evil.example" in _read(page)
    assert page.get_by_test_id("stChatInput").count() == page.get_by_test_id("stSidebarNavLink").count() == 0
    page.get_by_role("button", name="Sign out").click()
    provider.claims = {"email": "li@hr.example"}
    _sign_in(page)
    assert len(_menu(page)) == 10


def _user_cookie(address: str) -> bool:
    """Go the whole way of a sign-in as a browser does, and tell whether the app then knows who it is."""
    cookies = http.cookiejar.CookieJar()
    opened = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    way = {"provider": "default", "exp": int(time.time()) + 60}
    asked = jwt.encode({"alg": "HS256"}, way, OctKey.import_key(COOKIE_SECRET))
    opened.open(f"{address}/auth/login?provider={asked}", timeout=30).close()
    return any(cookie.name == "_streamlit_user" for cookie in cookies)


WRONG: dict[str, dict[str, object]] = {
    "audience": {"aud": "another client"},
    "party": {"aud": ["another client", CLIENT], "azp": "another client"},
    "issuer": {"iss": "https://evil.example"},
    "expired": {"iat": time.time() - 7200, "exp": time.time() - 3600},
    "nonce": {"nonce": "of another sign-in"},
    "key": {},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_token_is_no_sign_in(wrong: str, address: str, provider: Provider) -> None:
    """For another audience or party, of another issuer, expired, replayed, or signed by another key."""
    provider.claims = {"email": "li@hr.example"}
    assert _user_cookie(address)
    provider.claims |= WRONG[wrong]
    provider.signer = RSAKey.generate_key(2048, {"kid": "own"}) if wrong == "key" else None
    try:
        assert not _user_cookie(address)
    finally:
        provider.signer = None
