"""`schema`: what other programs may rely on in the JSON of an answer and of a form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from ...question import notation
from ...settings import Settings
from .command import Argument, Command
from .transcript import FORMAT, Transcript

Shape = Literal["answer", "form"]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_PUBLISHED = {"assistant__question__form__Check": "assistant__question__inquiry__Check"}
"""Names of parts by the module that they stand in, and as they were published: those change with the version alone."""
_TAG = "op"
"""What tells one operation from another: named first, so that a validator that tries them in turn leaves each at once
instead of going through all that it holds."""


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
    version = FORMAT if of == "answer" else notation.VERSION
    found = Transcript.model_json_schema(mode="serialization") if of == "answer" else notation.schema()
    for name, published in _PUBLISHED.items():
        found = json.loads(json.dumps(found).replace(name, published))
    for part in found["$defs"].values():
        if properties := part.get("properties"):
            part["properties"] = {name: properties[name] for name in sorted(properties, key=lambda n: n != _TAG)}
    return {"$schema": _DIALECT, "$id": f"urn:competency-assistant:{of}:{version}", "version": version} | found
