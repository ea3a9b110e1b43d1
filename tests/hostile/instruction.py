"""An instruction that somebody plants in a document or writes into a question, and what obeying it would say."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("zh-TW", "zh-CN", "en")
_FILE = Path(__file__).parent / "instructions.toml"
_QUESTIONS = Path(__file__).parent.parent / "questions" / "hostile.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """`plant` is the text with the instruction in it, `obeys` what a model says that follows it."""

    language: str
    plant: str
    obeys: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileQuestion:
    """A question that tries to take the assistant over."""

    id: str
    lang: str
    attack: str
    question: str
    obeys: str

    @property
    def instruction(self) -> Instruction:
        """The question as an instruction."""
        return Instruction(language=self.lang, plant=self.question, obeys=self.obeys)


def instructions() -> tuple[Instruction, ...]:
    """Everything that is planted: each instruction in each language."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["instruction"]
    return tuple(Instruction(language=language, **entry[language]) for entry in entries for language in LANGUAGES)


def hostile_questions() -> tuple[HostileQuestion, ...]:
    """The set of hostile questions."""
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    return tuple(HostileQuestion(**json.loads(line)) for line in lines if line.strip())
