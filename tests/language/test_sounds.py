"""How characters sound: what a typing error by sound keeps."""

from __future__ import annotations

import sys

from assistant.language.sounds import sounds


def test_a_wrong_character_of_the_same_sound_sounds_the_same() -> None:
    """建康 for 健康, 技朮 for 技術; another word does not."""
    assert sounds("建康") == sounds("健康") == ("jian", "kang")
    assert sounds("技朮") == sounds("技術") != sounds("知識")


def test_what_is_not_chinese_stays_as_it_is() -> None:
    """A letter is its own sound."""
    assert sounds("服務SL") == ("fu", "wu", "S", "L")


def test_a_character_sounds_one_way_whatever_stands_beside_it() -> None:
    """So that a stretch of a text sounds as it does alone; the dictionary of phrases is not loaded either."""
    assert sounds("銀行行員")[1] == sounds("銀行行員")[2] == sounds("行")[0]
    assert "pypinyin.phrases_dict" not in sys.modules
