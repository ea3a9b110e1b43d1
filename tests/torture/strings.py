"""Hostile questions of 2,000 characters through the reader, and through every regular expression of the program."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Sequence
from random import Random
from types import FrameType

from assistant import Assistant, Settings
from assistant.errors import QuestionError

from .campaign import Outcome, Task, clocked, spread
from .expressions import compiled

LENGTH = 2_000
MOST = 0.3
"""Seconds of processor time that one string may take."""
_HANGS = 3
"""Seconds after which a match is broken off."""
PIECES = (
    *("1", "0.", "T5", "T5.", "T1.1.", "K39、", "ｋ３９", "S", "a", "aA", "-", "a-", "T5-", "T1到T6，", "K1~K46 "),
    *(
        "一",
        "第一",
        "十百",
        "兩",
        "和",
        "或",
        "不",
        "不要",
        "除了",
        "的",
        "比",
        "幾個",
        "請問",
        "那",
        "呢",
        "「",
        "」",
        "（",
        "《",
    ),
    *(
        "\t",
        " ",
        "\n",
        "\u200b",
        "\u202e",
        "\ufeff",
        "e\u0301",
        "😀",
        "👨‍👩‍👧",
        "\U00020000",
        "喆",
        "堃",
        "ﬀ",
        "İ",
        "ß",
    ),
    *(
        "<",
        "<a ",
        "&lt;",
        "[](",
        "![",
        "*",
        "**_",
        "`",
        "$$",
        ":red[",
        "|",
        "http://a.",
        "\\",
        "{",
        "{{",
        '"',
        "''",
        "%s",
    ),
    *("and ", "not ", "which ", "the skills of ", "plus wait ", "compare ", "how many ", "T5 skills ", "客戶", "等候"),
)


def run(task: Task) -> Outcome:
    """Strings of one piece, and so many of several; read and asked, and searched by each expression."""
    outcome, random = Outcome(), Random(task.seed)
    texts = [*map(_full, PIECES), *(_full(*random.choices(PIECES, k=random.randrange(2, 6))) for _ in range(task.size))]
    asked = Assistant(Settings(index=task.index))
    asked.ask("客人等太久怎麼辦")
    reading = list[float]()
    for text in texts:
        outcome.count(_read(asked, text, reading))
        if reading[-1] > MOST:
            outcome.faults.append(f"reading {text[:20]!r}… takes {reading[-1] * 1000:.0f} ms")
    outcome.figures["reading, median / 95 % / longest"] = spread([s * 1000 for s in reading])
    match(compiled(task.index), texts, outcome)
    return outcome


def match(patterns: Iterable[re.Pattern[str]], texts: Sequence[str], outcome: Outcome) -> None:
    """Have each expression find all it finds in each text; one that takes too long is a fault, at its first text."""
    taken = list[float]()
    signal.signal(signal.SIGVTALRM, _broken_off)
    for pattern in patterns:
        outcome.count("expressions")
        for text in texts:
            if not _searched(pattern, text, taken):
                outcome.faults.append(f"{pattern.pattern[:60]!r} takes {taken[-1] * 1000:.0f} ms on {text[:20]!r}…")
                break
    outcome.figures["an expression, median / 95 % / longest"] = spread([s * 1000 for s in taken])


def _full(*pieces: str) -> str:
    """The pieces over and over, to the longest question there may be."""
    whole = "".join(pieces)
    return (whole * (LENGTH // len(whole) + 1))[:LENGTH]


def _read(asked: Assistant, text: str, taken: list[float]) -> str:
    """Read a question twice, of which the quicker counts; what became of it."""
    twice, became = list[float](), "questions read"
    for _ in range(2):
        with clocked(twice):
            try:
                asked.read(text)
            except QuestionError:
                became = "questions refused in a sentence"
    taken.append(min(twice))
    return became


def _broken_off(_: int, __: FrameType | None) -> None:
    raise TimeoutError


def _searched(pattern: re.Pattern[str], text: str, taken: list[float]) -> bool:
    """Whether finding all matches stays within the time."""
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANGS)
    try:
        with clocked(taken):
            for _ in pattern.finditer(text):
                pass
    except TimeoutError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return taken[-1] <= MOST
