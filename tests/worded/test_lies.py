"""A model that lies: no false statement reaches the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from lie import COMPARE, KNOWLEDGE, SKILLS, Lie
from lies import lies
from scripted import Scripted, evidence

from assistant import Assistant
from assistant.answer.model import Sentence, plain
from assistant.answer.worded.chat import Prompt
from assistant.answer.worded.events import Done, Dropped, Found
from assistant.answer.worded.scrutiny import Scrutiny, Verdict
from assistant.answer.worded.statement import read
from assistant.answer.worded.writer import Writer
from tests.once import once

TRUTH = {
    "zh-TW": ("以下是 T5 所需的技能 [{all}]。", "T5 需要這些技能 [{all}]。"),
    "zh-CN": ("以下是 T5 所需的技能 [{all}]。", "T5 需要这些技能 [{all}]。"),
    "en": ("These are the skills of T5 [{all}].", "T5 requires these skills [{all}]."),
}


@pytest.fixture(scope="module", autouse=True)
def _once(rules: Assistant) -> Iterator[None]:
    """Each question is answered by rule once: all lies that are told of it meet that answer."""
    with once(rules):
        yield


def _citing(lie: Lie, prompt: Prompt) -> str:
    numbers = ", ".join(map(str, evidence(prompt)))
    return f"{lie.text.rstrip('。.')} [{numbers}]" + lie.text[-1:]


def _asked(rules: Assistant) -> list[Lie]:
    """The lies whose question has an answer; one in one's own words has one only as far as the search finds it."""
    answered = {q for q in {lie.question for lie in lies(rules.relations())} if not rules.ask(q).refused}
    return [lie for lie in lies(rules.relations()) if lie.question in answered]


def test_there_are_two_hundred_lies_of_ten_kinds(rules: Assistant) -> None:
    """The enumeration is as large as promised."""
    found = _asked(rules)
    assert len(found) >= 600
    assert len(Counter(lie.kind for lie in found)) >= 10


def test_without_the_checks_every_lie_would_be_told(
    rules: Assistant, writer: Callable[..., Writer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks of their sentences stop the lies: with those off, all would be shown but the ones with foreign codes.

    Foreign codes are found a second time, when the answer is proved.
    """
    monkeypatch.setattr(Scrutiny, "check", lambda self, text: Verdict(statement=read(text, self.evidence), cause=None))
    sample = [lie for lie in _asked(rules) if "code" not in lie.kind][::9]
    answers = [writer(Scripted(lambda prompt, lie=lie: _citing(lie, prompt))).ask(lie.question) for lie in sample]
    told = [a.method == "model" for a in answers]
    assert sum(told) > 0.85 * len(sample)


def test_no_lie_reaches_the_page(rules: Assistant, writer: Callable[..., Writer]) -> None:
    """Each lie, told alone, is dropped, and what is shown is the answer by rule."""
    believed = []
    for lie in _asked(rules):
        events = list(writer(Scripted(lambda prompt, lie=lie: _citing(lie, prompt))).stream(lie.question))
        found = next(e.answer for e in events if isinstance(e, Found))
        done = next(e.answer for e in events if isinstance(e, Done))
        if (
            done.method == "model"
            or done.blocks[:-1] != found.blocks
            or not any(isinstance(e, Dropped) for e in events)
        ):
            believed.append(lie)
    assert believed == []


@pytest.mark.parametrize("language", ["zh-TW", "zh-CN", "en"])
def test_a_lie_among_truths_is_left_out_and_told(
    language: str, rules: Assistant, writer: Callable[..., Writer]
) -> None:
    """Between true sentences a lie alone is dropped, and the answer says that a sentence was."""
    for lie in [x for x in lies(rules.relations()) if x.question == SKILLS[language]][::7]:

        def script(prompt: Prompt, lie: Lie = lie) -> str:
            numbers = ", ".join(map(str, evidence(prompt)))
            first, second = (t.replace("{all}", numbers) for t in TRUTH[language])
            return "\n".join((first, _citing(lie, prompt), second))

        answer = writer(Scripted(script)).ask(lie.question)
        shown = [plain(b.text) for b in answer.blocks if isinstance(b, Sentence)]
        assert answer.method == "model", lie
        assert not any(lie.text.rstrip("。.") in text for text in shown), lie
        assert len(answer.blocks) > len(rules.ask(lie.question).blocks)


def test_the_questions_of_the_lies_are_answered_by_rule(rules: Assistant) -> None:
    """The questions have table answers in the language meant, so that the lies meet real evidence."""
    for questions in (COMPARE, SKILLS, KNOWLEDGE):
        for language, question in questions.items():
            answer = rules.ask(question)
            assert (answer.method, answer.language) == ("table", language)
            assert answer.listings
