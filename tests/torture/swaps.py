"""The index exchanged while sessions ask: every answer comes from one generation, and none fails."""

from __future__ import annotations

import gc
import shutil
import threading
import time
from pathlib import Path
from random import Random

from assistant import Assistant, Settings
from assistant.index.generation import FOLDER, published
from assistant.index.publish import point, publish, sweep
from ingest.build import build

from .campaign import Outcome, Task, spread
from .revisions import MANY, MARKS, documents, marked, put, small, texts

SESSIONS = 50
REVISIONS = 8
"""Built beforehand; one comes again only after the others, as it would never in truth."""


def run(task: Task) -> Outcome:
    """Publish so many times in turn what was built beforehand, as a build does, under fifty sessions."""
    outcome, random = Outcome(), Random(task.seed)
    names = [_built(task.folder, number) for number in range(min(REVISIONS, task.size + 1))]
    live = task.folder / "live"
    (live / FOLDER).mkdir(parents=True)
    _publish(task.folder, live, names[0])
    assistant, over, taken = Assistant(Settings(index=live)), threading.Event(), list[float]()
    _asked(assistant, next(iter(texts())).removesuffix(".txt"), "before", outcome)
    before = _descriptors()

    def session(number: int) -> None:
        mine = Random(task.seed * 1000 + number)
        while not over.is_set():
            start = time.monotonic()
            code = mine.choice(list(texts())).removesuffix(".txt")
            _asked(assistant, code, f"session {number}", outcome)
            taken.append((time.monotonic() - start) * 1000)

    threads = [threading.Thread(target=session, args=(n,)) for n in range(SESSIONS)]
    for thread in threads:
        thread.start()
    for number in range(1, task.size + 1):
        until = len(taken) + random.randrange(1, 20)
        while len(taken) < until:
            time.sleep(0.005)
        _publish(task.folder, live, names[number % len(names)])
        outcome.count("exchanges")
    over.set()
    for thread in threads:
        thread.join()
    last = marked(assistant, next(iter(texts())).removesuffix(".txt"))
    if last != task.size % len(names):
        outcome.faults.append(f"after the last exchange answers come from {MARKS[last]}")
    outcome.figures["two questions, median / 95 % / longest"] = spread(taken)
    outcome.figures["open files before and after"] = f"{before}, {_descriptors()}"
    return outcome


def _built(folder: Path, number: int) -> str:
    """Build a revision beside the live index; its name."""
    index = folder / f"built-{number}"
    with small():
        return build(documents(put(folder / "corpus", (number,) * MANY)), Settings(index=index)).name


def _publish(folder: Path, live: Path, name: str) -> None:
    """What a build does in the end: rename a finished folder, replace the pointer, remove what is older."""
    before = published(live)
    if (live / FOLDER / name).exists():
        point(live, name)
    else:
        aside = live / FOLDER / ".building"
        shutil.copytree(next(folder.glob(f"built-*/{FOLDER}/{name}")), aside)
        publish(live, aside, name)
    sweep(live, {name, before})


def _asked(assistant: Assistant, standard: str, name: str, outcome: Outcome) -> None:
    """Ask by table and by meaning, each of which shows one mark."""
    for question in ("列出所有行為指標", "客戶等太久怎麼辦"):
        try:
            answer = assistant.ask(question, standard=standard)
        except Exception as error:  # noqa: BLE001 - no answer, whatever the reason
            outcome.faults.append(f"{name}: {type(error).__name__}: {error}")
            continue
        outcome.count("questions")
        shown = {m for m in MARKS if f"{m}等" in answer.text}
        if len(shown) > 1 or (question.startswith("列") and len(shown) != 1):
            outcome.faults.append(f"{name}: an answer shows the revisions {sorted(shown)}")
        if not all(check.holds for check in answer.proof):
            outcome.faults.append(f"{name}: a proof fails")


def _descriptors() -> int:
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0
