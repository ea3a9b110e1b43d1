"""Charts: a specification in `charts/` whose `$names` are filled with the values of the page."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).with_name("charts")


def chart(name: str, told: str, **values: object) -> None:
    """Draw a chart in the colours of the reader's page.

    :param told: what it shows, for those who cannot see it.
    :raises KeyError: when the specification asks for a value that is not given.
    """
    colours = tomllib.loads(_read("colours.toml"))[st.context.theme.type or "light"]
    spec = _filled(json.loads(_read(f"{name}.json")), colours | values)
    st.vega_lite_chart(spec=spec, alt=told, width="stretch")


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _filled(part: Any, values: dict[str, Any]) -> Any:
    if isinstance(part, dict):
        return {key: _filled(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    return values[part[1:]] if isinstance(part, str) and part.startswith("$") else part
