"""The words of questions: what a writer of the list may forget, a test finds."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from assistant.answer.respond import _AGAIN
from assistant.language.folding import fold
from assistant.language.tag import Language
from assistant.language.wording import wording
from assistant.question.chart import FLOATING
from assistant.question.grammar import _RULES
from assistant.question.words import FILE, spelt, words
from assistant.standard.model import Kind

TABLES: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
CONCEPTS = [
    (f"{tag}.{value}", languages)
    for tag, concepts in TABLES.items()
    if tag not in ("number", "pattern", "function", "rank")
    for value, languages in concepts.items()
]
LANGUAGES: tuple[Language, ...] = ("zh-TW", "zh-CN", "en")
NEEDED = ("kind", "act", "top", "says", "neg", "except", "only", "shared", "than", "behind", "conj", "beside")
"""Tags of which a concept without words in a language would leave the language without it."""


@pytest.mark.parametrize(("name", "languages"), CONCEPTS, ids=[n for n, _ in CONCEPTS])
def test_every_concept_has_words_in_both_languages(name: str, languages: dict[str, list[str]]) -> None:
    """What can be asked in Chinese can be asked in English."""
    assert set(languages) == {"zh", "en"}
    assert all(languages.values()) or name.partition(".")[0] not in NEEDED


@pytest.mark.parametrize(("name", "languages"), CONCEPTS, ids=[n for n, _ in CONCEPTS])
def test_entries_are_words_in_the_script_of_their_language(name: str, languages: dict[str, list[str]]) -> None:
    """Lower-case English, no blanks at the ends, and no entry twice."""
    for language, entries in languages.items():
        marked = [e for written in entries for e in spelt(written)]
        plain = [e.lstrip("^~") for e in marked]
        assert all(e == e.strip() and e for e in plain)
        assert len(marked) == len(set(marked)), {e for e in marked if marked.count(e) > 1}
        assert all(e == e.lower() for e in plain)
        if language == "en":
            assert not any("\u3400" <= c <= "\u9fff" for e in plain for c in e)


def test_alternatives_are_spelt_out() -> None:
    """Braces hold what may stand in their place, nothing included; an entry without them is one word."""
    assert list(spelt("多久")) == ["多久"]
    assert list(spelt("{要,}多久{做,開}")) == ["要多久做", "要多久開", "多久做", "多久開"]
    assert words().senses(fold("帶幾個組員"))[0].tag == "notheld"
    with pytest.raises(ValueError, match="left open"):
        list(spelt("{要,得多久"))


def test_every_tag_is_understood() -> None:
    """A tag that neither the grammar nor the question words know would be read as nothing."""
    composed = {t for pair in _RULES for t in pair}
    made = {"detailed", "kind", "kinds", "top", "than", "behind", "conj", "filler", "refer", "says"}
    unknown = {
        name
        for name, _ in CONCEPTS
        if name.partition(".")[0] not in made and name not in composed and not name.startswith(FLOATING)
    }
    assert unknown == set()


def test_kinds_are_those_of_the_standard() -> None:
    """Every kind has words, and no other has."""
    assert set(TABLES["kind"]) == set(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_that_an_answer_names_has_its_words(language: Language) -> None:
    """Matters not held, fields and acts have a sentence in every language."""
    say = wording(language)
    for aspect in TABLES["notheld"]:
        assert say.say(f"notheld.{aspect}")
    for name in TABLES["field"]:
        assert say.say(f"field.{name}")
    for act in TABLES["talk"]:
        assert say.sentence(f"talk.{act}", standard="X", n=1)
    assert set(_AGAIN) - {"more"} <= set(TABLES["talk"])


@pytest.mark.parametrize(
    ("word", "tag", "value"),
    [
        ("技能", "kind", "skill"),
        ("行为指标", "kind", "indicator"),
        ("行為指標", "kind", "indicator"),
        ("deliverables", "kind", "output"),
        ("多少", "act", "count"),
        ("how many", "act", "count"),
        ("除了", "except", "left"),
        ("without", "neg", "no"),
        ("最多", "top", "most"),
        ("fewest", "top", "least"),
    ],
)
def test_words_are_found_in_either_script(word: str, tag: str, value: str) -> None:
    """Entries are written once and found as people type them."""
    assert any(s.tag == tag and s.value == value for s in words().senses(fold(word)))


def test_a_word_inside_another_is_not_found() -> None:
    """`skill` is no part of `skillful`, and an entry that has to begin a clause does not stand inside one."""
    assert [w for i in range(8) for w in words().at("skillful", i, i == 0) if w.start == 0 and w.end == 5] == []
    inside = [s.tag for w in words().at("it is", 3, False) for s in w.senses]
    assert "act" not in inside


@pytest.mark.parametrize(
    ("word", "number"),
    [("5", 5), ("五", 5), ("兩", 2), ("十二", 12), ("three", 3), ("third", 3), ("3rd", 3), ("技", None)],
)
def test_numbers_are_read_in_every_way(word: str, number: int | None) -> None:
    """Digits, Chinese numerals and English words."""
    assert words().number(fold(word)) == number


def test_words_that_sound_the_same_are_found() -> None:
    """A wrong character of the same sound still names the kind."""
    assert "态度" in words().sounding("态渡")
    assert words().sounding("风险") == ()
