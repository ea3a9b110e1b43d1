"""What is said of lists, of one item, of misprints and of what is not there: sentences, claims and citations.

Over a small standard, so that each can be read here whole; that every answer is proved is held elsewhere too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest

from assistant.answer import checks, compares, lists, lookup, misprints, refusal
from assistant.answer.draft import Draft
from assistant.answer.model import Sentence, merged, plain
from assistant.language.ledger import said as told
from assistant.question.form import All, Amount, Below, Check, Coded, Compare, LevelIs, Says, Such
from assistant.standard.model import Kind
from ingest.errata import entry
from tests.answer.made import desk, standard

LEDGER = (
    entry("odd_punctuation", code="S1", mark="、"),
    entry("stray_space", code="S2", codes=("S2",)),
)
DESK = desk(replace(standard(merged=True), errata=LEDGER))


def _drafted(say: Callable[[Draft], object]) -> Draft:
    """A draft in which something was said; all of it proved."""
    draft = Draft(desk=DESK, language="en", text="")
    say(draft)
    assert all(check.holds for check in draft.close().proof)
    return draft


def _texts(draft: Draft) -> str:
    return "\n".join(plain(b.text) for b in draft.blocks if isinstance(b, Sentence))


def test_a_list_is_complete_and_says_where_it_hangs() -> None:
    """Of a merged cell it is the task's, and that is said."""
    answer = _drafted(lambda d: lists.listed(d, Below(Coded(("T1.1",)), Kind.SKILL))).close()
    assert [(row.code, listing.parent) for listing in answer.listings for row in listing.rows] == [
        ("S1", "T1"),
        ("S2", "T1"),
    ]
    assert answer.listings[0].complete
    assert "T1.1" in answer.text


def test_an_empty_list_is_told_as_one() -> None:
    """That there is none is claimed, not silently left out."""
    draft = _drafted(lambda d: lists.listed(d, Below(Coded(("T1.2",)), Kind.OUTPUT)))
    assert [(c.rule, c.object, c.value) for c in draft.claims if c.rule == "count"] == [("count", "T1.2", 0)]
    assert not draft.close().listings


def test_what_goes_against_a_claim_is_listed() -> None:
    """That neither has outputs is wrong of one, and those it has are shown; of the other there is nothing to show."""
    claim = Check(Coded(("T1.1", "T1.2")), Amount(Kind.OUTPUT, "=", 0))
    answer = _drafted(lambda d: checks.checked(d, claim)).close()
    assert [listing.parent for listing in answer.listings] == ["T1.1"]
    assert answer.text.startswith("No.")


@pytest.mark.parametrize(
    ("parts", "by", "than", "said"),
    [
        (("T2", "T1"), "number", "more", "Yes."),
        (("T2", "T1"), "number", "fewer", "No."),
        (("T2.1", "T1.3"), "level", "more", "Yes."),
        (("T1.1", "T1.2"), "level", "fewer", "No."),
        (("T1", "T2"), "level", "more", None),
    ],
)
def test_a_comparison_is_confirmed_or_put_right(
    parts: tuple[str, str], by: Literal["number", "level"], than: Literal["more", "fewer"], said: str | None
) -> None:
    """Whether the first has more; nothing is said of a task whose activities are of several levels."""
    sets = tuple(Below(Coded((p,)), Kind.INDICATOR) if by == "number" else Coded((p,)) for p in parts)
    texts = _texts(_drafted(lambda d: compares.compared(d, Compare(sets, by, than)))).splitlines()
    assert (texts[0] if texts[0] in ("Yes.", "No.") else None) == said


def test_what_one_kind_does_not_say_is_told_of_another() -> None:
    """冷鏈 is no skill; it stands under K3."""
    draft = _drafted(lambda d: checks.checked(d, Check(Such(All(Kind.SKILL), Says("冷鏈")))))
    assert _texts(draft).startswith("No") and "K3" in draft.close().cited_codes
    inside = _drafted(lambda d: checks.checked(d, Check(Such(Below(Coded(("T1",)), Kind.SKILL), Says("冷鏈")))))
    assert "K3" not in inside.close().cited_codes


def test_a_selection_claims_what_made_its_items_members() -> None:
    """The level of each activity that is listed for it."""
    draft = _drafted(lambda d: lists.listed(d, Such(All(Kind.ACTIVITY), LevelIs("=", 5))))
    assert {(c.subject, c.value) for c in draft.claims if c.rule == "level"} == {("T2.1", 5), ("T2.2", 5)}


@pytest.mark.parametrize(("code", "claimed"), [("S2", {("S2", "T1")}), ("O1.3.1", {("O1.3.1", "T1.3")}), ("A1", set())])
def test_an_item_is_told_with_what_it_hangs_on(code: str, claimed: set[tuple[str, str]]) -> None:
    """Its name, and a claim for each place; an attitude hangs on nothing."""
    item = DESK.relations.get(code)
    draft = _drafted(lambda d: lookup.describe(d, item))
    assert {(c.subject, c.object) for c in draft.claims if c.rule == "relation"} >= claimed
    assert item.text in _texts(draft) or item.text in str(draft.close().listings)


def test_several_items_are_told_as_one_table_a_kind() -> None:
    """Items of two kinds, two tables."""
    items = [DESK.relations.get(code) for code in ("S1", "K1", "K2")]
    answer = _drafted(lambda d: lookup.look_up(d, items)).close()
    assert [listing.kind for listing in answer.listings] == [Kind.SKILL, Kind.KNOWLEDGE]


def test_misprints_are_those_of_the_ledger() -> None:
    """Of one item its own, of the whole source all; a remark passes over what a reader does not see."""
    marked = "The wording of S1 begins with the punctuation mark 「、」."
    assert marked in _texts(_drafted(lambda d: misprints.misprints(d, ("S1",))))
    assert all(told(e, "en") in _texts(_drafted(lambda d: misprints.misprints(d, ()))) for e in LEDGER)
    assert marked in _texts(_drafted(lambda d: misprints.remark(d, ("S1",))))
    assert _texts(_drafted(lambda d: misprints.remark(d, ("S2",)))) == ""


@pytest.mark.parametrize(
    "decline",
    [
        lambda d: refusal.unknown_codes(d, ("S9",)),
        lambda d: refusal.no_place(d, (Kind.SKILL,), 3, 5),
        lambda d: refusal.declined(d, "refuse.foreign", standard=DESK.name, occupation="cook"),
        lambda d: refusal.declined(d, "refuse.policy"),
        refusal.no_support,
    ],
)
def test_a_refusal_cites_nothing(decline: Callable[[Draft], object]) -> None:
    """It says so in words, and lists and cites nothing."""
    answer = _drafted(decline).close()
    assert answer.refused and answer.text
    assert not answer.citations and not answer.listings


def test_a_code_that_is_not_there_is_told_with_the_nearest() -> None:
    """Which there are, and which is near; nothing is said of the code itself."""
    draft = _drafted(lambda d: refusal.unknown_codes(d, ("S9",)))
    assert [c.subject for c in draft.claims if c.rule == "absent"] == ["S9"]
    assert "S3" in _texts(draft)


def test_answers_are_put_together_as_sure_as_the_least_sure_of_them() -> None:
    """Blocks in order; a part that is declined leaves the rest as sure as it is, and all declined is declined."""
    said = _drafted(lambda d: lists.listed(d, Below(Coded(("T1",)), Kind.SKILL))).close()
    declined = _drafted(lambda d: refusal.declined(d, "refuse.policy")).close()
    both = merged([said, replace(said, confidence="likely"), declined], "both")
    assert both.confidence == "likely" and not both.refused
    assert both.blocks == (*said.blocks, *said.blocks, *declined.blocks)
    assert merged([declined, declined], "").refused
