"""Standards made ready for questions."""

from __future__ import annotations

from assistant import Assistant
from assistant.answer.rooms import Rooms


def test_a_room_is_one_while_its_generation_is(assistant: Assistant) -> None:
    """What a standard needs is made once."""
    rooms = Rooms(assistant.settings)
    assert rooms.room(None) is rooms.room("BAS1499-002v2")


def test_a_question_goes_on_in_its_generation(assistant: Assistant) -> None:
    """Another index published meanwhile takes the rooms of the last away, and not what is being asked in them."""
    rooms = Rooms(assistant.settings)
    room = rooms.room(None)
    rooms._rooms.clear()
    assert 0 <= room.reader().support("客人等電話等太久") <= 1
    assert room.desk.retrieve("客人等電話等太久", None, 3).items
