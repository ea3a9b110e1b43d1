"""What the headers of an answer let a browser do."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.faces.headers import Headers, policy

PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")


def _parts(told: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in told.split(";"))


def test_only_scripts_of_the_page_itself_run() -> None:
    """By the digest of what it holds, whichever Streamlit made it; nothing inline, nothing from elsewhere."""
    own = base64.b64encode(hashlib.sha256(b"one\n two").digest()).decode()
    told = _parts(policy("<script>one\n two</script><script type='module' src='x.js'></script>"))
    assert told["script-src"] == f"'self' blob: 'sha256-{own}'"
    assert told["frame-ancestors"] == told["object-src"] == "'none'"
    assert "http" not in policy(PAGE) and policy(PAGE).count("sha256-") == PAGE.count("<script>") == 1
    for name, allowed in _parts(policy(PAGE)).items():
        assert "unsafe-eval" not in allowed and ("unsafe-inline" not in allowed or name == "style-src")


def test_whatever_is_answered_has_them() -> None:
    """Also what is not there; they replace what an answer says itself."""
    said = {"x-frame-options": "ALLOWALL"}
    inner = Starlette(routes=[Route("/", lambda request: PlainTextResponse("", headers=said))])
    client = TestClient(Headers(inner, "default-src 'none'"))
    for path in ("/", "/none"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == "default-src 'none'"
        assert headers.get_list("x-frame-options") == ["DENY"]
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
