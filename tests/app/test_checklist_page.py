"""The checklist, over the sample standard."""

from __future__ import annotations

from datetime import date

import pytest
from double import Double
from storage import Storage
from streamlit.testing.v1 import AppTest

from assistant.errors import IndexMissing
from assistant.faces.manage.checklist import Checklist, rated_items
from assistant.faces.manage.saved_checklist import save
from assistant.faces.pages.rating import HeldChecklist

CODE = "BAS1499-002v2"


def _checklist() -> None:
    from assistant.faces.pages import checklist

    checklist.page()


def opened(kept: Checklist | None = None, lang: str = "zh-TW") -> AppTest:
    """The page as a reader opens it, with what the session holds."""
    app = AppTest.from_function(_checklist, default_timeout=90)
    app.query_params["lang"] = lang
    if kept:
        held = HeldChecklist(kept.standard)
        held.kept = kept
        app.session_state["checklists"] = {kept.standard: held}
    return app.run()


def _kept(app: AppTest) -> Checklist:
    kept: Checklist = app.session_state["checklists"]["BAS1499-002v2"].kept
    return kept


def _remarks(app: AppTest) -> list[str]:
    """What stands in the fields for remarks."""
    return [str(box.value) for box in app.text_input if str(box.key).startswith("remark_")]


def test_it_begins_with_a_choice(double: Double) -> None:
    """Nothing is listed before something is chosen; each task is a card, and a click on one begins with it."""
    app = opened()
    assert not app.exception and len(app.text_input) == 0
    cards = [button.label for button in app.button if str(button.key).startswith("begin_")]
    assert ["T1" in card or "T5" in card for card in cards] == [True, True]
    app = app.button(key="begin_T5").click().run()
    assert _kept(app).chosen == ("T5",) and app.multiselect[0].value == ["T5"] and len(_remarks(app)) == 3


@pytest.mark.parametrize("lang", ["zh-TW", "zh-CN", "en"])
def test_a_task_chosen_lists_what_there_is_to_rate(double: Double, lang: str) -> None:
    """A row of four points and a remark for every indicator, and nothing rated yet."""
    app = opened(lang=lang)
    app.multiselect[0].set_value(["T5"]).run()
    assert not app.exception
    points = [b for b in app.get("button_group") if "point_" in str(b.key)]
    assert [str(b.key).rpartition("_")[2] for b in points] == ["P5.1.1", "P5.1.5", "P5.1.6"]
    assert len(_remarks(app)) == 3
    assert _kept(app) == Checklist(standard="BAS1499-002v2", chosen=("T5",))


def test_what_is_rated_and_remarked_is_kept(double: Double) -> None:
    """A point chosen and a remark typed are in the checklist at once, and gone when taken back."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",)))
    app.segmented_control(key="point_BAS1499-002v2_0_P5.1.1").set_value(2).run()
    app.text_input(key="remark_BAS1499-002v2_0_P5.1.1").set_value("再練習").run()
    assert (_kept(app).ratings, _kept(app).remarks) == ({"P5.1.1": 2}, {"P5.1.1": "再練習"})
    app.segmented_control(key="point_BAS1499-002v2_0_P5.1.1").set_value(None).run()
    app.text_input(key="remark_BAS1499-002v2_0_P5.1.1").set_value("").run()
    assert not app.exception
    assert (_kept(app).ratings, _kept(app).remarks) == ({}, {})


def test_the_result_names_what_to_train_for(double: Double) -> None:
    """Items below three are in a table under each task that needs them."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"S27": 1, "S28": 3}))
    app.segmented_control(key="checklist_view").set_value("result").run()
    assert not app.exception
    heading, gaps = (element.proto.body for element in app.get("html")[-2:])
    assert "#cite-T5" in heading and "#cite-S27" in gaps and "#cite-S28" not in gaps
    assert "差 2 分" in gaps and "職能落差分析" in [header.value for header in app.header]
    chart = app.get("vega_lite_chart")[0].proto
    assert "虛線是 3 分" in chart.alt


def test_nothing_is_concluded_from_what_is_not_rated(double: Double) -> None:
    """One indicator at two is a gap, what is not rated is told, and nothing green is shown; all at three is."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"P5.1.1": 2}))
    app.segmented_control(key="checklist_view").set_value("result").run()
    assert not app.exception and not app.success
    assert any("沒有評分" in info.value for info in app.info)
    assert "#cite-P5.1.1" in app.get("html")[-1].proto.body
    codes = [i.code for i in rated_items(double.relations(), ("T5",))]
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings=dict.fromkeys(codes, 3)))
    app.segmented_control(key="checklist_view").set_value("result").run()
    assert app.success and not app.info


def test_how_much_is_rated_is_said_while_rating(double: Double) -> None:
    """Above the rows stands what the points mean, and how many of the rows are rated."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"P5.1.1": 1, "K1": 2}))
    assert any("已評 1／3" in caption.value for caption in app.caption)


def test_what_was_rated_stays_when_the_choice_changes(double: Double) -> None:
    """Taking a task away forgets no rating."""
    app = opened(Checklist(standard="BAS1499-002v2", chosen=("T5",), ratings={"S27": 1}))
    app.multiselect[0].set_value([]).run()
    app.multiselect[0].set_value(["T5"]).run()
    assert _kept(app).ratings == {"S27": 1}


def test_without_an_index_it_says_so(double: Double) -> None:
    """The same sentence as on every page."""
    double.trouble = IndexMissing("no index")
    assert "python -m ingest" in opened().code[0].value


def test_a_reload_brings_everything_back(double: Double, storage: Storage) -> None:
    """Choice, rating and remark are there in the next session of the same browser, also after more was rated."""
    app = opened()
    app.multiselect[0].set_value(["T5"]).run()
    app.segmented_control(key="point_BAS1499-002v2_1_P5.1.1").set_value(2).run()
    app.text_input(key="remark_BAS1499-002v2_1_P5.1.1").set_value("再練習").run()
    again = opened()
    assert not again.exception and again.multiselect[0].value == ["T5"]
    wanted = Checklist(standard=CODE, chosen=("T5",), ratings={"P5.1.1": 2}, remarks={"P5.1.1": "再練習"})
    assert _kept(again) == wanted and list(storage) == [f"checklist/{CODE}"]
    assert _remarks(again)[0] == "再練習"


def test_what_was_done_before_it_came_back_stays(double: Double, storage: Storage) -> None:
    """What the page already holds when the browser's part arrives is joined with it, and holds where both differ."""
    storage[f"checklist/{CODE}"] = save(Checklist(standard=CODE, chosen=("T1",), ratings={"K1": 2, "S27": 4}))
    app = opened(Checklist(standard=CODE, chosen=("T5",), ratings={"S27": 1}))
    assert (_kept(app).chosen, _kept(app).ratings) == (("T1", "T5"), {"K1": 2, "S27": 1})


@pytest.mark.parametrize("text", ["{", "null", "[]", "x" * 1_000_001, '{"format": "competency-checklist-9"}'])
def test_garbage_in_the_browser_is_left_out(double: Double, storage: Storage, text: str) -> None:
    """Whatever is kept there instead of a checklist, the page begins as if there was nothing."""
    storage[f"checklist/{CODE}"] = text
    app = opened()
    assert not app.exception and not app.error and _kept(app) == Checklist(standard=CODE)


def test_another_window_is_followed(double: Double) -> None:
    """What another window of the browser keeps later takes the place of what this one holds, also when it forgets."""
    held, relations = HeldChecklist(CODE), double.relations()
    held.rate("S27", 1, "")
    held.recover(relations, save(Checklist(standard=CODE, ratings={"S28": 2})), True)
    assert held.kept.ratings == {"S28": 2}
    held.recover(relations, "", True)
    assert held.kept == Checklist(standard=CODE)


def test_forgetting_is_asked_for_and_empties_the_browser(double: Double, storage: Storage) -> None:
    """A line says where it is kept; the button is in the question that says what goes, and nothing comes back."""
    app = opened(Checklist(standard=CODE, chosen=("T5",), ratings={"S27": 1}))
    assert any("只留在這個瀏覽器" in caption.value for caption in app.caption) and storage
    assert any("1 個評分" in words.value for words in app.get("popover")[0].markdown)
    app.button(key="checklist_forget").click().run()
    assert not app.exception and _kept(app) == Checklist(standard=CODE) and not storage
    assert not app.get("popover") and _kept(opened()) == Checklist(standard=CODE)


def test_a_file_replaces_ratings_only_when_told_to(double: Double) -> None:
    """With ratings on the page, a file is a question first: stay, or take it. Without any it is read at once."""
    here = Checklist(standard=CODE, chosen=("T5",), ratings={"S27": 1})
    file = ("kept.json", save(Checklist(standard=CODE, chosen=("T1",), ratings={"K1": 2})).encode(), "application/json")
    app = opened(here)
    app.get("file_uploader")[0].set_value(file).run()
    assert "1 個評分" in app.warning[0].value and _kept(app) == here
    app.button(key="checklist_stay").click().run()
    assert not app.warning and _kept(app) == here
    app.get("file_uploader")[0].set_value(file).run()
    app.button(key="checklist_replace").click().run()
    assert not app.warning and _kept(app).ratings == {"K1": 2} and app.multiselect[0].value == ["T1"]
    app = opened()
    app.get("file_uploader")[0].set_value(file).run()
    assert not app.warning and _kept(app).ratings == {"K1": 2}


def test_a_browser_that_keeps_nothing_is_told_of(double: Double) -> None:
    """Then the line says that only a file keeps it."""
    app = opened()
    app.session_state["browser_refuses"] = True
    assert any("離開前請存檔" in caption.value for caption in app.run().caption)


def test_who_is_rated_by_whom_is_kept(double: Double) -> None:
    """Name, role, day and assessor are in the checklist at once, and on the page after a reload."""
    app = opened(Checklist(standard=CODE, chosen=("T5",)))
    app.text_input(key=f"checklist_person_{CODE}_0").set_value(" 王小明 ").run()
    app.date_input(key=f"checklist_date_{CODE}_0").set_value(date(2026, 11, 1)).run()
    app.text_input(key=f"checklist_assessor_{CODE}_0").set_value("李主任").run()
    kept = _kept(app)
    assert not app.exception and (kept.person, kept.date, kept.assessor) == ("王小明", "2026-11-01", "李主任")
    again = opened(kept)
    assert again.text_input(key=f"checklist_person_{CODE}_0").value == "王小明"
    assert again.date_input(key=f"checklist_date_{CODE}_0").value == date(2026, 11, 1)


@pytest.mark.parametrize("lang", ["zh-TW", "zh-CN", "en"])
def test_sub_points_and_definitions_are_shown(double: Double, lang: str) -> None:
    """In every language one sees what a skill and an attitude mean before rating them."""
    app = opened(Checklist(standard=CODE, chosen=("T5",)), lang)
    app.segmented_control(key="checklist_view").set_value("own").run()
    shown = "\n".join(element.proto.body for element in app.get("html"))
    assert "與所有層級的人員有效溝通；進行有效的正式和非正式會議" in shown
    assert "不需他人指示或要求能自動自發做事。" in shown


def test_remarks_are_evidence_in_the_result(double: Double) -> None:
    """Beside a gap, and of what is none in a table of its own; a target of the organisation's counts."""
    kept = Checklist(
        standard=CODE,
        chosen=("T5",),
        ratings={"S27": 1, "S28": 4, "S29": 3},
        remarks={"S27": "打斷<b>對方", "S28": "做過預算"},
        targets={"S29": 4},
        weights={"S28": 0},
    )
    app = opened(kept)
    app.segmented_control(key="checklist_view").set_value("result").run()
    *_, gaps, remarks = (element.proto.body for element in app.get("html"))
    assert not app.exception and "打斷&lt;b&gt;對方" in gaps and "#cite-S29" in gaps and "做過預算" not in gaps
    assert "做過預算" in remarks and "打斷" not in remarks
    assert any("權重" in caption.value for caption in app.caption)
    assert any(button.key == "checklist_plan" for button in app.get("download_button"))


def test_targets_and_weights_are_said_to_be_the_organisations(double: Double) -> None:
    """Above their table; and the scale is said to be the program's wherever one rates."""
    app = opened(Checklist(standard=CODE, chosen=("T5",)))
    assert any("本程式的四點評分" in caption.value for caption in app.caption)
    app.segmented_control(key="checklist_view").set_value("aiming").run()
    assert not app.exception and list(app.dataframe[0].value["code"])[:1] == ["P5.1.1"]
    assert any("貴組織訂定，不是職能基準的內容" in caption.value for caption in app.caption)


def test_a_file_in_another_encoding_is_refused_in_a_sentence(double: Double) -> None:
    """Big5, as older programs save; what is on the page stays."""
    app = opened(Checklist(standard=CODE, chosen=("T5",), ratings={"S27": 1}))
    app.get("file_uploader")[0].set_value(("舊.json", "評分".encode("big5"), "application/json")).run()
    assert not app.exception and "Big5" in app.error[0].value and _kept(app).ratings == {"S27": 1}
