"""A double of the assistant: it answers about the sample standard from a script."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sample import RELATIONS, SOURCE, standard
from sample_answers import skills_of_t5, understanding

from assistant.answer.model import (
    Answer,
    Sentence,
)
from assistant.index.generation import Manifest, StandardEntry, StoredStandard
from assistant.language.tag import Language
from assistant.question.conversation import Context, Past
from assistant.question.form import Question
from assistant.retrieval.port import Findings, Retrieve, Retrieved
from assistant.standard.model import Standard
from assistant.standard.relations import Relations
from assistant.standard.validity import Validity


def entry(standard: Standard, title: str = "") -> StandardEntry:
    """What an index tells of a standard without opening it."""
    version = standard.version.version if standard.version else ""
    return StandardEntry(
        name=standard.name, title=title, version=version, level=standard.level, source="", companion="", errata=0
    )


@dataclass(frozen=True)
class Example:
    """An example question under the name of the ability it shows."""

    label: str
    question: str


@dataclass
class Double:
    """Stands for the assistant: answers by the words of the question, or raises what the script says."""

    loaded: tuple[Standard, ...] = field(default_factory=lambda: (standard(),))
    trouble: Exception | None = None
    asked: list[tuple[str, int]] = field(default_factory=list)
    contexts: list[Context | None] = field(default_factory=list)
    ran: list[tuple[Question, Language, Context | None]] = field(default_factory=list)
    found: tuple[str, ...] = ()
    broken: bool = False
    valid: Validity = field(default_factory=lambda: Validity(dated=None, years=0, successor=None))
    replies: dict[str, Callable[[str], Answer] | Exception] = field(default_factory=dict)

    @property
    def standards(self) -> tuple[Standard, ...]:
        if self.trouble:
            raise self.trouble
        return self.loaded

    @property
    def titles(self) -> dict[str, StandardEntry]:
        return {s.code: entry(s, self.glosses(s.code).get("", "")) for s in self.standards}

    def ask(
        self,
        question: str,
        history: Sequence[object] = (),
        standard: str | None = None,
        context: Context | None = None,
    ) -> Answer:
        self.asked.append((question, len(history)))
        self.contexts.append(context)
        for words, reply in self.replies.items():
            if words in question:
                if isinstance(reply, Exception):
                    raise reply
                return reply(question)
        return skills_of_t5(question, "en" if re.fullmatch(r"[\x00-\x7f]+", question) else "zh-TW")

    def run(
        self, form: Question, language: Language = "zh-TW", standard: str | None = None, context: Context | None = None
    ) -> Answer:
        self.ran.append((form, language, context))
        if self.broken:
            raise RuntimeError("secret-key")
        said = Sentence(text=f"這是 {type(form).__name__} 的答案。")
        answer = replace(skills_of_t5("T5 有幾項技能"), blocks=(said,), language=language)
        past = Past(form, ("T5",), (), "T5 有幾項技能")
        return replace(answer, understood=understanding(form, "…", 1.0, ""), context=Context((past,)))

    def relations(self, standard: str | None = None) -> Relations:
        return Relations(next(s for s in self.loaded if standard in (None, s.code)))

    def stored(self, standard: str) -> StoredStandard:
        found = self.relations(standard).standard
        return StoredStandard(standard=found, source_text=SOURCE, source_name="", glosses=self.glosses(standard))

    def glosses(self, standard: str | None = None) -> dict[str, str]:
        return {"S27": "Communication skills"} if standard in (None, "BAS1499-002v2") else {}

    def retrieve(self, standard: str | None = None) -> Retrieve:
        found = tuple(Retrieved(code=code, kind=RELATIONS.get(code).kind, score=0.9) for code in self.found)
        return lambda text, kinds, most, prefer=(): Findings(items=found, support=0.9 if found else 0.0)

    def validity(self, standard: str | None = None) -> Validity:
        return self.valid

    @property
    def index(self) -> Manifest:
        return Manifest(
            format=1,
            inputs="",
            standards={},
            corpus={"sample.txt": hashlib.sha256(SOURCE.encode()).hexdigest()},
            sources={},
            code="c0de",
            embedding={"model": "double", "dimension": 8},
            chunks=21,
            collection="",
            counts={},
            files={},
            built="2026-01-01T00:00:00",
        )

    def examples(self, language: Language) -> tuple[Example, ...]:
        if language == "en":
            return tuple(Example(f"Ability {n}", f"what skills does T{n} require") for n in range(1, 7))
        labels = ("查代碼", "列清單", "反查", "比較", "用自己的話", "看級別")
        questions = (
            "S27 是什麼？",
            "T5 需要哪些技能？",
            "誰會用到 S27？",
            "T1 和 T5 的知識有什麼不同？",
            "處理顧客抱怨屬於哪個任務？",
            "哪些任務是第 5 級？",
        )
        return tuple(Example(label, question) for label, question in zip(labels, questions, strict=True))

    def warm(self) -> None:
        pass
