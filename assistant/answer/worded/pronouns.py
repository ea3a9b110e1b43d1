"""Words that stand for what was spoken of: `they`, `its`, `these four skills`, `the latter`, `the other tasks`."""

from __future__ import annotations

from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Group, Unread, kind
from .shapes import Row, Scene, Terms, table
from .term import HAS, Term, kinds, tier


def _meant(words: Terms, scene: Scene) -> Terms:
    """What was spoken of last, in the number that is said."""
    spoken = scene.context.spoken(None, words[-1].number)
    if not spoken:
        raise Unread
    return [Term("name", spoken)]


def _one(words: Terms, scene: Scene) -> Terms:
    """What was spoken of last, whatever stands ahead."""
    return _meant(words[:1], scene)


def _of_two(words: Terms, scene: Scene) -> Terms:
    """The former or the latter."""
    two = scene.context.pair or scene.context.items
    if len(two) != 2:
        raise Unread
    return [Term("name", (two[words[0].symbol == "latter"],))]


def _going_on(words: Terms, scene: Scene) -> Terms | None:
    """`They are T1.1, T1.2 …`: the list that was spoken of, which the names behind `is` tell."""
    first = next((w for w in scene.rest[1:] if w.symbol not in ("all", "each")), Term(""))
    listed = kinds(scene.context.listed)
    return [Term("topic")] if first.symbol == "name" and listed and kinds(first.codes) == listed else None


def _said_of(words: Terms, scene: Scene) -> Terms | None:
    """`These are the skills of T5`: those of the kind that were spoken of."""
    spoken = scene.context.spoken(words[-1].kind)
    return [Term("name", spoken)] if spoken else None


def _doing(words: Terms, scene: Scene) -> Terms | None:
    """`It requires …`: the one owner."""
    context = scene.context
    owners = context.items if context.raised and len(context.items) == 1 else context.owners
    return [Term("name", owners)] if len(owners) == 1 else None


def _its_own(words: Terms, scene: Scene) -> Terms | None:
    """`該活動` is the activity itself."""
    spoken = scene.context.spoken(words[1].kind) if words[1].height else ()
    return [Term("name", spoken, rank=words[1].rank)] if spoken and words[1].number is None else None


def _every(words: Terms, scene: Scene) -> Terms | None:
    """`每一項都有…`, `三項都屬於…`, `both belong to …`: those of the list at hand, in the number that is said."""
    number = next((w.number for w in words if w.number is not None), None)
    spoken = scene.context.listed if number is None else scene.context.spoken(None, number)
    if len(spoken) < 2 or words[-1].symbol in HAS and not kinds(spoken) <= {*UPPER}:
        return None
    return [Term("name", spoken, owner=words[-2].symbol == "of"), Term("all")]


def _owning(words: Terms, scene: Scene) -> Terms:
    context = scene.context
    theirs = context.items if context.raised else context.owners
    if not theirs:
        raise Unread
    return [Term("name", theirs, owner=True)]


def _called(words: Terms, scene: Scene) -> Terms | None:
    """`T5 這項任務` is T5."""
    name, _, of = words
    if kinds(name.codes) != {of.kind}:
        return None
    if of.number not in (None, len(name.codes)):
        raise Unread
    return [name]


def _numbered(words: Terms, scene: Scene) -> Terms:
    """`S27、S28 這兩項`."""
    name, _, number = words
    if number.number != len(name.codes):
        raise Unread
    return [replace(name, number=number.number)]


def _unspoken(words: Terms, scene: Scene) -> Terms | None:
    """`這個產出是 O3.3.1`, of which nobody spoke."""
    return None if scene.context.spoken(words[1].kind, words[1].number) else []


def _these(words: Terms, scene: Scene) -> Terms:
    of = words[1]
    spoken = scene.context.spoken(of.kind, of.number)
    if not spoken:
        raise Unread
    again = bool(scene.found) and scene.found[-1].symbol == "name" and scene.found[-1].codes == spoken
    return [] if again else [Term("name", spoken, kind=of.kind, rank=of.rank)]


def _others(words: Terms, scene: Scene) -> Terms:
    """`其他任務`, "rest": what is left of a list, or of all tasks or activities, beside those that were named."""
    context, said = scene.context, words[1]
    of = said.kind or (kind(context.items[0]) if context.items else None)
    named = [t for t in scene.found if t.symbol == "name" and t.height == tier(of)]
    left = [c for t in named for c in t.codes] or [*context.items]
    listed = {*left} < {*context.listed} and (not said.kind or kinds(left) == {of})
    if not left or not listed and (of not in UPPER or kinds(left) != {of}):
        raise Unread
    if listed and {*context.said} & {*context.listed}:
        left = [c for c in context.listed if c in context.said]
    pool = context.listed if listed else Group((STANDARD,), of or Kind.TASK).all(scene.facts)
    codes = tuple(c for c in pool if c not in left)
    if said.number not in (None, len(codes)) or not codes:
        raise Unread
    return [Term("name", codes)]


resolved = table(
    Row("former", _of_two),
    Row("latter", _of_two),
    Row("they > is", _going_on),
    Row("this > is all edge"),  # `…, and this list is complete`
    Row("they|this > is kind.bare", _said_of),
    Row("they > HAS", _doing),
    Row("they", _meant),
    Row("its > all? is", _one),
    Row("its > details", _one),
    Row("its kind", _its_own),
    Row("its", _owning),
    Row("name < this kind", _called),
    Row("this > kind is name", _unspoken),
    Row("this kind", _these),
    Row("name < this number", _numbered),
    Row("this number", _meant),
    Row("edge|topic < all? number of? > all|each|belongs|grade|level", _every),
    Row("edge|topic < all? all.two details? > HAS|belongs|is", _every),
    Row("edge|topic < all|each > all? HAS|belongs", _every),
    Row("another number", _others),
    Row("another"),
    Row("rest > name"),
    Row("this > name|detail|text|asked|situation"),
    Row("name < this"),
    Row("this", _meant),
    Row("rest kind|number", _others),
)
"""Puts what was spoken of in the place of words for it."""
