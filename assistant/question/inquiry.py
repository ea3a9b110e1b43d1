"""What is asked of a set: which items, how many, whether, where; or something that is no set at all."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Bound

from ..standard.model import Kind
from .subject import Codes, Number, Scope, Set, Test, Text
from .value import Remembered, value


@value
class List(Remembered):
    """Which items: T5 需要哪些技能."""

    of: Set
    op: Literal["list"] = "list"


@value
class Show(Remembered):
    """What the table says of the items: what they are, their level, their bullets, their lines in the source."""

    of: Set
    aspect: Literal["what", "level", "details", "source"] = "what"
    op: Literal["show"] = "show"


@value
class Locate(Remembered):
    """Where the items hang: K39 在哪個任務. `kind` is the kind of place asked for, if one is."""

    of: Set
    kind: Kind | None = None
    op: Literal["locate"] = "locate"


@value
class Count(Remembered):
    """How many: T5 有幾條指標; `each` tells the number of each part; `share` of what else it is, in percent.

    `claimed` is a number that the question takes for granted; `average` asks for the mean number under each of what
    a set hangs on (平均每個活動幾條指標); of what hangs on nothing the number is told.
    """

    of: Set
    each: bool = False
    share: Set | None = None
    claimed: Number | None = None
    average: bool = False
    op: Literal["count"] = "count"


@value
class Compare(Remembered):
    """Sets side by side: everything of them, their number, their level, or their wording.

    `than` asks whether the first has more, or fewer, than each of the others: T5 的級別比 T4 高嗎.
    """

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=10)]
    by: Literal["all", "number", "level", "wording"] = "all"
    than: Literal["more", "fewer"] | None = None
    op: Literal["compare"] = "compare"


@value
class Check(Remembered):
    """Whether every item of a set passes a test; without a test, whether there is any: T5 是五級嗎, 有沒有產出."""

    of: Set
    test: Test | None = None
    op: Literal["check"] = "check"


@value
class Field(Remembered):
    """Fields of the header and the notes: 職類別, 學歷; `about` narrows the notes to the one that explains a term."""

    names: Annotated[tuple[str, ...], Bound(min_length=1, max_length=10)]
    about: Annotated[str, Bound(max_length=60)] | None = None
    op: Literal["field"] = "field"


@value
class Misprints(Remembered):
    """What the ledger of misprints says, of some items or of the whole."""

    of: Set | None = None
    op: Literal["misprints"] = "misprints"


@value
class Situation(Remembered):
    """Someone tells what happens at work: the items that bear on it, found by meaning, perhaps of some kinds."""

    text: Annotated[str, Bound(min_length=1, max_length=4000)]
    kinds: tuple[Kind, ...] = ()
    within: Set | None = None
    op: Literal["situation"] = "situation"


@value
class NotHeld(Remembered):
    """Asked for what a table of this form never gives, of something it may hold: 多久演練一次."""

    aspect: Text
    of: Set | None = None
    op: Literal["not_held"] = "not_held"


@value
class Unknown(Remembered):
    """Codes that do not exist."""

    codes: Codes
    op: Literal["unknown"] = "unknown"


@value
class Talk(Remembered):
    """What is no question to the standard: a greeting, thanks, a request that is declined, another occupation."""

    act: Text
    about: str = ""
    op: Literal["talk"] = "talk"


@value
class Standards(Remembered):
    """Which standards there are; with a set, which of them have such items: 哪些基準要會統計.

    `order` asks for those with the most or the least of them (哪個基準的任務最多), without a set for those of the
    highest or lowest level; `standards` are those looked at, where some are named.
    """

    of: Set | None = None
    order: Literal["most", "least"] | None = None
    standards: Scope = ()
    op: Literal["standards"] = "standards"


@value
class Each(Remembered):
    """The same asked of each of some standards, of all where none is named: 各基準的級別, 客訴在哪些職業都要處理."""

    question: Question
    standards: Scope = ()
    op: Literal["each"] = "each"


@value
class Together(Remembered):
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
    | Each
    | Together,
    Bound(discriminator="op"),
]
