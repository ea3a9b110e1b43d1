"""What a question takes over from the turns before it: the item, the kinds, or the nth of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..language.folding import fold
from ..language.lexicon import lexicon
from ..standard.code import clean, kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER, Relations
from .mention import mentions
from .query import Query

_OPERATIONS = ("most", "least", "highest", "lowest", "none", "over", "atleast", "under")
TABULAR = (
    "count",
    "level",
    "where",
    "detail",
    "wording",
    "meaning",
    "list",
    "compare",
    "shared",
    "neighbour",
    "erratum",
    "place",
)


class Turn(BaseModel):
    """One earlier message."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the conversation is about: the last question as understood, and the codes of its answer.

    `anchor` is the turn whose list is being gone through when the last question asked for its nth item.
    """

    query: Query
    results: tuple[str, ...] = ()
    anchor: Context | None = None


def context(turns: Sequence[Turn], read: Callable[[str], Query | None], relations: Relations) -> Context | None:
    """Follow a conversation from its start; turns that cannot be read are passed over."""
    current: Context | None = None
    for turn in turns:
        if turn.role == "user":
            query = read(turn.content)
            if query is not None:
                current = follow(query, current, relations)
        elif current is not None:
            current = replace(current, results=_codes(turn.content, relations))
    return current


def _codes(text: str, relations: Relations) -> tuple[str, ...]:
    plain = clean(text)
    found = (c for m in mentions(fold(plain), plain, (), lexicon()) for c in m.codes)
    return tuple(dict.fromkeys(i.code for c in found for i in relations.find(c)[:1]))


def follow(query: Query, before: Context | None, relations: Relations) -> Context:
    """The conversation after one more question, its answer still unknown."""
    anchor = (before.anchor or before) if before and query.ordinal and not query.codes else None
    return Context(query=carry(query, before, relations), anchor=anchor)


def carry(query: Query, before: Context | None, relations: Relations) -> Query:
    """Complete a question by what it leaves unsaid."""
    if before is None:
        return query
    last = before.query
    if query.has("more_of_it") and not query.codes and not query.asked:
        return replace(last, marks=last.marks | {"more_of_it"}, language=query.language, text=query.text)
    if query.codes or query.missing:
        return _same_question(query, last)
    if query.fields and not query.has("carry"):
        return query
    if query.ordinal and (query.asked or query.has("carry", *TABULAR) or _small(query)):
        picked = _nth(query, before.anchor or before, relations)
        if picked:
            asked = query.asked or (last.asked if query.has("count") else ())
            return replace(query, codes=(picked,), asked=asked, ordinals=query.ordinals[1:])
    if leans(query):
        codes = _focus(query, before, relations)
        if codes:
            codes = _raised(query, codes, relations)
            asked = query.asked or (last.asked if query.has("count") else ())
            return replace(query, codes=codes, asked=asked, fields=())
    if query.has("carry") and query.empty and last.text:
        return replace(query, topic=f"{last.topic or last.text} {query.text}")
    return query


def _same_question(query: Query, last: Query) -> Query:
    """`換成 T6 呢`, `不是，我是說 T6`: the last question about another item."""
    codes = query.codes
    if query.has("correct"):
        codes = tuple(c for c in codes if c not in last.codes) or codes[-1:]
    elif query.has("compare", "shared", "transition") and len(codes) == 1 and last.codes and not query.asked:
        return _inherit(replace(query, codes=(*last.codes[:1], *codes)), last)
    query = replace(query, codes=codes)
    follows = query.has("carry", "correct") and not query.has(
        "meaning", "where", "count", "level", "detail", "wording", "compare"
    )
    if query.asked or query.fields or not follows or not _small(query):
        return query
    kinds = last.asked and not all(_fits(k, c) is False for k in last.asked for c in codes)
    if not kinds and not last.has(*TABULAR):
        return query
    return _inherit(query, last)


def _fits(kind: Kind, code: str) -> bool:
    return kind_of(code) is not kind


def _inherit(query: Query, last: Query) -> Query:
    return replace(
        query,
        asked=query.asked or last.asked,
        given=query.given or last.given,
        marks=query.marks | last.marks,
        fields=query.fields or last.fields,
        strong=query.strong or last.strong,
        phrases=query.phrases,
    )


def _small(query: Query) -> bool:
    """Whether a question has no content of its own."""
    return sum(len(p.split()) if p.isascii() else len(p) for p in query.phrases) <= 3


def leans(query: Query) -> bool:
    """Whether a question without a code means the item talked about."""
    if query.has("count") and query.empty and not query.phrases:
        return True
    if query.has("scope", "total", *_OPERATIONS) and not query.has("carry", "correct"):
        return False
    if query.level is not None and any(k in UPPER for k in query.asked):
        return False
    if query.has("carry", "each", "neighbour", "correct") and (query.asked or query.has(*TABULAR) or query.given):
        return _small(query) or query.has("neighbour")
    return bool(query.asked) and not query.phrases and not all(k is Kind.ATTITUDE for k in query.asked)


def _focus(query: Query, before: Context, relations: Relations) -> tuple[str, ...]:
    """The items meant by `它`, `它們`, or by nothing at all."""
    last = before.query
    listed = _listed(before)
    plural = query.has("each") or lexicon().pattern("plural").search(query.folded) is not None
    if last.codes and not (plural and listed and len(last.codes) == 1 and all(kind_of(c) in UPPER for c in listed)):
        return last.codes
    if plural or last.asked and any(k in UPPER for k in last.asked):
        return listed or before.results[:1]
    tops = [c for c in before.results if kind_of(c) in UPPER]
    if query.asked and all(k not in UPPER for k in query.asked) and tops:
        return tuple(tops[:1])
    return before.results[:1]


def _raised(query: Query, codes: tuple[str, ...], relations: Relations) -> tuple[str, ...]:
    """`這個任務` said of an output means the task it lies in."""
    for kind, above in ((Kind.TASK, relations.task_of), (Kind.ACTIVITY, relations.activities_of)):
        if kind in query.given and all(kind_of(c) is not kind for c in codes):
            homes = dict.fromkeys(h for c in codes for i in relations.find(c)[:1] for h in above(i))
            return tuple(homes) or codes
    return codes


def _listed(before: Context) -> tuple[str, ...]:
    """The items the last answer listed: not those asked about, and of the kinds asked for if there are such."""
    rest = [c for c in before.results if c not in before.query.codes]
    wanted = [c for c in rest if kind_of(c) in before.query.asked]
    return tuple(wanted or rest)


def _nth(query: Query, before: Context, relations: Relations) -> str | None:
    assert query.ordinal is not None
    position, kind = query.ordinal.position, query.ordinal.kind
    listed = _listed(before) or before.query.codes
    if len(before.query.codes) > 1 and not before.query.asked:
        listed = before.query.codes
    if kind is not None:
        own = tuple(dict.fromkeys(c for c in (*before.query.codes, *before.results) if kind_of(c) is kind))
        own = own if len(own) > 1 else tuple(c for c in listed if kind_of(c) is kind)
        parent = next(iter(before.query.codes), None)
        listed = own or tuple(i.code for i in relations.children(kind, parent))
    if position == -1 and listed:
        return listed[-1]
    return listed[position - 1] if 0 < position <= len(listed) else None
