"""Errors say what the catalogue says: every raise names an entry and fills its blanks, and holds no text itself."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from assistant import errors
from assistant.errors import AssistantError, ModelFault, QuestionTooLong, TooMany, UsageError
from assistant.language.catalogue.area import ERRORS, told
from assistant.language.tag import Language

ROOT = Path(__file__).parents[2]
PROGRAM = [ROOT / "app.py", *(ROOT / "assistant").rglob("*.py"), *(ROOT / "ingest").glob("*.py")]
TREE = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, AssistantError)}
OWN = {"TooMany", "ModelFault"}
"""Errors that know their text themselves."""


def _raised() -> Iterator[tuple[str, ast.Call]]:
    """Every call that makes an error of the tree, and where."""
    for file in PROGRAM:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in TREE - OWN:
                yield f"{file.name}:{node.lineno}", node


def test_every_raise_names_an_entry_and_fills_its_blanks() -> None:
    """No error holds its text in the program."""
    found = [*_raised()]
    assert len(found) > 100
    for where, call in found:
        assert call.args, where
        for entry in _texts(call.args[0]):
            text = str(ERRORS.texts("zh-TW").get(entry, ""))
            assert text, f"{where}: {entry}"
            blanks = {blank for _, blank, _, _ in Formatter().parse(text) if blank}
            given = {k.arg for k in call.keywords}
            assert None in given or blanks == given, f"{where}: {entry}"


def test_texts_of_errors_are_plain() -> None:
    """They are told below the catalogue too, which knows no words within texts and no forms for one and many."""
    for language in ("zh-TW", "en"):
        assert all(isinstance(text, str) and "{word." not in text for text in ERRORS.texts(language).values())


def _texts(node: ast.AST) -> list[str]:
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def test_no_raise_holds_chinese() -> None:
    """What a person reads is in the catalogue."""
    held = [
        f"{file.name}:{node.lineno}"
        for file in PROGRAM
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Raise) and re.search(r"[\u3400-\u9fff]", ast.unparse(node))
    ]
    assert held == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-TW", "問題共 3 字，上限是 2 字，請縮短後再問。"),
        ("zh-CN", "问题共 3 字，上限是 2 字，请缩短后再问。"),
        ("en", "The question has 3 characters; the limit is 2. Please shorten it."),
    ],
)
def test_an_error_is_told_in_the_language_of_its_reader(language: Language, text: str) -> None:
    """Also one within another, and a value that is said in a language."""
    error = QuestionTooLong("question.too_long", length=3, limit=2)
    assert told(error, language) == text
    within = AssistantError("question.too_long", length=error, limit=lambda tongue: f"<{tongue}>")
    assert text in told(within, language) and f"<{language}>" in told(within, language)


def test_whoever_runs_an_installation_reads_both_languages() -> None:
    """As text an error is Chinese and English; it comes whole out of another process; a text of its own stays."""
    error = pickle.loads(pickle.dumps(QuestionTooLong("question.too_long", length=3, limit=2)))
    both = [told(error, language) for language in ("zh-TW", "en")]
    assert str(error) == " ".join(both)
    assert (str(ModelFault("unreachable", 2.0)), str(UsageError("x {y}"))) == ("unreachable", "x {y}")
    assert TooMany(True).crowded and "ask again later" in str(TooMany(True))
