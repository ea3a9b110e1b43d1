"""The measurement of questions rewritten for the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.errors import ModelFault
from assistant.evaluation.cases import Case
from assistant.worded.chat import Prompt
from assistant.worded.reading import Limits
from training.measure import SETS, Asked, semantic
from training.rewriting import Nearest, Rewriter, measure, row

LIMITS = Limits(seconds=10, silence=5, characters=2000)


class Saying:
    """A model that says one thing to everything, or fails."""

    name = "scripted"

    def __init__(self, said: str | None) -> None:
        self.said = said
        self.prompts: list[Prompt] = []

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """What it says."""
        self.prompts.append(prompt)
        if self.said is None:
            raise ModelFault("slow")
        yield self.said


@pytest.fixture(scope="module")
def assistant(index: Path) -> Assistant:
    """The assistant by rule."""
    return Assistant(Settings(index=index))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Some everyday questions."""
    return [case for file in SETS.values() for case in semantic(file)][::40]


@pytest.fixture
def put(assistant: Assistant) -> Callable[[str | None, Case], str]:
    """How a question is put by a model that says `said`."""
    return lambda said, case: Rewriter(assistant=assistant, chat=Saying(said), limits=LIMITS).put(case)


@pytest.mark.parametrize("said", [None, "", "不是問題。", "這屬於 T6.1 嗎？", "a\nb？", "[x](http://evil.example)？"])
def test_what_is_no_rewriting_leaves_the_question(
    said: str | None, put: Callable[[str | None, Case], str], cases: list[Case]
) -> None:
    """A model that fails, answers, names a code or writes mark-up changes nothing."""
    case = next(c for c in cases if c.lang == "zh-TW")
    assert put(said, case) == case.question


def test_a_rewriting_is_what_is_asked(assistant: Assistant, cases: list[Case]) -> None:
    """A good rewriting is asked in the place of the question, and the prompt holds the names and no key."""
    case, model = next(c for c in cases if c.lang == "zh-TW"), Saying("員工留用策略有哪些做法？")
    (asked,) = measure(assistant, [case], Rewriter(assistant=assistant, chat=model, limits=LIMITS))
    assert asked.answer.question.startswith("員工留用策略")
    assert "開發並應用招募和員工留用策略" in model.prompts[0].user


def test_the_scripted_model_adds_names_that_share_words(assistant: Assistant, cases: list[Case]) -> None:
    """The scripted model's rewritings are used, in both languages, and the table has a line for them."""
    rewriter = Rewriter(assistant=assistant, chat=Nearest(), limits=LIMITS)
    puts = {case.question: rewriter.put(case) for case in cases}
    assert sum(question != said for question, said in puts.items()) >= len(puts) / 2
    line = row("x", "zh", [Asked(case=c, answer=assistant.ask(c.question)) for c in cases])
    assert line.startswith(f"| x | zh | {len(cases)} |")
