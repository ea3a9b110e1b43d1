"""What a search finds."""

from __future__ import annotations

import pytest

from assistant.faces.manage.found_items import search
from assistant.retrieval.port import Findings, Retrieve, Retrieved
from assistant.standard.model import Kind
from assistant.standard.relations import Relations


def near(*codes: str, support: float = 1.0, beyond: str = "", last: float = 0.9) -> Retrieve:
    """A retriever that finds these, the last with a score of its own."""
    scores = [0.9] * (len(codes) - 1) + [last]
    items = tuple(Retrieved(code=c, kind=Kind.SKILL, score=s) for c, s in zip(codes, scores, strict=True))
    return lambda text, kinds, most: Findings(items=items, support=support, beyond=beyond)


def reasons(relations: Relations, glosses: dict[str, str], text: str, retrieve: Retrieve) -> dict[str, str]:
    """Why each code was found."""
    result = search(text, relations, glosses, retrieve)
    return {found.item.code: found.reason for found in result.found}


def test_codes_alone_find_their_items(relations: Relations, glosses: dict[str, str]) -> None:
    """Codes in any written form find these items and nothing near them."""
    assert reasons(relations, glosses, "s27、ｋ22 P5-1-4", near("S1")) == {
        "S27": "code",
        "K22": "code",
        "P5.1.4": "code",
    }


@pytest.mark.parametrize(
    ("typed", "head"), [("P5.1", "P5.1."), ("p5", "P5."), ("ｏ３－１", "O3.1."), ("P 5.1.", "P5.1.")]
)
def test_the_head_of_codes_finds_what_begins_so(
    relations: Relations, glosses: dict[str, str], typed: str, head: str
) -> None:
    """As on the map, where no item has the code itself; nothing of another head, and nothing merely near."""
    wanted = {item.code for item in relations.items if item.code.startswith(head)}
    result = search(typed, relations, glosses, near("S1"))
    assert wanted and {found.item.code for found in result.found} == wanted and not result.unknown


def test_a_code_printed_twice_is_found_twice(relations: Relations, glosses: dict[str, str]) -> None:
    """O1.5.1 gives both of its places."""
    assert len(search("O1.5.1", relations, glosses, near("S1")).found) == 2


def test_unknown_codes_are_named(relations: Relations, glosses: dict[str, str]) -> None:
    """A code the standard does not have is said to be unknown."""
    result = search("T9 T5", relations, glosses, near("S1"))
    assert result.unknown == ("T9",) and [found.item.code for found in result.found] == ["T5"]


def test_wording_comes_before_nearness(relations: Relations, glosses: dict[str, str]) -> None:
    """Items that hold the words come first, and are not said to be merely near."""
    found = reasons(relations, glosses, "溝通", near("S27", "S1"))
    assert found["S27"] == "words" and found["S1"] == "near"
    skills = search("溝通", relations, glosses, near("S1")).groups[Kind.SKILL]
    assert skills[-1].item.code == "S1"


def test_english_finds_by_gloss(relations: Relations, glosses: dict[str, str]) -> None:
    """English words find items through their gloss."""
    assert reasons(relations, glosses, "benchmarking", near("S1"))["K22"] == "words"


def test_what_the_chat_would_refuse_is_not_shown(relations: Relations, glosses: dict[str, str]) -> None:
    """Without support, or nearer to a foreign matter, retrieval adds nothing."""
    assert not reasons(relations, glosses, "今天天氣", near("S1", support=0.0))
    assert not reasons(relations, glosses, "今天天氣", near("S1", beyond="weather"))


def test_far_below_the_best_is_left_out(relations: Relations, glosses: dict[str, str]) -> None:
    """An item with half the best score is not near."""
    assert set(reasons(relations, glosses, "火星", near("S1", "S2", last=0.45))) == {"S1"}
