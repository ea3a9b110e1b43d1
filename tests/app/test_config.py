"""What the server is told: quiet, local, and nothing shown that is not meant for readers."""

from __future__ import annotations

import os
import subprocess
import sys
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


def test_the_server_sets_aside_what_stays() -> None:
    """Streamlit collects garbage after every run of a page; what is loaded once is kept out of that."""
    code = (
        "import gc, threading, server\n"
        "from assistant.faces.pages import session\n"
        "assert session.lasting.is_set()\n"
        "loading = threading.Thread(target=int); loading.start()\n"
        "session._set_aside(loading)\n"
        "print(gc.get_freeze_count() > 10 * len(gc.get_objects()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == ["True"], done.stderr
