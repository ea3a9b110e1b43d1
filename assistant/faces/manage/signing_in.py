"""Signing in with an identity provider: what it needs, and what is missing or cannot work."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ...errors import UsageError
from ...settings import Settings
from .people import people

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
"""What `[auth]` in Streamlit's secrets has to name."""
CALLBACK = "/oauth2callback"
"""Where Streamlit takes the provider's answer, below the address of the app."""
LEAST = 16
"""Characters of a cookie secret below which it may be guessed."""


def wanted(settings: Settings, provider: Mapping[str, Any] | None) -> bool:
    """Whether readers sign in here.

    :param provider: `[auth]` of Streamlit's secrets, where there is one.
    :raises UsageError: when one half of it is missing: the list, the provider, or the extra.
    """
    if not settings.people and not provider:
        return False
    if not settings.people:
        raise UsageError(
            "secrets.toml 設定了登入，但沒有名單；請以 ASSISTANT_PEOPLE 指定。"
            " secrets.toml has a sign-in, but nothing says for whom; name the list in ASSISTANT_PEOPLE."
        )
    if find_spec("authlib") is None:
        install = "pip install 'competency-assistant[sign-in]'"
        raise UsageError(f"登入需要額外套件，請執行 {install}。 Signing in needs an extra: {install}.")
    if missing := [name for name in NEEDED if not (provider or {}).get(name)]:
        told = "、".join(missing)
        raise UsageError(
            f"設定了 ASSISTANT_PEOPLE，但 secrets.toml 的 [auth] 缺少 {told}。"
            f" ASSISTANT_PEOPLE asks for a sign-in, but [auth] in secrets.toml lacks {told}."
        )
    return True


def examined(settings: Settings) -> tuple[str, str] | None:
    """What is wrong with it, as an entry of what `doctor` says and what that is about; None: nobody signs in.

    An empty entry: nothing is wrong. The provider itself is not asked.
    """
    provider = _provider()
    if not wanted(settings, provider):
        return None
    assert provider and settings.people
    people(settings.people)
    return next(_faults(provider, settings), ("", settings.people.name))


def _faults(provider: Mapping[str, Any], settings: Settings) -> Iterator[tuple[str, str]]:
    redirect, metadata = str(provider["redirect_uri"]), urlsplit(str(provider["server_metadata_url"]))
    where = urlsplit(redirect)
    if where.scheme not in ("http", "https") or not where.netloc or not where.path.endswith(CALLBACK):
        yield "redirect", redirect
    elif settings.address and redirect != settings.address.rstrip("/") + CALLBACK:
        yield "elsewhere", redirect
    if len(str(provider["cookie_secret"])) < LEAST:
        yield "cookie", str(LEAST)
    if metadata.scheme not in ("http", "https") or not metadata.netloc:
        yield "metadata", metadata.geturl()


def _provider() -> Mapping[str, Any] | None:
    """`[auth]` where Streamlit looks for it; files looked at later come before.

    :raises UsageError: when a file cannot be read.
    """
    named = os.environ.get("STREAMLIT_SECRETS_FILES")
    places = [Path(named)] if named else [folder / ".streamlit/secrets.toml" for folder in (Path.home(), Path())]
    found: dict[str, Any] = {}
    for file in places:
        try:
            found |= tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{file.name} 讀不到，或不是 TOML；請改正後再啟動。"
                f" {file.name} cannot be read, or is no TOML; mend it and start again."
            ) from error
    return found.get("auth")
