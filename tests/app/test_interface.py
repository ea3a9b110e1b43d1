"""The catalogue of interface words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from assistant.answer.model import Check, Confidence, Method, Sentence
from assistant.language.tag import Language
from assistant.pages.language import LANGUAGES, catalogue, words
from assistant.standard.model import Kind
from ingest import ledger

PAGES = Path(__file__).resolve().parents[2] / "assistant" / "pages"
APP = PAGES.parents[1] / "app.py"
NAMED = set(re.findall(r"[\"'](\w+\.\w+)[\"']", "".join(p.read_text("utf-8") for p in (APP, *PAGES.glob("*.py")))))


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_entry_has_every_language(name: str) -> None:
    """An entry has text in each language, with the same blanks, and English without Chinese."""
    entry = catalogue()[name]
    assert set(entry) == set(get_args(Language)) == set(LANGUAGES)
    assert all(text.strip() for text in entry.values())
    assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in entry.values()}) == 1
    assert not re.search(r"[\u4e00-\u9fff]", entry["en"])


def test_no_entry_is_unused() -> None:
    """Every entry is named in the pages, or belongs to a family that they name."""
    families = {"answer", "checklist", "erratum", "evaluation", "export", "feedback", "health"}
    families |= {"kind", "method", "reading", "rule", "trouble"}
    assert len(catalogue()) > 50
    assert not [n for n in catalogue() if n not in NAMED and n.split(".")[0] not in families]


def test_families_cover_their_values() -> None:
    """Every kind, method, rule, role, doubt and oddity of a source has its word."""
    rules, roles = get_args(get_type_hints(Check)["rule"]), get_args(get_type_hints(Sentence)["role"])
    wanted = [f"kind.{k}" for k in Kind] + [f"method.{m}" for m in get_args(Method)] + [f"rule.{r}" for r in rules]
    wanted += [f"answer.{c}" for c in get_args(Confidence)] + [
        f"answer.{r}" for r in roles if r not in ("lead", "reading")
    ]
    wanted += [f"reading.{role}" for role in ("used", "asked", "filler", "background", "unread")]
    wanted += [f"erratum.{kind}" for kind in ledger.KINDS]
    assert rules and roles and ledger.KINDS
    assert not [name for name in wanted if name not in catalogue()]


def test_values_may_be_called_name() -> None:
    """A blank can have any name."""
    assert words("standard.title", "zh-TW", name="客服") == "客服職能基準"
