"""Chat models from a script: no provider, no network, and every prompt they were given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer.worded.chat import Prompt
from assistant.errors import ModelFault

_LINE = re.compile(r'^\[(\d+)\] (".*")$', re.MULTILINE)


def evidence(prompt: Prompt) -> dict[int, str]:
    """The numbered passages of a prompt, unframed."""
    return {int(number): json.loads(text) for number, text in _LINE.findall(prompt.user)}


def numbered(prompt: Prompt, start: str) -> int:
    """The number of the first passage that begins with `start`."""
    return next(number for number, text in evidence(prompt).items() if text.startswith(start))


@dataclass
class Scripted:
    """Says what the script makes of the prompt, in pieces of three characters; a fault in the script is raised."""

    script: Callable[[Prompt], str | Sequence[str | ModelFault]]
    prompts: list[Prompt] = field(default_factory=list)
    name: str = "scripted:model"

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """The reply in pieces."""
        self.prompts.append(prompt)
        said = self.script(prompt)
        for piece in [said[i : i + 3] for i in range(0, len(said), 3)] if isinstance(said, str) else said:
            if isinstance(piece, ModelFault):
                raise piece
            yield str(piece)


def truthful(prompt: Prompt) -> str:
    """Words the evidence without a false word: its facts, in sentences that each cite their number.

    Asked to read a question it gives no form.
    """
    if prompt.schema is not None:
        return '{"forms": []}'
    facts = {n: t for n, t in evidence(prompt).items() if " | " not in t and not re.search(r"\(\d+\):", t)}
    stops = r"(?<=[。！？])|(?<=[.!?]) "
    said = [(n, part.strip()) for n, text in list(facts.items()) for part in re.split(stops, text) if part.strip()]
    return "\n".join(f"{part} [{n}]" for n, part in said)


def saying(*sentences: str) -> Scripted:
    """A model that says the same to every prompt."""
    return Scripted(lambda prompt: "\n".join(sentences))
