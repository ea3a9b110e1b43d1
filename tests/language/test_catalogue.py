"""Every text that people read: what a translator may forget, and what the program no longer says, a test finds."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args, get_type_hints

import opencc
import pytest
from pydantic_core.core_schema import ErrorType

from assistant.answer.model import Check, Confidence, Method, Sentence
from assistant.faces.pages.language import HTML, LANGUAGES
from assistant.language.catalogue import area as areas
from assistant.language.catalogue.area import ANSWERS, LEDGER, PAGES, Area, Text, corrections
from assistant.language.folding import traditional
from assistant.language.tag import Language
from assistant.question.node import Node
from assistant.standard.model import Kind
from assistant.standard.place import Unit
from ingest import errata

ROOT = Path(__file__).parents[2]
FOLDER = Path(areas.__file__).parent
AREAS = [area for area in vars(areas).values() if isinstance(area, Area)]
ENTRIES = [(area, entry) for area in AREAS for entry in area.texts("zh-TW")]
PROGRAM = [ROOT / "app.py", *(ROOT / "assistant").rglob("*.py"), *(ROOT / "ingest").glob("*.py")]
TEMPLATES = [*(ROOT / "assistant").rglob("*.html")]
LISTED = [f for room in ("assistant", "ingest") for f in (ROOT / room).rglob("*.toml") if f.parent != FOLDER]
AS_PRINTED = "standard.title"
"""The name of a standard, which keeps its Traditional characters."""
WHOLE = ("word", "widget", "language")
"""Sections whose entries are not named one by one: they are put into others, go to the browser, or follow the data."""
CUT = ("profile.prerequisite", "profile.note")
"""Named in the code by the plural of their names."""
SAYING = ("say", "sentence", "both", "t", "word", "_say")


def _read(area: Area) -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{area.name}.toml").read_text("utf-8"))


def _forms(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def _blanks(text: Text) -> set[str]:
    return {blank for form in _forms(text) for _, blank, _, _ in Formatter().parse(form) if blank}


def test_every_file_is_an_area() -> None:
    """Beside the areas stands only what corrects them."""
    assert {file.stem for file in FOLDER.glob("*.toml")} == {area.name for area in AREAS} | {"simplified"}
    assert set(corrections().terms) <= {area.name for area in AREAS} | {"all"}
    assert set(LANGUAGES) == set(HTML) == set(get_args(Language))


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
def test_every_entry_is_written_in_both_languages(area: Area) -> None:
    """Traditional Chinese and English are there and not blank; only English has forms for one and many."""
    for section, entries in _read(area).items():
        for name, columns in entries.items():
            assert set(columns) == {"zh-TW", "en"}, f"{section}.{name}"
            assert isinstance(columns["zh-TW"], str)
            assert isinstance(columns["en"], str) or set(columns["en"]) == {"one", "many"}
            assert all(form.strip() for text in columns.values() for form in _forms(text))


def _faults(area: Area, entry: str) -> Iterator[str]:
    said = {language: area.texts(language)[entry] for language in get_args(Language)}
    if len({frozenset(_blanks(text)) for text in said.values()}) != 1:
        yield f"{entry}: the blanks differ"
    if re.search(r"[\u3400-\u9fff]", "".join(_forms(said["en"]))):
        yield f"{entry}: Chinese in English"
    if entry != AS_PRINTED and any(map(traditional, "".join(_forms(said["zh-CN"])))):
        yield f"{entry}: Traditional in Simplified"


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
def test_every_entry_says_the_same_in_every_language(area: Area) -> None:
    """The same blanks; English without Chinese characters, Simplified without those that only Traditional has."""
    assert [fault for entry in area.texts("zh-TW") for fault in _faults(area, entry)] == []


@cache
def _named() -> tuple[set[str], set[str]]:
    """Every string, name and key of the program, and expressions for the entries that it names in part."""
    said = set(get_args(ErrorType))
    parts: set[str] = set()
    for node in (node for file in PROGRAM for node in ast.walk(ast.parse(file.read_text("utf-8")))):
        match node:
            case ast.Constant(value=str(text)) | ast.arg(arg=text) | ast.AnnAssign(target=ast.Name(id=text)):
                said.add(text)
            case ast.keyword(arg=str(text)):
                said.add(text)
            case ast.JoinedStr(values=[ast.Constant(value=str(head)), *_]) if re.match(r"\w+\.", head):
                values = (v.value if isinstance(v, ast.Constant) else None for v in node.values)
                parts.add("".join("(.+)" if value is None else re.escape(str(value)) for value in values))
    for text in (file.read_text("utf-8") for file in TEMPLATES):
        said |= set(re.findall(r"[\"']([\w@.-]+)[\"']", text))
        parts |= {f"{re.escape(head)}(.+)" for head in re.findall(r"\"(\w+\.\w*)\" ~", text)}
    for text in (file.read_text("utf-8") for file in LISTED):
        said |= {key for keys in re.findall(r"(?m)^\[?([\w@.]+)", text) for key in keys.split(".")}
    return said, parts


def _used(entry: str) -> bool:
    """Whether the program names an entry: whole, or in part, and then every word of the rest somewhere."""
    said, parts = _named()
    if entry in said or entry.partition(".")[0] in WHOLE or entry in CUT:
        return True
    rests = (found.groups() for part in parts if (found := re.fullmatch(part, entry)))
    return any(all(rest in said or all(map(_word, rest.split("_"))) for rest in each) for each in rests)


def _logged(area: Area, entry: str) -> bool:
    """Whether an entry is of the ledger, which names kind and form apart."""
    return area is LEDGER and _named()[0].issuperset(entry.split("."))


def _word(word: str) -> bool:
    operations = {node.op for node in Node.__subclasses__()}
    return word.isdigit() or word in operations or not _named()[0].isdisjoint((word, f"{word}_", f"_{word}"))


def test_no_entry_is_unused() -> None:
    """What nobody says any more is taken out; so it would be noticed."""
    found = [f"{area.name}: {entry}" for area, entry in ENTRIES if not _used(entry) and not _logged(area, entry)]
    assert found == []
    assert not _used("found.nowhere") and not _used("nothing.table")


def _calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each call that says an entry by its whole name: where, the entry, and the blanks it fills if it names them."""
    for file in PROGRAM:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(args=[ast.Constant(value=str(entry)), *_], keywords=given) if "." in entry:
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in SAYING:
                        blanks = {k.arg for k in given if k.arg}
                        yield f"{file.name}:{node.lineno}", entry, blanks if all(k.arg for k in given) else None


def test_what_the_program_says_is_there_and_its_blanks_are_filled() -> None:
    """A call names an entry of an area, and gives a value for every blank of it."""
    calls = [*_calls()]
    assert len(calls) > 300
    for where, entry, filled in calls:
        known = [_blanks(area.texts("zh-TW")[entry]) for area in AREAS if entry in area.texts("zh-TW")]
        assert known, f"{where}: {entry}"
        assert filled is None or any(blanks <= filled for blanks in known), f"{where}: {entry}"


def test_families_cover_their_values() -> None:
    """Every kind, method, rule, role, doubt and oddity of a source has its word; a refusal is told by its method."""
    rules, roles = get_args(get_type_hints(Check)["rule"]), get_args(get_type_hints(Sentence)["role"])
    wanted = [f"kind.{k}" for k in Kind] + [f"method.{m}" for m in get_args(Method)] + [f"rule.{r}" for r in rules]
    wanted += [f"answer.{c}" for c in get_args(Confidence) if c != "declined"] + [
        f"answer.{r}" for r in roles if r not in ("lead", "reading")
    ]
    wanted += [f"reading.{role}" for role in ("used", "asked", "filler", "background", "unread")]
    wanted += [f"{family}.{unit}" for family in ("place", "export") for unit in get_args(Unit)]
    wanted += [f"erratum.{kind}" for kind in errata.KINDS]
    assert rules and roles and errata.KINDS
    assert not [name for name in wanted if name not in PAGES.texts("en")]


def test_values_may_be_called_anything() -> None:
    """A blank can have any name; where an entry has forms, `n` chooses; who runs it is told in both languages."""
    assert PAGES.say(AS_PRINTED, "zh-CN", name="客服") == "客服職能基準"
    assert [ANSWERS.say("kind.task", "en", n=n) for n in (1, 2)] == ["task", "tasks"]
    assert (
        areas.DOCTOR.both("setting.unset", name="X")
        == "若不是給別的程式用的，請拿掉 X。 Remove X unless it is another program's."
    )
    assert areas.DOCTOR.both("index.build") == "python -m ingest"


def test_corrections_of_simplified_chinese_are_needed() -> None:
    """Every correction changes some text of its areas, and every entry written out differs from what is derived."""
    known, convert = corrections(), opencc.OpenCC("tw2sp").convert
    derived = {(area.name, entry): convert(area.texts("zh-TW")[entry]) for area, entry in ENTRIES}
    for wanted, terms in known.terms.items():
        for wrong, right in terms.items():
            its = {key: text for key, text in derived.items() if wanted in ("all", key[0]) and wrong in text}
            assert its, f"{wanted}: {wrong}"
            derived |= {key: text.replace(wrong, right) for key, text in its.items()}
    for entry, text in known.entries.items():
        area, _, name = entry.partition(".")
        assert derived[area, name] != text, entry


@pytest.mark.parametrize(("language", "word"), [("zh-TW", "級別"), ("zh-CN", "级别"), ("en", "level")])
def test_the_word_for_level_is_changed_in_one_place(
    language: Language, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its entries in `[word]` changed, no text says the old word, and all that said it say the new one."""
    told, written = _said(language), areas._read(ANSWERS)
    other = {entry: {"zh-TW": "grade", "en": "grade"} for entry in ("word.level", "word.levels")}
    monkeypatch.setattr(areas, "_read", lambda _: {**written, **other})
    monkeypatch.setattr(areas, "_texts", areas._texts.__wrapped__)
    said = _said(language)
    assert len([text for text in told.values() if word in text]) >= 20
    assert {entry for entry, text in told.items() if word in text} == {e for e, text in said.items() if "grade" in text}
    assert not any(word in text for text in said.values())


def _said(language: Language) -> dict[str, str]:
    """What each text of answers says, apart from the names of its blanks."""
    return {entry: re.sub(r"\{\w+\}", "", " ".join(_forms(t))) for entry, t in ANSWERS.texts(language).items()}
