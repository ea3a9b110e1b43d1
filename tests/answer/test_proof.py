"""A false answer does not leave the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.answer.draft import Desk, Draft
from assistant.answer.model import Listing, Sentence, reference
from assistant.answer.planner import plan
from assistant.answer.proof import Facts
from assistant.question.reading import Reader
from assistant.question.take import take
from assistant.retrieval.words import Matcher
from assistant.standard.model import Kind, Standard
from assistant.standard.relations import Relations


@pytest.fixture(scope="module")
def draft(standard: Standard) -> Callable[[str], Draft]:
    """A way to compose an unproved answer to a question."""
    relations = Relations(standard)
    matcher = Matcher(relations, {})
    desk = Desk(relations=relations, matcher=matcher, facts=Facts(standard), glosses={})
    reader = Reader(relations, matcher)
    return lambda text: plan(desk, reader.read(take(text, 500)), lambda *_: ())


def _listing(draft: Draft) -> tuple[int, Listing]:
    return next((n, b) for n, b in enumerate(draft.blocks) if isinstance(b, Listing))


def test_an_honest_answer_is_proved(draft: Callable[[str], Draft]) -> None:
    """Every check of a true answer holds, and there is one for each thing said."""
    answer = draft("T5 需要哪些技能").close()
    assert answer.cited_codes == ("T5", "S27", "S28", "S29", "S30")
    assert all(c.holds for c in answer.proof)
    assert {c.rule for c in answer.proof} >= {"exists", "wording", "complete", "count"}


def _drop_row(draft: Draft) -> None:
    n, listing = _listing(draft)
    draft.blocks[n] = replace(listing, rows=listing.rows[:-1])


def _add_foreign_row(draft: Draft) -> None:
    n, listing = _listing(draft)
    extra = draft.rows([draft.relations.get("S1")])
    draft.blocks[n] = replace(listing, rows=listing.rows + extra)


def _alter_wording(draft: Draft) -> None:
    n, listing = _listing(draft)
    draft.blocks[n] = replace(listing, rows=(replace(listing.rows[0], text="溝通能力"), *listing.rows[1:]))


def _alter_detail(draft: Draft) -> None:
    n, listing = _listing(draft)
    draft.blocks[n] = replace(listing, rows=(replace(listing.rows[0], details=("隨便",)), *listing.rows[1:]))


def _invent_code(draft: Draft) -> None:
    draft.blocks.append(Sentence(text=f"另見 {reference('K99')}。"))


def _cite_unbacked(draft: Draft) -> None:
    draft.blocks.append(Sentence(text=f"另見 {reference('K1')}。"))


def _wrong_relation(draft: Draft) -> None:
    draft.claim("relation", subject="S27", object="T4")


def _wrong_count(draft: Draft) -> None:
    draft.claim("count", kind=Kind.SKILL, object="T5", value=5)


def _wrong_level(draft: Draft) -> None:
    draft.claim("level", subject="T5", value=4)


def _too_fine(draft: Draft) -> None:
    draft.claim("relation", subject="S27", object="T5.1")


def _deny_existing(draft: Draft) -> None:
    draft.claim("absent", subject="S27")


def _wrong_field(draft: Draft) -> None:
    draft.claim("profile", subject="industries", value="N9999")


@pytest.mark.parametrize(
    "sabotage",
    [
        _drop_row,
        _add_foreign_row,
        _alter_wording,
        _alter_detail,
        _invent_code,
        _cite_unbacked,
        _wrong_relation,
        _wrong_count,
        _wrong_level,
        _too_fine,
        _deny_existing,
        _wrong_field,
    ],
)
def test_a_falsified_answer_is_withheld(draft: Callable[[str], Draft], sabotage: Callable[[Draft], None]) -> None:
    """One false thing, and nothing of the answer is shown or cited."""
    false = draft("T5 需要哪些技能")
    sabotage(false)
    answer = false.close()
    assert answer.refused
    assert answer.citations == ()
    assert answer.listings == ()
    assert any(not c.holds for c in answer.proof)
