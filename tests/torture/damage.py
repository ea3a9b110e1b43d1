"""Files of index, model and feedback damaged at seeded places: noticed before an answer, or of no account to it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from unittest.mock import patch

from assistant import Assistant, Settings
from assistant.answer.model import Answer
from assistant.errors import AssistantError, StoreFault
from assistant.evaluation.feedback import FILE, FeedbackStore, entry_of
from assistant.index import embedding

from .campaign import Outcome, Task
from .revisions import ROOT

ASKED = ("列出所有行為指標", "列出所有知識", "客人電話等太久該怎麼改善")
"""Questions of the table, and one by meaning."""
ROWS = 200
Harm = Callable[[bytes, Random], bytes | None]


def cut(data: bytes, random: Random) -> bytes:
    """It ends somewhere."""
    return data[: random.randrange(len(data))]


def flipped(data: bytes, random: Random) -> bytes:
    """One bit is another."""
    changed = bytearray(data)
    changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def page(data: bytes, random: Random) -> bytes:
    """A block of 4,096 bytes is another."""
    start = random.randrange(0, len(data), 4096)
    block = data[start : start + 4096]
    return data[:start] + bytes(byte ^ 0x5A for byte in block) + data[start + 4096 :]


def longer(data: bytes, random: Random) -> bytes:
    """Something stands behind its end."""
    return data + random.randbytes(64)


def empty(data: bytes, random: Random) -> bytes:
    """Nothing is in it."""
    return b""


def gone(data: bytes, random: Random) -> None:
    """It is not there."""


HARMS: tuple[Harm, ...] = (cut, flipped, page, longer, empty, gone)


def run(task: Task) -> Outcome:
    """Do every harm to every file in turn, those that have a place at as many places as the size says."""
    outcome, random = Outcome(), Random(task.seed)
    index, models, runs = task.folder / "index", task.folder / "models", task.folder / "runs"
    shutil.copytree(task.index, index)
    shutil.copytree(ROOT / "models", models)
    settings = Settings(index=index, runs=runs)
    with patch.object(embedding, "data", lambda name: task.folder / name):
        right = [Assistant(settings).ask(question) for question in ASKED]
        for file in files(index, models):
            for harm, _ in _harmed(file, task.size, random):
                _asked(settings, right, f"{file.relative_to(task.folder)} ({harm.__name__})", outcome)
    _feedback(runs, right[0], task.size, random, outcome)
    return outcome


def files(*folders: Path) -> list[Path]:
    """What is damaged, a file after the other."""
    found = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file())
    return [file for file in found if file.suffix != ".md" and file.name != "lock"]


def _harmed(file: Path, places: int, random: Random) -> Iterator[tuple[Harm, bytes]]:
    """The harms to a file, one after the other; it is whole again afterwards."""
    whole = file.read_bytes()
    for harm in HARMS:
        for _ in range(1 if harm in (empty, gone) else places):
            changed = harm(whole, random)
            if changed is None:
                file.unlink()
            else:
                file.write_bytes(changed)
            if changed != whole:
                yield harm, whole
    file.write_bytes(whole)


def _asked(settings: Settings, right: list[Answer], name: str, outcome: Outcome) -> None:
    """Ask, as a program does that was just started, and as one that runs."""
    assistant = Assistant(settings)
    for question, known in zip(ASKED, right, strict=True):
        try:
            answer = assistant.ask(question)
        except AssistantError as error:
            outcome.count(f"noticed: {type(error).__name__}")
        except Exception as error:  # noqa: BLE001 - what is no error of ours is what is looked for
            outcome.faults.append(f"{name}: {type(error).__name__}: {error}")
        else:
            outcome.count("of no account to the answer")
            if (answer.blocks, answer.citations) != (known.blocks, known.citations):
                outcome.faults.append(f"{name}: 「{question}」 is answered otherwise")


def _feedback(runs: Path, answer: Answer, places: int, random: Random, outcome: Outcome) -> None:
    """The database of feedback: told as unusable, or read as it was, but for rows that are counted as damaged."""
    store = FeedbackStore(runs)
    for number in range(ROWS):
        store.rate(str(number), entry_of(answer, "up", comment=f"讀者 {number}"))
    with closing(sqlite3.connect(runs / FILE)) as base:
        base.execute("VACUUM")
    right = {item.id: item for item in store.read()[0]}
    for harm, whole in _harmed(runs / FILE, 10 * places, random):
        try:
            found, damaged = FeedbackStore(runs).read()
        except StoreFault:
            outcome.count("feedback: told as unusable")
        except Exception as error:  # noqa: BLE001 - what is no error of ours is what is looked for
            outcome.faults.append(f"{FILE} ({harm.__name__}): {type(error).__name__}: {error}")
        else:
            if harm in (gone, empty):
                named = "as if nothing had been rated"
            elif len(found) + damaged != len(right):
                named = "rows missing, not counted"
            elif any(item != right.get(item.id) for item in found):
                named = "a row reads otherwise"
            else:
                named = "damaged rows counted, the others read" if damaged else "all rows read"
            outcome.count(f"feedback: {named}")
        (runs / FILE).write_bytes(whole)
