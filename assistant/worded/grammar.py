"""How sentences say what they say, from `grammar.toml`: patterns made of words, for a translator to edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ..standard.model import Kind

FILE = Path(__file__).with_name("grammar.toml")
NAMED = "\ue000"
"""Stands for a task or an activity in a sentence made ready for the patterns."""
_PLACEHOLDER = re.compile(r"{([a-z_]+)}")
_Pattern = re.Pattern[str]


class _Section(BaseModel):
    """A table of the file: every pattern must be there, and no other."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Figures(_Section):
    """Numbers: counts, levels, and what else a number may be."""

    ordinal: _Pattern
    numeral: _Pattern
    number: _Pattern
    count: _Pattern
    count_behind: _Pattern
    level: _Pattern
    series: _Pattern
    measured: _Pattern
    these: _Pattern
    ends: _Pattern
    other_things: _Pattern
    of_items_before: _Pattern
    of_items_behind: _Pattern
    has: _Pattern
    article: _Pattern
    together: _Pattern
    alike: _Pattern


class Claims(_Section):
    """What is said to be what, wholeness and denial."""

    be: _Pattern
    partial: _Pattern
    whole: _Pattern
    denial: _Pattern
    sweeping: _Pattern
    kind_is: _Pattern
    needed_is: _Pattern
    apposed: _Pattern
    is_items: _Pattern
    of: _Pattern
    owned: _Pattern
    other_subject: _Pattern
    other_verb: _Pattern
    clause: _Pattern
    denied: _Pattern
    denial_before: _Pattern


class Hanging(_Section):
    """What hangs on what."""

    belongs: _Pattern
    holds: _Pattern
    an: _Pattern
    equal: _Pattern
    owned: _Pattern
    owner: _Pattern
    such_as: _Pattern
    same: _Pattern
    bare_object: _Pattern
    figure: _Pattern
    apart: _Pattern


class Comparisons(_Section):
    """Which of two has more, and that they share nothing."""

    than: _Pattern
    more: _Pattern
    fewer: _Pattern
    higher: _Pattern
    lower: _Pattern
    nothing: _Pattern
    unlike: _Pattern
    just: _Pattern
    counted: _Pattern


class Form(_Section):
    """What reads like a code, and characters of either script."""

    unread: _Pattern
    either_script: _Pattern


class Grounding(_Section):
    """Names beside codes, and figures."""

    naming: _Pattern
    figure: _Pattern


class Clauses(_Section):
    """Where a clause ends."""

    clause_end: _Pattern


class Marks(_Section):
    """Where an evidence number stands in the place of a word."""

    asking: _Pattern


class Bending(_Section):
    """How English words are bent; `bent` and `article` are parts of a pattern."""

    endings: tuple[str, ...]
    bent: str
    article: str


class Grammar(_Section):
    """The whole file but for the words that its patterns are made of."""

    kinds: Mapping[Kind, tuple[str, ...]]
    figures: Figures
    claims: Claims
    hanging: Hanging
    comparisons: Comparisons
    form: Form
    grounding: Grounding
    statement: Clauses
    stream: Marks
    bending: Bending


class _File(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, dict[str, str | list[str]]]

    kinds: dict[Kind, tuple[str, ...]]
    words: dict[str, str | list[str]]
    bending: Bending


@cache
def grammar() -> Grammar:
    """The grammar, read once.

    :raises pydantic.ValidationError: when a pattern is missing, unknown or no regular expression.
    :raises KeyError: when a pattern asks for a word that is not there. Both are defects, found by a test.
    """
    file = _File.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))
    kinds = sorted((re.escape(word) for words in file.kinds.values() for word in words), key=len, reverse=True)
    words = {"kind": "|".join(kinds), "named": NAMED}
    for name, entry in file.words.items():
        words[name] = _filled(entry, words)
    sections = {
        section: {name: _filled(entry, words) for name, entry in table.items()}
        for section, table in file.__pydantic_extra__.items()
    }
    return Grammar.model_validate({"kinds": file.kinds, "bending": file.bending, **sections})


def _filled(entry: str | list[str], words: Mapping[str, str]) -> str:
    text = entry if isinstance(entry, str) else "|".join(entry)
    return _PLACEHOLDER.sub(lambda match: words[match[1]], text)


@cache
def kind_pattern() -> re.Pattern[str]:
    """Any word for a kind of item, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, _kinds()), key=len, reverse=True)))


@cache
def _kinds() -> Mapping[str, Kind]:
    return {word: kind for kind, words in grammar().kinds.items() for word in words}


def kind_word(text: str) -> Kind:
    """The kind a word of `kind_pattern` stands for."""
    return _kinds()[text]
