"""`schema`: what other programs may rely on in the JSON of an answer and of a form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from ...question import form
from ...settings import Settings
from .command import Argument, Command
from .transcript import FORMAT, Transcript

Shape = Literal["answer", "form"]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, kw_only=True)
class Schema(Command):
    """print the JSON schema of an answer or of a form of the query language"""

    of: Annotated[Shape, Argument("what `ask --json` gives, or what `ask --form` takes", placed=True)]

    def run(self, settings: Settings) -> int:
        """Print it."""
        print(json.dumps(schema(self.of), ensure_ascii=False, indent=2))
        return 0


def schema(of: Shape) -> dict[str, Any]:
    """The schema with its version, which changes whenever the schema does."""
    version = FORMAT if of == "answer" else form.VERSION
    found = Transcript.model_json_schema(mode="serialization") if of == "answer" else form.schema()
    return {"$schema": _DIALECT, "$id": f"urn:competency-assistant:{of}:{version}", "version": version} | found
