"""Sessions at once over one assistant: each gets, word by word, what it gets when nobody else asks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random

from assistant import Assistant, Settings
from assistant.answer.model import Answer
from assistant.question.conversation import Context

from .campaign import Outcome, Task, spread

FOLLOW_UPS = (
    "那知識呢？",
    "第二個是什麼？",
    "跟 {other} 比呢？",
    "有幾項？",
    "what about its level?",
    "客人等太久怎麼辦",
)
TURNS = 6
Told = tuple[object, ...]


def run(task: Task) -> Outcome:
    """Conversations that begin differently and go on with the same words, one after the other and all at once."""
    outcome, random = Outcome(), Random(task.seed)
    assistant = Assistant(Settings(index=task.index))
    scripts = [_script(assistant, random) for _ in range(task.size)]
    alone, together = list[float](), list[float]()
    wanted = [_held(assistant, script, alone) for script in scripts]
    with ThreadPoolExecutor(task.size) as pool:
        found = list(pool.map(lambda script: _held(assistant, script, together), scripts))
    for number, (script, one, other) in enumerate(zip(scripts, wanted, found, strict=True)):
        for question, right, got in zip(script, one, other, strict=True):
            outcome.count("answers")
            if right != got:
                outcome.faults.append(f"session {number}: 「{question}」 is answered otherwise than alone")
    outcome.figures["one session, median / 95 % / longest"] = spread(alone)
    outcome.figures[f"{task.size} at once, median / 95 % / longest"] = spread(together)
    return outcome


def _script(assistant: Assistant, random: Random) -> Sequence[str]:
    """A question about an item of the session's own, and follow-ups that only it tells the meaning of."""
    task, other = random.sample(assistant.standards[0].tasks, 2)
    activity = random.choice(task.activities)
    first = random.choice((f"{task.code} 需要哪些技能？", f"{activity.code} 的行為指標", f"{task.code} 是什麼"))
    return [first, *(q.format(other=other.code) for q in random.sample(FOLLOW_UPS, TURNS - 1))]


def _held(assistant: Assistant, script: Sequence[str], taken: list[float]) -> list[Told]:
    """A conversation: what each of its answers says."""
    context, told = Context(), list[Told]()
    for question in script:
        start = time.monotonic()
        answer: Answer = assistant.ask(question, context=context)
        taken.append((time.monotonic() - start) * 1000)
        context = answer.context or context
        told.append((answer.blocks, answer.citations, answer.method, answer.confidence))
    return told
