"""Names of a code that the standard prints twice: each stands beside what the entry of that name hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...language.folding import fold
from ...standard.code import key
from ...standard.relations import Relations
from .statement import Token


def astray(tokens: Iterable[Token], relations: Relations) -> bool:
    """Whether a name of such a code stands beside an owner of the other entry, or between two owners."""
    ahead: list[str] = []
    before: list[str] = []
    names: list[Token] = []
    wrong = False
    for token in [*tokens, Token("comma", -1)]:
        if token.symbol in ("comma", "stop"):
            wrong |= any(_elsewhere(name, ahead or before[-1:], relations) for name in names)
            before, ahead, names = before + ahead, [], []
        elif token.symbol == "upper":
            ahead += token.codes
        elif token.title:
            names.append(token)
    return wrong


def _elsewhere(name: Token, owners: Iterable[str], relations: Relations) -> bool:
    homes: Mapping[str, set[str]] = {
        fold(item.text): {*map(key, item.parents)} for item in relations.find(name.codes[0])
    }
    every = {home for found in homes.values() for home in found}
    told = {*owners} & every
    return bool(told) and told != homes[name.title]
