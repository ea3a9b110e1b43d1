"""Who may sign in, and as what: a list that the operator keeps, read anew whenever it changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...errors import UsageError
from ...settings import Role


class People(BaseModel):
    """The list. Entries of a role are values of the claim; `@hr.example` is everyone with an address there.

    Who is named in full has the role of that name rather than that of the domain; of several the first counts.
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
        raise UsageError(
            f"名單 {file.name} 讀不到，因此沒有人能登入；請檢查 ASSISTANT_PEOPLE。"
            f" The list {file.name} cannot be read, so nobody may sign in; check ASSISTANT_PEOPLE."
        ) from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        at = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else str(error)
        roles = "、".join(filter(None, get_args(Role)))
        raise UsageError(
            f"名單 {file.name} 的 {at} 不能用，因此沒有人能登入；角色有 {roles}。"
            f" {at} in the list {file.name} cannot be used, so nobody may sign in; roles are {roles}."
        ) from error


@lru_cache(maxsize=1)
def _read(file: Path, changed: int) -> People:
    return People.model_validate(tomllib.loads(file.read_text("utf-8-sig")))
