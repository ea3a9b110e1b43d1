"""Characters in a row that are no question, rare, foreign or at random, never raise, and are declined."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from assistant.errors import EmptyQuestion
from assistant.index.embedding import embedder
from assistant.settings import Settings

RARE = "喆堃龘靐齉麤鱻犇猋骉淼焱垚㗊㙓䶵𠀀𠮷𡃁𢆶𣲷𤭢𥐼𦧲𧨾𨋢𩸽𪚥𫝀𫠝𬺰𮠕"
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0x2A700, 0x2EBE0), (0x30000, 0x3134A))
SCRIPTS = ((0x21, 0x7E), (0xA1, 0x24F), (0x3041, 0x30FF), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3), (0x1F300, 0x1F64F))
STRINGS, KINDS = 200, 5


def _within(blocks: tuple[tuple[int, int], ...]) -> Callable[[random.Random], str]:
    return lambda chance: chr(chance.randint(*chance.choice(blocks)))


MADE: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: chance.choice(RARE),
    _within(BLOCKS),
    _within(BLOCKS[1:2]),
    lambda chance: chance.choice("abcdefghijklmnopqrstuvwxyz  "),
    _within(SCRIPTS),
)
"""A character of: rare names, all blocks of Chinese characters, the common block, the alphabet, any script or emoji."""


def strings() -> list[str]:
    """Two hundred strings of 1 to 20 characters, forty of each kind, the same every time."""
    chance = random.Random(20)
    return ["".join(MADE[n % KINDS](chance) for _ in range(chance.randint(1, 20))) for n in range(STRINGS)]


def test_random_characters_are_declined(assistant: Assistant) -> None:
    """None of two hundred raises, and two at the most get an answer that cites anything, which is not called proved.

    The others are declined, or told that nothing in the standard mentions them.
    """
    answered: list[Answer] = []
    for text in strings():
        try:
            answer = assistant.ask(text)
        except EmptyQuestion:
            continue
        if answer.cited_codes:
            answered.append(answer)
        else:
            assert answer.refused or not answer.listings
    assert len(answered) <= STRINGS / 100, [answer.question for answer in answered]
    assert all(answer.confidence != "proved" for answer in answered)


@pytest.mark.parametrize(
    "text", ["喆", "堃", "𠮷", "𰻝𰻝", "陳喆堃", "喆堃需要哪些技能", "𠮷𠮷𠮷怎麼處理客訴", "\U0003134a"]
)
def test_rare_characters_never_raise(assistant: Assistant, text: str) -> None:
    """Alone or within a question they are read as characters like others."""
    answer = assistant.ask(text)
    assert all(check.holds for check in answer.proof)
    assert len(text) > 3 or not answer.cited_codes


def test_what_was_not_read_is_told(assistant: Assistant) -> None:
    """A rare name beside a question leaves its answer whole, and is said to be unread; so is another script."""
    for name in ("喆堃", "𠮷𡃁", "김민수"):
        answer = assistant.ask(f"{name} T5 需要哪些技能？")
        assert {"S27", "S28", "S29", "S30"} <= set(answer.cited_codes)
        assert answer.understood is not None
        assert name in "".join(answer.understood.unread)
        assert answer.confidence != "proved"


def test_the_model_finds_no_words_in_random_characters() -> None:
    """Single characters in a row have no vector, words have; so have a few characters that are all known."""
    model = embedder(Settings())
    assert model.query("崗赪螈該纗棟娃豲") is None
    assert model.query("喆堃") is None
    for text in ("客人電話等太久", "缺人", "KPI硬塞，都沒跟我們談過", "angry callers"):
        assert model.query(text) is not None


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\x00", "\ud800", "\ufeff", "\x07"])
def test_what_cannot_be_seen_changes_nothing(assistant: Assistant, unseen: str) -> None:
    """In a question or alone, turning, of no width or half a character: the answer is the same, its echo clean."""
    plain, found = assistant.ask("T5 的技能"), assistant.ask(f"{unseen}T{unseen}5 {unseen}的技能{unseen}")
    assert (found.blocks, found.cited_codes, found.question) == (plain.blocks, plain.cited_codes, plain.question)
    with pytest.raises(EmptyQuestion):
        assistant.ask(unseen * 3)
