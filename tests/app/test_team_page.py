"""The team page, over the sample standard."""

from __future__ import annotations

from double import Double
from streamlit.testing.v1 import AppTest

from assistant.faces.manage.checklist import Checklist
from assistant.faces.manage.saved_checklist import save

CODE = "BAS1499-002v2"


def _team() -> None:
    from assistant.faces.pages import team

    team.page()


def opened(*files: tuple[str, bytes], lang: str = "zh-TW") -> AppTest:
    """The page with some files put in."""
    app = AppTest.from_function(_team, default_timeout=90)
    app.query_params["lang"] = lang
    app = app.run()
    if files:
        app.get("file_uploader")[0].set_value([(name, content, "application/json") for name, content in files]).run()
    return app


def rating(name: str, assessor: str = "", day: str = "", **ratings: int) -> tuple[str, bytes]:
    """A saved file."""
    kept = Checklist(standard=CODE, person=name, assessor=assessor, date=day, chosen=("T5",), ratings=ratings)
    return f"{name}{assessor}{day}.json", save(kept).encode()


def html(app: AppTest) -> str:
    """All tables of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def test_it_begins_with_files(double: Double) -> None:
    """Without any there is a field for them, and a line that says where they go."""
    app = opened()
    assert not app.exception and app.get("file_uploader") and "伺服器不留存" in app.caption[0].value
    assert 'class="grid heat' not in html(app)


def test_people_and_items(double: Double) -> None:
    """A column for each person; what one alone of those rated can do is said, with of how many."""
    app = opened(rating("甲", S27=4, S28=2), rating("乙", S27=1))
    assert not app.exception and ">甲</th>" in html(app) and ">乙</th>" in html(app)
    cells = '<td class="who r4" data-head="甲">4</td><td class="who r1" data-head="乙">1</td>'
    assert f'{cells}<td class=who data-head="已評／應評">2/2</td><td class=who data-head="平均">2.5</td>' in html(app)
    assert "已評 2 人中只有甲達到目標" in html(app) and "沒有人評過" in html(app)
    app.button(key="team_forget").click().run()
    assert "heat" not in html(app)


def test_a_file_that_cannot_be_used_is_told_and_the_others_count(double: Double) -> None:
    """Its name, and why; markup in a name is shown as it is."""
    app = opened(("<b>x.json", "評分".encode("big5")), rating("甲", S27=4))
    assert not app.exception and "Big5" in app.error[0].value and "\\<b\\>x" in app.error[0].value
    assert ">甲</th>" in html(app)


def test_self_and_manager_and_progress(double: Double) -> None:
    """Side by side with what is two or more apart; without such files it says what is needed."""
    app = opened(rating("甲", S27=4), rating("甲", "主管", "2026-01-01", S27=2))
    app.segmented_control(key="team_view").set_value("pairs").run()
    assert not app.exception and "差 2 分以上" in html(app) and "1 項差 2 分以上" in app.caption[-1].value
    app.segmented_control(key="team_view").set_value("progress").run()
    assert "不同日期" in app.info[0].value
    app = opened(rating("甲", "主管", "2026-01-01", S27=2), rating("甲", "主管", "2026-06-01", S27=3), lang="en")
    app.segmented_control(key="team_view").set_value("progress").run()
    assert not app.exception and "2026-01-01 → 2026-06-01" in html(app)
