"""A run on record: everything needed to read its numbers again, compare it, and know what it measured."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, JsonValue, ValidationError

from ..errors import StoreFault, UsageError
from ..index.generation import Manifest, current
from ..settings import Settings
from .cases import Case, as_lines
from .judging import Judging
from .prediction import Prediction
from .statistics import RESAMPLES, SEED
from .summary import Scored, summarize

Engine = Literal["rules", "model"]
"""Answers worded by rule, or by the configured chat model."""
_ROOT = Path(__file__).parents[1]
_FITTED = ("question/weights.toml", "retrieval/calibration.toml")
_WRITTEN = ("question/*.toml", "question/*.txt", "language/*.toml", "language/*.txt", "language/catalogue/answers.toml")


class RunRecord(BaseModel, frozen=True, extra="forbid"):
    """One run. `scores` are the means of each group for other programs; here they are computed anew on reading.

    `manifest` is the index's own, as it was written then, `corpus` the hash of all its documents, `set`
    that of the questions; `settings` hold no path, address or secret. `parts` are the hashes of what reads a
    question: program, words, weights with calibration, and search model; empty in records of older versions.
    `judging` is what a judging model said, if one did.
    """

    format: Literal[1] = 1
    id: str
    started: str
    seconds: float
    complete: bool
    engine: Engine
    model: str
    corpus: str
    set: str
    settings: dict[str, int | float | bool]
    manifest: dict[str, JsonValue]
    parts: dict[str, str] = {}
    seed: int = SEED
    resamples: int = RESAMPLES
    cases: tuple[Case, ...]
    predictions: tuple[Prediction, ...]
    scores: dict[str, dict[str, float]] = {}
    judging: Judging | None = None

    @property
    def scored(self) -> tuple[Scored, ...]:
        """Every question that was asked, with the verdict on its answer."""
        answers = {prediction.id: prediction for prediction in self.predictions}
        return tuple(Scored.of(case, answers[case.id]) for case in self.cases if case.id in answers)

    def differs(self, other: RunRecord) -> tuple[str, ...]:
        """What is known to have changed from another run: names of `parts`, corpus, set, engine or settings."""
        named = [name for name in ("corpus", "engine", "model") if getattr(self, name) != getattr(other, name)]
        named += ["set"] if self.cases != other.cases else []  # the hash follows the form of a case too
        named += _unlike(self.parts, other.parts)
        return (*named, *(["settings"] if _unlike(self.settings, other.settings) else []))


def now() -> datetime:
    """The moment a run starts."""
    return datetime.now(UTC)


def run_id(started: datetime) -> str:
    """The id of the run that starts at a moment."""
    return started.strftime("%Y%m%dT%H%M%S.%fZ")


def make(
    settings: Settings,
    cases: Sequence[Case],
    results: Sequence[Scored],
    started: datetime,
    engine: Engine = "rules",
    judging: Judging | None = None,
) -> RunRecord:
    """The record of a run that has just ended or was stopped.

    :raises IndexMissing, IndexDamaged, IndexMismatch: when the index is no longer there.
    """
    manifest = current(settings.index).manifest
    corpus = "".join(f"{name} {value}\n" for name, value in sorted(manifest.corpus.items()))
    found = summarize(results)
    groups = (found.overall, *found.categories, *found.languages)
    return RunRecord(
        id=run_id(started),
        started=started.isoformat(timespec="seconds"),
        seconds=round((now() - started).total_seconds(), 2),
        complete=len(results) == len(cases),
        engine=engine,
        model=settings.chat_model if engine == "model" else "",
        corpus=hashlib.sha256(corpus.encode()).hexdigest(),
        set=hashlib.sha256(as_lines(cases).encode()).hexdigest(),
        settings={name: value for name, value in settings.model_dump().items() if isinstance(value, int | float)},
        manifest=manifest.model_dump(mode="json"),
        parts=_parts(manifest),
        cases=tuple(cases),
        predictions=tuple(result.prediction for result in results),
        scores={g.name: {metric: round(mean.value, 4) for metric, mean in g.measures.items()} for g in groups},
        judging=judging,
    )


def _parts(manifest: Manifest) -> dict[str, str]:
    fitted = [_ROOT / name for name in _FITTED]
    written = {file for names in _WRITTEN for file in _ROOT.glob(names)}.difference(fitted)
    return {
        "program": _hash(file.read_bytes() for file in sorted(_ROOT.rglob("*.py"))),
        "words": _hash(file.read_bytes() for file in sorted(written)),
        "weights": _hash(file.read_bytes() for file in fitted),
        "search_model": _hash([json.dumps(manifest.embedding, sort_keys=True).encode()]),
    }


def _hash(contents: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()


def _unlike(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return sorted(name for name in one.keys() & other.keys() if one[name] != other[name])


def check_writable(folder: Path) -> None:
    """Make sure that a run can be kept, before anything is asked; nothing is made yet.

    :raises StoreFault: when the folder, or the nearest one above it that there is, cannot be written.
    """
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise StoreFault("evaluation.unwritable_runs", folder=folder.name) from error


def save(record: RunRecord, file: Path) -> None:
    """Write a record in one step, so that no reader meets half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(file.name + ".part")
    aside.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")
    aside.replace(file)


def read(file: Path) -> RunRecord:
    """Read a record.

    :raises UsageError: when there is none, or it is not one.
    """
    try:
        return RunRecord.model_validate_json(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError("evaluation.no_record", file=file.name) from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise UsageError("evaluation.unfit_record", file=file.name) from error


def latest(runs: Path, cases: Sequence[Case]) -> RunRecord | None:
    """The newest readable run that answered one of the questions; None when there is none."""
    asked = {case.id for case in cases}
    for identity in kept(runs):
        with suppress(UsageError):
            found = read(path(runs, identity))
            if any(prediction.id in asked for prediction in found.predictions):
                return found
    return None


def path(runs: Path, identity: str) -> Path:
    """Where a run is kept."""
    return runs / f"{identity}.json"


def kept(runs: Path) -> Iterator[str]:
    """The ids of the runs kept in a folder, newest first."""
    yield from sorted((file.stem for file in runs.glob("*.json")), reverse=True)
