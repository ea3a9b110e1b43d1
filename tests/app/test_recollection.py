"""A conversation that comes back: what the browser keeps of it, and how it is answered again."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from double import Double
from sample_answers import NUMBER, SKILLS, doubtful, surely_read
from storage import Storage
from streamlit.testing.v1 import AppTest
from test_chat import ask, cited, text
from test_written import Model, model

from assistant.errors import IndexMissing
from assistant.faces.pages import session
from assistant.faces.pages.recollection import CONVERSATIONS, LARGEST, MOST, Kept, RecalledQuestion, recovered, written
from assistant.question.notation import dumps

__all__ = ["model"]
Open = Callable[..., AppTest]
CODE = "BAS1499-002v2"
NAME = f"conversation/{CODE}"
TURN = RecalledQuestion(question="T5 需要哪些技能？", form=dumps(SKILLS), language="en", chosen=True, worded=True)


def kept(*turns: RecalledQuestion, standard: str = CODE, index: str = "", id: str = "first", last: int = 0) -> str:
    """One conversation as the browser keeps it."""
    return written([Kept(id=id, last=last, index=index, turns=turns)], [], standard)


def turns(storage: Storage) -> list[dict[str, object]]:
    """The questions of the newest conversation that is kept."""
    found: list[dict[str, object]] = json.loads(storage[NAME])["conversations"][0]["turns"]
    return found


def test_what_is_kept_is_read_back() -> None:
    """Every question with its form, its language, and who chose and worded; nothing where nothing was asked."""
    (read,) = recovered(kept(TURN, index="abc"), CODE, 2000).conversations
    assert (read.turns, read.index, read.turns[0].read) == ((TURN,), "abc", SKILLS)
    assert written([], [], CODE) == ""


def test_the_format_before_is_read() -> None:
    """What a browser kept when there was one conversation a standard is the first of the list."""
    before = {"format": "competency-conversation-1", "standard": CODE, "index": "abc", "turns": [TURN.model_dump()]}
    assert recovered(json.dumps(before), CODE, 2000) == recovered(kept(TURN, index="abc"), CODE, 2000)


@pytest.mark.parametrize("garbage", ["", "{", "null", "[]", "\x00", "x" * (LARGEST + 1)])
def test_garbage_is_left_out(garbage: str) -> None:
    """Whatever stands there instead, it is no conversation and no error."""
    assert recovered(garbage, CODE, 2000).conversations == ()


@pytest.mark.parametrize(
    "change", [{"standard": "XYZ1000-001v1"}, {"format": "competency-conversation-9"}, {"more": 1}]
)
def test_another_standard_or_version_is_left_out(change: dict[str, object]) -> None:
    """A conversation about something else, or written by another version, does not come back."""
    changed = json.loads(kept(TURN)) | change
    assert recovered(json.dumps(changed), CODE, 2000).conversations == ()


def test_it_is_bounded() -> None:
    """The last fifty questions of the newest thirty conversations, none over the limit, and no more than is read back.

    A form that cannot be read counts as none.
    """
    many = [RecalledQuestion(question=str(n)) for n in range(MOST + 10)]
    (read,) = recovered(kept(*many, RecalledQuestion(question="x" * 2001)), CODE, 2000).conversations
    several = [Kept(id=str(n), index="", turns=(TURN,)) for n in range(CONVERSATIONS + 5)]
    assert [one.id for one in recovered(written(several, [], CODE), CODE, 2000).conversations] == [
        str(n) for n in range(CONVERSATIONS)
    ]
    long = [
        Kept(id=str(n), index="", turns=(RecalledQuestion(question="x" * 2000),) * MOST) for n in range(CONVERSATIONS)
    ]
    assert len(written(long, [], CODE)) <= LARGEST
    assert [turn.question for turn in read.turns] == [str(n) for n in range(11, MOST + 10)]
    assert RecalledQuestion(question="T5", form='{"op": "steal"}').read is None


def test_a_reload_brings_the_conversation_back(open_app: Open, double: Double, storage: Storage) -> None:
    """The same questions and answers, in order; the next question sees the same history and context."""
    double.replies["技能"] = surely_read
    first = ask(ask(open_app(), "T5 需要哪些技能？"), "那知識呢？")
    shown = [m.value for message in first.chat_message for m in message.markdown]
    ask(first, "再來呢？")
    once = (double.asked[-1], double.contexts[-1])
    storage[NAME] = kept(*(RecalledQuestion.model_validate(turn) for turn in turns(storage)[:2]))
    again = open_app()
    assert not again.exception and len(again.chat_message) == 4
    assert [m.value for message in again.chat_message for m in message.markdown][:-1] == shown[:-1]
    ask(again, "再來呢？")
    assert (double.asked[-1], double.contexts[-1]) == once and once[0][1] == 4
    assert len(turns(storage)) == 3 and "只留在這個瀏覽器" in text(again)


def test_the_reading_that_was_chosen_is_chosen_again(open_app: Open, double: Double, storage: Storage) -> None:
    """And the way back to ours is there."""
    double.replies["那塊"] = doubtful
    app = ask(open_app(), "T5 那塊")
    app.button(key="reread_0_0").click().run()
    asked = len(double.asked)
    again = open_app()
    assert double.ran[-1][0] == NUMBER and len(double.asked) == asked + 1 and "這是 Count 的答案" in text(again)
    again.button(key="reread_0_0").click().run()
    assert "S27" in cited(again) and not turns(storage)[0]["chosen"]


def test_a_question_is_read_as_it_was_read_then(open_app: Open, double: Double, storage: Storage) -> None:
    """Where it would now be read otherwise, the form it was answered by is run, in the language of then."""
    storage[NAME] = kept(RecalledQuestion(question="T5？", form=dumps(NUMBER), language="en"))
    double.replies["T5"] = surely_read
    app = open_app()
    assert not app.exception and double.ran[-1][:2] == (NUMBER, "en") and "這是 Count 的答案" in text(app)


def test_a_form_of_something_gone_is_no_error(open_app: Open, double: Double, storage: Storage) -> None:
    """Then the question is answered as it is read now; where even that fails, it is a sentence."""
    storage[NAME] = kept(
        RecalledQuestion(question="T5？", form="garbage"), RecalledQuestion(question="？", form=dumps(NUMBER))
    )
    double.broken = True
    app = open_app()
    assert not app.exception and "S27" in cited(app) and "編號" in text(app)


def test_an_answer_that_a_model_worded_is_said_to_be_by_rule(
    model: Model, open_app: Open, double: Double, storage: Storage
) -> None:
    """The model is not asked again, and a line says whose words were there before."""
    app = open_app()
    app.toggle[0].set_value(True).run()
    ask(app, "T5 需要哪些技能？")
    assert turns(storage)[0]["worded"] and model.reply_text not in storage[NAME]
    prompts = len(model.prompts)
    again = open_app()
    assert "先前由模型撰寫" in text(again) and "查表" in text(again) and len(model.prompts) == prompts
    assert "先前由模型撰寫" in text(open_app())


def test_a_changed_index_is_told(open_app: Open, storage: Storage) -> None:
    """Over each answer that came back, and over no other."""
    storage[NAME] = kept(RecalledQuestion(question="T5 需要哪些技能？"), index="another")
    app = ask(open_app(), "T1 呢？")
    assert text(app).count("索引在您上次來之後更新過") == 1
    assert "索引在您上次來之後更新過" not in text(open_app())


def test_coming_back_takes_no_question_of_the_minute(
    open_app: Open, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long conversation comes back whole, and the next question is answered."""
    few = session.settings().model_copy(update={"questions_per_minute": 1})
    monkeypatch.setattr(session, "settings", lambda: few)
    storage[NAME] = kept(*(RecalledQuestion(question=f"T5 需要哪些技能？{n}") for n in range(3)))
    app = ask(open_app(), "T5 呢？")
    assert not app.warning and len(app.chat_message) == 8


def test_a_question_that_waits_is_kept(open_app: Open, double: Double, storage: Storage) -> None:
    """Left before its answer came, it is answered on return."""
    double.replies["技能"] = IndexMissing("x")
    ask(open_app(), "T5 需要哪些技能？")
    double.replies.clear()
    assert "S27" in cited(open_app())


def test_each_standard_has_its_own(open_app: Open, storage: Storage) -> None:
    """What is kept about another standard is not shown here, and garbage in its place is no error."""
    storage["conversation/XYZ1000-001v1"] = kept(RecalledQuestion(question="T5？"), standard="XYZ1000-001v1")
    storage[NAME] = storage["conversation/XYZ1000-001v1"]
    app = open_app()
    assert not app.exception and not app.chat_message
