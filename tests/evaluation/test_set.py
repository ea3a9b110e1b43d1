"""The shipped set, checked against the parsed standard."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hand import ROOT

from assistant.evaluation.cases import CATEGORIES, LANGUAGES, Case, load
from assistant.evaluation.phrase import codes
from assistant.language.folding import fold
from assistant.standard.code import key, kind_of
from assistant.standard.model import Kind, Standard
from assistant.standard.relations import UPPER, Relations
from ingest.parse import parse
from ingest.source import read

FOLDER = ROOT / "corpus" / "evaluation"
CASES = load([FOLDER])
OWN = [case for case in CASES if case.id.startswith("E")]
GIVEN = [case for case in CASES if case.id.startswith("D")]
WRITERS = load([ROOT / "training" / "questions"])
LEFT_OUT = load([FOLDER / "left_out"])
OTHERS_LEFT_OUT = load([ROOT / "tests/questions/unseen/left_out.jsonl"])


@pytest.fixture(scope="module")
def relations(standard: Standard) -> Relations:
    """Look-ups over the shipped standard."""
    return Relations(standard)


def of(*categories: str) -> list[Case]:
    """The project's own questions of some categories."""
    return [case for case in OWN if case.category in categories]


def test_size_and_spread() -> None:
    """122 given, at least 250 own and, with the writers left out, 600 questions of all categories and languages."""
    assert len(GIVEN) == 122 and len(OWN) >= 250 and len(GIVEN) + len(OWN) == len(CASES)
    assert len(CASES) + len(LEFT_OUT) >= 600 and len(WRITERS) >= 600
    assert {case.category for case in (*OWN, *LEFT_OUT)} == set(CATEGORIES)
    for cases in (OWN, LEFT_OUT, WRITERS):
        assert {case.lang for case in cases} == set(LANGUAGES)


def test_writers_left_out_are_apart() -> None:
    """Twenty-one writers are left out: none of their questions stands among those fitted or mended on."""
    writers = {case.id.partition("-")[0] for case in (*LEFT_OUT, *OTHERS_LEFT_OUT)}
    assert len(writers) == 21 and len(LEFT_OUT) >= 1000
    assert writers.isdisjoint(case.id.partition("-")[0] for case in WRITERS)


def test_expected_codes_of_writers_exist(relations: Relations) -> None:
    """Every code that a writer expects or accepts is printed, and none is both."""
    for case in (*WRITERS, *LEFT_OUT, *OTHERS_LEFT_OUT):
        if case.standard is None:
            found = [code for code in (*case.gold_codes, *case.acceptable_codes) if code != "O1.4.1"]
            assert [code for code in found if not relations.find(code)] == [], case.id


def test_expected_codes_over_other_standards_exist(shared: Path) -> None:
    """The same of the writers who had another standard before them."""
    cases = [case for case in (*WRITERS, *OTHERS_LEFT_OUT) if case.standard]
    held = {
        code: Relations(parse(read(shared / "standards" / "text" / f"{code}.txt")).standard)
        for code in {c.standard for c in cases}
    }
    for case in cases:
        found = (*case.gold_codes, *case.acceptable_codes)
        assert [code for code in found if not held[case.standard].find(code)] == [], case.id


def test_ids_are_stable() -> None:
    """Own questions are numbered E001 on without a gap; a question taken out leaves its number unused by others."""
    assert [case.id for case in OWN] == [f"E{n:03d}" for n in range(1, len(OWN) + 1)]


def test_no_question_twice() -> None:
    """No question stands twice, however width, case, script and punctuation differ, unless its history differs."""
    forms = Counter((re.sub(r"\W", "", fold(case.question)), case.history) for case in (*GIVEN, *OWN))
    assert [form for form, count in forms.items() if count > 1] == []


def test_the_given_questions_are_as_given(shared: Path) -> None:
    """The 122 given questions are word for word those of the shared folder."""
    assert load([shared / "eval" / "questions_dev.jsonl"]) == tuple(GIVEN)


def test_every_code_exists(relations: Relations) -> None:
    """Every expected code is printed in the standard, every acceptable one too but O1.4.1, a likely correction."""
    for case in OWN:
        found = [code for code in (*case.gold_codes, *case.acceptable_codes) if code != "O1.4.1"]
        assert [code for code in found if not relations.find(code)] == [], case.id
        assert not set(case.gold_codes) & set(case.acceptable_codes), case.id


def test_lists_are_complete(relations: Relations) -> None:
    """The gold of a list is, kind by kind, everything the table has under the items the question names."""
    for case in of("list_by_parent"):
        named = [code for code in codes(case.question) if kind_of(code) in UPPER]
        named = named or [t.code for t in relations.of_kind(Kind.TASK) if t.text in case.question]
        assert named, case.id
        for kind in {kind_of(code) for code in case.gold_codes}:
            whole = {item.code for parent in named for item in relations.children(kind, parent)}
            assert {code for code in case.gold_codes if kind_of(code) is kind} == whole, case.id


def test_compared_lists_are_complete(relations: Relations) -> None:
    """Where a comparison expects items not named in it, they are everything of their kind under what is named."""
    for case in of("comparison_multi_hop"):
        named = {key(code) for code in codes(case.question)}
        below = [code for code in case.gold_codes if key(code) not in named and kind_of(code) not in UPPER]
        for kind in {kind_of(code) for code in below}:
            lists = [{i.code for i in relations.children(kind, parent)} for parent in named]
            expected = {code for code in below if kind_of(code) is kind}
            assert expected in (set.union(*lists), *lists), case.id


def test_reverse_lookups_go_up(relations: Relations) -> None:
    """The gold of a reverse lookup by code lies above the item named."""
    for case in of("reverse_lookup"):
        for code in codes(case.question):
            item = relations.get(code)
            assert all(key(gold) != key(code) and relations.under(item, gold) for gold in case.gold_codes), case.id


def test_named_codes_of_unanswerable_questions_do_not_exist(relations: Relations) -> None:
    """A code in an unanswerable question is one the standard does not have."""
    for case in of("unanswerable"):
        assert [code for code in codes(case.question) if relations.find(code)] == [], case.id


def test_chinese_phrases_are_printed(relations: Relations, source: Path) -> None:
    """Of every required phrase one alternative is in the source, or is a number or a date."""
    printed = re.sub(r"\s+", "", source.read_text("utf-8") + "".join(item.text for item in relations.items))
    for case in OWN:
        for phrase in case.must_include:
            parts = phrase.split("|")
            assert any(part.isdigit() or re.sub(r"\s+", "", part) in printed for part in parts), (case.id, phrase)


@pytest.mark.parametrize("case", of("count_aggregate"), ids=lambda case: case.id)
def test_counts(case: Case, relations: Relations) -> None:
    """The number expected of a count is the length of a list the table has, or of the codes expected."""
    number = int(next(part for part in case.must_include[0].split("|") if part.isdigit()))
    homes = [None, *(item.code for kind in UPPER for item in relations.of_kind(kind))]
    under = [code for code in case.gold_codes if kind_of(code) in UPPER] or [None]
    lists = {len(relations.children(kind, home)) for kind in Kind for home in (under if case.gold_codes else homes)}
    assert number in lists or number == len(case.gold_codes)
