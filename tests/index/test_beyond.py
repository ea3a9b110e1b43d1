"""Matters that no standard holds, as they are embedded beside the items."""

from __future__ import annotations

from assistant.retrieval.beyond import KIND, chunks, matters, occupations


def test_each_question_is_a_chunk_of_its_matter() -> None:
    """Of no standard and without a code; the context names the matter, and no id comes twice."""
    found = chunks()
    assert len({c.id for c in found}) == len(found) == sum(len(m.zh) + len(m.en) for m in matters().values())
    assert {(c.standard, c.code, c.kind) for c in found} == {("", "", KIND)}
    assert {c.context for c in found} == set(matters())


def test_what_other_occupations_do_is_marked() -> None:
    """A standard for one of these holds it after all, so they are some of the matters and not all."""
    assert set() < occupations() < set(matters())


def test_every_matter_is_asked_about_in_both_languages() -> None:
    """Otherwise one language would be declined less than the other."""
    assert all(m.zh and m.en for m in matters().values())
