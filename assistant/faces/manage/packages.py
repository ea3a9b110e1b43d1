"""What the program needs of other packages: what is installed, missing, or in a version that it does not take."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from ...settings import HOME, ROOT

DISTRIBUTION = "competency-assistant"
DEVELOPERS = frozenset({"dev", "docs", "train"})
"""Extras of those who work on the program; nobody who runs it misses them."""


@dataclass(frozen=True, slots=True)
class Package:
    """One that is needed. `version` is empty where it is not installed; `taken` says which the program takes."""

    name: str
    version: str
    taken: SpecifierSet

    @property
    def fits(self) -> bool:
        """Whether it is there in such a version."""
        return bool(self.version) and self.taken.contains(self.version, prereleases=True)


def packages() -> dict[str, tuple[Package, ...]]:
    """What nothing works without, under the empty name, and what each extra brings that an operator may want."""
    found = _of_checkout() if HOME == ROOT else _of_wheel()
    return {
        extra: tuple(Package(one.name, _version(one.name), one.specifier) for one in wanted)
        for extra, wanted in found.items()
        if extra not in DEVELOPERS
    }


def program() -> str:
    """The version of the program itself."""
    return str(_project()["version"]) if HOME == ROOT else version(DISTRIBUTION)


def _project() -> Mapping[str, Any]:
    project: Mapping[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _of_checkout() -> Mapping[str, Iterable[Requirement]]:
    """As `pyproject.toml` says now; what was installed from it may have been written before."""
    project = _project()
    told = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: [Requirement(one) for one in wanted] for extra, wanted in told.items()}


def _of_wheel() -> Mapping[str, Iterable[Requirement]]:
    """As the metadata of the package say, where each need of an extra is marked with it."""
    wanted = [Requirement(one) for one in requires(DISTRIBUTION) or ()]
    found = {"": [one for one in wanted if _marked(one, "")]}
    for extra in metadata(DISTRIBUTION).get_all("Provides-Extra") or ():
        found[extra] = [one for one in wanted if one not in found[""] and _marked(one, extra)]
    return found


def _marked(one: Requirement, extra: str) -> bool:
    return one.marker is None or one.marker.evaluate({"extra": extra})
