"""Words that go together in one phrase: what a verb says, levels, numbers with what they count, owners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Group, Unread, hangs, kind
from .shapes import Make, Row, Scene, Terms, table
from .term import HAS, UNDER, Term, kinds


def _as(symbol: str, at: int = 0) -> Make:
    """A word as another of its kind: `belongs` as `is`."""
    return lambda words, scene: [replace(words[at], symbol=symbol)]


def _with(at: int, **numbers: int) -> Make:
    """The word at a place with the numbers of others, given by their places: `number` how many, `rank` the level."""
    return lambda words, scene: [replace(words[at], **{name: words[n].number for name, n in numbers.items()})]  # type: ignore[arg-type]


def _unread(words: Terms, scene: Scene) -> Terms:
    raise Unread


def _searched(words: Terms, scene: Scene) -> Terms | None:
    """What a search was asked about."""
    return None if scene.context.found is None or words[0].field else [replace(words[0], symbol="situation")]


def _only_one(words: Terms, scene: Scene) -> Terms | None:
    return words[:1] if any(w.symbol in HAS | UNDER | {"is"} for w in scene.rest) else None


def _going_on(words: Terms, scene: Scene) -> Terms | None:
    """`S27 belongs to T5, and S31 to T6`."""
    return [words[0], Term("belongs")] if scene.context.verb in UNDER else None


verbs = table(
    Row("holds > is|holds"),
    Row("name.standard < of? name.standard > level|grade"),  # `這份基準的基準級別`
    Row("details < belongs|topic they"),  # `four points listed under it`
    Row("edge < belongs > name.low is"),  # `Listed under S30 are …`
    Row("is > is"),
    Row("name.low < range > name.high", _going_on),
    Row("number < range > name.high", _going_on),
    Row("is > UNDER"),
    Row("only < holds", _only_one),  # `只有 T2 需要 K12`
    Row("belongs > grade|level", _as("is")),  # `屬於五級任務`
    Row("belongs > kind edge|comma", _as("is")),
    Row("is > name HAS !of", _as("topic")),  # `為 T3.2 列出`
    Row("asked", _searched),
    Row("edge < this > belongs|by|suits", _searched),  # `This is covered by T4.4`
)
"""One verb where two stand, and the word for what was asked."""


def _between(words: Terms, scene: Scene) -> Terms:
    """`S27 到 S30`: all between the two."""
    first, _, last = words
    one, two = first.codes[-1], last.codes[0]
    of = kind(one)
    every = scene.facts.lists.get((of, None), []) if of else []
    if one not in every or two not in every:
        raise Unread
    return [replace(first, codes=first.codes + tuple(every[every.index(one) + 1 : every.index(two) + 1]))]


ranges = table(Row("name < range name", _between), Row("range"))


def _all_that(what: int, of: int) -> Make:
    """`需要 K12 的任務`, with the places of item and kind: all of them, and no others."""
    return lambda words, scene: _closed(
        words[of], scene, lambda code: all(hangs(scene.facts, item, code) for item in words[what].codes)
    )


def _without(lower: int, upper: int) -> Make:
    """`沒有產出的活動`, `activities that have no outputs`."""
    return lambda words, scene: _closed(
        replace(words[upper], number=None), scene, lambda code: not _size(words[lower], code, scene)
    )


def _counting(words: Terms, scene: Scene) -> Terms:
    """`有四項技能的任務`."""
    _, number, lower, _, upper = words
    if lower.kind is upper.kind:
        raise Unread
    return _closed(replace(upper, number=None), scene, lambda code: _size(lower, code, scene) == number.number)


def _having(words: Terms, scene: Scene) -> Terms:
    """`T4 底下有產出的活動`: those of an owner that have some."""
    owner, _, lower, _, upper = words

    def true(code: str) -> bool:
        return _size(lower, code, scene) > 0 and all(hangs(scene.facts, code, up) for up in owner.codes)

    return _closed(upper, scene, true)


def _so_many_without(words: Terms, scene: Scene) -> Terms:
    """`有六個活動沒有產出`."""
    found = _without(-1, 2)(words, scene)
    return [replace(term, number=words[1].number) for term in found or ()]


def _size(of: Term, code: str, scene: Scene) -> int:
    return len(scene.facts.lists.get((of.kind or Kind.TASK, code), ()))


def _closed(of: Term, scene: Scene, true: Callable[[str], bool]) -> Terms:
    codes = tuple(c for c in Group((STANDARD,), of.kind or Kind.TASK).all(scene.facts) if true(c))
    if not codes or of.number not in (None, len(codes)):
        raise Unread
    return [Term("name", codes, closed=True)]


holders = table(
    Row("HAS name.low of kind.high", _all_that(1, 3)),
    Row("kind.high relative HAS name.low", _all_that(3, 0)),
    Row("only holds? number kind of kind.high", lambda words, scene: _counting(words[-5:], scene)),
    Row("holds number kind of kind.high", _counting),
    Row("name.low of kind.high", _all_that(0, 2)),
    Row("name.low belongs of kind.high", _all_that(0, 3)),
    Row("name.high < holds kind.low of kind.high", _having),
    Row("holds number kind.high topic? no holds? kind.low", _so_many_without),
    Row("no kind.low of kind.high", _without(1, 3)),
    Row("no holds kind.low of kind.high", _without(2, 4)),
    Row("kind.high relative no kind.low", _without(3, 0)),
    Row("kind.high relative no holds kind.low", _without(4, 0)),
    Row("kind.high stop holds no kind.low", _without(4, 0)),
)
"""All tasks or activities that something is true of."""

levels = table(
    Row("number level > higher|lower", _as("grade")),
    Row("level is|of_whom|holds? number|grade", _as("grade", -1)),
    Row("level all is number|grade", _as("grade", -1)),
    Row("grade < level"),
)
"""`級別是 5`, `level 5`, `5 級` are one."""


def _ranking(words: Terms, scene: Scene) -> Terms:
    """`級別為五級的有兩個`: tasks, or what was spoken of."""
    about = kind(scene.context.items[0]) if scene.context.raised else scene.context.kind
    of = next((w.kind for w in scene.found if w.symbol == "kind" and w.kind in UPPER), about)
    return [Term("kind", kind=of if of in UPPER else Kind.TASK, rank=words[-2].number)]


def _doubled(words: Terms, scene: Scene) -> Terms | None:
    """`產出三份文件`."""
    return _with(0, number=1)(words, scene) if words[0].kind is words[2].kind else None


def _some_of(words: Terms, scene: Scene) -> Terms | None:
    """`Two of them, S27 and S28, …`: names out of the list at hand."""
    name, there = words[-1], {*scene.context.listed}
    return [replace(name, some=True)] if words[0].number == len(name.codes) and {*name.codes} < there else None


counts = table(
    Row("number example comma? name", _some_of),
    Row("number.one > grade|level"),  # `一項五級的任務`
    Row("number example kind.bare", _unread),
    Row(
        "number|pair of_whom|example|this|of of_whom|example|this|of? number kind", _with(-1, number=-2, share=0)
    ),  # `9 of the 21`
    Row("number|pair kind.bare", _with(1, number=0)),
    Row("pair", _as("all")),
    Row("kind.bare < number kind", _doubled),
    Row("kind.bare < number", _with(0, number=1)),  # `技能四項`
    Row("grade of? kind.high", _with(-1, rank=0)),  # `level 5 tasks`
    Row("is < grade of", _ranking),
    Row("grade of", _ranking),
    Row("kind.high < grade", _with(0, rank=1)),
)
"""`四項技能`, `技能四項`, `9 of the 21 indicators`; `五級的任務`, `level 5 tasks`, `tasks at level 5`."""


def _named(name: int, of: int) -> Make:
    """`技能 S27`, `S27 等四項技能`, with the places of name and kind."""

    def make(words: Terms, scene: Scene) -> Terms | None:
        term, called = words[name], words[of]
        fits = kinds(term.codes) == {called.kind} and (called.number in (None, len(term.codes)) or term.some)
        free = name > of or not term.owner and term.kind is None and term.number is None
        return [replace(term, kind=called.kind, number=called.number, rank=called.rank)] if fits and free else None

    return make


def _called(words: Terms, scene: Scene) -> Terms | None:
    """`P6.5.3 的內容是「…」`."""
    return [words[0], *words[-2:]] if words[0].codes == words[-1].codes else None


def _as_many(words: Terms, scene: Scene) -> Terms | None:
    """`S27、S28 兩項`."""
    fits = words[0].some or words[1].number == len(words[0].codes) > 1
    return _with(0, number=1)(words, scene) if fits else None


apposed = table(
    Row("kind < name", _named(1, 0)),
    Row("name|detail|text < others", lambda words, scene: [replace(words[0], some=True)]),
    Row("name < all > kind|number.some"),  # `S27、S28 全部兩項`
    Row("name < kind", _named(0, 1)),
    Row("name of? details is name", _called),
    Row("name < number", _as_many),
    Row("name.unranked < grade", _with(0, rank=1)),
)
"""What a name is called beside it, how many it is, at which level."""


def _owner(term: Term, verb: str = "") -> Term:
    return replace(term, owner=True, field=verb)


def _behind_kind(words: Terms, scene: Scene) -> Terms | None:
    """`the skills that T5 requires`."""
    if not any(t.symbol == "kind" for t in scene.found):
        return None
    return [*(w for w in words[:1] if w.symbol == "kind"), _owner(words[1], words[2].symbol)]


def _its_only(words: Terms, scene: Scene) -> Terms | None:
    """`是 T6.2 唯一的產出`."""
    return [_owner(words[0])] if any(t.symbol == "is" for t in scene.found) else None


def _above(words: Terms, scene: Scene) -> Terms | None:
    """`T5 技能`."""
    return [_owner(words[0])] if words[1].height < words[0].height else None


def _owners(words: Terms, scene: Scene) -> Terms:
    """`需要的技能`: of those spoken of."""
    if not scene.context.owners:
        raise Unread
    return [Term("name", scene.context.owners, owner=True)]


def _of(words: Terms, scene: Scene) -> Terms:
    """`of T5`, `of all tasks`."""
    place = next(i for i, w in enumerate(words) if w.symbol in ("name", "kind"))
    return [*words[1:place], _owner(words[place])]


def _under(words: Terms, scene: Scene) -> Terms | None:
    """`required by T5` beside another verb."""
    found, doing = scene.found, HAS | {"is"}
    behind = found[-1].symbol in ("kind", "name", "number", "grade") if found else words[0].symbol == "belongs"
    said = any(t.symbol in doing for t in found)
    verbs = said or any(t.symbol in doing for t in scene.rest)
    if not (behind and verbs and (said or not found)):
        return None
    place = next(i for i, w in enumerate(words) if w.symbol in ("name", "kind"))
    return [*words[1:place], _owner(words[place], words[0].symbol)]


def _owned_by_item(words: Terms, scene: Scene) -> Terms | None:
    """`T6 是 K41 的`: nothing hangs on what is no task or activity."""
    if any(t.symbol == "is" for t in scene.found):
        raise Unread
    return None


owned = table(
    Row("name|kind.high of", lambda words, scene: [_owner(words[0])]),
    Row("name|kind.high HAS of", lambda words, scene: [_owner(words[0], words[1].symbol)]),
    Row("kind|relative < name|kind.high HAS > edge|is|comma|colon", _behind_kind),
    Row("name.high > only kind", _its_only),
    Row("name.high > kind", _above),
    Row("HAS of", _owners),
    Row("edge < of_whom > name.low"),  # `The wording of P4.4.7 is …`
    Row("number < of_whom only|all|each? name", _unread),  # `four of these skills`
    Row("of_whom only|all|each? name|kind.high of?", _of),
    Row("UNDER only|all|each? name|kind.high of?", _under),
    Row("name.low < of > edge", _owned_by_item),
    Row("name|ordinal|kind < of"),
)
"""`T5 的`, `T5 需要的`, `the skills that T5 requires`, `… of T5`; behind another verb also `required by T5`."""
