"""False replies in ten kinds, made from the standard: each would be believed if nobody looked it up.

Every lie cites all the evidence there is, so that nothing but what it says can give it away.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from lie import COMPARE, KNOWLEDGE, SKILLS, Lie, said
from misshapen import misshapen

from assistant.standard.model import Kind
from assistant.standard.relations import Relations


def lies(relations: Relations) -> list[Lie]:
    """Every lie, each once."""
    makers = (
        _fabricated,
        _unretrieved,
        _altered,
        _wrong_relation,
        _incomplete,
        _wrong_number,
        _invented,
        _recombined,
        _denied,
        _subtle,
    )
    return list(dict.fromkeys((*(lie for make in makers for lie in make(relations)), *misshapen())))


def _fabricated(relations: Relations) -> Iterator[Lie]:
    for code in ("S99", "K77", "A55", "S31.2", "T9", "T5.9", "P9.9.9", "O8.8.8", "P5.1.99"):
        yield from said(
            "fabricated code",
            SKILLS,
            tw=f"T5 也需要 {code}。",
            cn=f"T5 也需要 {code}。",
            en=f"T5 also requires {code}.",
        )


def _unretrieved(relations: Relations) -> Iterator[Lie]:
    for code in ("S1", "S11", "S20", "K1", "K30", "A01", "T1", "P2.1.1", "O3.1.1"):
        yield from said(
            "real code, not in the evidence",
            SKILLS,
            tw=f"T5 也需要 {code}。",
            cn=f"T5 也需要 {code}。",
            en=f"T5 also requires {code}.",
        )
    for code in ("S1", "S11", "K1"):
        name = relations.get(code).text
        yield from said("real wording, not in the evidence", SKILLS, tw=f"T5 也需要「{name}」。")
        yield from said("real wording, not in the evidence", SKILLS, tw=f"T5 也需要{name}。")


def _altered(relations: Relations) -> Iterator[Lie]:
    swaps = (("技能", "技巧"), ("技能", "能力"), ("溝通", "談判"), ("計算", "統計"), ("風險", "危機"), ("創新", "傳統"))
    for code in ("S27", "S28", "S29", "S30"):
        name = relations.get(code).text
        for old, new in swaps:
            if old in name:
                changed = name.replace(old, new)
                yield from said("altered wording", SKILLS, tw=f"{code}「{changed}」屬於 T5。")
                yield from said("altered wording", SKILLS, tw=f"{code} {changed}屬於 T5。")
                yield from said("altered wording", SKILLS, cn=f"{code}「{changed}」属于 T5。")
        yield from said("altered wording", SKILLS, tw=f"{code} 是「{name[:-1]}」。", en=f"{code} is 「{name[1:]}」.")
        yield from said("altered wording", SKILLS, en=f"{code} (Leadership and driving) belongs to T5.")
    codes = ("S27", "S28", "S29", "S30")
    for code, other in zip(codes, (*codes[1:], codes[0]), strict=True):
        name = relations.get(other).text
        yield from said("another item's wording", SKILLS, tw=f"{code}「{name}」屬於 T5。")


def _wrong_relation(relations: Relations) -> Iterator[Lie]:
    for own, other in (("T1", "T5"), ("T5", "T1")):
        for item in relations.children(Kind.SKILL, own)[:4]:
            yield from said(
                "wrong relation",
                COMPARE,
                tw=f"{item.code} 屬於 {other}。",
                cn=f"{other} 需要 {item.code}。",
                en=f"{item.code} belongs to {other}.",
            )
            yield from said("wrong relation", COMPARE, tw=f"「{item.text}」是 {other} 需要的技能。")
            yield from said("wrong relation", COMPARE, tw=f"{own} 和 {other} 都需要 {item.code}。")
    for code in ("S27", "S30"):
        yield from said(
            "wrong direction", SKILLS, tw=f"{code} 需要 T5。", cn=f"T5 属于 {code}。", en=f"T5 belongs to {code}."
        )
        yield from said(
            "wrong kind", SKILLS, tw=f"{code} 是知識項目。", cn=f"{code} 是任务。", en=f"{code} is an attitude."
        )


def _incomplete(relations: Relations) -> Iterator[Lie]:
    codes = [i.code for i in relations.children(Kind.SKILL, "T5")]
    for missing in range(len(codes)):
        rest = codes[:missing] + codes[missing + 1 :]
        yield from said(
            "incomplete list",
            SKILLS,
            tw=f"T5 需要 {'、'.join(rest)}。",
            cn=f"T5 的技能是 {'、'.join(rest)}。",
            en=f"T5 requires {', '.join(rest)}.",
        )
        yield from said("incomplete list", SKILLS, tw=f"T5 只需要 {codes[missing]}。")
        yield from said("incomplete list", SKILLS, en=f"Only {codes[missing]} is needed for T5.")
    yield from said(
        "incomplete list", SKILLS, tw="T5 需要 S27 到 S29。", cn="T5 需要 S28–S30。", en="T5 requires S27–S29."
    )
    names = [i.text for i in relations.children(Kind.SKILL, "T5")]
    yield from said("incomplete list", SKILLS, tw=f"T5 需要{names[0]}、{names[1]}和{names[3]}。")
    known = [i.code for i in relations.children(Kind.KNOWLEDGE, "T2")]
    yield from said(
        "incomplete list",
        KNOWLEDGE,
        tw=f"T2 的知識是 {'、'.join(known[1:])}。",
        cn=f"T2 的知识是 {'、'.join(known[:-1])}。",
        en=f"T2 requires {', '.join(known[:-1])}.",
    )


def _wrong_number(relations: Relations) -> Iterator[Lie]:
    for number, zh, en in (
        (3, "三", "three"),
        (5, "五", "five"),
        (6, "六", "six"),
        (10, "十", "ten"),
        (1, "一", "one"),
    ):
        yield from said(
            "wrong number",
            SKILLS,
            tw=f"T5 共有{zh}項技能。",
            cn=f"T5 需要 {number} 项技能。",
            en=f"T5 requires {en} skills.",
        )
    for level, zh in ((1, "一"), (3, "三"), (4, "四"), (6, "六")):
        yield from said(
            "wrong level",
            SKILLS,
            tw=f"T5 的級別是 {level}。",
            cn=f"T5 是第{zh}级。",
            en=f"T5 is at level {level}.",
        )
    yield from said(
        "wrong number", COMPARE, tw="T1 有 4 項技能，T5 有 10 項技能。", cn="T5 有十项技能。", en="T5 has 10 skills."
    )
    yield from said("wrong number", SKILLS, tw="T5 需要 4 項知識。", cn="T5 有 4 项态度。", en="T5 has 4 outputs.")


def _invented(relations: Relations) -> Iterator[Lie]:
    for tw, en in (
        ("T5 需要技能和證照。", "T5 requires skills and a licence."),
        ("T5 的薪資較高。", "T5 is better paid."),
        ("S27 需要十年經驗。", "S27 needs ten years of experience."),
        ("S27 是 T5 的核心技能。", "S27 is the core skill of T5."),
        ("T5 由總經理負責。", "T5 is the duty of the president."),
        ("S28 比 S27 重要。", "S28 matters more than S27."),
        ("S27 包括英語溝通。", "S27 includes English conversation."),
        ("T5 是最重要的任務。", "T5 is the most important task."),
    ):
        yield from said("invented", SKILLS, tw=tw, en=en)


def _recombined(relations: Relations) -> Iterator[Lie]:
    for question, texts in {
        "最新版本何時更新？": (
            "最新版本是 V1。",
            "最新版本的發展更新日期是 2015/12/31。",
            "V1 是最新版本。",
            "最新版本是 BAS1499-002。",
            "最新版本的日期是 2018/12/31。",
            "最新版本是 V3。",
        ),
        "哪個任務的技能最少": (
            "技能最少的是 T2。",
            "T2 的技能最少，有 4 項。",
            "T1 有 2 項技能，是最少的。",
            "T6 有 4 項技能。",
        ),
        "T2.1 需要哪些技能？": ("原文把技能細分到 T2.1。", "S11 屬於 T2.1。", "T2.1 有 4 項技能，再細分如下。"),
        "建議的學歷和經驗": ("建議具 5 年以上經驗。", "建議碩士以上畢業。", "不需要客戶服務相關經驗。"),
        "T4 和 T5 的級別各是多少？": (
            "T4 的級別是 5。",
            "T5 的級別是 4。",
            "兩項任務的級別都是 5。",
            "T4 與 T5 都是 4 級。",
        ),
        "S27 屬於 T1 嗎？": ("S27 屬於 T1。", "T1 需要 S27。", "S27 屬於 T1 和 T5。"),
        "T5 的五項技能是什麼？": ("T5 有五項技能。", "T5 共有 5 項技能。"),
        "T1 和 T5 有哪些共同的技能？": (
            "T1 和 T5 有共同的技能。",
            "T1 和 T5 都需要 S1。",
            "S27 是 T1 和 T5 共同的技能。",
        ),
    }.items():
        yield from (Lie("recombined", question, text) for text in texts)
    for text in ("T5 的技能是 S27。", "T5 需要的技能有 S28。", "T5 的技能為「溝通技能」。"):
        yield from said("incomplete list", SKILLS, tw=text)


def _denied(relations: Relations) -> Iterator[Lie]:
    for tw, en in (
        ("T5 不需要技能。", "T5 requires no skills."),
        ("S27 不屬於 T5。", "S27 does not belong to T5."),
        ("T5 沒有技能。", "T5 never needs skills."),
        ("T5 無需 S28。", "T5 lacks S28."),
        ("除了 S27，T5 沒有別的技能。", "T5 has skills without S28."),
    ):
        yield from said("false denial", SKILLS, tw=tw, en=en)


def _subtle(relations: Relations) -> Iterator[Lie]:
    table = tomllib.loads((Path(__file__).parent / "subtle.toml").read_text(encoding="utf-8"))
    return (Lie("subtle", question, text) for question, texts in table.items() for text in texts)
