"""What a question is about: sets of items of the standard, and tests that narrow them.

The items of a set stand in the order of the table.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Bound

from ..standard.model import Kind
from .value import Remembered, value

Comparison = Literal["=", ">", ">=", "<", "<="]
Text = Annotated[str, Bound(min_length=1, max_length=400)]
Codes = Annotated[tuple[str, ...], Bound(min_length=1, max_length=400)]
Scope = Annotated[tuple[Annotated[str, Bound(min_length=1, max_length=60)], ...], Bound(max_length=30)]
"""Codes of standards; none: all that are installed."""
Number = Annotated[int, Bound(ge=0, le=999)]


@value
class All(Remembered):
    """Every item of a kind: 所有技能."""

    kind: Kind
    op: Literal["all"] = "all"


@value
class Coded(Remembered):
    """Items by their codes: T5.1, K39; of another standard by their address: BGM1219-004v2:T1."""

    codes: Codes
    op: Literal["coded"] = "coded"


@value
class Named(Remembered):
    """The item that a description means, among those of some kinds: 管人那一塊."""

    text: Text
    kinds: tuple[Kind, ...]
    op: Literal["named"] = "named"


@value
class Below(Remembered):
    """What of a kind hangs on the items of a set, as fine as the table has it: T5 的技能."""

    of: Set
    kind: Kind
    op: Literal["below"] = "below"


@value
class Above(Remembered):
    """What of a kind the items of a set hang on: K21 所在的任務."""

    of: Set
    kind: Kind
    op: Literal["above"] = "above"


@value
class Beside(Remembered):
    """The neighbours of an item under the same parent: 下一個活動, 其他的."""

    of: Set
    which: Literal["next", "previous", "others"]
    op: Literal["beside"] = "beside"


@value
class Nth(Remembered):
    """From position `n` (1 is the first, -1 the last) so many items: 第二個活動, 前兩項.

    With `each` the place is counted under every item that the set hangs on: 每個任務的第一個活動.
    """

    of: Set
    n: Annotated[int, Bound(ge=-99, le=99)]
    count: Annotated[int, Bound(ge=1, le=99)] = 1
    each: bool = False
    op: Literal["nth"] = "nth"


@value
class Such(Remembered):
    """The items of a set that pass a test: 級別 5 的任務."""

    of: Set
    test: Test
    op: Literal["such"] = "such"


@value
class Top(Remembered):
    """The items of a set with the most or the least of something, ties included; `place` 2 is the runner-up."""

    of: Set
    by: Kind | Literal["level"]
    order: Literal["most", "least"] = "most"
    place: Annotated[int, Bound(ge=1, le=20)] = 1
    op: Literal["top"] = "top"


@value
class Union(Remembered):
    """The items of any of some sets: T1 和 T2."""

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=30)]
    op: Literal["union"] = "union"


@value
class Both(Remembered):
    """The items that are in each of some sets, by code or by equal wording: 兩邊都有的技能.

    Of a single set they are those that hang on each of the items it hangs on: T3 的各活動都要的知識.
    """

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=10)]
    op: Literal["both"] = "both"


@value
class Minus(Remembered):
    """The items of a set without those of another, and without what another standard words alike: T5 以外的技能."""

    of: Set
    without: Set
    op: Literal["minus"] = "minus"


@value
class Across(Remembered):
    """The items of a set in each of some standards, by their codes; in all that are installed where none is named.

    所有基準的五級任務. A code in it is one of each standard; its items are told by their addresses.
    """

    of: Set
    standards: Scope = ()
    op: Literal["across"] = "across"


# Tests: what an item of a set has to be.


@value
class LevelIs(Remembered):
    """Its competency level: 級別 5, 四級以上."""

    than: Comparison
    n: Number
    op: Literal["level"] = "level"


@value
class Amount(Remembered):
    """How many items of a kind hang on it: 指標六條以上; `= 0` is 沒有產出."""

    kind: Kind
    than: Comparison
    n: Number
    op: Literal["amount"] = "amount"


@value
class Says(Remembered):
    """Its wording holds a text, whatever the script: 提到「風險」."""

    text: Text
    op: Literal["says"] = "says"


@value
class Lies(Remembered):
    """It hangs on an item of a set, or an item of the set on it: T5 底下的, 有 K21 的."""

    on: Set
    op: Literal["lies"] = "lies"


@value
class Shared(Remembered):
    """Its wording stands under more than one task: 不只一個任務要的."""

    op: Literal["shared"] = "shared"


@value
class Detailed(Remembered):
    """The standard prints sub-points under it: 有細項的."""

    op: Literal["detailed"] = "detailed"


@value
class Not(Remembered):
    """The test fails: 沒提到, 不屬於."""

    test: Test
    op: Literal["not"] = "not"


@value
class And(Remembered):
    """Every test holds."""

    tests: Annotated[tuple[Test, ...], Bound(min_length=1, max_length=8)]
    op: Literal["and"] = "and"


@value
class Or(Remembered):
    """One test holds."""

    tests: Annotated[tuple[Test, ...], Bound(min_length=1, max_length=8)]
    op: Literal["or"] = "or"


Set = Annotated[
    All | Coded | Named | Below | Above | Beside | Nth | Such | Top | Union | Both | Minus | Across,
    Bound(discriminator="op"),
]
Test = Annotated[LevelIs | Amount | Says | Lies | Shared | Detailed | Not | And | Or, Bound(discriminator="op")]
