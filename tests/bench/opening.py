"""`python -m tests.bench.opening INDEX`: the app's first page over an index, in a process that has just begun.

Without an index it is an empty page of Streamlit, which is the floor.
"""

from __future__ import annotations

import json
import os
import sys
import time

START = time.perf_counter()

from streamlit.testing.v1 import AppTest  # noqa: E402 - what is imported is part of the start

from tests.apart import ROOT  # noqa: E402

from .measured import memory  # noqa: E402

EMPTY = "import streamlit\nstreamlit.title('')"


def main(index: str = "") -> None:
    """Draw the page once, and once more as every later visit does."""
    os.environ["ASSISTANT_INDEX"] = index
    ours = str(ROOT / "app.py")
    page = AppTest.from_file(ours, default_timeout=300) if index else AppTest.from_string(EMPTY, default_timeout=300)
    app = page.run()
    first = time.perf_counter() - START
    if app.exception:
        raise RuntimeError(str(app.exception))
    start = time.perf_counter()
    app.run()
    print(json.dumps({"first_page": first, "later_page": time.perf_counter() - start} | memory()))


if __name__ == "__main__":
    main(*sys.argv[1:])
