"""A false answer does not leave the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer.draft import Desk, Draft
from assistant.answer.model import Listing, Sentence, Understanding, reference
from assistant.answer.proof import Facts, ProofClaim
from assistant.answer.respond import SAYING, answered, understood
from assistant.question.form import Below, Coded, List, Says, Such
from assistant.question.reading import Token
from assistant.retrieval.port import Findings
from assistant.standard import companion
from assistant.standard.model import Kind, Standard
from tests.answer.made import desk as furnished

FORM = List(Below(Coded(("T5",)), Kind.SKILL))


@pytest.fixture(scope="module")
def desk(standard: Standard, source: Path) -> Desk:
    """The shipped standard, ready to be answered about."""
    return furnished(standard, companion.read(source).glosses)


@pytest.fixture
def draft(desk: Desk) -> Callable[..., Draft]:
    """A way to compose an unproved answer to a form."""

    def compose(form: List = FORM) -> Draft:
        made = Draft(desk=desk, language="zh-TW", text="")
        SAYING[type(form)](made, form)
        return made

    return compose


def _listing(draft: Draft) -> tuple[int, Listing]:
    return next((n, b) for n, b in enumerate(draft.blocks) if isinstance(b, Listing))


def test_an_honest_answer_is_proved(draft: Callable[..., Draft]) -> None:
    """Every check of a true answer holds, and there is one for each thing said."""
    answer = draft().close()
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


def _says_not(draft: Draft) -> None:
    draft.claim("says", subject="S27", value="區塊鏈")


def _says_of_another(draft: Draft) -> None:
    draft.claim("says", subject="S28", value="風險")


def _says_of_none(draft: Draft) -> None:
    draft.claim("says", subject="S99", value="風險")


def _says_in_english(draft: Draft) -> None:
    draft.claim("says", subject="S27", value="blockchain")


def _details_unprinted(draft: Draft) -> None:
    draft.claim("details", subject="S29", value=True)


def _details_denied(draft: Draft) -> None:
    draft.claim("details", subject="S27", value=False)


def _passed_over(draft: Draft) -> None:
    draft.claim("read", subject="除了", value="unread")


def _wrong_misprint(draft: Draft) -> None:
    draft.claim("errata", value="沒有這一條")


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
        _says_not,
        _says_of_another,
        _says_of_none,
        _says_in_english,
        _details_unprinted,
        _details_denied,
        _passed_over,
        _wrong_misprint,
    ],
)
def test_a_falsified_answer_is_withheld(draft: Callable[..., Draft], sabotage: Callable[[Draft], None]) -> None:
    """One false thing, and nothing of the answer is shown or cited."""
    false = draft()
    sabotage(false)
    answer = false.close()
    assert answer.refused
    assert answer.citations == ()
    assert answer.listings == ()
    assert any(not c.holds for c in answer.proof)


@pytest.mark.parametrize(("text", "code"), [("風險", "S30"), ("风险", "S30"), ("risk", "S30"), ("communicat", "S27")])
def test_what_a_wording_holds_is_borne_out(desk: Desk, text: str, code: str) -> None:
    """In either script, and in the project's English."""
    assert desk.facts().bears(ProofClaim(rule="says", subject=code, value=text))


def test_a_selection_by_wording_claims_what_selected_it(draft: Callable[..., Draft], desk: Desk) -> None:
    """Each item that is listed for a word is claimed to hold it, and the claim is proved a second time."""
    answer = draft(List(Such(Below(Coded(("T5",)), Kind.SKILL), Says("風險")))).close()
    assert [c.claim for c in answer.proof if c.rule == "says"] == ["says: S30 · 風險"]
    assert not answer.refused


def test_an_item_that_does_not_hold_the_word_is_not_shown_for_it(desk: Desk, standard: Standard) -> None:
    """An evaluator that lets everything pass is caught, because the proof reads the wording itself."""
    wrong = replace(desk, facts=lambda: Facts(standard))
    made = Draft(desk=wrong, language="zh-TW", text="")
    items = wrong.relations.of_kind(Kind.SKILL)[:2]
    made.table(items, Kind.SKILL)
    for item in items:
        made.claim("says", subject=item.code, value="風險")
    assert made.close().refused


def _read(desk: Desk, *tokens: Token) -> tuple[bool, str]:
    answer = answered(desk, FORM, "zh-TW", lambda *_: Findings(items=(), support=0.0), "")
    understanding = Understanding(form=FORM, words="T5 的技能", probability=1.0, tokens=tokens)
    told = understood(answer, understanding, True, desk)
    return all(c.holds for c in told.proof), told.confidence


def test_a_part_left_unread_is_said_and_nothing_is_called_proved(desk: Desk) -> None:
    """What the form does not account for stands in the answer, and lowers its confidence."""
    used = Token(text="T5 的技能", role="used")
    assert _read(desk, used) == (True, "proved")
    assert _read(desk, used, Token(text="除了溝通", role="unread")) == (True, "likely")


def test_an_answer_that_is_silent_about_a_part_does_not_hold(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The accounting of the question is a check like any other: take the sentence away, and it fails."""
    monkeypatch.setattr(Draft, "say", lambda *_, **__: None)
    assert not _read(desk, Token(text="除了溝通", role="unread"))[0]
