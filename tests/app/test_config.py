"""What the server is told: quiet, local, and nothing shown that is not meant for readers."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_server_is_local_and_quiet() -> None:
    """The server listens on this machine only, reports nothing, and shows no error details."""
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] in ("none", False)
    assert CONFIG["client"]["toolbarMode"] == "viewer"
    assert CONFIG["runner"]["magicEnabled"] is False


def test_theme_is_light_and_dark_without_fonts_from_elsewhere() -> None:
    """Both looks are defined with the same colours named, from fonts the reader has."""
    light, dark = CONFIG["theme"]["light"], CONFIG["theme"]["dark"]
    assert set(light) == set(dark)
    assert "http" not in str(CONFIG["theme"])
