"""The printed form of a competency standard: columns, headings, labels and marks, as `form.toml` words them."""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

Pattern = re.Pattern[str]


class PrintedColumn(StrEnum):
    """A column of the table."""

    TASK = "task"
    ACTIVITY = "activity"
    OUTPUT = "output"
    INDICATOR = "indicator"
    LEVEL = "level"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"


class Form(BaseModel):
    """What is printed around the content. `labels` and `history` tell the field that a label or heading stands over."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    headings: dict[PrintedColumn, Pattern]
    names: dict[PrintedColumn, str]
    duty: str
    attitudes: Pattern
    notes: Pattern
    versions: frozenset[str]
    title_end: str
    level: Pattern
    levels: Pattern
    nothing: Pattern
    advice: Pattern
    advice_begun: Pattern
    page_number: Pattern
    labels: dict[str, str]
    codes: dict[str, str]
    history: dict[str, str]

    def columns(self, labels: Sequence[str]) -> list[PrintedColumn | None]:
        """The columns that the squeezed labels of a row head, with None for a label that is no heading.

        A blank one in the place of the only column that is missing heads that.
        """
        found = [self._column(label, duties=self.duty in labels) for label in labels]
        missing = next((column for column in PrintedColumn if column not in found), None)
        filled = [column if label else missing for label, column in zip(labels, found, strict=True)]
        return filled if filled == list(PrintedColumn) else found

    def closing(self, label: str) -> bool:
        """Whether a squeezed label heads one of the sections behind the table."""
        return bool(self.attitudes.fullmatch(label) or self.notes.fullmatch(label))

    def _column(self, label: str, *, duties: bool) -> PrintedColumn | None:
        if duties and label == self.duty:
            return PrintedColumn.TASK
        found = next((column for column, pattern in self.headings.items() if pattern.fullmatch(label)), None)
        return PrintedColumn.ACTIVITY if duties and found is PrintedColumn.TASK else found


FORM = Form.model_validate(tomllib.loads(Path(__file__).with_name("form.toml").read_text("utf-8")))
_NARROW = str.maketrans("（）＝：", "()=:")


def squeeze(text: str) -> str:
    """A label or heading without blanks and with narrow brackets, for comparison."""
    return re.sub(r"\s+", "", text).translate(_NARROW)
