"""The proxy of `deploy/nginx.conf` before pages and HTTP server, in its sub-path, with a sign-in: all of it real."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("authlib", reason="the extra sign-in is not installed")
pytest.importorskip("uvicorn", reason="the extra api is not installed")
from provider import CLIENT, SECRET
from provider import served as provided
from test_browser import CHROMIUM, free_port, playwright, served

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
OPENSSL = shutil.which("openssl")
ROOT = Path(__file__).resolve().parents[2]
CONF = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
pytestmark = [
    pytest.mark.skipif(NGINX is None or OPENSSL is None, reason="nginx or openssl is not installed"),
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
UNTRUSTED = ssl._create_unverified_context()
"""The certificate is the test's own."""


@contextmanager
def running(*command: str, ready: str, **more: str) -> Iterator[None]:
    """A server until the block ends, from when its address answers, with whatever status."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | more, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(ready, timeout=5, context=UNTRUSTED).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                assert process.poll() is None, command
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def configured(folder: Path, ports: dict[str, int], *, inside: str) -> Path:
    """The file of `deploy/` with ports and certificate of the test, and whom it lets reach the HTTP server."""
    certificate = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    files = {"pem": folder / "own.pem", "key": folder / "own.key"}
    made = [str(OPENSSL), "req", *certificate, "-keyout", str(files["key"]), "-out", str(files["pem"])]
    subprocess.run(made, check=True, capture_output=True)
    text = re.sub(r"^\s*listen \[::\].*\n", "", CONF, flags=re.MULTILINE)
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{ports['plain']};",
        "listen 443 ssl;": f"listen 127.0.0.1:{ports['proxy']} ssl;",
        "server 127.0.0.1:8501;": f"server 127.0.0.1:{ports['pages']};",
        "server 127.0.0.1:8502;": f"server 127.0.0.1:{ports['api']};",
        "/etc/ssl/hr.example.pem": str(files["pem"]),
        "/etc/ssl/hr.example.key": str(files["key"]),
        "allow 10.0.0.0/8;": f"allow {inside};",
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    temporary = "".join(
        f"{kind}_temp_path {folder / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = folder / "nginx.conf"
    file.write_text(
        f"daemon off; pid {folder / 'pid'}; error_log {folder / 'error.log'};\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{text}\n}}\n",
        "utf-8",
    )
    return file


@pytest.fixture(scope="module")
def behind(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Pages with a sign-in and HTTP server behind the proxy: the addresses of both."""
    folder = tmp_path_factory.mktemp("proxy")
    ports = {name: free_port() for name in ("proxy", "plain", "pages", "api")}
    outside = f"https://127.0.0.1:{ports['proxy']}/guide"
    with provided() as provider:
        provider.claims = {"email": "wu@hr.example"}
        told = {
            "redirect_uri": f"{outside}/oauth2callback",
            "cookie_secret": "a secret of some length",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
        }
        (folder / "secrets.toml").write_text(
            "[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items()), "utf-8"
        )
        (folder / "people.toml").write_text('[roles]\nmanager = ["wu@hr.example"]\n', "utf-8")
        settings = {
            "STREAMLIT_SERVER_BASE_URL_PATH": "guide",
            "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
            "ASSISTANT_PEOPLE": str(folder / "people.toml"),
            "ASSISTANT_ADDRESS": outside,
        }
        conf = configured(folder, ports, inside="127.0.0.1")
        api = [sys.executable, "-m", "assistant", "serve-api", "--port", str(ports["api"]), "--index", str(index)]
        with (
            served(index, ports["pages"], settings),
            running(*api, ready=f"http://127.0.0.1:{ports['api']}/ready"),
            running(str(NGINX), "-c", str(conf), "-p", str(folder), ready=f"{outside}/"),
        ):
            yield {"pages": outside, "api": f"{outside}/api"}


def asked(url: str, body: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """What an address gives: status, headers and body."""
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(url, data, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60, context=UNTRUSTED) as found:
            return found.status, {k.lower(): v for k, v in found.headers.items()}, found.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_programs_reach_questions_and_neither_figures_nor_probes(behind: dict[str, str]) -> None:
    """The HTTP server answers in the sub-path; what is for those inside is not there."""
    status, _, body = asked(f"{behind['api']}/ask", {"question": "T5 需要哪些技能？"})
    assert status == 200 and json.loads(body)["confidence"] == "proved"
    assert [asked(f"{behind['api']}/{name}")[0] for name in ("metrics", "health", "ready")] == [404] * 3


def test_headers_come_once_from_the_servers_and_the_proxy(behind: dict[str, str]) -> None:
    """Scripts, frames and types are told by the pages, that only HTTPS is used by the proxy."""
    status, headers, _ = asked(f"{behind['pages']}/")
    assert status == 200
    assert "script-src 'self' blob: 'sha256-" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY" and headers["strict-transport-security"].startswith("max-age=")
    assert "server" not in headers or "/" not in headers["server"]


def test_who_is_not_inside_does_not_reach_the_http_server(tmp_path: Path) -> None:
    """With the addresses of the file as it is, this machine's is none of them."""
    ports = {name: free_port() for name in ("proxy", "plain", "pages", "api")}
    conf = configured(tmp_path, ports, inside="10.0.0.0/8")
    outside = f"https://127.0.0.1:{ports['proxy']}/guide"
    with running(str(NGINX), "-c", str(conf), "-p", str(tmp_path), ready=f"{outside}/"):
        assert asked(f"{outside}/api/ask", {"question": "T5"})[0] == 403


def test_a_reader_signs_in_and_asks_through_the_proxy(behind: dict[str, str], chromium: playwright.Browser) -> None:
    """The way to the provider and back, the web socket and an answer, all below the sub-path; no foreign request."""
    foreign: list[str] = []
    page = chromium.new_page(locale="en-US", ignore_https_errors=True)
    page.goto(f"{behind['pages']}/")
    page.get_by_role("button", name="Sign in").wait_for(timeout=90_000)
    with page.expect_response("**/guide/oauth2callback*", timeout=90_000):
        page.get_by_role("button", name="Sign in").click()
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for(timeout=90_000)
    own = behind["pages"].removeprefix("https")
    page.on(
        "request",
        lambda sent: None if own in sent.url or sent.url[:5] in ("data:", "blob:") else foreign.append(sent.url),
    )
    box.fill("T5 需要哪些技能？")
    box.press("Enter")
    page.locator('[class*="st-key-actions_"]').last.wait_for(timeout=90_000)
    assert "S27" in page.inner_text("body") and "wu@hr.example" in page.inner_text("body").replace("\u2060", "")
    assert page.get_by_test_id("stSidebarNavLink").count() == 8
    page.close()
    assert foreign == []
