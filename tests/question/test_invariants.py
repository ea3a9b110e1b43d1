"""What holds of every reading, whatever the words: nothing dropped, and nothing changed by what does not matter."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import opencc
import pytest

from assistant import Assistant, Turn
from assistant.question.form import Amount, Minus, Not, Talk
from assistant.question.node import nodes
from assistant.question.rank import sets_of
from assistant.question.reading import Reading

EXAMPLES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("examples.jsonl").read_text(encoding="utf-8").splitlines()
][::4]
"""One in four of the table: what holds of these holds of all."""

PLAIN = (
    "T5 需要哪些技能",
    "列出所有技能",
    "T6.1 的產出",
    "哪些活動沒有產出",
    "T3 是幾級",
    "指標最多的活動",
    "T5 有幾條指標",
)
WHY = (
    "我要做簡報",
    "我是新來的主管",
    "我在準備面試",
    "主管下週要看",
    "我等等要開會",
)
PLAIN_EN = (
    "which skills does T5 need",
    "list all skills",
    "the outputs of T6.1",
    "activities without outputs",
    "what level is T3",
)
WHY_EN = ("I need it for a slide", "I'm preparing an interview", "my boss asked", "I am new here")

SPELT = {
    "T5": ("t5", "Ｔ５", "T 5", "t五", "T-5", "任務五", "任務 5"),
    "T5.1": ("t5.1", "Ｔ５．１", "T5-1", "T五點一", "T5。1", "t 5.1", "T5_1"),
    "K39": ("k39", "Ｋ３９", "K 39", "k三十九", "K-39", "K039"),
    "P5.1.4": ("p5.1.4", "P5-1-4", "P五點一點四", "p 5 1 4"),
}
ASKED = {
    "T5": ("{} 需要哪些技能", "{} 的產出", "{} 是幾級", "{} 有幾個活動", "which skills does {} need"),
    "T5.1": ("{} 的行為指標", "{} 的產出有哪些", "the outputs of {}"),
    "K39": ("{} 是什麼", "{} 在哪個任務", "what is {}"),
    "P5.1.4": ("{} 是什麼", "{} 屬於哪個活動"),
}

SAME = {
    "技能": ("職能技能",),
    "知識": ("職能知識",),
    "產出": ("工作產出", "交付物", "產出物"),
    "指標": ("行為指標", "績效指標", "評分標準", "評核標準"),
    "活動": ("工作活動", "子任務", "工作項目"),
    "任務": ("工作任務", "職責"),
    "outputs": ("deliverables", "work outputs", "work products"),
    "indicators": ("performance indicators", "behavioural indicators"),
    "activities": ("work activities", "subtasks"),
}
OF_KINDS = (
    "T5 的技能",
    "T5 的知識有哪些",
    "T5 的產出",
    "T6.1 有哪些產出",
    "T5 有幾條指標",
    "T5.1 的指標",
    "T3 底下有哪些活動",
    "K39 在哪個任務",
    "沒有產出的活動",
    "指標最多的活動",
    "the outputs of T5",
    "list the indicators of T5.1",
    "the activities of T3",
    "which skills does T5 need",
)

TURNED = (
    ("T5 和 T6 的技能", "T6 和 T5 的技能"),
    ("T5 的技能和知識", "T5 的知識和技能"),
    ("T6.1 的產出跟指標", "T6.1 的指標跟產出"),
    ("比較 T5 和 T6", "比較 T6 和 T5"),
    ("提到「風險」或「客戶」的知識", "提到「客戶」或「風險」的知識"),
    ("the skills and knowledge of T5", "the knowledge and skills of T5"),
    ("the outputs of T1 and T2", "the outputs of T2 and T1"),
    ("T1、T2、T3 的活動", "T3、T2、T1 的活動"),
)

SWAPPED = (
    ("哪些活動有產出", "哪些活動沒有產出"),
    ("有產出的活動", "沒有產出的活動"),
    ("有行為指標的活動", "沒有行為指標的活動"),
    ("哪些技能提到風險", "哪些技能沒有提到風險"),
    ("which skills mention risk", "which skills do not mention risk"),
    ("哪些知識提到客戶", "哪些知識沒提到客戶"),
    ("5 級的任務", "不是 5 級的任務"),
)
"""Something asserted, and the same denied: together they are everything of the kind, and nothing is in both."""

DENIED = (
    ("T5 的技能", "T5 以外的技能"),
    ("T5 的技能", "除了 T5 以外的技能"),
    ("T5 的技能", "不屬於 T5 的技能"),
    ("列出所有技能", "所有技能，除了 T5 的"),
    ("T5 的技能", "skills other than those of T5"),
    ("list all skills", "all skills except those of T5"),
    ("list all skills", "list all skills except S1"),
    ("列出所有技能", "列出所有技能，S1 不要"),
    ("列出所有技能", "扣掉 T5 的，其他技能有哪些"),
    ("T6.1 的產出和指標", "T6.1 的產出和指標，指標先不用列"),
    ("the outputs and indicators of T5", "the outputs of T5, skip the indicators"),
    ("列出所有任務", "沒有產出的任務有哪些"),
    ("哪些任務需要溝通技能", "which tasks do not require communication skills"),
    ("列出所有活動", "哪些活動一項產出都沒有"),
)
"""A question without and with an exclusion."""

NO_QUESTION = (
    "你好",
    "嗨",
    "謝謝",
    "感謝你",
    "好",
    "好的",
    "OK",
    "知道了",
    "了解",
    "嗯嗯",
    "沒問題",
    "繼續",
    "再說一次",
    "你確定嗎",
    "詳細一點",
    "短一點",
    "用英文",
    "你是誰",
    "早安",
    "hello",
    "thanks",
    "bye",
    "hi there",
    "thank you so much",
    "ok got it",
    "I see",
    "are you sure?",
    "say that again",
    "go on",
    "shorter please",
    "in English please",
    "who are you",
)


def _outcome(assistant: Assistant, question: str) -> Any:
    return assistant.ranker().outcome(assistant.read(question).best.form)


def _items(assistant: Assistant, question: str) -> frozenset[str]:
    form = assistant.read(question).best.form
    return frozenset(i.code for s in sets_of(form) for i in assistant.ranker().run(s).items)


def _unordered(value: object) -> object:
    return frozenset(map(_unordered, value)) if isinstance(value, tuple) else value


def _pairs(left: Iterable[str], right: Iterable[str]) -> list[tuple[str, str]]:
    return list(itertools.product(left, right))


@pytest.mark.parametrize(("question", "why"), [*_pairs(PLAIN, WHY), *_pairs(PLAIN_EN, WHY_EN)])
@pytest.mark.parametrize("order", ["behind", "before"])
def test_who_asks_and_why_changes_nothing(assistant: Assistant, question: str, why: str, order: str) -> None:
    """A clause of background is neither a filter nor a question."""
    comma = ", " if question.isascii() else "，"
    asked = f"{question}{comma}{why}" if order == "behind" else f"{why}{comma}{question}"
    assert _outcome(assistant, asked) == _outcome(assistant, question)


@pytest.mark.parametrize("question", [e["question"] for e in EXAMPLES if e["lang"] == "zh-TW"])
def test_script_changes_nothing(assistant: Assistant, question: str) -> None:
    """What is written in Simplified characters is read as what is written in Traditional ones, and back."""
    simplified = opencc.OpenCC("t2s").convert(question)
    back = opencc.OpenCC("s2t").convert(simplified)
    forms = {type(assistant.read(q).best.form) for q in (question, simplified, back)}
    assert len(forms) == 1
    assert _items(assistant, question) == _items(assistant, simplified) == _items(assistant, back)


@pytest.mark.parametrize(
    ("code", "written", "question"), [(c, w, q) for c, ways in SPELT.items() for w in ways for q in ASKED[c]]
)
def test_the_spelling_of_a_code_changes_nothing(assistant: Assistant, code: str, written: str, question: str) -> None:
    """Width, case, blanks, hyphens and numerals."""
    assert _outcome(assistant, question.format(written)) == _outcome(assistant, question.format(code))


@pytest.mark.parametrize(
    ("question", "word", "other"),
    [(q, w, o) for q in OF_KINDS for w, others in SAME.items() if w in q for o in others],
)
def test_a_synonym_of_a_kind_changes_nothing(assistant: Assistant, question: str, word: str, other: str) -> None:
    """Kinds are called by many names."""
    assert _outcome(assistant, question.replace(word, other)) == _outcome(assistant, question)


@pytest.mark.parametrize(("one", "other"), TURNED)
def test_the_order_of_two_conjuncts_changes_nothing(assistant: Assistant, one: str, other: str) -> None:
    """A and B is B and A; only the order of the answer may differ."""
    assert _unordered(_outcome(assistant, one)) == _unordered(_outcome(assistant, other))


@pytest.mark.parametrize(("held", "denied"), SWAPPED)
def test_having_and_not_having_are_opposites(assistant: Assistant, held: str, denied: str) -> None:
    """What has it and what has not are apart, and together they are all."""
    yes, no = _items(assistant, held), _items(assistant, denied)
    kinds = {assistant.relations().get(c).kind for c in yes | no}
    assert not yes & no
    assert yes | no == {i.code for k in kinds for i in assistant.relations().of_kind(k)}


def _said(reading: Reading) -> bool:
    """Whether a negation stands in the form."""
    inside = list(nodes(reading.best.form))
    return any(isinstance(n, Minus | Not) or isinstance(n, Amount) and n.n == 0 for n in inside)


@pytest.mark.parametrize(("plain", "denied"), DENIED)
def test_an_exclusion_is_never_passed_over(assistant: Assistant, plain: str, denied: str) -> None:
    """It stands in the form, or what it leaves out is not in the answer."""
    reading = assistant.read(denied)
    assert _said(reading) or _items(assistant, denied) < _items(assistant, plain)
    assert _items(assistant, denied) != _items(assistant, plain)


@pytest.mark.parametrize("text", NO_QUESTION)
@pytest.mark.parametrize("before", [(), ("T5 需要哪些技能？",)], ids=["first", "later"])
def test_what_is_no_question_gets_no_codes(assistant: Assistant, text: str, before: tuple[str, ...]) -> None:
    """Thanks, agreement and requests about the answer are no question to the standard."""
    turns: list[Turn] = []
    for question in before:
        answer = assistant.ask(question)
        turns += [Turn(role="user", content=question), Turn(role="assistant", content=answer.text)]
    reading = assistant.read(text, assistant.recall(turns))
    assert isinstance(reading.best.form, Talk)
    if not before:
        assert assistant.ask(text).cited_codes == ()
