"""Fields of the header, answered by themselves."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.draft import Draft
from assistant.answer.fields import fields
from tests.answer.made import desk, standard


def test_a_field_is_answered_in_the_order_asked_and_a_blank_one_is_said_to_be_blank() -> None:
    """Every value stands as the source prints it, and is claimed."""
    made = replace(standard(merged=True), level=None, prerequisites=("高中畢業。",))
    draft = Draft(desk=desk(made), language="zh-TW", text="")
    fields(draft, ("prerequisites", "level", "versions"))
    answer = draft.close()
    assert answer.text.index("高中畢業") < answer.text.index("沒有填寫")
    assert [c.claim for c in answer.proof if not c.holds] == []
    assert not answer.refused
