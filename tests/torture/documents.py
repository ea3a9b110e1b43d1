"""Documents with seeded damage: each is read or refused in a sentence, in time, and none loses items in silence."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import FrameType

from assistant.standard.code import key
from assistant.standard.walk import walk
from ingest.check import DocumentReport
from ingest.verdict import judge

from .campaign import Outcome, Task, clocked, spread
from .revisions import MANY, ROOT, put

SECONDS = 2.0
"""Processor time that reading one may take."""
_HANGS = 30
"""Processor time after which reading is broken off."""
_CODE = re.compile(r"(?<![\w.])([TOPKSA]\d{1,3}(?:\.\d{1,3}){0,2})(?= \S)")
"""A code as these documents print one that begins an item."""
_PUT = ("", "\t", "\n", "T9.9 ", "K", "1", "<ul", "：", "職能內涵", "\x00", "\u202e", "\ufeff", "😀", "■ ", "4\t")
Change = Callable[[bytes, Random], bytes]


def flipped(data: bytes, random: Random) -> bytes:
    """One bit of some bytes is another."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(data: bytes, random: Random) -> bytes:
    """It ends somewhere, or a piece is missing."""
    start = random.randrange(len(data))
    return data[:start] + (data[start + random.randrange(1, 400) :] if random.random() < 0.7 else b"")


def doubled(data: bytes, random: Random) -> bytes:
    """Some lines stand twice, or where others stood."""
    lines = data.split(b"\n")
    start = random.randrange(len(lines))
    piece = lines[start : start + random.randrange(1, 6)]
    place = random.choice((start, random.randrange(len(lines))))
    return b"\n".join([*lines[:place], *piece, *lines[place:]])


def missing(data: bytes, random: Random) -> bytes:
    """Whole lines are gone."""
    lines = data.split(b"\n")
    start = random.randrange(len(lines))
    return b"\n".join(lines[:start] + lines[start + random.randrange(1, 4) :])


def exchanged(data: bytes, random: Random) -> bytes:
    """Something else stands where some characters stood."""
    text = data.decode()
    for _ in range(random.randrange(1, 4)):
        start = random.randrange(len(text))
        end = start + random.choice((0, 1, 3, 30, 300))
        text = text[:start] + random.choice((*_PUT, text[start:end] * 2)) + text[end:]
    return text.encode()


CHANGES: tuple[Change, ...] = (flipped, cut, doubled, missing, exchanged)


def run(task: Task) -> Outcome:
    """Judge so many documents, most of them small, every eighth the shipped one, whose items are recorded."""
    outcome, random, seconds = Outcome(), Random(task.seed), list[float]()
    whole = [*put(task.folder / "whole", (0,) * MANY), ROOT / "corpus/BAS1499-002v2.txt"]
    sizes = {path: len(_held(judge(path, listed=True).report)) for path in whole}
    signal.signal(signal.SIGVTALRM, _broken_off)
    for number in range(task.size):
        original = whole[-1] if number % 8 == 0 else random.choice(whole[:-1])
        change = random.choice(CHANGES)
        path = task.folder / "changed.txt"
        path.write_bytes(change(original.read_bytes(), random))
        before = len(outcome.faults)
        with clocked(seconds):
            _judged(path, sizes[original], outcome)
        if seconds[-1] > SECONDS:
            outcome.faults.append(f"took {seconds[-1]:.1f} s")
        for place in range(before, len(outcome.faults)):
            outcome.faults[place] = f"document {number} ({change.__name__}): {outcome.faults[place]}"
    outcome.figures["processor time, median / 95 % / longest"] = spread([s * 1000 for s in seconds])
    return outcome


def _broken_off(_: int, __: FrameType | None) -> None:
    raise TimeoutError


def _judged(path: Path, size: int, outcome: Outcome) -> None:
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANGS)
    try:
        verdict = judge(path, listed=True, debug=True)
    except TimeoutError:
        return  # its time is told
    except Exception as error:  # noqa: BLE001 - what is no sentence of ours is what is looked for
        outcome.faults.append(f"{type(error).__name__}: {error}")
        return
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if verdict.fault:
        outcome.count("refused in a sentence")
        return
    report = verdict.report
    assert report
    if lost := [*_lost(report)]:
        outcome.faults.append(f"{', '.join(lost[:5])} printed, and neither read nor told")
    elif len(_held(report)) < size:
        gap = report.findings or any(e.kind == "missing_number" for e in report.errata)
        outcome.count(f"read, items no longer printed, {'told' if gap else 'nothing shows that there were more'}")
    else:
        outcome.count("read, all items")


def _held(report: DocumentReport | None) -> set[str]:
    """The codes of the items that were read."""
    return {item.code for item in walk(report.parsed.standard)} if report else set()


def _lost(report: DocumentReport) -> Iterator[str]:
    """Codes that the document prints where an item begins, and that no item and no field has and nothing tells of."""
    lines, heads = report.parsed.source.lines, report.parsed.standard.places.values()
    held = {key(code) for code in _held(report) if code}
    printed = {code for code in _CODE.findall(report.parsed.source.text) if key(code) not in held}
    fields = (lines[span.line - 1][span.start : span.end] for spans in heads for span in spans)
    told = " ".join([*(f"{e.code} {e.message}" for e in report.errata), *map(str, report.findings), *fields])
    return (code for code in sorted(printed) if code not in told)
