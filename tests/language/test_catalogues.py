"""The language files: what a translator may forget, a test finds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from assistant.language.folding import fold
from assistant.language.lexicon import FOLDER, lexicon
from assistant.language.tag import Language
from assistant.language.wording import tables, wording

LANGUAGES: tuple[Language, ...] = ("zh-TW", "zh-CN", "en")
CODE = Path(wording.__wrapped__.__code__.co_filename).parent.parent


def _templates(language: str) -> dict[str, set[str]]:
    tables: dict[str, Any] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    found = {}
    for section, entries in tables.items():
        for name, template in entries.items():
            forms = template.values() if isinstance(template, dict) else [template]
            found[f"{section}.{name}"] = {f for form in forms for _, f, _, _ in Formatter().parse(form) if f}
    return found


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_templates(language: str) -> None:
    """A template missing in one language would be an error in front of a reader."""
    assert _templates(language).keys() == _templates("zh-TW").keys()


def test_simplified_templates_take_the_same_values_as_traditional() -> None:
    """Both Chinese files fill the same names."""
    assert _templates("zh-CN") == _templates("zh-TW")


@pytest.mark.parametrize(("language", "word"), [("zh-TW", "級別"), ("zh-CN", "级别"), ("en", "level")])
def test_the_word_for_level_is_changed_in_one_place(language: str, word: str) -> None:
    """Its entries in `[word]` changed, no template says the old word, and all that said it say the new one."""
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    told, said = _said(tables(text)), _said(tables(re.sub(r'(?m)^(levels? = ")\w+"', r'\1grade"', text, count=2)))
    assert len([t for t in told.values() if word in t]) >= 20
    assert {name for name, t in told.items() if word in t} == {name for name, t in said.items() if "grade" in t}
    assert not any(word in t for t in said.values())


def _said(tables: Mapping[str, Any]) -> dict[str, str]:
    """What each template says, apart from the names of its values."""
    return {
        f"{section}.{name}": re.sub(r"\{\w+\}", "", " ".join(t.values()) if isinstance(t, dict) else t)
        for section, entries in tables.items()
        for name, t in entries.items()
    }


def test_templates_named_in_code_exist() -> None:
    """Every literal template name in the code is in the files."""
    names = set()
    for path in CODE.rglob("*.py"):
        names |= set(re.findall(r'\.say\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8")))
    assert len(names) > 40
    assert names <= _templates("zh-TW").keys()


def test_english_templates_hold_no_chinese_but_quotes() -> None:
    """English readers meet Chinese only as quoted wording."""
    text = "\n".join(
        line for line in (FOLDER / "en.toml").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    assert not re.search(r"[\u3400-\u9fff]", text)


def test_simplified_templates_hold_no_traditional_character() -> None:
    """The Simplified file is Simplified throughout."""
    text = (FOLDER / "zh-CN.toml").read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines() if not line.startswith("#"))
    assert [c for c in body if "\u3400" <= c <= "\u9fff" and fold(c) != c] == []


@pytest.mark.parametrize(
    ("text", "number"), [("5", 5), ("五", 5), ("十二", 12), ("二十", 20), ("three", 3), ("third", 3), ("技", None)]
)
def test_numbers_are_read_in_every_way_people_write_them(text: str, number: int | None) -> None:
    """Digits, Chinese numerals and English words give the number, anything else none."""
    assert lexicon().number(fold(text)) == number
