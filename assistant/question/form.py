"""The query language: everything that can be asked of a standard, as values. Closed, typed and small.

A question is one of `Question`; what it is about is a `Set` of items, narrowed by a `Test`. Forms are frozen values
with a JSON form (`loads`, `dumps`, `schema`); the same form gives the same answer, whoever made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field as Bound
from pydantic import TypeAdapter, ValidationError

from ..errors import UsageError
from ..standard.model import Kind

MOST_NODES = 60
"""Nodes that a form may have; no question of a person comes near it."""

Comparison = Literal["=", ">", ">=", "<", "<="]
Text = Annotated[str, Bound(min_length=1, max_length=400)]
Codes = Annotated[tuple[str, ...], Bound(min_length=1, max_length=400)]
Number = Annotated[int, Bound(ge=0, le=999)]


# Sets: items of the standard, in the order of the table.


@dataclass(frozen=True, slots=True)
class All:
    """Every item of a kind: 所有技能."""

    kind: Kind
    op: Literal["all"] = "all"


@dataclass(frozen=True, slots=True)
class Coded:
    """Items by their codes: T5.1, K39."""

    codes: Codes
    op: Literal["coded"] = "coded"


@dataclass(frozen=True, slots=True)
class Named:
    """The item that a description means, among those of some kinds: 管人那一塊."""

    text: Text
    kinds: tuple[Kind, ...]
    op: Literal["named"] = "named"


@dataclass(frozen=True, slots=True)
class Below:
    """What of a kind hangs on the items of a set, as fine as the table has it: T5 的技能."""

    of: Set
    kind: Kind
    op: Literal["below"] = "below"


@dataclass(frozen=True, slots=True)
class Above:
    """What of a kind the items of a set hang on: K21 所在的任務."""

    of: Set
    kind: Kind
    op: Literal["above"] = "above"


@dataclass(frozen=True, slots=True)
class Beside:
    """The neighbours of an item under the same parent: 下一個活動, 其他的."""

    of: Set
    which: Literal["next", "previous", "others"]
    op: Literal["beside"] = "beside"


@dataclass(frozen=True, slots=True)
class Nth:
    """From position `n` (1 is the first, -1 the last) so many items: 第二個活動, 前兩項.

    With `each` the place is counted under every item that the set hangs on: 每個任務的第一個活動.
    """

    of: Set
    n: Annotated[int, Bound(ge=-99, le=99)]
    count: Annotated[int, Bound(ge=1, le=99)] = 1
    each: bool = False
    op: Literal["nth"] = "nth"


@dataclass(frozen=True, slots=True)
class Such:
    """The items of a set that pass a test: 級別 5 的任務."""

    of: Set
    test: Test
    op: Literal["such"] = "such"


@dataclass(frozen=True, slots=True)
class Top:
    """The items of a set with the most or the least of something, ties included; `place` 2 is the runner-up."""

    of: Set
    by: Kind | Literal["level"]
    order: Literal["most", "least"] = "most"
    place: Annotated[int, Bound(ge=1, le=20)] = 1
    op: Literal["top"] = "top"


@dataclass(frozen=True, slots=True)
class Union:
    """The items of any of some sets: T1 和 T2."""

    parts: Annotated[tuple[Set, ...], Bound(min_length=1, max_length=30)]
    op: Literal["union"] = "union"


@dataclass(frozen=True, slots=True)
class Both:
    """The items that are in each of some sets, by code or by equal wording: 兩邊都有的技能."""

    parts: Annotated[tuple[Set, ...], Bound(min_length=2, max_length=10)]
    op: Literal["both"] = "both"


@dataclass(frozen=True, slots=True)
class Minus:
    """The items of a set without those of another: T5 以外的技能."""

    of: Set
    without: Set
    op: Literal["minus"] = "minus"


# Tests: what an item of a set has to be.


@dataclass(frozen=True, slots=True)
class LevelIs:
    """Its competency level: 級別 5, 四級以上."""

    than: Comparison
    n: Number
    op: Literal["level"] = "level"


@dataclass(frozen=True, slots=True)
class Amount:
    """How many items of a kind hang on it: 指標六條以上; `= 0` is 沒有產出."""

    kind: Kind
    than: Comparison
    n: Number
    op: Literal["amount"] = "amount"


@dataclass(frozen=True, slots=True)
class Says:
    """Its wording holds a text, whatever the script: 提到「風險」."""

    text: Text
    op: Literal["says"] = "says"


@dataclass(frozen=True, slots=True)
class Lies:
    """It hangs on an item of a set, or an item of the set on it: T5 底下的, 有 K21 的."""

    on: Set
    op: Literal["lies"] = "lies"


@dataclass(frozen=True, slots=True)
class Shared:
    """Its wording stands under more than one task: 不只一個任務要的."""

    op: Literal["shared"] = "shared"


@dataclass(frozen=True, slots=True)
class Not:
    """The test fails: 沒提到, 不屬於."""

    test: Test
    op: Literal["not"] = "not"


@dataclass(frozen=True, slots=True)
class And:
    """Every test holds."""

    tests: Annotated[tuple[Test, ...], Bound(min_length=1, max_length=8)]
    op: Literal["and"] = "and"


@dataclass(frozen=True, slots=True)
class Or:
    """One test holds."""

    tests: Annotated[tuple[Test, ...], Bound(min_length=1, max_length=8)]
    op: Literal["or"] = "or"


# Questions.


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
class Together:
    """Several questions in one."""

    parts: Annotated[tuple[Question, ...], Bound(min_length=1, max_length=6)]
    op: Literal["together"] = "together"


Set = Annotated[
    All | Coded | Named | Below | Above | Beside | Nth | Such | Top | Union | Both | Minus, Bound(discriminator="op")
]
Test = Annotated[LevelIs | Amount | Says | Lies | Shared | Not | And | Or, Bound(discriminator="op")]
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
    | Together,
    Bound(discriminator="op"),
]


@cache
def _adapter() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


def schema() -> dict[str, Any]:
    """The JSON schema of the language."""
    return _adapter().json_schema()


def dumps(form: Question) -> str:
    """The JSON form, without what has its default value."""
    return json.dumps(_plain(form), ensure_ascii=False)


def data(form: Question) -> Any:
    """The JSON form as a value."""
    return _plain(form)


def loads(text: str | bytes) -> Question:
    """Read a form from JSON.

    :raises UsageError: when it is no form of the language, or is larger than any question.
    """
    try:
        form = _adapter().validate_json(text)
    except (ValidationError, RecursionError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else "too deep"
        raise UsageError(f"這不是查詢語言的式子：{told}。 This is no form of the query language: {told}.") from error
    if sum(1 for _ in nodes(form)) > MOST_NODES:
        raise UsageError(f"式子超過 {MOST_NODES} 個節點。 The form has more than {MOST_NODES} nodes.")
    return form


def nodes(form: object) -> Iterator[object]:
    """Every node of a form, itself first."""
    if is_dataclass(form):
        yield form
        for field in fields(form):
            yield from nodes(getattr(form, field.name))
    elif isinstance(form, tuple):
        for part in form:
            yield from nodes(part)


def _plain(value: object) -> Any:
    if is_dataclass(value):
        entries = {f.name: getattr(value, f.name) for f in fields(value)}
        kept = {n: v for n, v in entries.items() if n != "op" and (v is None or v == () or v is False) is False}
        return {"op": entries["op"]} | {n: _plain(v) for n, v in kept.items()}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
