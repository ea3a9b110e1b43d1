"""The source page: the document with what an item prints of it marked."""

from __future__ import annotations

import json
import re

from double import Double
from streamlit.testing.v1 import AppTest
from test_chat import text


def source_alone() -> None:
    """The source page without the rest of the app."""
    from assistant.faces.pages import source

    source.page()


def test_source_page_marks_both_parts(double: Double) -> None:
    """The source page shows every line and marks both parts of a cell broken by a page end."""
    app = AppTest.from_function(source_alone, default_timeout=90)
    app.query_params["lang"], app.query_params["ref"] = "zh-TW", "P5.1.5"
    app.run()
    assert not app.exception and "第 7、10 行" in text(app)
    marked = re.findall(r'class="row here" id="(L\d+)"', text(app))
    assert marked == ["L7", "L10"] and text(app).count('class="row') == 12
    assert json.loads(app.get("bidi_component")[0].proto.json)["goto"] == "sheet/L7"
