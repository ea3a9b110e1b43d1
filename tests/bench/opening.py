"""`python -m tests.bench.opening INDEX`: the app's first page over an index, in a process that has just begun."""

from __future__ import annotations

import json
import os
import sys
import time

START = time.perf_counter()

from streamlit.testing.v1 import AppTest  # noqa: E402 - what is imported is part of the start

from tests.apart import ROOT  # noqa: E402

from .measured import memory  # noqa: E402


def main(index: str) -> None:
    """Draw the page once, and once more as every later visit does."""
    os.environ["ASSISTANT_INDEX"] = index
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    first = time.perf_counter() - START
    if app.exception:
        raise RuntimeError(str(app.exception))
    start = time.perf_counter()
    app.run()
    print(json.dumps({"first_page": first, "later_page": time.perf_counter() - start} | memory()))


if __name__ == "__main__":
    main(sys.argv[1])
