"""Builds of the program that are broken on purpose, each in a way that one campaign has to find."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, partial
from unittest.mock import patch

import ingest.build
import ingest.check
from assistant import Assistant
from assistant.answer.rooms import Rooms
from assistant.index.generation import Generation
from assistant.index.publish import sweep
from tests.app import serving

Broken = Callable[[], AbstractContextManager[object]]


@contextmanager
def removes_first() -> Iterator[None]:
    """What is published goes before its successor is there."""
    write = ingest.build.write

    def hasty(aside, *rest):  # type: ignore[no-untyped-def]
        sweep(aside.parent.parent, keep={aside.name})
        return write(aside, *rest)

    with patch.object(ingest.build, "write", hasty):
        yield


@contextmanager
def never_looks_again() -> Iterator[None]:
    """The pointer is read once, and what is published later is never noticed."""
    look = Rooms.generation.fget
    assert look
    with patch.object(Rooms, "generation", cached_property(look)) as cached:
        cached.__set_name__(Rooms, "generation")
        yield


@contextmanager
def hoards() -> Iterator[None]:
    """Every answer leaves a megabyte behind."""
    ask, hoard = Assistant.ask, list[mmap.mmap]()

    def heavy(self, *asked, **more):  # type: ignore[no-untyped-def]
        hoard.append(mmap.mmap(-1, 1_000_000))
        hoard[-1].write(b"x" * 1_000_000)
        return ask(self, *asked, **more)

    with patch.object(Assistant, "ask", heavy):
        yield


@contextmanager
def remembers_everyone() -> Iterator[None]:
    """The last question of anybody is the one before anybody's next."""
    ask, last = Assistant.ask, dict[str, object]()

    def shared(self, question, context=None, **more):  # type: ignore[no-untyped-def]
        answer = ask(self, question, context=last.get("context"), **more)
        last["context"] = answer.context
        return answer

    with patch.object(Assistant, "ask", shared):
        yield


BUILDS: dict[str, Broken] = {
    "kills": removes_first,
    "documents": partial(patch.object, ingest.check, "_swallowed", lambda standard: ()),
    "damage": partial(patch.object, Generation, "verify", lambda self: None),
    "swaps": never_looks_again,
    "memory": hoards,
    "sessions": remembers_everyone,
    "pages": partial(patch.object, serving, "_OPTIONS", ("-m", "tests.torture.forgetful", *serving._OPTIONS[2:])),
}
"""By the campaign that finds it."""
