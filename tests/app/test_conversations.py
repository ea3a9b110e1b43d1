"""Several conversations: the list, a question asked otherwise, and the file of a whole one."""

from __future__ import annotations

import json
from collections.abc import Callable

from double import Double
from storage import Storage
from streamlit.testing.v1 import AppTest
from test_chat import ask, cited, text
from test_recollection import CODE, NAME, kept

from assistant.faces.pages.recollection import RecalledQuestion, recovered
from assistant.faces.pages.shelf import Shelf

Open = Callable[..., AppTest]


def opened(app: AppTest) -> AppTest:
    """With the list of conversations open."""
    app.session_state["chats"] = True
    return app.run()


def titles(app: AppTest) -> list[str]:
    """The conversations of the open list, each down to its date."""
    return [b.label.partition(" :small")[0] for b in app.button if b.key.startswith("open_")]


def row(app: AppTest, act: str, title: str) -> AppTest:
    """Click a button of a conversation of the list."""
    key = next(b.key for b in app.button if b.key.startswith("open_") and b.label.startswith(title))
    return app.button(key=key.replace("open", act)).click().run()


def two(open_app: Open) -> AppTest:
    """Two conversations, the list of them open."""
    app = ask(open_app(), "T5 需要哪些技能？")
    app.button(key="new").click().run()
    assert not app.chat_message
    return opened(ask(app, "T1 呢？"))


def test_conversations_are_listed_newest_first_and_opened(open_app: Open, double: Double, storage: Storage) -> None:
    """Each by its first question; one that is opened is as it was, is asked on, and then stands first, also later."""
    app = two(open_app)
    assert titles(app) == ["T1 呢？", "T5 需要哪些技能？"]
    asked = len(double.asked)
    row(app, "open", "T5")
    assert len(double.asked) == asked and not titles(app) and "T5 需要哪些技能" in app.chat_message[0].markdown[0].value
    assert double.asked[-1][1] == 0 and ask(app, "那知識呢？") and double.asked[-1] == ("那知識呢？", 2)
    again = opened(open_app())
    assert titles(again) == ["T5 需要哪些技能？", "T1 呢？"] and len(again.chat_message) == 4
    assert [q for q, _ in double.asked[asked + 1 :]] == ["T5 需要哪些技能？", "那知識呢？"]  # the other one waits
    row(again, "open", "T1")
    assert double.asked[-1] == ("T1 呢？", 0) and len(again.chat_message) == 2


def test_a_conversation_is_renamed(open_app: Open, storage: Storage) -> None:
    """The name stays, also in the browser, and markup in it is shown; emptied, the first question names it again."""
    app = row(two(open_app), "rename", "T5")
    app.text_input[0].set_value("**排班**").run()
    assert titles(app) == ["T1 呢？", "\\*\\*排班\\*\\*"] == titles(opened(open_app()))
    row(app, "rename", "\\*")
    app.text_input[0].set_value(" ").run()
    assert titles(app) == ["T1 呢？", "T5 需要哪些技能？"]


def test_a_conversation_is_deleted_and_had_back(open_app: Open, double: Double, storage: Storage) -> None:
    """It is gone from page, list and browser; a click brings it back as it was; so it is with all of them."""
    app = row(two(open_app), "delete", "T1")
    assert titles(app) == ["T5 需要哪些技能？"] and not app.chat_message and "T1" not in storage[NAME]
    asked = len(double.asked)
    app.button(key="undo").click().run()
    assert not titles(app) and opened(app)  # the list makes room for what came back
    assert titles(app) == ["T1 呢？", "T5 需要哪些技能？"] and len(app.chat_message) == 2 and "T1 呢" in storage[NAME]
    app.button(key="delete_all").click().run()
    assert not titles(app) and json.loads(storage[NAME])["conversations"] == [] and not open_app().chat_message
    app.button(key="undo").click().run()
    assert len(titles(opened(app))) == 2 and len(double.asked) == asked and "S27" in cited(app)


def test_windows_agree(open_app: Open) -> None:
    """Two windows end with the same: what each asked, less what either deleted; what is the same keeps its answer."""

    def browser(*texts: str) -> Shelf:
        held = Shelf()
        for one in texts:
            held.recover(recovered(one, CODE, 2000), "")
        return held

    early = kept(RecalledQuestion(question="早"), id="a", last=1)
    late = kept(RecalledQuestion(question="早"), RecalledQuestion(question="晚"), id="a", last=2)
    other = kept(RecalledQuestion(question="T5？"), id="b", last=3)
    for texts in ((early, late, other), (other, late, early)):
        held = browser(*texts)
        assert [[e.question for e in one.exchanges] for one in held.newest] == [["T5？"], ["早", "晚"]]
    same = held.newest[1].exchanges[0]
    held.recover(recovered(late, CODE, 2000), "")
    assert held.newest[1].exchanges[0] is same
    held.delete([held.begun["a"]])
    held.recover(recovered(late, CODE, 2000), "")
    assert list(held.begun) == ["b"]
    held.restore()
    assert "晚" in [e.question for e in held.newest[-1].exchanges] and "a" not in held.begun


def test_the_last_question_is_asked_otherwise(open_app: Open, double: Double, storage: Storage) -> None:
    """In its place, in the light of what came before it; cancelled, nothing changes."""
    app = ask(ask(open_app(), "T5 需要哪些技能？"), "T1 呢？")
    app.button(key="edit_1").click().run()
    assert app.text_area[0].value == "T1 呢？" and not [b for b in app.get("popover") if "重新送出" in str(b.proto)]
    app.text_area[0].set_value("T2").run()
    app.button(key="cancel_edit").click().run()
    assert not app.text_area and len(double.asked) == 2
    app.button(key="edit_1").click().run()
    app.text_area[0].set_value("T2 呢？").run()
    app.button(key="resend").click().run()
    assert double.asked[-1] == ("T2 呢？", 2) and len(app.chat_message) == 4 and not app.text_area
    assert "T2 呢" in storage[NAME] and "T1 呢" not in storage[NAME]


def test_an_earlier_question_takes_what_followed_with_it(open_app: Open, double: Double) -> None:
    """A question asks first and says how many; too long or empty, the text stays and nothing is lost."""
    app = ask(ask(open_app(), "T5 需要哪些技能？"), "T1 呢？")
    app.button(key="edit_0").click().run()
    assert "之後的 1 則問答會一起刪除" in text(app)
    for typed, warned in (("x" * 2001, True), (" ", False)):
        app.text_area[0].set_value(typed).run()
        app.button(key="resend").click().run()
        assert app.text_area[0].value == typed and bool(app.warning) == warned
        assert len(double.asked) == 2 and len(app.chat_message) == 4
    app.text_area[0].set_value("T2").run()
    app.button(key="resend").click().run()
    assert double.asked[-1] == ("T2", 0) and len(app.chat_message) == 2
