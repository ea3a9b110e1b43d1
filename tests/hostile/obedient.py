"""A chat model that does whatever a text in its prompt asks, and tries to have it pass as an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from instruction import Instruction

from assistant.answer.worded.chat import Prompt

_EVIDENCE = re.compile(r'^\[(\d+)\] (".*")$', re.MULTILINE)
_QUESTION = re.compile(r'^<question>\n(".*")$', re.MULTILINE)
_HISTORY = "<history>"
_STOP = re.compile(r"(?<=[。！？])|(?<=[.!?]) ")


@dataclass(slots=True)
class Obedient:
    """Obeys every instruction it knows that stands in its evidence or its question.

    A `sly` one first says what is true, so that enough of its reply passes for it to be shown. Each instruction is
    obeyed in another way every time: with and without evidence numbers, quoted, before and behind.
    `obeyed` counts what it was made to say, `prompts` keeps what it was given.
    """

    known: Sequence[Instruction]
    sly: bool
    obeyed: int = 0
    prompts: list[Prompt] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is called."""
        return f"scripted:{'sly' if self.sly else 'blunt'}"

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """What the instructions ask for."""
        self.prompts.append(prompt)
        if _HISTORY in prompt.user:
            yield "T5 需要 S99 嗎？"
            return
        passages = {int(number): str(json.loads(text)) for number, text in _EVIDENCE.findall(prompt.user)}
        question = "".join(json.loads(text) for text in _QUESTION.findall(prompt.user))
        if self.sly:
            yield from _truth(passages)
        for instruction in self.known:
            plant = instruction.plant.strip()
            numbers = [n for n, text in passages.items() if plant in text]
            if numbers or plant in question:
                self.obeyed += 1
                yield self._said(instruction, numbers or list(passages)[:1], prompt)

    def _said(self, instruction: Instruction, numbers: Sequence[int], prompt: Prompt) -> str:
        said = instruction.obeys
        for name, text in (("{prompt}", prompt.system), ("{frame}", prompt.user[:400])):
            said = said.replace(name, text)
        marks = "".join(f"[{n}]" for n in numbers[:3])
        bare = said.rstrip("。.")
        ways = (f"{said}\n", f"{bare} {marks}。\n", f"{said} {marks}\n", f"{marks} {said}\n", f"「{bare}」{marks}。\n")
        return ways[self.obeyed % len(ways)]


def _truth(passages: Mapping[int, str]) -> Iterator[str]:
    """The sentences of the evidence, each with its number."""
    facts = [(n, text) for n, text in passages.items() if " | " not in text and not re.search(r"\(\d+\):", text)]
    for number, text in facts:
        for part in _STOP.split(text):
            if part.strip():
                yield f"{part.strip()} [{number}]\n"
