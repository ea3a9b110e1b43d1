"""Addresses of items among standards."""

from __future__ import annotations

import pytest

from assistant.question.conversation import codes_in
from assistant.standard.address import address, of_another, parted, seen, whole
from assistant.standard.code import key, kind_of, order
from assistant.standard.model import Kind
from assistant.standard.relations import Relations
from tests.answer.made import standard as small


@pytest.mark.parametrize("told", ["T5", "BGM1219-004v2:T5", "BGM1219-004v2:", ""])
def test_an_address_is_its_parts(told: str) -> None:
    """Parted and put together again it is the same; a standard alone keeps its mark."""
    standard, code = parted(told)
    assert (address(standard, code) if code else whole(standard) if standard else "") == told


def test_a_code_is_seen_from_a_standard() -> None:
    """At home alone, elsewhere by its address, which stays when it is told once more."""
    assert seen("T5", "A-1", "A-1") == "T5"
    assert seen("T5", "B-1", "A-1") == "B-1:T5" == seen("B-1:T5", "C-1", "A-1")
    assert seen("A-1:T5", "B-1", "A-1") == "T5"


def test_codes_of_addresses_are_read_as_codes() -> None:
    """Key, kind and order are those of the code; the key keeps the standard."""
    assert key("BGM1219-004v2:k01") == "BGM1219-004v2:K1"
    assert kind_of("BGM1219-004v2:T5.1") is Kind.ACTIVITY
    assert order("BGM1219-004v2:T5") == order("T5")


def test_a_colon_before_a_code_makes_no_address() -> None:
    """Knowledge: K1 is a code of the standard; a standard's code before the colon makes it another's."""
    relations = Relations(small(merged=True))
    assert codes_in("知識：K1、K2；ABC0002-001:K3", relations) == ("K1", "K2")
    assert of_another("BGM1219-004v2:") and not of_another("知識:") and not of_another("F2F:")
