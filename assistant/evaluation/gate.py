"""The gate: the least a category or a language may score, and how many questions may break; a file by the questions."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from ..errors import UsageError
from ..language.entries import fault
from .cases import CATEGORIES, Case, CaseLanguage
from .comparison import RunComparison
from .metrics import LOWER_IS_BETTER, Metric
from .summary import Summary

Limits = dict[Metric, Annotated[float, Field(ge=0, le=1)]]


class Gate(BaseModel, frozen=True, extra="forbid"):
    """Limits on means: a floor, or a ceiling where lower is better.

    `broken` is how many questions at most may be wrong now that an earlier run had right.
    """

    broken: Annotated[int, Field(ge=0)] | None = None
    overall: Limits = {}
    category: dict[str, Limits] = {}
    language: dict[CaseLanguage, Limits] = {}

    @property
    def limits(self) -> dict[str, Limits]:
        """All limits by the name of their group."""
        return {"overall": self.overall, **self.category, **{str(tag): held for tag, held in self.language.items()}}

    def limit(self, group: str, metric: Metric) -> float | None:
        """The limit of a measure in a category, in a language, or in the whole; None where there is none."""
        return self.limits.get(group, {}).get(metric)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A limit that was not kept; of `broken` limit and value are numbers of questions."""

    group: str
    metric: Metric | Literal["broken"]
    limit: float
    value: float


def read(file: Path, cases: Iterable[Case] = ()) -> Gate:
    """Read a gate.

    :param cases: questions whose own categories it may name; a limit on a group that nobody has would guard nothing.
    :raises UsageError: when there is no such file, or naming its bad entries.
    """
    try:
        gate = Gate.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UsageError("evaluation.no_gate", file=file.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError("evaluation.damaged_gate", file=file.name, fault=str(error)) from error
    except ValidationError as error:
        raise fault(error, file.name) from error
    if unknown := sorted(set(gate.category).difference(CATEGORIES, (case.category for case in cases))):
        named = ", ".join(f"category.{name}" for name in unknown)
        raise UsageError("evaluation.unknown_category", file=file.name, categories=named)
    return gate


def breaches(gate: Gate, summary: Summary, compared: RunComparison | None = None) -> tuple[Breach, ...]:
    """Every limit a run does not keep. A group without questions, or a measure without values, is not judged.

    :param compared: with the run that nothing may be lost against; without one nothing counts as broken.
    """
    groups = {group.name: group.measures for group in (summary.overall, *summary.categories, *summary.languages)}
    found = [
        Breach(group=group, metric=metric, limit=limit, value=measured.value)
        for group, limits in gate.limits.items()
        for metric, limit in limits.items()
        if (measured := groups.get(group, {}).get(metric)) is not None and fails(metric, measured.value, limit)
    ]
    lost = len(compared.broken) if compared else 0
    if gate.broken is not None and lost > gate.broken:
        found.append(Breach(group="overall", metric="broken", limit=gate.broken, value=lost))
    return tuple(found)


def fails(metric: Metric, value: float, limit: float) -> bool:
    """Whether a mean is on the wrong side of its limit."""
    return value > limit + 1e-9 if metric in LOWER_IS_BETTER else value < limit - 1e-9
