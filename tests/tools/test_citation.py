"""Citations checked against the standard: existence, wording, relation, level."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import Assistant
from assistant.faces.tools.citation import claimed_relation
from assistant.faces.tools.output import CitationClaimed, CitationVerified
from assistant.faces.tools.toolbox import Toolbox


def check(rules: Assistant, **claimed: Any) -> CitationVerified:
    """One citation, checked."""
    return Toolbox(rules).verify_citations([CitationClaimed(**claimed)]).results[0]


def test_over_the_wire_each_part_gets_its_verdict(call: Any) -> None:
    """A true, an invented and a misattributed citation come back in order with their verdicts."""
    found = call(
        "verify_citations",
        citations=[
            {"code": "K22", "quote": "標竿原則", "relation": "K22 is required by T4"},
            {"code": "K99", "quote": "區塊鏈原則"},
            {"code": "S27", "quote": "溝通技能", "relation": "T4 需要 S27"},
        ],
    )
    assert [r["holds"] for r in found["results"]] == [True, False, False]
    assert (found["holding"], found["all_hold"], found["standard"]) == (1, False, "BAS1499-002v2")
    assert found["results"][1]["exists"] is False
    assert found["results"][1]["nearest"]
    assert found["results"][2]["stands_in_relation"] is False
    assert "T5" in found["results"][2]["reasons"][0]


def test_over_the_wire_a_misquoted_text_and_a_false_relation_fail(call: Any) -> None:
    """Altered words, a turned relation and a wrong level are refused one by one, each with the reason and the truth."""
    found = call(
        "verify_citations",
        citations=[
            {"code": "K22", "quote": "標竿法則"},
            {"code": "K22", "quote": "標竿原則", "relation": "K22 requires T4"},
            {"code": "T5", "level": 4},
            {"code": "hello", "quote": "標竿原則"},
        ],
    )
    misquoted, turned, levelled, nonsense = found["results"]
    assert (found["holding"], found["all_hold"]) == (0, False)
    assert misquoted["match"] == "different"
    assert "標竿原則" in misquoted["reasons"][0]
    assert (turned["match"], turned["stands_in_relation"]) == ("exact", False)
    assert levelled["at_level"] is False
    assert (nonsense["exists"], nonsense["nearest"]) == (False, [])
    assert all(result["reasons"] for result in found["results"])


def test_every_item_with_its_own_words_and_place_holds(rules: Assistant) -> None:
    """Whatever the standard prints is borne out: wording, details, relations and levels of every item."""
    claims = [
        CitationClaimed(
            code=item.code,
            quote=item.text,
            relation=f"{item.code} belongs to {item.parents[0]}" if item.parents else "",
            level=item.levels[0] if item.levels else None,
        )
        for item in rules.relations().items
        if item.code
    ]
    found = Toolbox(rules).verify_citations(claims)
    assert [r.code for r in found.results if not r.holds] == []


def test_no_item_says_the_words_of_another(rules: Assistant) -> None:
    """The wording of the next item of a kind is not taken for an item's own, unless the source prints the same."""
    items = [i for i in rules.relations().items if i.code]
    claims = [
        (a, b)
        for a, b in zip(items, items[1:], strict=False)
        if a.kind is b.kind and b.text not in a.text and a.code != b.code
    ]
    found = Toolbox(rules).verify_citations([CitationClaimed(code=a.code, quote=b.text) for a, b in claims])
    assert len(claims) > 150
    assert [r.code for r in found.results if r.holds] == []


def test_no_skill_hangs_on_a_task_that_does_not_ask_for_it(rules: Assistant) -> None:
    """Of all pairs of skill or knowledge and task, just those of the table are borne out."""
    relations = rules.relations()
    cells = [i for i in relations.items if i.kind in ("knowledge", "skill")]
    tasks = [t.code for t in relations.standard.tasks]
    pairs = [(i, t) for i in cells for t in tasks]
    found = Toolbox(rules).verify_citations(
        [CitationClaimed(code=i.code, relation=f"{t} requires {i.code}") for i, t in pairs]
    )
    assert [r.stands_in_relation for r in found.results] == [relations.under(i, t) for i, t in pairs]


@pytest.mark.parametrize(
    ("quote", "match", "holds"),
    [
        ("標竿原則", "exact", True),
        ("「標竿原則」", "exact", True),
        ("标竿原则", "folded", True),
        ("標 竿 原 則", "folded", True),
        ("標竿", "different", False),
        ("標竿原則與方法", "different", False),
        ("Benchmarking", "different", False),
    ],
)
def test_a_quotation_is_compared_by_its_characters(rules: Assistant, quote: str, match: str, holds: bool) -> None:
    """Width, blanks and script do not matter; a word more does, and a scrap is no quotation."""
    found = check(rules, code="K22", quote=quote)
    assert (found.match, found.holds) == (match, holds)


def test_details_and_parts_are_the_items_words(rules: Assistant) -> None:
    """A bullet under a skill, and a stretch of a long wording, are quotations of it."""
    assert check(rules, code="S27", quote="與所有層級的人員有效溝通").match == "exact"
    assert check(rules, code="P5.1.6", quote="分析客戶滿意度及黏著度").match == "part"


def test_a_gloss_is_told_from_the_source(rules: Assistant) -> None:
    """The project's English is recognised and told not to be the source's wording."""
    found = check(rules, code="T5", quote=rules.gloss("T5"))
    assert found.match == "gloss"
    assert "發展與維持服務水準的策略" in found.reasons[0]


@pytest.mark.parametrize(
    ("relation", "stands"),
    [
        ("K30 is required by T5", True),
        ("K30 belongs to task T5.", True),
        ("T5 requires K30", True),
        ("K30 屬於 T5", True),
        ("K30 属于任务 T5", True),
        ("T5 需要知識 K30。", True),
        ("T5 需要的知識包含 K30", True),
        ("k 30 is needed for t5", True),
        ("K30 requires T5", False),
        ("T5 belongs to K30", False),
        ("K30 is required by T4", False),
        ("K30 is required by T9", False),
        ("T5 requires K31", False),
        ("K30 is not required by T5", None),
        ("K30 不屬於 T5", None),
        ("K30 and T5 go well together", None),
        ("only K30 is required by T5", None),
        ("K30 and K31 are required by T5", None),
        ("every task requires K30", None),
        ("K30 is required by T5 and pays 90,000", None),
    ],
)
def test_a_relation_is_read_plainly_or_not_at_all(rules: Assistant, relation: str, stands: bool | None) -> None:
    """Direction counts; what is denied, restricted or more than a relation is not guessed at and does not hold."""
    found = check(rules, code="K30", relation=relation)
    assert found.stands_in_relation is stands
    assert found.holds is bool(stands)
    assert bool(found.reasons) is not bool(stands)


@pytest.mark.parametrize(("level", "holds"), [(5, True), (4, False), (0, False)])
def test_a_level_is_checked(rules: Assistant, level: int, holds: bool) -> None:
    """A level that is not printed for the item does not hold."""
    found = check(rules, code="T5", level=level)
    assert found.at_level is holds
    assert found.holds is holds


def test_codes_in_a_relation_keep_their_direction() -> None:
    """The same two codes are read either way round, as the verb says."""
    up, down = claimed_relation("K1 belongs to T1"), claimed_relation("K1 requires T1")
    assert up is not None
    assert down is not None
    assert (up.below, up.above) == (down.above, down.below) == ("K1", "T1")
