"""What is asked of a set: which items, how many, whether, where; or something that is no set at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field as Bound

from ..standard.model import Kind
from .subject import Codes, Number, Set, Test, Text


@dataclass(frozen=True, slots=True)
class List:
    """Which items: T5 需要哪些技能."""

    of: Set
    op: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Show:
    """What the table says of the items: what they are, their level, their bullets, their lines in the source."""

    of: Set
    aspect: Literal["what", "level", "details", "source"] = "what"
    op: Literal["show"] = "show"


@dataclass(frozen=True, slots=True)
class Locate:
    """Where the items hang: K39 在哪個任務. `kind` is the kind of place asked for, if one is."""

    of: Set
    kind: Kind | None = None
    op: Literal["locate"] = "locate"


@dataclass(frozen=True, slots=True)
class Count:
    """How many: T5 有幾條指標; `each` tells the number of each part; `share` of what else it is, in percent.

    `claimed` is a number that the question takes for granted.
    """

    of: Set
    each: bool = False
    share: Set | None = None
    claimed: Number | None = None
    op: Literal["count"] = "count"


@dataclass(frozen=True, slots=True)
class Compare:
    """Sets side by side: everything of them, their number, their level, or their wording."""

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=10)]
    by: Literal["all", "number", "level", "wording"] = "all"
    op: Literal["compare"] = "compare"


@dataclass(frozen=True, slots=True)
class Check:
    """Whether every item of a set passes a test; without a test, whether there is any: T5 是五級嗎, 有沒有產出."""

    of: Set
    test: Test | None = None
    op: Literal["check"] = "check"


@dataclass(frozen=True, slots=True)
class Field:
    """Fields of the header and the notes: 職類別, 學歷."""

    names: Annotated[tuple[str, ...], Bound(min_length=1, max_length=10)]
    op: Literal["field"] = "field"


@dataclass(frozen=True, slots=True)
class Misprints:
    """What the ledger of misprints says, of some items or of the whole."""

    of: Set | None = None
    op: Literal["misprints"] = "misprints"


@dataclass(frozen=True, slots=True)
class Situation:
    """Someone tells what happens at work: the items that bear on it, found by meaning, perhaps of some kinds."""

    text: Annotated[str, Bound(min_length=1, max_length=4000)]
    kinds: tuple[Kind, ...] = ()
    within: Set | None = None
    op: Literal["situation"] = "situation"


@dataclass(frozen=True, slots=True)
class NotHeld:
    """Asked for what a table of this form never gives, of something it may hold: 多久演練一次."""

    aspect: Text
    of: Set | None = None
    op: Literal["not_held"] = "not_held"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Codes that do not exist."""

    codes: Codes
    op: Literal["unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is no question to the standard: a greeting, thanks, a request that is declined, another occupation."""

    act: Text
    about: str = ""
    op: Literal["talk"] = "talk"


@dataclass(frozen=True, slots=True)
class Standards:
    """Which standards there are; with a set, which of them have such items: 哪些基準要會統計."""

    of: Set | None = None
    op: Literal["standards"] = "standards"


@dataclass(frozen=True, slots=True)
class Together:
    """Several questions in one."""

    parts: Annotated[tuple[Question, ...], Bound(min_length=1, max_length=6)]
    op: Literal["together"] = "together"


Question = Annotated[
    List
    | Show
    | Locate
    | Count
    | Compare
    | Check
    | Field
    | Misprints
    | Situation
    | NotHeld
    | Unknown
    | Talk
    | Standards
    | Together,
    Bound(discriminator="op"),
]
