"""The lock: every package with its version and the hashes of its files, as the project wants them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENTRIES = [entry.split() for entry in re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).replace("\\\n", "").splitlines()]
LOCKED = dict(entry[0].split("==") for entry in ENTRIES)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = ("ingest", "pages", "api", "openai", "sign-in")
WANTED = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(needed for extra in EXTRAS for needed in PROJECT["project"]["optional-dependencies"][extra]),
]
CONSTRAINTS = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]


def test_every_package_has_a_version_and_hashes() -> None:
    """Nothing is taken by a range, from an address, or without a SHA-256."""
    assert len(ENTRIES) == len(LOCKED) > 100
    for package, *hashes in ENTRIES:
        assert re.fullmatch(r"[a-z0-9-]+==[\w.+]+", package)
        assert hashes and all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes), package


@pytest.mark.parametrize("wanted", WANTED)
def test_what_the_project_needs_is_in_it(wanted: str) -> None:
    """In a version that the project takes; of torch the build without CUDA."""
    needed = Requirement(wanted)
    assert needed.specifier.contains(LOCKED[canonicalize_name(needed.name)], prereleases=True)


def test_it_agrees_with_the_constraints() -> None:
    """Versions that the tests are run with are those that are installed; what is for tests alone is not in it."""
    pinned = {canonicalize_name(name): version for name, version in (line.split("==") for line in CONSTRAINTS)}
    shared = pinned.keys() & LOCKED.keys()
    assert {name: LOCKED[name] for name in shared} == {name: pinned[name] for name in shared}
    assert pinned.keys() - LOCKED.keys() <= {"axe-playwright-python", "pytest", "pyyaml"}
    assert LOCKED["torch"].endswith("+cpu")


def test_an_audit_that_looked_nothing_up_fails() -> None:
    """A mirror that tells no weaknesses has every package skipped, which without `--strict` counts as none found."""
    (line,) = re.findall(r"^\t.*/pip-audit (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert "--strict" in line.split()


def test_it_is_made_with_the_extras_that_are_looked_for_here() -> None:
    """The command that writes it anew names the same, or the image would lack what it runs."""
    command = (ROOT / "Makefile").read_text("utf-8").partition("uv pip compile")[2].partition("requirements.lock")[0]
    assert tuple(re.findall(r"--extra ([a-z-]+)", command)) == EXTRAS
