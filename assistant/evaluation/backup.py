"""Feedback and runs in one file, taken while the app runs, and brought back from it.

    manifest.json      the digest of every other file
    feedback.sqlite    what readers said, as it was at one moment
    runs/ID.json       the record of a run; its report is made anew from it

Of a file that is brought back names, sizes, digests and contents are looked at before anything is changed.
"""

import hashlib
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel

from ..errors import StoreFault, UsageError
from . import record
from .feedback import FILE, FeedbackStore

LARGEST = 2**30
"""Most that a backup may hold when unpacked, in bytes."""
_MANIFEST, _RUNS = "manifest.json", "runs/"
_RECORD = re.compile(_RUNS + r"[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*\.json")


class BackupManifest(BaseModel, frozen=True, extra="forbid"):
    """What a backup holds: the SHA-256 of each file by its name."""

    format: Literal[1] = 1
    made: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Copied:
    """How much was copied, either way; `left` names records that cannot be read and were left out."""

    ratings: int
    runs: int
    left: tuple[str, ...] = ()


def backup(runs: Path, file: Path, *, replace: bool = False) -> Copied:
    """Write what the folder of runs holds into one file, in one step.

    :param replace: whether a file of that name may be overwritten.

    :raises UsageError: when there is one and it may not.
    :raises StoreFault: when something cannot be read or written.
    """
    if file.exists() and not replace:
        raise UsageError("evaluation.backup_exists", file=file.name)
    with _keeping(file), tempfile.TemporaryDirectory() as folder:
        aside, left = Path(folder), []
        FeedbackStore(runs).copy(aside)
        for one in sorted(runs.glob("*.json")):
            copied = aside / one.name
            copied.write_bytes(one.read_bytes())
            try:
                record.read(copied)
            except UsageError:
                copied.unlink()
                left.append(one.name)
        _pack(aside, file)
        return _counted(aside, tuple(left))


def restore(file: Path, runs: Path, *, replace: bool = False) -> Copied:
    """Bring back what a backup holds. Runs that it does not hold stay; feedback is replaced as a whole.

    :param replace: whether feedback and runs that differ from those of the backup may be overwritten.

    :raises UsageError: when the file is no whole backup, or would overwrite something and may not; nothing is changed.
    :raises StoreFault: when something cannot be read or written.
    """
    with _keeping(runs):
        runs.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=runs, prefix=".restore-") as folder:
            aside = Path(folder)
            _unpack(file, aside)
            differing = [] if replace else list(_differing(aside, runs))
            if differing:
                files = ", ".join(differing[:3])
                raise UsageError("evaluation.runs_differ", folder=runs.name, n=len(differing), files=files)
            found = _counted(aside)
            FeedbackStore(aside).copy(runs)
            for one in aside.glob("*.json"):
                one.replace(runs / one.name)
            return found


def _counted(folder: Path, left: tuple[str, ...] = ()) -> Copied:
    return Copied(len(FeedbackStore(folder).all()), len(list(folder.glob("*.json"))), left)


def _pack(folder: Path, file: Path) -> None:
    """All of a folder with a manifest, in the place of a file only when it is whole."""
    aside = file.with_name(file.name + ".part")
    contents = {(one.name if one.name == FILE else _RUNS + one.name): one.read_bytes() for one in folder.iterdir()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    manifest = BackupManifest(made=record.now().isoformat(timespec="seconds"), files=digests)
    try:
        with ZipFile(aside, "w", ZIP_DEFLATED) as archive:
            for name, content in {_MANIFEST: manifest.model_dump_json(indent=1).encode(), **contents}.items():
                archive.writestr(name, content)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def _unpack(file: Path, folder: Path) -> None:
    """The files of a backup, each known to be what was backed up and to be readable."""
    try:
        with ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise ValueError("too large")
            manifest = BackupManifest.model_validate_json(archive.read(_MANIFEST))
            if sorted(archive.namelist()) != sorted([_MANIFEST, *manifest.files]):
                raise ValueError("other files than the manifest names")
            for name, digest in manifest.files.items():
                content = archive.read(name)
                known = name == FILE or _RECORD.fullmatch(name)
                if not known or hashlib.sha256(content).hexdigest() != digest:
                    raise ValueError(name)
                (folder / name.removeprefix(_RUNS)).write_bytes(content)
        for one in folder.glob("*.json"):
            record.read(one)
        FeedbackStore(folder).read()
    except FileNotFoundError as error:
        raise UsageError("evaluation.no_backup", file=file.name) from error
    except (BadZipFile, EOFError, KeyError, RuntimeError, StoreFault, UsageError, ValueError, zlib.error) as error:
        raise UsageError("evaluation.damaged_backup", file=file.name) from error


def _differing(aside: Path, runs: Path) -> Iterator[str]:
    there = FeedbackStore(runs).read()
    if (aside / FILE).is_file() and there not in (([], 0), FeedbackStore(aside).read()):
        yield FILE
    for one in sorted(aside.glob("*.json")):
        old = runs / one.name
        if old.exists() and old.read_bytes() != one.read_bytes():
            yield one.name


@contextmanager
def _keeping(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreFault("evaluation.failing_place", place=place.name) from error
