"""The words of reports and summaries, from one catalogue in three languages."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ..language.tag import Language
from .summary import Scored


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every entry by `section.name`, each with its columns."""
    sections = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return {f"{section}.{name}": entry for section, entries in sections.items() for name, entry in entries.items()}


def word(name: str, language: Language, /, **values: object) -> str:
    """An entry in a language, its blanks filled in.

    :raises KeyError: when there is no such entry or blank.
    """
    return catalogue()[name][language].format(**values)


def group_name(name: str, language: Language) -> str:
    """The name of a category or of a language of questions."""
    section = "category" if f"category.{name}" in catalogue() else "language"
    return word(f"{section}.{name}", language)


def share(value: float) -> str:
    """A share in per cent with one decimal; 100 only when it is the whole."""
    text = f"{value * 100:.1f}"
    return "99.9%" if text == "100.0" and value < 1 else f"{text}%"


def reasons(scored: Scored, language: Language) -> list[str]:
    """Why an answer is wrong, each reason a sentence; empty when it is right."""
    verdict, prediction, separator = scored.verdict, scored.prediction, " "
    found = []
    if prediction.error:
        found.append(word("why.error", language, what=prediction.error))
    elif prediction.refused and scored.case.answerable:
        found.append(word("why.refused", language))
    elif not prediction.refused and not scored.case.answerable:
        found.append(word("why.answered", language))
    if verdict.missed:
        found.append(word("why.missed", language, what=separator.join(verdict.missed)))
    if verdict.wrong:
        found.append(word("why.wrong", language, what=separator.join(verdict.wrong)))
    if verdict.missing_phrases:
        found.append(word("why.phrase", language, what="; ".join(_readable(verdict.missing_phrases))))
    if verdict.unborne:
        found.append(word("why.unborne", language, what="; ".join(verdict.unborne)))
    if verdict.scores.get("completeness") == 0 and not verdict.missed:
        found.append(word("why.unlisted", language))
    return found


def _readable(phrases: Sequence[str]) -> list[str]:
    return [phrase.replace("|", " / ") for phrase in phrases]
