"""Every view has an address: what is copied opens what was seen, in a session that knows nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from double import Double
from sample import standard
from sample_answers import surely_read
from streamlit.testing.v1 import AppTest

from assistant.faces.pages import session

Open = Callable[..., AppTest]
OTHER = "XYZ1000-001v1"


@pytest.fixture(autouse=True)
def _at_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app knows its own address."""
    monkeypatch.setenv("ASSISTANT_ADDRESS", "https://hr.example/guide")


def _map() -> None:
    from assistant.faces.pages import requirements

    requirements.page()


def _compare() -> None:
    from assistant.faces.pages import compare

    compare.page()


def _checklist() -> None:
    from assistant.faces.pages import checklist

    checklist.page()


def opened(page: Callable[[], None], **parameters: str) -> AppTest:
    """A page by itself, in Chinese, at an address with parameters."""
    app = AppTest.from_function(page, default_timeout=90)
    for name, value in {"lang": "zh-TW", **parameters}.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """All the HTML of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def copied(app: AppTest) -> tuple[str, dict[str, str]]:
    """What the last link to copy puts on the clipboard: the address, and what it says."""
    address = unquote(unescape(re.findall(r'href="#copy-([^"]+)"', html(app))[-1]))
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}", dict(parse_qsl(parts.query))


def test_a_passage_has_an_address(open_app: Open) -> None:
    """The passage's own, with its standard: links outlive the day a second one is added."""
    assert copied(open_app(ref="S27")) == (
        "https://hr.example/guide/",
        {"ref": "S27", "standard": "BAS1499-002v2"},
    )


def test_an_answer_has_an_address(open_app: Open, double: Double) -> None:
    """It asks the same again, as it was read, whatever was said before; and asks it once."""
    double.replies["那技能呢？"] = surely_read
    app = open_app().chat_input(key="question").set_value("那技能呢？").run()
    place, said = copied(app)
    assert place == "https://hr.example/guide/" and said["ask"] == "那技能呢？" and '"op":"list"' in said["form"]
    again = open_app(**said)
    assert not again.exception and again.chat_message[0].markdown[0].value == "那技能呢？"
    assert "#cite-S30" in "\n".join(m.value for m in again.markdown)
    assert "ask" not in again.query_params and "form" not in again.query_params
    assert len(again.run().chat_message) == 2


@pytest.mark.parametrize("form", ["", "{", '{"op": "nothing"}', "x" * 5000])
def test_what_an_address_asks_may_be_garbage(open_app: Open, form: str) -> None:
    """Then it is a question as if it had been typed; markup in it is shown, not obeyed."""
    app = open_app(ask="<b>T5</b> 需要哪些技能？", form=form, said="xx")
    assert not app.exception and len(app.chat_message) == 2
    assert "<b>" not in "\n".join(m.value for m in app.markdown)
    assert not open_app(ask="x" * 3000).chat_message


def test_a_view_of_the_map_has_an_address(double: Double) -> None:
    """Tasks, levels, kinds, words and form; what the standard does not have is left out."""
    wanted = {"tasks": "T5", "levels": "5", "kinds": "skill", "words": "技能", "view": "matrix"}
    app = opened(_map, **wanted | {"tasks": "T5,T9,<b>"})
    assert not app.exception and app.segmented_control(key="map_view").value == "matrix"
    place, said = copied(app)
    assert (place, said) == ("https://hr.example/guide/map", wanted | {"standard": "BAS1499-002v2"})
    app = app.button(key="map_clear").click().run()
    assert set(copied(app)[1]) == {"view", "standard"}


def test_a_view_of_a_comparison_has_an_address(double: Double) -> None:
    """What is compared, what one side lacks, the kinds; whole standards likewise."""
    wanted = {"with": "T1,T5", "only": "T1", "kinds": "skill"}
    app = opened(_compare, **wanted)
    assert not app.exception and "T1 沒有的項目：4 項" in app.caption[0].value
    assert copied(app)[1] == wanted | {"standard": "BAS1499-002v2"}
    double.loaded = (standard(), standard(OTHER, "另一職能"))
    wanted = {"what": "standards", "with": f"{OTHER},BAS1499-002v2", "only": "shared"}
    app = opened(_compare, **wanted)
    assert not app.exception and not app.info and copied(app)[1] == wanted | {"standard": OTHER}


def test_a_choice_of_the_checklist_has_an_address(double: Double) -> None:
    """What is to be rated, and nothing of what was rated."""
    app = opened(_checklist, **{"with": "T5,T1.4,T9"})
    assert not app.exception and app.multiselect[0].value == ["T5", "T1.4"]
    assert copied(app)[1] == {"with": "T5,T1.4", "standard": "BAS1499-002v2"}


@pytest.mark.parametrize("named", [True, False])
def test_a_link_that_names_no_standard_says_whose_it_is(
    open_app: Open, double: Double, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    """It is answered by the default one, which may be set; a link that names one opens that without a word."""
    monkeypatch.setenv("ASSISTANT_DEFAULT_STANDARD", OTHER)
    session.settings.clear()
    double.loaded = (standard(), standard(OTHER, "另一職能"))
    app = open_app(ref="S27", **{"standard": "BAS1499-002v2"} if named else {})
    assert app.selectbox(key="standard").value == ("BAS1499-002v2" if named else OTHER)
    assert [info.value for info in app.info if "沒有指名" in info.value and "另一職能" in info.value] == (
        [] if named else [app.info[0].value]
    )


def test_without_an_address_there_is_nothing_to_copy(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the app knows no address of its own, it offers none."""
    monkeypatch.delenv("ASSISTANT_ADDRESS")
    session.settings.clear()
    assert "#copy-" not in html(open_app(ref="S27"))
