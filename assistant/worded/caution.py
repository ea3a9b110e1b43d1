"""Words that change what a sentence claims, from `caution.toml`: how binding it is, how many, in which order."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from ..standard.code import kind_of, order
from ..standard.model import Kind
from ..standard.relations import UPPER
from .evidence import Evidence
from .statement import Statement

Group = Literal["must", "suggested", "may", "steps", "bound_before", "bound_behind", "beside", "beyond", "verbs"]
_IN_TIME = (Kind.ACTIVITY, Kind.INDICATOR)


@cache
def words(group: Group) -> re.Pattern[str]:
    """Any word of a group, in folded text."""
    table = tomllib.loads((Path(__file__).parent / "caution.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(sorted(table[group], key=len, reverse=True)))


def binding(statement: Statement, evidence: Evidence) -> bool:
    """Whether a sentence obliges and permits no more and no less than its evidence."""
    found = evidence.answer.method != "table"
    told = any(words("suggested").search(p.text_folded) for p in statement.passages if p.kind == "fact")
    if words("must").search(statement.bare) and (found or told):
        return False
    return found or all(statement.borne(m, 2) for m in words("may").finditer(statement.bare))


def ordered(statement: Statement, evidence: Evidence) -> bool:
    """Whether an order in time is that of the table, between things that are done."""
    if not words("steps").search(statement.bare):
        return True
    codes = [c for c in statement.named if kind_of(c) not in UPPER]
    return (
        evidence.answer.method != "table"
        and all(kind_of(c) in _IN_TIME for c in codes)
        and codes == sorted(codes, key=order)
    )


def beside(text: str) -> bool:
    """Whether what stands between two items only sets them side by side."""
    return not re.search(r"\w", words("beside").sub(" ", text))
