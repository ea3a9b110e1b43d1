"""`python -m training.rewriting`: whether questions put into a standard's words by a model are searched better.

Every everyday question in the repository is asked as it stands and as it is rewritten: by a model from a script, which
adds the names of the activities nearest to the question, as a careful model would; and by the configured chat model,
where there is one. A rewriting that is no question, or names a code, is not used, as in a conversation.
"""

from __future__ import annotations

import json
import re
import statistics
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from assistant.errors import ModelFault
from assistant.evaluation.cases import Case
from assistant.language.folding import fold
from assistant.settings import load as settings
from assistant.standard.companion import gloss
from assistant.standard.relations import UPPER
from assistant.worded import followup
from assistant.worded.chat import Chat, Prompt
from assistant.worded.prompt import frame, framed
from assistant.worded.provider import configured
from assistant.worded.reading import Limits, read
from training.measure import SETS, Asked, semantic

_NEAREST = 2
"""Names that the scripted model adds."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A scripted model: the question, and behind it the names in the prompt that share most with it."""

    name: str = "scripted: nearest names added"

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """The rewritten question."""
        *names, question = [str(json.loads(line)) for line in prompt.user.splitlines() if line.startswith('"')]
        nearest = sorted(names, key=lambda name: -_shared(name, question))[:_NEAREST]
        yield " ".join([question.rstrip("？?。. "), *(n for n in nearest if _shared(n, question))]) + "？"


def _shared(name: str, question: str) -> float:
    """Share of a name's words, or pairs of characters, that a question has."""
    own, other = _words(name), _words(question)
    return len(own & other) / len(own) if own else 0.0


def _words(text: str) -> set[str]:
    folded = fold(text)
    han = (run[i : i + 2] for run in re.findall(r"[\u3400-\u9fff]+", folded) for i in range(len(run) - 1))
    return {*re.findall(r"[a-z]{4,}", folded), *han}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriter:
    """Puts questions into the words of a standard by a chat model."""

    assistant: Assistant
    chat: Chat
    limits: Limits

    def put(self, case: Case) -> str:
        """The question as the model puts it; as it is where the model fails or says anything else."""
        language = self.assistant.ask(case.question, standard=case.standard).language
        table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
        relations, glosses = self.assistant.relations(case.standard), self.assistant.glosses(case.standard)
        items = [item for item in relations.items if item.kind in UPPER]
        names = [(gloss(glosses, item) if language == "en" else "") or item.text for item in items]
        prompt = Prompt(
            system=table[language].strip(),
            user=frame("evidence", list(map(framed, names))) + "\n" + frame("question", [framed(case.question)]),
        )
        try:
            reply = "".join(piece.text for piece in read(self.chat, prompt, self.limits))
        except ModelFault:
            return case.question
        return followup.accepted(reply, case.question, (), language, 2000) or case.question


def measure(assistant: Assistant, cases: Sequence[Case], rewriter: Rewriter | None) -> list[Asked]:
    """The questions with what is answered, each rewritten before where there is a rewriter."""
    puts = [rewriter.put(case) if rewriter else case.question for case in cases]
    return [
        Asked(case=case, answer=assistant.ask(put, standard=case.standard))
        for case, put in zip(cases, puts, strict=True)
    ]


def row(name: str, language: str, asked: Sequence[Asked]) -> str:
    """One line of the table: recall@5 and recall@10 over all questions, and the share declined."""
    numbers = (
        statistics.mean(a.recall(5) for a in asked),
        statistics.mean(a.recall(10) for a in asked),
        sum(a.answer.refused for a in asked) / len(asked),
    )
    return f"| {name} | {language} | {len(asked)} | " + " | ".join(f"{n:.2f}" for n in numbers) + " |"


def main() -> None:
    """Measure and print."""
    chosen = settings()
    assistant = Assistant(chosen)
    limits = Limits(seconds=chosen.chat_time, silence=chosen.chat_silence, characters=chosen.question_limit)
    chats = [chat for chat in (Nearest(), configured(chosen)) if chat]
    cases = [case for file in SETS.values() if file.exists() for case in semantic(file)]
    print("| questions | language | number | recall@5 | recall@10 | declined |")
    print("|---|---|---|---|---|---|")
    for rewriter in (None, *(Rewriter(assistant=assistant, chat=chat, limits=limits) for chat in chats)):
        name = rewriter.chat.name if rewriter else "as asked"
        for language in ("zh", "en"):
            some = [case for case in cases if (case.lang == "en") == (language == "en")]
            print(row(name, language, measure(assistant, some, rewriter)))


if __name__ == "__main__":
    main()
