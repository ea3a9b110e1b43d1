"""Each campaign finds a build that is broken on purpose; those that neither chance nor load decides pass otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.torture import broken, damage, documents, memory, sessions, strings, swaps
from tests.torture.alone import CAMPAIGNS, apart
from tests.torture.campaign import Campaign, Outcome, Task

RED: dict[str, tuple[Campaign, int, str]] = {
    "documents": (documents.run, 5, "neither read nor told"),
    "damage": (damage.run, 12, "answered otherwise"),
    "swaps": (swaps.run, 1, "after the last exchange"),
    "memory": (memory.run, 60, "kB behind"),
    "sessions": (sessions.run, 4, "answered otherwise than alone"),
}


@pytest.fixture
def task(index: Path, tmp_path: Path) -> Task:
    """Of the first seed."""
    return Task(size=0, seed=0, index=index, folder=tmp_path)


def _run(campaign: Campaign, task: Task, size: int) -> Outcome:
    return campaign(Task(size=size, seed=task.seed, index=task.index, folder=task.folder))


LONG = ("swaps", "memory")
"""Those that take long: they run with `make torture`, before the campaigns."""


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.campaign) if n in LONG else n for n in RED])
def test_a_broken_build_is_found(name: str, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the fault that it was given; of the files to be damaged one is enough."""
    campaign, size, told = RED[name]
    monkeypatch.setattr(damage, "files", lambda index, _: list(index.rglob("BAS1499-002v2.json")))
    with broken.BUILDS[name]():
        assert any(told in fault for fault in _run(campaign, task, size).faults)


@pytest.mark.campaign
def test_a_build_that_removes_first_is_found(index: Path) -> None:
    """By kills in the middle of its work, in processes of its own."""
    found = apart("kills", 1, 3, index, "kills")
    assert "IndexMissing" in found["first"][0]


@pytest.mark.campaign
def test_pages_that_forget_are_found(index: Path) -> None:
    """By ratings that a reader was told of and that are gone after a kill."""
    found = apart("pages", 3, 0, index, "pages")
    assert any("told of are lost" in fault for fault in found["first"])


def test_an_expression_that_tries_everything_is_found() -> None:
    """At its first text, and without waiting for it to end."""
    outcome = Outcome()
    strings.match([re.compile("(?:T|T5|5)*x")], ["T5" * 1000, "x"], outcome)
    assert len(outcome.faults) == 1 and outcome.tried == {"expressions": 1}


@pytest.mark.parametrize(("name", "size"), [("documents", 200), ("sessions", 4)])
def test_the_build_as_it_is_passes(name: str, size: int, task: Task) -> None:
    """In little, what the campaigns behind `make torture` do at length."""
    outcome = _run(CAMPAIGNS[name], task, size)
    assert outcome.faults == [] and sum(outcome.tried.values()) >= size
