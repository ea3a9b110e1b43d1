"""The query language: everything that can be asked of a standard, as values. Closed, typed and small.

A question is one of `Question`; what it is about is a `Set` of items, in the order of the table, narrowed by a `Test`.
Forms are frozen values with a JSON form (`notation.py`); the same form gives the same answer, whoever made it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Bound

from ..standard.model import Kind
from .node import Codes, Comparison, Node, Number, Scope, Text

_OP = Bound(discriminator="op")


class All(Node):
    """Every item of a kind: 所有技能."""

    kind: Kind


class Coded(Node):
    """Items by their codes: T5.1, K39; of another standard by their address: BGM1219-004v2:T1."""

    codes: Codes


class Named(Node):
    """The item that a description means, among those of some kinds: 管人那一塊."""

    text: Text
    kinds: tuple[Kind, ...]


class Below(Node):
    """What of a kind hangs on the items of a set, as fine as the table has it: T5 的技能."""

    of: Set
    kind: Kind


class Above(Node):
    """What of a kind the items of a set hang on: K21 所在的任務."""

    of: Set
    kind: Kind


class Beside(Node):
    """The neighbours of an item under the same parent: 下一個活動, 其他的."""

    of: Set
    which: Literal["next", "previous", "others"]


class Nth(Node):
    """From position `n` (1 is the first, -1 the last) so many items: 第二個活動, 前兩項. With `each` it is
    counted under every item that the set hangs on: 每個任務的第一個活動.
    """

    of: Set
    n: Annotated[int, Bound(ge=-99, le=99)]
    count: Annotated[int, Bound(ge=1, le=99)] = 1
    each: bool = False


class Such(Node):
    """The items of a set that pass a test: 級別 5 的任務."""

    of: Set
    test: Test


class Top(Node):
    """The items of a set with the most or the least of something, ties included; `place` 2 is the runner-up."""

    of: Set
    by: Kind | Literal["level"]
    order: Literal["most", "least"] = "most"
    place: Annotated[int, Bound(ge=1, le=20)] = 1


class Union(Node):
    """The items of any of some sets: T1 和 T2."""

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=30)]


class Both(Node):
    """The items that are in each of some sets, by code or by equal wording: 兩邊都有的技能.

    Of a single set they are those that hang on each of the items it hangs on: T3 的各活動都要的知識.
    """

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=10)]


class Minus(Node):
    """The items of a set without those of another, and without what another standard words alike: T5 以外的技能."""

    of: Set
    without: Set


class Across(Node):
    """The items of a set in each of some standards, by their codes; in all that are installed where none is named.

    所有基準的五級任務. A code in it is one of each standard; its items are told by their addresses.
    """

    of: Set
    standards: Scope = ()


# Tests: what an item of a set has to be.


class LevelIs(Node, op="level"):
    """Its competency level: 級別 5, 四級以上."""

    than: Comparison
    n: Number


class Amount(Node):
    """How many items of a kind hang on it: 指標六條以上; `= 0` is 沒有產出."""

    kind: Kind
    than: Comparison
    n: Number


class Says(Node):
    """Its wording holds a text, whatever the script: 提到「風險」."""

    text: Text


class Lies(Node):
    """It hangs on an item of a set, or an item of the set on it: T5 底下的, 有 K21 的."""

    on: Set


class Shared(Node):
    """Its wording stands under more than one task: 不只一個任務要的."""


class Detailed(Node):
    """The standard prints sub-points under it: 有細項的."""


class Not(Node):
    """The test fails: 沒提到, 不屬於."""

    test: Test


class And(Node):
    """Every test holds."""

    tests: Annotated[tuple[Test, ...], Bound(min_length=1, max_length=8)]


class Or(Node):
    """One test holds."""

    tests: Annotated[tuple[Test, ...], Bound(min_length=1, max_length=8)]


Set = Annotated[All | Coded | Named | Below | Above | Beside | Nth | Such | Top | Union | Both | Minus | Across, _OP]
Test = Annotated[LevelIs | Amount | Says | Lies | Shared | Detailed | Not | And | Or, _OP]


class List(Node):
    """Which items: T5 需要哪些技能."""

    of: Set


class Show(Node):
    """What the table says of the items: what they are, their level, their bullets, their lines in the source."""

    of: Set
    aspect: Literal["what", "level", "details", "source"] = "what"


class Locate(Node):
    """Where the items hang: K39 在哪個任務. `kind` is the kind of place asked for, if one is."""

    of: Set
    kind: Kind | None = None


class Count(Node):
    """How many: T5 有幾條指標; `each` tells the number of each part; `share` of what else it is, in percent.

    `claimed` is a number that the question takes for granted; `average` asks for the mean number under each of what
    a set hangs on (平均每個活動幾條指標); of what hangs on nothing the number is told.
    """

    of: Set
    each: bool = False
    share: Set | None = None
    claimed: Number | None = None
    average: bool = False


class Compare(Node):
    """Sets side by side; `than` asks whether the first has more, or fewer, than each other: T5 的級別比 T4 高嗎."""

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=10)]
    by: Literal["all", "number", "level", "wording"] = "all"
    than: Literal["more", "fewer"] | None = None

    def __post_init__(self) -> None:
        if self.than and self.by not in ("number", "level"):
            raise ValueError("`than` compares a number or a level")


class Check(Node):
    """Whether every item of a set passes a test; without a test, whether there is any: T5 是五級嗎, 有沒有產出."""

    of: Set
    test: Test | None = None


class Field(Node):
    """Fields of the header and the notes: 職類別, 學歷; `about` narrows the notes to the one that explains a term."""

    names: Annotated[tuple[str, ...], Bound(min_length=1, max_length=10)]
    about: Annotated[str, Bound(max_length=60)] | None = None


class Misprints(Node):
    """What the ledger of misprints says, of some items or of the whole."""

    of: Set | None = None


class Situation(Node):
    """Someone tells what happens at work: the items that bear on it, found by meaning, perhaps of some kinds."""

    text: Annotated[str, Bound(min_length=1, max_length=4000)]
    kinds: tuple[Kind, ...] = ()
    within: Set | None = None


class NotHeld(Node, op="not_held"):
    """Asked for what a table of this form never gives, of something it may hold: 多久演練一次."""

    aspect: Text
    of: Set | None = None


class Unknown(Node):
    """Codes that do not exist."""

    codes: Codes


class Talk(Node):
    """What is no question to the standard: a greeting, thanks, a request that is declined, another occupation."""

    act: Text
    about: str = ""


class Standards(Node):
    """Which standards there are; with a set, which of them have such items: 哪些基準要會統計.

    `order` asks for those with the most or the least of them (哪個基準的任務最多), without a set for those of the
    highest or lowest level; `standards` are those looked at, where some are named.
    """

    of: Set | None = None
    order: Literal["most", "least"] | None = None
    standards: Scope = ()


class Each(Node):
    """The same asked of each of some standards, of all where none is named: 各基準的級別, 客訴在哪些職業都要處理."""

    question: Question
    standards: Scope = ()


class Together(Node):
    """Several questions in one."""

    parts: Annotated[tuple[Question, ...], Bound(min_length=1, max_length=6)]


_OfItems = List | Show | Locate | Count | Compare | Check
_OfTheWhole = Field | Misprints | Situation | NotHeld | Unknown | Talk | Standards
Question = Annotated[_OfItems | _OfTheWhole | Each | Together, _OP]
