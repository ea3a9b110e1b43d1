"""Names of a code that the standard prints twice: each stands beside what the entry of that name hangs on."""

from __future__ import annotations

from collections.abc import Iterable

from ...language.folding import fold
from ...standard.code import key
from ...standard.relations import Relations
from .statement import Token


def astray(tokens: Iterable[Token], relations: Relations) -> bool:
    """Whether a name of such a code stands beside an owner of the other entry, between two owners, or beside none.

    Its owner is in its clause, else in one before; else in the next that has one.
    """
    before: list[str] = []
    ahead: list[str] = []
    names: list[Token] = []
    for token in [*tokens, Token("comma", -1)]:
        if token.symbol == "upper":
            ahead += token.codes
        elif token.title:
            names.append(token)
        elif token.symbol in ("comma", "stop"):
            owners = ahead or before[-1:]
            if owners and any(_elsewhere(name, owners, relations) for name in names):
                return True
            names = [] if owners else names
            before, ahead = before + ahead, []
    return bool(names)


def _elsewhere(name: Token, owners: Iterable[str], relations: Relations) -> bool:
    entries = relations.find(name.codes[0])
    every = {key(home) for entry in entries for home in entry.parents}
    own = {key(home) for entry in entries if fold(entry.text) == name.title for home in entry.parents}
    told = {*owners} & every
    return bool(told) and told != own
