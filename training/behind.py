"""`python -m training.behind QUESTIONS.jsonl`: what a conversation costs the questions that stand alone.

Each is asked alone and behind three others of its set, drawn by a seed; to those it owes nothing, so the answer should
be the same.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from assistant import Assistant
from assistant.answer.proof import Facts
from assistant.evaluation.cases import load
from assistant.evaluation.metrics import score
from assistant.evaluation.prediction import of
from assistant.settings import load as settings

BEFORE = 3  # questions asked before each
SEED = 7


def main() -> None:
    """Ask and report."""
    options = argparse.ArgumentParser(prog="python -m training.behind", description=__doc__)
    options.add_argument("questions", type=Path)
    options.add_argument("--number", type=int, default=300, help="questions asked")
    given = options.parse_args()
    assistant = Assistant(settings())
    facts = Facts(assistant.relations().standard)
    cases = [c for c in load([given.questions]) if not c.history and not c.standard]
    draw = random.Random(SEED)
    pairs: list[tuple[bool, bool]] = []
    for case in draw.sample(cases, min(given.number, len(cases))):
        context = None
        for other in draw.sample(cases, BEFORE):
            context = assistant.ask(other.question, context=context).context
        answers = (assistant.ask(case.question), assistant.ask(case.question, context=context))
        alone, behind = (score(case, of(case.id, answer, facts)).passed for answer in answers)
        pairs.append((alone, behind))
    alone_right, behind_right = (sum(pair[n] for pair in pairs) for n in (0, 1))
    lost = sum(alone and not behind for alone, behind in pairs)
    print(f"{len(pairs)} questions: right alone {alone_right}, behind {BEFORE} others {behind_right}; lost {lost}")


if __name__ == "__main__":
    main()
