"""Whom the installation serves: which pages stand in the menu, and what the addresses of the others say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.settings import Role

Open = Callable[..., AppTest]
COMMON = {"chat", "map", "compare", "checklist", "search", "source"}
OPEN = {
    "": COMMON | {"team", "health", "evaluation", "feedback"},
    "employee": COMMON,
    "manager": COMMON | {"team", "health"},
    "evaluator": COMMON | {"health", "evaluation", "feedback"},
    "operator": COMMON | {"team", "health", "evaluation", "feedback"},
}


@pytest.fixture
def menu(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[set[str], dict[str, Any]]]:
    """Opens the app with settings; gives what stands in the menu, and every page by its address."""
    found: list[Any] = []
    navigation = st.navigation
    monkeypatch.setattr(st, "navigation", lambda pages: found.append(pages) or navigation(pages))

    def opened(**settings: str) -> tuple[set[str], dict[str, Any]]:
        st.cache_resource.clear()
        for name, value in settings.items():
            monkeypatch.setenv(f"ASSISTANT_{name}", value)
        assert not open_app().exception
        pages = {page.url_path or "chat": page for page in found[-1]}
        return {name for name, page in pages.items() if page.visibility == "visible"}, pages

    return opened


@pytest.mark.parametrize("role", get_args(Role))
def test_a_role_has_the_menu_that_serves_it(role: str, menu: Callable[..., Any]) -> None:
    """Every page has its address in every role; only those for the role stand in the menu."""
    shown, pages = menu(ROLE=role)
    assert shown == OPEN[role]
    assert set(pages) == OPEN[""]


def test_evaluation_can_be_closed_in_any_role(menu: Callable[..., Any]) -> None:
    """Neither page of the evaluation is in the menu where the operator hides them."""
    for role in ("", "evaluator"):
        assert menu(ROLE=role, EVALUATION="false")[0] == OPEN[role] - {"evaluation", "feedback"}


def _drawn(page: object) -> None:
    page()


@pytest.mark.parametrize("name", sorted(OPEN[""] - COMMON))
def test_a_closed_address_says_so(name: str, menu: Callable[..., Any]) -> None:
    """In the place of the page stands one sentence that names it and says whom to ask."""
    closed = menu(ROLE="employee")[1][name]
    alone = AppTest.from_function(_drawn, args=(closed._page,), default_timeout=30)
    alone.query_params["lang"] = "zh-TW"
    told = alone.run()
    assert not told.exception
    assert [f"這裡不開放「{closed.title}」這一頁" in info.value for info in told.info] == [True]
    assert len(told.main) == 1
