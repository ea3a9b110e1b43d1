"""Answers about the sample standard, as the assistant would give them: what the double of it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sample import RELATIONS

from assistant.answer.model import (
    Answer,
    Block,
    Check,
    Citation,
    Listing,
    Row,
    Sentence,
    Understanding,
    reference,
)
from assistant.language.tag import Language
from assistant.question.conversation import Context, Past
from assistant.question.form import Below, Coded, Count, Locate, NotHeld, Question, Situation, Talk
from assistant.question.form import List as Listed
from assistant.question.reading import Token
from assistant.standard.model import Kind
from assistant.standard.relations import Item


def citation(item: Item) -> Citation:
    """An item as a citation of the sample standard."""
    return Citation(
        standard="BAS1499-002v2", code=item.code, kind=item.kind, text=item.text, parents=item.parents, spans=item.spans
    )


def _proved(question: str, language: Language = "zh-TW", **given: Any) -> Answer:
    """An answer off the table."""
    standard = "BAS1499-002v2"
    return Answer(question=question, standard=standard, language=language, method="table", confidence="proved", **given)


def _declined(question: str, **given: Any) -> Answer:
    """An answer that cites nothing, or only what is nearest."""
    return replace(_proved(question, **given), method="none", confidence="declined", refused=True)


def skills_of_t5(question: str, language: Language = "zh-TW") -> Answer:
    """The complete list of T5's skills."""
    lead = {
        "en": f"Task {reference('T5')} (發展與維持服務水準的策略) requires 4 skills.",
        "zh-TW": f"任務 {reference('T5')} 發展與維持服務水準的策略 需要 4 項技能。",
        "zh-CN": f"任务 {reference('T5')} 發展與維持服務水準的策略 需要 4 项技能。",
    }[language]
    note = "They belong to the task as a whole." if language == "en" else "這些技能屬於整個任務，原文未再細分到各指標。"
    rows = RELATIONS.children(Kind.SKILL, "T5")
    gloss = {"S27": "Communication skills"} if language == "en" else {}
    listed = tuple(Row(code=i.code, text=i.text, details=i.details, gloss=gloss.get(i.code, "")) for i in rows)
    return _proved(
        question,
        language,
        blocks=(
            Sentence(text=lead),
            Listing(title="", kind=Kind.SKILL, parent="T5", rows=listed, complete=True),
            Sentence(text=note, role="limit"),
        ),
        citations=tuple(citation(i) for i in (RELATIONS.get("T5"), *rows)),
        proof=(
            Check(rule="complete", claim=f"{reference('T5')}: S27–S30 4/4", holds=True),
            *(Check(rule="wording", claim=f"{reference(i.code)} {i.text}", holds=True) for i in rows),
        ),
        suggestions=("那知識呢？", "T1 需要哪些技能？") if language != "en" else ("And the knowledge?",),
    )


SKILLS: Question = Listed(Below(Coded(("T5",)), Kind.SKILL))
NUMBER: Question = Count(Below(Coded(("T5",)), Kind.SKILL))
PLACE: Question = Locate(Coded(("T5",)))


def understanding(
    form: Question, words: str, probability: float, tokens: str, *others: tuple[str, Question]
) -> Understanding:
    """How a question was read; `tokens` names each part with its role: `T5/used 嗎/filler`."""
    parts = (part.rpartition("/") for part in tokens.split())
    return Understanding(
        form=form,
        words=words,
        probability=probability,
        tokens=tuple(Token(text=text, role=role) for text, _, role in parts),
        others=others,
    )


def surely_read(question: str) -> Answer:
    """The list of T5's skills, its reading said above and sure."""
    read = understanding(SKILLS, "T5 的技能", 0.99, "T5/used 的/filler 技能/used 做簡報用/background 有哪些/asked")
    answer = skills_of_t5(question)
    said = Sentence(text="讀作：T5 的技能。", role="reading")
    context = Context((Past(SKILLS, ("T5",), ("S27", "S28", "S29", "S30"), question),))
    return replace(answer, understood=read, blocks=(said, *answer.blocks), context=context)


def doubtful(question: str) -> Answer:
    """The same list where two other readings are about as likely."""
    others = (("T5 有幾項技能 *x*", NUMBER), ("T5 屬於哪裡", PLACE))
    read = understanding(SKILLS, "T5 的技能", 0.4, "T5/used 那塊/used", *others)
    return replace(surely_read(question), understood=read, confidence="likely", suggestions=())


def partly_read(question: str) -> Answer:
    """A sure reading that leaves a part of the question out."""
    read = understanding(SKILLS, "T5 的技能", 0.95, "T5/used 技能/used <b>甲</b>/unread")
    return replace(surely_read(question), understood=read, confidence="likely")


def by_meaning(question: str) -> Answer:
    """What was found by meaning, surely read and likely to bear on the question."""
    read = understanding(Situation(question), "描述的情況", 0.97, "客訴/used 怎麼辦/filler")
    answer = skills_of_t5(question)
    blocks = tuple(replace(b, complete=False) if isinstance(b, Listing) else b for b in answer.blocks)
    return replace(
        answer, method="retrieval", confidence="likely", retrieved=("S27", "S28"), understood=read, blocks=blocks
    )


def greeting(question: str) -> Answer:
    """The answer to what is no question."""
    return _declined(
        question,
        blocks=(Sentence(text="您好，請問想知道什麼？"),),
        proof=(Check(rule="read", claim=f"{question} → asked", holds=True),),
        understood=understanding(Talk("hello"), "不是對基準的提問", 1.0, f"{question}/asked"),
        suggestions=("T1 需要哪些技能？",),
    )


def not_held(question: str) -> Answer:
    """A refusal of something that such a table never holds, with checks of what it shows instead."""
    read = understanding(NotHeld("frequency", Coded(("S27",))), "S27 的頻率", 0.99, "S27/used 多久/asked")
    check = Check(rule="wording", claim=f"{reference('S27')} 溝通技能", holds=True)
    return replace(refusal(question), understood=read, proof=(check,))


def refusal(question: str) -> Answer:
    """An answer that says the standard does not hold the matter."""
    return _declined(
        question,
        blocks=(
            Sentence(text="這份職能基準沒有提到薪資。"),
            Sentence(text=f"最接近的內容是 {reference('T1')} 將客戶服務中心整合至組織。", role="note"),
        ),
        citations=(citation(RELATIONS.get("T1")),),
        suggestions=("T1 有哪些工作活動？",),
    )


def correction(question: str) -> Answer:
    """An answer that puts a false premise right."""
    blocks: tuple[Block, ...] = (
        Sentence(text=f"{reference('S27')} 不屬於 {reference('T1')}，而是屬於 {reference('T5')}。", role="correction"),
        Sentence(text=f"{reference('S27')} 溝通技能"),
    )
    return _proved(
        question,
        blocks=blocks,
        citations=tuple(citation(RELATIONS.get(c)) for c in ("S27", "T1", "T5")),
        proof=(Check(rule="relation", claim=f"{reference('S27')} 屬於 {reference('T5')}", holds=True),),
    )


def long_list(question: str, count: int = 24) -> Answer:
    """A complete list too long to be drawn at once."""
    rows = tuple(Row(code="P5.1.1" if n else "P5.1.5", text=f"第 {n + 1} 項行為指標的內容") for n in range(count))
    listing = Listing(title="行為指標", kind=Kind.INDICATOR, parent="T5", rows=rows, complete=True)
    return _proved(
        question,
        blocks=(Sentence(text=f"任務 {reference('T5')} 有 {count} 項行為指標。"), listing),
    )
