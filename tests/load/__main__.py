"""`python -m tests.load [SESSIONS …]`: readers who ask the served app at once; writes docs/load.md.

Each reader speaks the app's own protocol without a browser, so that the figures are the server's. What a browser asks
for besides (files of the page once, what it keeps of a conversation) is not in them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random
from typing import Any

from assistant import Settings
from ingest.build import build
from tests.apart import ROOT, machine, page
from tests.app.serving import started
from tests.torture.revisions import documents

from .session import Drawn, Session

PAUSE = 8.0
"""Seconds from one question of a reader to the next."""
_SCHEDULED = 2
"""The clock of a process that Linux keeps of its time on a processor, as `clock_getcpuclockid` names it."""
EACH = 8
"""Questions that a reader asks."""
TASKS = range(1, 7)
TABLE = ("T{n} 需要哪些技能？", "T{n} 的知識", "T{n} 的行為指標", "T{n} 是什麼", "哪些任務用到 K{n}")
SITUATIONS = ("客人一直抱怨等太久該怎麼改善", "新人不知道怎麼帶", "跟其他部門溝通不順", "預算被砍了還要達成目標")
POOL = frozenset((*SITUATIONS, *(question.format(n=n) for question in TABLE for n in TASKS)))
UNLIMITED = {f"ASSISTANT_QUESTIONS_PER_MINUTE{name}": "100000" for name in ("", "_ALL")}


def main() -> None:
    """Measure each number of readers in turn, each with a server of its own, and write the page."""
    options = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    options.add_argument("sessions", nargs="*", type=int, default=[1, 10, 25])
    options.add_argument("--pause", type=float, default=PAUSE, metavar="SECONDS")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="competency-load-") as folder:
        index = Path(folder) / "index"
        build(documents([ROOT / "corpus/BAS1499-002v2.txt"]), Settings(index=index))
        found: dict[str, Any] = {}
        for number in asked.sessions:
            settings = UNLIMITED | {"ASSISTANT_RUNS": str(Path(folder) / "runs")}
            with started(index, settings=settings) as (url, process):
                found[str(number)] = measured(url, process, number, asked.pause)
            print(number, json.dumps(found[str(number)]), file=sys.stderr)
    _report(found, asked.pause)


def measured(url: str, process: int, number: int, pause: float) -> dict[str, Any]:
    """So many readers, begun one after the other within a pause, after a first one has warmed the server."""
    alone = Session(url)
    for question in (TABLE[0].format(n=1), SITUATIONS[0]) * 2:
        alone.ask(question)
    time.sleep(2)  # what the server sets aside once it is warm
    table = [_processor(process, alone, question.format(n=n)) for n in (2, 3) for question in TABLE[:2]]
    alone.close()
    drawn, wrong, begun = list[Drawn](), list[str](), _seconds(process)
    threads = [threading.Thread(target=_reader, args=(url, n, number, pause, drawn, wrong)) for n in range(number)]
    start, load = time.monotonic(), os.getloadavg()[0]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = [one.seconds for one in drawn]
    return {
        "questions": len(drawn),
        "wrong": len(wrong),
        "p50": statistics.median(took),
        "p95": sorted(took)[int(len(took) * 0.95)],
        "longest": max(took),
        "table": statistics.median(table) * 1000,
        "all": (_seconds(process) - begun) / max(1, len(drawn)) * 1000,
        "busy": (_seconds(process) - begun) / (time.monotonic() - start),
        "sent": statistics.mean(one.sent for one in drawn) / 1024,
        "load": load,
    }


def _processor(process: int, reader: Session, question: str) -> float:
    """Processor time of the server for one question, what it does after the page is drawn included."""
    before = _seconds(process)
    reader.ask(question)
    time.sleep(0.3)
    return _seconds(process) - before


def _reader(url: str, number: int, among: int, pause: float, drawn: list[Drawn], wrong: list[str]) -> None:
    """One reader's visit; a page that shows other questions than the reader's own counts as wrong."""
    random = Random(number)
    time.sleep(pause * number / among)
    reader = Session(url)
    own = list[str]()
    for _ in range(EACH):
        until = time.monotonic() + pause
        question = random.choice((*TABLE, random.choice(SITUATIONS))).format(n=random.choice(TASKS))
        own.append(question)
        drawn.append(reader.ask(question))
        shown = POOL.intersection(drawn[-1].text.splitlines())
        wrong += shown ^ set(own)
        time.sleep(max(0.0, until - time.monotonic()))
    reader.close()


def _seconds(process: int) -> float:
    """Processor time that a process has used, by its own clock, which counts finer than the ticks of /proc."""
    return time.clock_gettime((~process << 3) | _SCHEDULED)


def _report(found: dict[str, Any], pause: float) -> None:
    template = Path(__file__).with_name("templates") / "load.md"
    told = page(template, found=found, machine=machine(), pause=f"{pause:g}", each=EACH)
    (ROOT / "docs/load.md").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
