"""Sets that range over several standards: in normal form the standards stand as far outside as they can.

`Across` is taken out of what is worked out in one standard alone (below, above, such), and an address is a code across
the one standard that it names. What is left are sets of single standards, which one evaluator runs, and what is made of
them: unions, what they share, differences, places and extremes.
"""

from dataclasses import replace
from functools import lru_cache
from typing import TypeVar, cast

from ..standard.address import MARK, address, parted
from . import form as q
from .node import Node, changed, nodes
from .sets import MEMORY, sets_of, union

Form = TypeVar("Form", bound=Node)
SETS = (q.All, q.Coded, q.Named, q.Below, q.Above, q.Beside, q.Nth, q.Such, q.Top, q.Union, q.Both, q.Minus, q.Across)
"""Every sort of set."""


@lru_cache(maxsize=MEMORY)
def reaches(form: object) -> bool:
    """Whether a form speaks of another standard than the one at hand, or may."""
    return any(
        isinstance(n, q.Across | q.Each | q.Standards)
        or isinstance(n, q.Coded)
        and any(MARK in code for code in n.codes)
        for n in nodes(form)
    )


@lru_cache(maxsize=MEMORY)
def spread(form: q.Set) -> q.Set:
    """A set in normal form; one that does not reach out is left as it is."""
    if not reaches(form):
        return form
    match form:
        case q.Coded(codes):
            return _coded(codes)
        case q.Across(of, standards):
            return q.Across(_inside(of), standards)
        case q.Union(parts):
            return union(tuple(map(spread, parts)))
        case q.Both(parts):
            return q.Both(tuple(map(spread, parts)))
        case q.Minus(of, without):
            return q.Minus(spread(of), spread(without))
        case q.Below() | q.Above() | q.Beside() | q.Such():
            return _pushed(form, spread(form.of))
    assert isinstance(form, q.Nth | q.Top)
    return replace(form, of=spread(form.of))


def _coded(codes: tuple[str, ...]) -> q.Set:
    """Codes by the standard that each is of, in the order in which standards come."""
    owned: dict[str, list[str]] = {}
    for code in codes:
        standard, own = parted(code)
        owned.setdefault(standard, []).append(own)
    parts = (q.Across(q.Coded(tuple(own)), (s,)) if s else q.Coded(tuple(own)) for s, own in owned.items())
    return union(tuple(parts))


def _inside(of: q.Set) -> q.Set:
    """What stands across standards, without others inside it."""
    return spread(of.of) if isinstance(of, q.Across) else of


def _pushed(form: q.Below | q.Above | q.Beside | q.Such, of: q.Set) -> q.Set:
    match of:
        case q.Across(inner, standards):
            return q.Across(replace(form, of=inner), standards)
        case q.Union(parts):
            return union(tuple(_pushed(form, p) for p in parts))
    return replace(form, of=of)


def local(form: Form, standard: str) -> Form:
    """A form as it is asked of one standard: its own addresses are codes, and it is across nothing."""

    def change(node: Node) -> Node | None:
        if isinstance(node, q.Across):
            return local(node.of, standard)
        if isinstance(node, q.Coded):
            return q.Coded(tuple(own if s == standard else code for code in node.codes for s, own in [parted(code)]))
        return None

    return cast(Form, changed(form, change))


def from_outside(form: q.Question, standard: str) -> q.Question:
    """A form that was asked of one standard as it is asked from another: its sets are across that one.

    What has no set is asked of each of it; small talk is of no standard.
    """
    if isinstance(form, q.Talk | q.Unknown | q.Each | q.Standards):
        return form
    if isinstance(form, q.Together):
        return q.Together(tuple(from_outside(part, standard) for part in form.parts))
    if not sets_of(form) or isinstance(form, q.Situation):
        return q.Each(form, (standard,))

    def change(node: Node) -> Node | None:
        if node is form:
            return None
        inside = isinstance(node, SETS) and not isinstance(node, q.Across)
        return q.Across(cast(q.Set, node), (standard,)) if inside else node

    return cast(q.Question, changed(form, change))


def addressed(form: Form, standard: str) -> Form:
    """A form of one standard with its codes as addresses."""

    def change(node: Node) -> Node | None:
        if not isinstance(node, q.Coded):
            return None
        return q.Coded(tuple(code if MARK in code else address(standard, code) for code in node.codes))

    return cast(Form, changed(form, change))


def sets_within(form: q.Question) -> tuple[q.Set, ...]:
    """The sets of a question, that within which a situation is looked for among them."""
    return (form.within,) if isinstance(form, q.Situation) and form.within is not None else sets_of(form)


def standards_of(form: q.Question, home: str) -> tuple[str, ...] | None:
    """The standards that a form speaks of, each once; None where it speaks of all that are installed."""
    found: dict[str, None] = {}
    for part in sets_within(form):
        named = _named(spread(part), home)
        if named is None:
            return None
        found |= dict.fromkeys(named)
    return tuple(found)


def _named(form: q.Set, home: str) -> tuple[str, ...] | None:
    match form:
        case q.Across(_, standards):
            return standards or None
        case q.Union(parts) | q.Both(parts):
            inner = [_named(p, home) for p in parts]
        case q.Minus(of, without):
            inner = [_named(of, home), _named(without, home)]
        case q.Nth(of) | q.Top(of):
            return _named(of, home)
        case _:
            return (home,)
    return None if any(n is None for n in inner) else tuple(s for n in inner for s in n or ())
