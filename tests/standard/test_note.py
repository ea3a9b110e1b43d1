"""The notes at the foot of a standard: which terms they explain, and which lines belong together."""

from __future__ import annotations

from assistant.standard.note import Note, explained


def test_a_note_explains_the_term_it_opens_with() -> None:
    """Its other names in parentheses, and its short form, are terms too."""
    entries = (
        "生成式AI（Generative AI）：歸納既有資料。",
        "搜尋引擎優化SEO（Search Engine Optimization），也就是優化。",
    )
    assert [note.terms for note in explained(entries)] == [
        ("生成式AI", "Generative AI"),
        ("搜尋引擎優化SEO", "Search Engine Optimization", "SEO"),
    ]


def test_an_entry_that_goes_on_with_a_sentence_belongs_to_the_note_before() -> None:
    """Even where it looks like the beginning of one."""
    first, second, third = "企業道德：分為兩個方面：從企業內部", "來講：包括誠實守信。", "倫理規範：經紀業倫理。"
    assert explained((first, second, third)) == (Note(("企業道德",), (first, second)), Note(("倫理規範",), (third,)))


def test_a_note_that_explains_no_term_has_none() -> None:
    """A remark on the whole standard."""
    assert explained(("此項職能基準範圍為跨產業適用。",)) == (Note((), ("此項職能基準範圍為跨產業適用。",)),)
    assert explained(()) == ()
