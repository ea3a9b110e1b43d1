"""Who may sign in, and as what: a list that the operator keeps, and the identity provider that tells who is who."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...errors import UsageError
from ...settings import Role, Settings
from .finding import Finding, say

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
"""What `[auth]` in Streamlit's secrets has to name."""
CALLBACK = "/oauth2callback"
"""Where Streamlit takes the provider's answer, below the address of the app."""
LEAST = 16
"""Characters of a cookie secret below which it may be guessed."""


class People(BaseModel):
    """The list, read anew whenever it changes. Entries of a role are values of the claim.

    `@hr.example` is everyone with an address there. Who is named in full has the role of that name rather than that of
    the domain; of several the first counts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str = Field(default="email", description="what the identity provider says of a person that the list names")
    roles: dict[Role, tuple[str, ...]]

    def role(self, told: Mapping[str, object]) -> Role | None:
        """The role of a person; None: not on the list, or an address that the provider has not verified.

        :param told: the claims of the signed token.
        """
        if self.claim == "email" and told.get("email_verified", True) is not True:
            return None
        given = told.get(self.claim)
        names = {str(name).casefold() for name in (given if isinstance(given, list) else [given]) if name}
        domains = {f"@{name.rpartition('@')[2]}" for name in names if name.count("@") == 1}
        for wanted in (names, domains):
            for role, entries in self.roles.items():
                if role and any(entry.casefold() in wanted for entry in entries):
                    return role
        return None


def people(file: Path) -> People:
    """The list in a TOML file.

    :raises UsageError: when it cannot be read, or is no such list; then nobody may sign in.
    """
    try:
        return _read(file, file.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("manage.unreadable_list", name=file.name) from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        at = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else str(error)
        roles = ", ".join(filter(None, get_args(Role)))
        raise UsageError("manage.unusable_list", name=file.name, at=at, roles=roles) from error


@lru_cache(maxsize=1)
def _read(file: Path, changed: int) -> People:
    return People.model_validate(tomllib.loads(file.read_text("utf-8-sig")))


def wanted(settings: Settings, provider: Mapping[str, Any] | None) -> bool:
    """Whether readers sign in here.

    :param provider: `[auth]` of Streamlit's secrets, where there is one.
    :raises UsageError: when one half of it is missing: the list, the provider, or the extra.
    """
    if not settings.people and not provider:
        return False
    if not settings.people:
        raise UsageError("manage.no_list")
    if find_spec("authlib") is None:
        raise UsageError("manage.no_sign_in")
    if missing := ", ".join(name for name in NEEDED if not (provider or {}).get(name)):
        raise UsageError("manage.incomplete_provider", missing=missing)
    return True


def sign_in(settings: Settings) -> Iterator[Finding]:
    """What is wrong with list, secrets or extra, where readers sign in. The provider itself is not asked."""
    provider = _provider()
    if wanted(settings, provider):
        assert provider and settings.people
        people(settings.people)
        yield next(_faults(provider, settings), Finding("sign-in", settings.people.name))


def _faults(provider: Mapping[str, Any], settings: Settings) -> Iterator[Finding]:
    def fault(entry: str, about: object) -> Finding:
        return Finding("sign-in", say(f"sign_in.{entry}", about=about), say(f"sign_in.{entry}_mend"))

    redirect, metadata = str(provider["redirect_uri"]), urlsplit(str(provider["server_metadata_url"]))
    where = urlsplit(redirect)
    if where.scheme not in ("http", "https") or not where.netloc or not where.path.endswith(CALLBACK):
        yield fault("redirect", redirect)
    elif settings.address and redirect != settings.address.rstrip("/") + CALLBACK:
        yield fault("elsewhere", redirect)
    if len(str(provider["cookie_secret"])) < LEAST:
        yield fault("cookie", LEAST)
    if metadata.scheme not in ("http", "https") or not metadata.netloc:
        yield fault("metadata", metadata.geturl())


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
            raise UsageError("manage.unreadable_secrets", name=file.name) from error
    return found.get("auth")
