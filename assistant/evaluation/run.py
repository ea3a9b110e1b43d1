"""One run: every question asked of an answerer and scored. It can be watched and stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from ..answer.model import Answer
from ..answer.proof import Facts
from ..errors import AssistantError
from ..language.tag import Language, tag
from ..question.conversation import Turn
from ..question.form import Question
from ..standard.model import Standard
from .cases import Case
from .metrics import score
from .prediction import Prediction, of
from .summary import Scored


class Answerer(Protocol):
    """What can be measured: the assistant, or anything that answers in its place."""

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that can be asked about, the first being the default."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """Answer one question in the light of the turns before it."""
        ...

    def run(self, form: Question, language: Language = "zh-TW", standard: str | None = None) -> Answer:
        """Answer a form of the query language."""
        ...


def scored(answerer: Answerer, cases: Sequence[Case]) -> Iterator[Scored]:
    """Ask and score one question after the other; whoever stops iterating stops the run.

    A question that fails is scored as wrong and never ends the run.

    :raises IndexMissing, IndexDamaged, IndexMismatch: when there is nothing to ask.
    """
    facts = {standard.code: Facts(standard) for standard in answerer.standards}
    for case in cases:
        prediction = _predict(answerer, case, facts)
        yield Scored(case=case, prediction=prediction, verdict=score(case, prediction))


def _asked(answerer: Answerer, case: Case) -> Answer:
    if case.form is None:
        return answerer.ask(case.question, case.history, case.standard)
    return answerer.run(case.form, tag(case.lang), case.standard)


def _predict(answerer: Answerer, case: Case, facts: dict[str, Facts]) -> Prediction:
    try:
        answer = _asked(answerer, case)
        return of(case.id, answer, facts[answer.standard])
    except Exception as error:  # noqa: BLE001 - one question must not end the run
        return Prediction(id=case.id, error=str(error) if isinstance(error, AssistantError) else type(error).__name__)
