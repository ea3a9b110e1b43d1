"""The set of questions: reading it, and saying exactly where an entry is bad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from ..code import key
from ..conversation import Turn
from ..errors import UsageError

Category = Literal[
    "list_by_parent",
    "code_lookup",
    "reverse_lookup",
    "attribute",
    "semantic_zh",
    "semantic_en",
    "comparison_multi_hop",
    "count_aggregate",
    "unanswerable",
    "follow_up",
    "source_quirk",
    "adversarial",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
CaseLanguage = Literal["zh-TW", "zh-CN", "en", "mixed"]
LANGUAGES: tuple[CaseLanguage, ...] = get_args(CaseLanguage)


class Case(BaseModel):
    """One question and what a right answer holds. A `must_include` string `a|b` is met by either."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    lang: CaseLanguage
    category: Category
    question: str
    history: tuple[Turn, ...] = ()
    answerable: bool
    gold_codes: tuple[str, ...] = ()
    acceptable_codes: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    notes: str = ""
    standard: str | None = None

    @field_validator("id", "question")
    @classmethod
    def _filled(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be empty")
        return value

    @field_validator("gold_codes", "acceptable_codes")
    @classmethod
    def _codes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        forms = [key(code) for code in value]
        repeated = {code for code, form in zip(value, forms, strict=True) if forms.count(form) > 1}
        if repeated:
            raise ValueError(f"names {', '.join(sorted(repeated))} more than once")
        return value

    @model_validator(mode="after")
    def _decidable(self) -> Case:
        if self.answerable and not (self.gold_codes or self.must_include):
            raise ValueError("an answerable question needs gold_codes or must_include")
        if not self.answerable and self.gold_codes:
            raise ValueError("gold_codes must be empty where answerable is false")
        return self


def load(sources: Iterable[Path]) -> tuple[Case, ...]:
    """Read questions, one JSON object a line, from files and from folders of `*.jsonl`.

    :raises UsageError: when there is none, or naming file, line and field of the first bad entry.
    """
    cases: list[Case] = []
    seen: dict[str, str] = {}
    for file in _files(sources):
        for number, case in _read(file):
            place = f"{file.name}:{number}"
            if case.id in seen:
                raise UsageError(
                    f"{place}，id：{case.id} 已用於 {seen[case.id]}。 Field id: {case.id} is already used there."
                )
            seen[case.id] = place
            cases.append(case)
    if not cases:
        raise UsageError("沒有評測題目，請指定 .jsonl 檔。 There are no questions; name a .jsonl file.")
    return tuple(cases)


def parse(line: str, place: str) -> Case:
    """Read one entry.

    :param place: file and line, for the message.
    :raises UsageError: naming the place and the field.
    """
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"])) or ("JSON" if first["type"] == "json_invalid" else "entry")
        raise UsageError(f"{place}，{field}：{first['msg']}。 {place}, field {field}.") from error


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from sorted(source.glob("*.jsonl"))
        elif source.is_file():
            yield source
        else:
            raise UsageError(f"找不到題目檔 {source.name}。 There is no file {source.name}.")


def _read(file: Path) -> Iterator[tuple[int, Case]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file.name} 不是 UTF-8 文字檔（位元組 {error.start}）。 The file is not UTF-8.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, parse(line, f"{file.name}:{number}")


def as_lines(cases: Sequence[Case]) -> str:
    """The cases as the text of a file that `load` reads."""
    return "".join(case.model_dump_json(exclude_none=True) + "\n" for case in cases)
