"""The catalogue of interface words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args, get_type_hints

import opencc
import pytest

from assistant.answer.model import Check, Confidence, Method, Sentence
from assistant.faces.pages.language import LANGUAGES, catalogue, words
from assistant.language.folding import traditional
from assistant.language.tag import Language
from assistant.standard.model import Kind
from assistant.standard.place import Unit
from ingest import ledger

PAGES = Path(__file__).resolve().parents[2] / "assistant" / "faces" / "pages"
APP = Path(__file__).resolve().parents[2] / "app.py"
FILES = (APP, *PAGES.glob("*.py"), *PAGES.glob("templates/*.html"), *PAGES.parent.glob("export/*.py"))
NAMED = set(re.findall(r"[\"'](\w+\.\w+)[\"']", "".join(p.read_text("utf-8") for p in FILES)))


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_entry_has_every_language(name: str) -> None:
    """An entry has text in each language, with the same blanks, and English without Chinese.

    Simplified Chinese has no character that only Traditional has, but for names, which stay as printed.
    """
    entry = catalogue()[name]
    assert set(entry) == set(get_args(Language)) == set(LANGUAGES)
    assert all(text.strip() for text in entry.values())
    assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in entry.values()}) == 1
    assert not re.search(r"[\u4e00-\u9fff]", entry["en"])
    assert name == "standard.title" or not any(map(traditional, entry["zh-CN"]))


def test_no_entry_is_unused() -> None:
    """Every entry is named in the pages, or belongs to a family that they name."""
    families = {"again", "answer", "begin", "change", "checklist", "document", "erratum", "evaluation", "export"}
    families |= {
        "feedback",
        "health",
        "kind",
        "method",
        "oddity",
        "place",
        "plan",
        "reading",
        "rule",
        "team",
        "trouble",
        "widget",
    }
    assert len(catalogue()) > 50
    assert not [n for n in catalogue() if n not in NAMED and n.split(".")[0] not in families]


def test_families_cover_their_values() -> None:
    """Every kind, method, rule, role, doubt and oddity of a source has its word; a refusal is told by its method."""
    rules, roles = get_args(get_type_hints(Check)["rule"]), get_args(get_type_hints(Sentence)["role"])
    wanted = [f"kind.{k}" for k in Kind] + [f"method.{m}" for m in get_args(Method)] + [f"rule.{r}" for r in rules]
    wanted += [f"answer.{c}" for c in get_args(Confidence) if c != "declined"] + [
        f"answer.{r}" for r in roles if r not in ("lead", "reading")
    ]
    wanted += [f"reading.{role}" for role in ("used", "asked", "filler", "background", "unread")]
    wanted += [f"{family}.{unit}" for family in ("place", "export") for unit in get_args(Unit)]
    wanted += [f"{family}.{kind}" for family in ("erratum", "oddity") for kind in ledger.KINDS]
    assert rules and roles and ledger.KINDS
    assert not [name for name in wanted if name not in catalogue()]


def test_values_may_be_called_name() -> None:
    """A blank can have any name."""
    assert words("standard.title", "zh-TW", name="客服") == "客服職能基準"


def test_corrections_of_simplified_chinese_are_needed() -> None:
    """Every correction changes some entry, and every entry of its own differs from what is derived."""
    amended, convert = tomllib.loads((PAGES / "simplified.toml").read_text("utf-8")), opencc.OpenCC("tw2sp").convert
    derived = {name: convert(entry["zh-TW"]) for name, entry in catalogue().items()}
    assert not [wrong for wrong in amended["terms"] if not any(wrong in text for text in derived.values())]
    for wrong, right in amended["terms"].items():
        derived = {name: text.replace(wrong, right) for name, text in derived.items()}
    assert not [name for name, text in amended["entries"].items() if derived[name] == text]
