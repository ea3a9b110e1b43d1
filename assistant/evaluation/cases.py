"""The set of questions: reading it, and saying exactly where an entry is bad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ..errors import UsageError
from ..language import entries
from ..language.entries import all_of
from ..question.conversation import Turn
from ..question.form import Question
from ..standard.code import key
from . import sheet

Category = Literal[
    "list_by_parent",
    "multi_list",
    "code_lookup",
    "reverse_lookup",
    "attribute",
    "semantic_zh",
    "semantic_en",
    "comparison_multi_hop",
    "count_aggregate",
    "compositional",
    "yesno_premise",
    "unanswerable",
    "follow_up",
    "source_quirk",
    "adversarial",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""Those that the sets of the project have; an evaluator may add others."""
CaseLanguage = Literal["zh-TW", "zh-CN", "en", "mixed"]
LANGUAGES: tuple[CaseLanguage, ...] = get_args(CaseLanguage)
Filled = Annotated[str, StringConstraints(pattern=r"\S")]


class Case(BaseModel, frozen=True, extra="forbid"):
    """One question and what a right answer holds. A `must_include` string `a|b` is met by either.

    Where there is a `form` of the query language it is asked, and the question says it in words. A `category` may be
    one of the evaluator's own; `tags` are theirs altogether.
    """

    id: Filled
    lang: CaseLanguage
    category: Filled
    question: Filled
    history: tuple[Turn, ...] = ()
    answerable: bool
    gold_codes: tuple[str, ...] = ()
    acceptable_codes: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    notes: str = ""
    tags: tuple[Filled, ...] = ()
    standard: str | None = None
    form: Question | None = None

    @field_validator("category")
    @classmethod
    def _apart(cls, value: str) -> str:
        if value in ("overall", *LANGUAGES):
            raise PydanticCustomError("reserved", "{name} is the name of another group", {"name": value})
        return value

    @field_validator("gold_codes", "acceptable_codes")
    @classmethod
    def _codes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        forms = [_form(code) for code in value]
        repeated = {code for code, form in zip(value, forms, strict=True) if forms.count(form) > 1}
        if repeated:
            raise PydanticCustomError("repeated_code", "{codes} more than once", {"codes": " ".join(sorted(repeated))})
        return value

    @model_validator(mode="after")
    def _decidable(self) -> Case:
        if self.answerable and not (self.gold_codes or self.must_include):
            raise PydanticCustomError("undecidable", "an answerable question needs gold_codes or must_include")
        if not self.answerable and self.gold_codes:
            raise PydanticCustomError("gold_of_refusal", "gold_codes must be empty where answerable is false")
        return self


def load(sources: Iterable[Path]) -> tuple[Case, ...]:
    """Read questions from files (one JSON object a line, or a spreadsheet) and from folders of `*.jsonl`.

    :raises UsageError: when there is none, or naming file, line and field of everything that is bad.
    """
    return _unique((file.name, file.read_bytes()) for file in _files(sources))


def loads(name: str, content: bytes) -> tuple[Case, ...]:
    """Read questions from the content of one file of that name.

    :raises UsageError: as `load` does.
    """
    return _unique([(name, content)])


def parse(line: str, place: str) -> Case:
    """Read one entry.

    :raises UsageError: naming the place, which is file and line, and the field.
    """
    return entries.parse(line, place, Case)


def as_lines(cases: Iterable[Case]) -> str:
    """The cases as the text of a file that `load` reads."""
    return "".join(case.model_dump_json(exclude_none=True) + "\n" for case in cases)


def names(cases: Iterable[Case]) -> tuple[str, ...]:
    """The categories of questions, each once: the known ones in their order, then the evaluator's own as they come."""
    found = dict.fromkeys(case.category for case in cases)
    return (*(name for name in CATEGORIES if name in found), *(name for name in found if name not in CATEGORIES))


def _unique(files: Iterable[tuple[str, bytes]]) -> tuple[Case, ...]:
    cases: dict[str, tuple[str, Case]] = {}
    faults = []
    for name, content in files:
        try:
            for place, case in sheet.entries(name, content, Case):
                if case.id in cases:
                    faults.append(UsageError("evaluation.used_id", place=place, id=case.id, at=cases[case.id][0]))
                cases[case.id] = place, case
        except UsageError as error:
            faults.append(error)
    if faults:
        raise all_of(faults)
    if not cases:
        raise UsageError("evaluation.no_questions")
    return tuple(case for _, case in cases.values())


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if not source.exists():
            raise UsageError("evaluation.no_file", file=source.name)
        yield from sorted(source.glob("*.jsonl")) if source.is_dir() else [source]


def _form(code: str) -> str:
    try:
        return key(code)
    except ValueError as error:
        raise PydanticCustomError("no_code", "{code} is not the code of an item", {"code": code}) from error
