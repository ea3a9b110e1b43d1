"""The tables of several standards as one proof: each address is borne out by the table of its own standard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..standard.address import address, parted
from ..standard.model import Kind
from .proof import Claim, Tables


class JoinedTables:
    """What several standards bear out. A relation between items of two standards holds nowhere."""

    def __init__(self, home: Tables, other: Callable[[str], Tables | None]) -> None:
        """:param home: the table of the standard whose codes are told alone; `other`: that of another, by its code."""
        self._home, self._other = home, other
        self._asked: dict[str, Tables] = {}

    @property
    def home(self) -> str:
        """The standard whose codes are told alone."""
        return self._home.home

    def _of(self, told: str) -> tuple[Tables | None, str]:
        """The table that a code or an address is of, and the code in it; of a standard alone the code is empty."""
        standard, code = parted(told)
        if standard in ("", self.home):
            return self._home, code
        table = self._asked.get(standard) or self._other(standard)
        if table is not None:
            self._asked[standard] = table
        return table, code

    def _printing(self, told: str) -> list[tuple[Tables, str]]:
        """The tables that may print a code; what has none may stand in any of the standards spoken of."""
        if not told:
            return [(table, "") for table in (self._home, *self._asked.values())]
        table, code = self._of(told)
        return [(table, code)] if table else []

    def wordings(self, code: str) -> set[str]:
        """What is printed under an address."""
        return {text for table, own in self._printing(code) for text in table.wordings(own)}

    def sub_points(self, code: str) -> set[tuple[str, ...]]:
        """The points printed under an item, for each place that prints it."""
        return {points for table, own in self._printing(code) for points in table.sub_points(own)}

    def hangs(self, child: str, parent: str) -> bool:
        """Whether an item hangs on another of its own standard."""
        (table, low), (above, high) = self._of(child), self._of(parent)
        return table is not None and table is above and table.hangs(low, high)

    def listed(self, kind: Kind, parent: str | None) -> list[str]:
        """The keys of the items of a kind under a parent, or in the standard that `parent` names with its mark."""
        table, own = self._of(parent or "")
        standard = parted(parent or "")[0]
        return [address(standard, code) for code in table.listed(kind, own or None)] if table else []

    def bears(self, claim: Claim) -> bool:
        """Whether one claim holds in the table of what it is about."""
        if claim.rule == "read":
            return self._home.bears(claim)
        if claim.rule == "relation":
            return self.hangs(str(claim.subject), str(claim.object))
        of_place = claim.rule in ("count", "lacks")
        table, own = self._of((claim.object if of_place else claim.subject) or "")
        asked = replace(claim, object=own or None) if of_place else replace(claim, subject=own or None)
        return table is not None and table.bears(asked)
