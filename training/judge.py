"""Whether a form is a right reading of a question: by what it answers, as an evaluation scores answers."""

from __future__ import annotations

from functools import lru_cache

from assistant import Assistant
from assistant.answer.model import Answer
from assistant.answer.proof import Facts
from assistant.evaluation.cases import Case
from assistant.evaluation.metrics import score
from assistant.evaluation.prediction import of
from assistant.language.tag import Language, tag
from assistant.question.form import Question, Situation
from assistant.question.notation import oversized
from assistant.question.reader import Support
from assistant.retrieval.calibration import calibration

REMEMBERED = 100_000
"""Answers kept; many questions have the same candidates."""


class Judge:
    """Judges readings of questions about one standard."""

    def __init__(self, assistant: Assistant, support: Support, standard: str | None = None) -> None:
        self._support = support
        self._facts = Facts(assistant.relations(standard).standard)

        @lru_cache(maxsize=REMEMBERED)
        def answer(form: Question, language: Language) -> Answer:
            return assistant.run(form, language, standard)

        self._answer = answer

    def right(self, case: Case, form: Question) -> bool:
        """Whether the form answers the question exactly.

        A situation is right where one is told, and where nothing supports an answer to what has none: which items
        answer it best is retrieval's to find, not the reading's.
        """
        semantic = case.category.startswith("semantic")
        if isinstance(form, Situation):
            told = self._support(form.text) >= calibration().thresholds.least
            return told if semantic else not (told or case.answerable)
        if semantic:
            return False
        if oversized(form):
            return False
        scores = score(case, of(case.id, self._answer(form, tag(case.lang)), self._facts)).scores
        return scores["exact"] == 1 and scores.get("must_all", 1.0) == 1
