"""What a clause claims of the table: who has which items of a kind, how many, and what something is.

Every item of a clause hangs on every higher one in it, and all that is counted is theirs; a verb tells which side is
which (`sides`), and where the words leave open who is meant, it is whom the clause before spoke of.
"""

from __future__ import annotations

from ...standard.model import Kind
from . import continued
from .claims import STANDARD, Count, Group, Level, OfKind, Unread
from .clause import PLAIN, Clause
from .counts import apiece, numbered
from .identity import closed, of_kind, same
from .lists import by_owner, listed
from .memory import remember, topic
from .sides import agreeing, directed, sided
from .term import UNDER, Codes, height

_EMPTY = frozenset({"topic", "example", "total", "all", "comma", "and"})


def plain(clause: Clause) -> None:
    """`T5 需要四項技能`, `S27 屬於 T5`, `T5 的技能是 S27、S28…`, `共有四項`: what stands in the table."""
    clause.subjects()
    clause.allow(PLAIN | {"by", "relative"})
    if {*clause.words} - {"and", "comma"} == {"is", "all"} and not clause.first:
        return continued.complete(clause)
    if {*clause.words} <= {"is", "name"} and {STANDARD} == {*clause.uppers, *clause.lowers}:
        raise Unread  # `…，代碼是 BAS1499-002v2`
    if apiece(clause) or by_owner(clause):
        return None
    agreeing(clause)
    sided(clause)
    if any(t.closed for t in clause.names):
        return closed(clause, next(t for t in clause.names if t.closed))
    if _says_nothing(clause) or topic(clause):
        return None
    _named(clause)
    owners = clause.uppers or _unsaid(clause)
    directed(clause)
    known = len(clause.claims)
    if not _goes_on(clause):
        _in_table(clause, owners)
        if clause.words == ["name", "kind"] and clause.held:  # `以下是 T5 的技能`
            clause.claim(Count(Group(owners, clause.kinds[0].kind or Kind.TASK), None))
        ranked = any(t.rank is not None for t in clause.names)
        if len(clause.claims) == known and (clause.verb or not ranked):
            raise Unread
        remember(clause, owners)
    return None


def _says_nothing(clause: Clause) -> bool:
    """Whether an opening holds no name, number or kind.

    :raises Unread: where a clause that is no opening holds none, and where nothing is said besides.
    """
    besides, empty = clause.context.besides, not (clause.names or clause.kinds or clause.numbers)
    if besides and not clause.lowers and not (clause.uppers and height(besides[0])):
        raise Unread
    if empty and not (clause.opens and {*clause.words} <= _EMPTY):
        raise Unread
    return empty


def _named(clause: Clause) -> None:
    """What names say by themselves: their kind, number and level.

    :raises Unread: for a lone name that nothing is said of, and a number that is not the names'.
    """
    names = clause.names
    bare = not clause.verb and not clause.has("is", "number") and not clause.kinds and len(names) < 2
    listed = clause.has("example") and {*clause.lowers} <= {*clause.context.listed}  # `例如 S27 和 S28`
    if clause.first and bare and not listed and not any(t.owner or t.rank is not None for t in names):
        raise Unread
    if any(t.number not in (None, len(t.codes)) and not t.some for t in names):
        raise Unread
    clause.claim(*(OfKind(t.codes, t.kind) for t in names if t.kind))
    clause.claim(*(Level(code, t.rank) for t in names if t.rank is not None for code in t.codes))


def _unsaid(clause: Clause) -> Codes:
    """Whose items they are that have no owner in the clause."""
    known = clause.context.owners
    tallest = max((t.height for t in clause.kinds), default=0)
    return known if known and all(height(c) > tallest for c in known) else (STANDARD,)


def _goes_on(clause: Clause) -> bool:
    """Read a clause that says of what was spoken of last whose it is, or what; false where it does not."""
    kinds = clause.kinds
    if continued.is_one(clause):
        return True
    if clause.lowest:
        return False
    if clause.verb in UNDER | {"by"} and clause.uppers and clause.has("number"):
        continued.parted(clause)
    elif clause.verb in UNDER | {"by"} and clause.uppers and len(kinds) == 1 and kinds[0].number is not None:
        continued.set_under(clause)
    elif clause.verb in UNDER | {"by"} and clause.uppers and not kinds:
        continued.passed_on(clause)
    elif clause.words[:1] == ["is"] and len(kinds) == 1 and not clause.verb:
        continued.is_of(clause)
    else:
        return False
    return True


def _in_table(clause: Clause, owners: Codes) -> None:
    """Claim what hangs on whom, what is the same as what, and every number."""
    names = clause.names
    if clause.lowest:
        listed(clause, owners)
    elif len(names) > 1 and not clause.kinds:
        same(clause)
    elif _list_again(clause):
        continued.same_list(clause)
    elif clause.has("is") and names and not any(t.owner for t in names):
        of_kind(clause)
    numbered(clause, owners)


def _list_again(clause: Clause) -> bool:
    unranked = not all(t.rank for t in clause.names)
    return unranked and clause.verb in ("", "holds") and not clause.kinds and not clause.has("number")
