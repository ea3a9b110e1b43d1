"""Thousands of sentences from a small grammar, true and false by the table: no false one passes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.answer.proof import Facts
from assistant.answer.worded.evidence import Evidence, gather
from assistant.answer.worded.scrutiny import Scrutiny
from assistant.standard.code import key, kind_of
from assistant.standard.model import Kind
from assistant.standard.relations import Relations

NAMES = {
    Kind.TASK: ("任務", "task"),
    Kind.ACTIVITY: ("工作活動", "activity"),
    Kind.KNOWLEDGE: ("知識", "knowledge item"),
    Kind.SKILL: ("技能", "skill"),
    Kind.INDICATOR: ("行為指標", "indicator"),
    Kind.OUTPUT: ("工作產出", "output"),
}
QUESTIONS = (
    "比較 T1 和 T5 的技能",
    "T5 的技能和知識",
    "T3.1 的產出和行為指標",
    "Compare the skills of T1 and T5",
    "What skills and knowledge does T5 need?",
)
SAMPLES = 250


class Grammar:
    """Makes sentences about the codes of some evidence, each with whether the table bears it out."""

    def __init__(self, evidence: Evidence, seed: int) -> None:
        codes = sorted({c for p in evidence.passages for c in p.codes})
        self.uppers = [c for c in codes if c[0] == "T"]
        self.lowers = [c for c in codes if c[0] != "T"]
        self.facts, self.relations = evidence.facts, evidence.relations
        self.english = evidence.answer.language == "en"
        self.chance = random.Random(seed)

    def under(self, low: str, up: str) -> bool:
        """Whether one code hangs on another."""
        return (key(low), key(up)) in self.facts.above

    def sentence(self) -> tuple[str, bool]:
        """One sentence and its truth."""
        return self.chance.choice(list(self._english() if self.english else self._chinese()))

    def _draw(self) -> tuple[str, str, str, str, Kind, int, int]:
        t, u = self.chance.choice(self.uppers), self.chance.choice(self.uppers)
        x, y = self.chance.sample(self.lowers, 2)
        return t, u, x, y, self.chance.choice(list(NAMES)), self.chance.randint(1, 10), self.chance.randint(3, 6)

    def _chinese(self) -> Iterator[tuple[str, bool]]:
        t, u, x, y, kind, n, level = self._draw()
        word, name = NAMES[kind][0], self.relations.get(y).text
        counted, ranked = self.facts.count(kind, t) == n, level in self.facts.levels.get(key(t), ())
        yield f"{t} 需要 {x}。", self.under(x, t)
        yield f"{x} 屬於 {t}。", self.under(x, t)
        yield f"{t} 屬於 {x}。", False
        yield f"{t} 屬於 {u}。", self.under(t, u)
        yield f"{t} 包含 {u}。", self.under(u, t)
        yield f"{x} 需要 {y}。", False
        yield f"{x} 是{word}。", kind_of(x) is kind
        yield f"{x} 是 {t} 的{word}。", kind_of(x) is kind and self.under(x, t)
        yield f"{word} {x} 屬於 {t}。", kind_of(x) is kind and self.under(x, t)
        yield f"{t} 的{word}是 {x}。", kind_of(x) is kind and self._whole(kind, t, x)
        yield f"{t} 有 {n} 項{word}。", counted
        yield f"{t} 的級別是 {level}。", ranked
        yield f"{t} 與 {u} 都是 {level} 級。", ranked and level in self.facts.levels.get(key(u), ())
        yield f"{x}「{name}」屬於 {t}。", self.relations.get(x).text == name and self.under(x, t)
        yield f"{t} 需要 {x}，{u} 需要 {y}。", self.under(x, t) and self.under(y, u)

    def _english(self) -> Iterator[tuple[str, bool]]:
        t, u, x, y, kind, n, level = self._draw()
        word = NAMES[kind][1]
        yield f"{t} requires {x}.", self.under(x, t)
        yield f"{x} belongs to {t}.", self.under(x, t)
        yield f"{t} belongs to {x}.", False
        yield f"{t} is under {u}.", self.under(t, u)
        yield f"{x} is a {word}.", kind_of(x) is kind
        yield f"{x} is a {word} of {t}.", kind_of(x) is kind and self.under(x, t)
        yield f"The {word} {x} belongs to {t}.", kind_of(x) is kind and self.under(x, t)
        yield f"The {word}s of {t} are {x} and {y}.", False
        yield f"{t} has {n} {word}s.", self.facts.count(kind, t) == n
        yield f"{t} is at level {level}.", level in self.facts.levels.get(key(t), ())
        yield f"{t} requires {x}, while {u} requires {y}.", self.under(x, t) and self.under(y, u)

    def _whole(self, kind: Kind, up: str, code: str) -> bool:
        return [i.code for i in self.relations.children(kind, up)] == [code]


def evidence(rules: Assistant, question: str) -> Evidence:
    """The evidence of the answer by rule."""
    relations: Relations = rules.relations()
    return gather(rules.ask(question), relations, Facts(relations.standard), rules.glosses(), 12000)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_false_sentence_passes(question: str, rules: Assistant) -> None:
    """Of the sentences that the grammar makes none that the table contradicts passes."""
    found = evidence(rules, question)
    grammar, seen = Grammar(found, seed=len(question)), Counter[tuple[bool, bool]]()
    for _ in range(SAMPLES):
        text, true = grammar.sentence()
        numbers = ", ".join(str(p.number) for p in found.passages if p.kind != "item" or p.own[0] in text)
        passes = Scrutiny(found).check(f"{text[:-1]} [{numbers}]{text[-1]}").cause is None
        seen[true, passes] += 1
        assert true or not passes, text
    assert seen[True, True] > 0 and seen[False, False] > SAMPLES / 2
