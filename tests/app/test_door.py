"""The door: a setting that cannot be honoured is told in the place of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"


def test_a_misspelt_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that an operator meant to hide is not shown in silence."""
    st.cache_resource.clear()
    monkeypatch.setenv("ASSISTANT_EVALUATON", "false")
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not app.exception
    assert "ASSISTANT_EVALUATON → ASSISTANT_EVALUATION" in app.error[0].value
