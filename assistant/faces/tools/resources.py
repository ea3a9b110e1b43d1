"""What other assistants may read whole: the standards, each as data and as its source, and the query language."""

import json
from dataclasses import dataclass
from typing import Any

from ...answer.assistant import Assistant
from ...question.notation import schema
from ...standard.canonical import canonical
from .output import StandardHeld


@dataclass(frozen=True, slots=True)
class Resources:
    """Resources over an assistant, as text. Those of a standard raise UsageError for a code that is not there."""

    assistant: Assistant

    def standards(self) -> tuple[StandardHeld, ...]:
        """The standards that can be asked about."""
        return tuple(
            StandardHeld(code=code, name=one.name, version=one.version, level=one.level)
            for code, one in self.assistant.titles.items()
        )

    def listed(self) -> str:
        """The standards that can be asked about, as JSON."""
        return _json([one.model_dump() for one in self.standards()])

    def standard(self, code: str) -> str:
        """A standard in its canonical form, as JSON."""
        return _json(canonical(self.assistant.relations(code).standard))

    def source(self, code: str) -> str:
        """The text of the document that a standard was read from; lines in evidence count in it."""
        return self.assistant.stored(self.assistant.relations(code).standard.code).source_text

    def form(self) -> str:
        """The JSON schema of the query language, whose forms `query` takes."""
        return _json(schema())


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
