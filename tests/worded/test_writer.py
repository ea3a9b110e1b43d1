"""A writer over scripted models: what is kept of the rules, what is told, and how follow-ups are understood."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scripted import Scripted, evidence, saying, truthful

from assistant import Assistant
from assistant.answer.model import Listing, Sentence, plain, references
from assistant.answer.worded import chat, scrutiny
from assistant.answer.worded.chat import Prompt
from assistant.answer.worded.events import Done, Dropped, Found, Said
from assistant.answer.worded.writer import Writer
from assistant.errors import EmptyQuestion, ModelFault
from assistant.evaluation import standing
from assistant.evaluation.run import scored
from assistant.faces.pages import conversation
from assistant.language.catalogue.area import MODEL

Make = Callable[..., Writer]
QUESTION = "T5 需要哪些技能？"
TRUE = {
    "T5 需要哪些技能？": (
        "T5 需要四項技能。",
        "要勝任 T5「發展與維持服務水準的策略」，需要具備四項技能。",
        "這四項技能分別是溝通技能、計算技能、創新解決方案的問題解決技能，以及風險評估和管理技能。",
        "分別是 S27、S28、S29 和 S30。",
        "S27 是溝通技能，S28 是計算技能。",
        "在溝通技能方面，需要能與所有層級的人員有效溝通，進行有效的正式和非正式會議。",
        "T5 所需的技能例如溝通技能和計算技能。",
        "T5 的級別是 5。",
    ),
    "这个职能基准的级别是多少？": ("这份职能基准的级别是 4。", "该职能基准的级别为四级。"),
    "What skills does T5 need?": (
        "Task T5 requires four skills.",
        "The skills are S27, S28, S29 and S30.",
        "S27 covers communicating with people at all levels.",
        "To carry out T5 you need the following skills.",
    ),
}


def everything(*sentences: str) -> Scripted:
    """A model that cites all evidence for each sentence."""

    def script(prompt: Prompt) -> str:
        numbers = ", ".join(map(str, evidence(prompt)))
        return "\n".join(f"{s.rstrip('。.')} [{numbers}]{s[-1]}" for s in sentences)

    return Scripted(script)


@pytest.mark.parametrize(("question", "text"), [(q, s) for q, said in TRUE.items() for s in said])
def test_true_sentences_pass(question: str, text: str, writer: Make) -> None:
    """What is true, grounded and complete is not dropped, however it is put."""
    events = list(writer(everything(text)).stream(question))
    assert [e.cause for e in events if isinstance(e, Dropped)] == []
    assert [e for e in events if isinstance(e, Said)]


def test_a_truthful_model_scores_as_high_as_the_rules(rules: Assistant, writer: Make) -> None:
    """Over half the standing set none answered right by rule is answered wrong in a truthful model's words."""
    cases = standing.cases(rules.settings)[::2]
    by_rule = list(scored(rules, cases))
    by_model = list(scored(writer(Scripted(truthful)), cases))
    lost = [m.case.id for r, m in zip(by_rule, by_model, strict=True) if r.verdict.passed and not m.verdict.passed]
    assert lost == []
    assert sum(m.prediction.method == "model" for m in by_model) > 0.7 * len(cases)
    assert not [m.case.id for m in by_model if m.prediction.unborne]


def test_evidence_comes_first(writer: Make) -> None:
    """The answer by rule is known before the model is asked, and the last event is the answer."""
    model = saying("T5 需要四項技能 [1]。")
    events = writer(model).stream(QUESTION)
    first = next(events)
    assert isinstance(first, Found) and first.answer.method == "table" and model.prompts == []
    assert isinstance(list(events)[-1], Done)


def test_numbers_become_codes(writer: Make) -> None:
    """In what is shown the evidence numbers are gone and codes stand in their place."""
    answer = writer(everything("這項任務需要四項技能。")).ask(QUESTION)
    worded = next(b for b in answer.blocks if isinstance(b, Sentence) and "這項任務" in b.text)
    assert "[" not in plain(worded.text)
    assert references(worded.text)[0] == "T5"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("T5 需要 [4]、[5]、[6] 和 [7]。", True),
        ("T5 需要 [4]、[5] 和 [6]。", False),
        ("[4] 屬於 [3]。", True),
        ("[3] 屬於 [4]。", False),
        ("T1 需要 [4]。", False),
    ],
)
def test_numbers_in_the_place_of_words_are_read_as_what_they_stand_for(text: str, shown: bool, writer: Make) -> None:
    """An enumeration by numbers must be whole, and its relations must hold, like one by codes."""
    events = list(writer(saying(text)).stream(QUESTION))
    assert any(isinstance(e, Said) for e in events) is shown


def test_no_fact_is_lost(writer: Make) -> None:
    """A sentence of the rules that the model does not repeat stays; the list is always the table's."""
    answer = writer(saying("S27 是溝通技能 [4]。")).ask(QUESTION)
    texts = [plain(b.text) for b in answer.blocks if isinstance(b, Sentence)]
    assert answer.method == "model"
    assert any("共有 4 項技能" in text for text in texts) and any("S27" in text for text in texts)
    assert [len(b.rows) for b in answer.blocks if isinstance(b, Listing)] == [4]


def test_a_fact_is_not_said_twice(writer: Make) -> None:
    """What the model's sentences repeat, by a task's name or its code, is not said again in the words of the rules."""
    for task in ("T5", "「發展與維持服務水準的策略」"):
        answer = writer(everything(f"{task}共有四項技能。")).ask(QUESTION)
        texts = [plain(b.text) for b in answer.blocks if isinstance(b, Sentence) and b.role != "reading"]
        assert len(texts) == 1, texts


def test_what_is_left_out_is_told_with_its_cause(writer: Make) -> None:
    """The note names how many sentences were left out and why, each reason once."""
    lies = ("T5 只需要「溝通技能」 [4]。", "T5 需要 S28、S29 [2]。", "T5 很難 [1]。")
    truths = ("T5 需要四項技能 [1]。", "T5 的級別是 5 [3]。", "S27 是「溝通技能」 [4]。")
    answer = writer(saying(*truths, *lies)).ask(QUESTION)
    assert "3 句話查核不過（清單不完整、內容超出依據）" in answer.text


def test_evidence_that_is_too_much_is_told(writer: Make) -> None:
    """Where the limit leaves evidence out of the prompt the answer says so, with the limit and what was given."""
    model = saying("T5 需要四項技能 [1]。")
    answer = writer(model, chat_evidence=120).ask(QUESTION)
    assert len(evidence(model.prompts[0])) == 2
    assert "只有前面 2 段（上限 120 字）" in answer.text
    assert answer.method == "model" and len(answer.listings[0].rows) == 4


def test_evidence_too_long_for_any_prompt(writer: Make, rules: Assistant) -> None:
    """Where not even the first passage fits, the model is not asked and the answer says why."""
    model = saying("T5 需要四項技能 [1]。")
    answer = writer(model, chat_evidence=5).ask(QUESTION)
    assert model.prompts == [] and answer.method == "table"
    assert answer.blocks[:-1] == rules.ask(QUESTION).blocks and "能交給模型的字數" in answer.text


def test_corrections_and_limits_stay(writer: Make, rules: Assistant) -> None:
    """What the rules put right, and where the table is coarser than the question, is said in their words."""
    for question in ("S27 屬於 T1 嗎？", "T2.1 需要哪些技能？"):
        by_rule = [
            b for b in rules.ask(question).blocks if isinstance(b, Sentence) and b.role in ("correction", "limit")
        ]
        answer = writer(Scripted(truthful)).ask(question)
        assert by_rule and set(by_rule) <= set(answer.blocks)


def test_too_little_left(writer: Make, rules: Assistant) -> None:
    """When most of a reply fails, the answer by rule is shown whole and says so."""
    answer = writer(saying("T5 需要四項技能 [1]。", "T5 很難 [1]。", "T5 需要證照 [1]。")).ask(QUESTION)
    by_rule = rules.ask(QUESTION)
    assert answer.method == "table" and answer.blocks[:-1] == by_rule.blocks
    assert "查核不過" in answer.text


def test_a_repeated_sentence_is_said_once(writer: Make) -> None:
    """A sentence that comes again is dropped."""
    events = list(writer(saying(*["T5 需要四項技能 [1]。"] * 2)).stream(QUESTION))
    assert [e.cause for e in events if isinstance(e, Dropped)] == ["repeated"]


def test_a_refusal_is_not_worded(writer: Make, rules: Assistant) -> None:
    """Where the standard holds no answer the model is not asked for one."""
    model = saying("T9 需要四項技能 [1]。")
    answer = writer(model).ask("T9 需要哪些技能？")
    assert answer.refused and answer.blocks == rules.ask("T9 需要哪些技能？").blocks
    assert model.prompts == []


def test_a_question_that_cannot_be_taken(writer: Make) -> None:
    """The question's own faults are raised as by the assistant, before any model is asked."""
    model = saying("x")
    with pytest.raises(EmptyQuestion):
        writer(model).ask("？？")
    assert model.prompts == []


def test_the_second_of_a_list_stays_the_second(writer: Make) -> None:
    """A model that mentions the last item first does not change what a later question counts."""
    answer = writer(saying("T5 需要的技能例如「風險評估和管理技能」 [7]。", "T5 需要四項技能 [1]。")).ask(QUESTION)
    assert answer.method == "model" and answer.text.index("S30") < answer.text.index("S28")
    history = conversation.turns(conversation.Exchange(question=QUESTION, outcome=answer))
    assert "S28" in writer(saying("x")).ask("第二個是什麼？", history).cited_codes


def test_every_reason_and_cause_has_words() -> None:
    """Each fault and each cause can be told in each language."""
    for language in ("zh-TW", "zh-CN", "en"):
        for reason in chat.Reason.__args__:  # type: ignore[attr-defined]
            assert MODEL.say(f"fault.{reason}", language)  # type: ignore[arg-type]
        for cause in scrutiny.Cause.__args__:  # type: ignore[attr-defined]
            assert MODEL.say(f"cause.{cause}", language)  # type: ignore[arg-type]


def test_a_fault_in_the_middle_leaves_nothing_of_the_model(writer: Make, rules: Assistant) -> None:
    """A reply that breaks off is not shown in part."""
    model = Scripted(lambda prompt: ["T5 需要四項技能 [1]。\n", ModelFault("interrupted")])
    answer = writer(model).ask(QUESTION)
    assert answer.blocks[:-1] == rules.ask(QUESTION).blocks
    assert "中斷" in answer.text
