"""Random well-typed forms over a standard with a wording of each in Chinese and English, from a seed.

The templates are this file's own: nothing of the reader's lexicon or grammar is used, so what is read back right was
understood. A form comes with every other form that is a right reading of the same words.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.question.form import (
    Above,
    All,
    Amount,
    Below,
    Beside,
    Both,
    Check,
    Coded,
    Compare,
    Count,
    LevelIs,
    List,
    Locate,
    Minus,
    Nth,
    Question,
    Says,
    Set,
    Show,
    Such,
    Top,
)
from assistant.standard.model import Kind
from assistant.standard.relations import UPPER, Relations

LOW = (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
ZH = {
    Kind.TASK: ("任務", "工作任務"),
    Kind.ACTIVITY: ("活動", "工作活動"),
    Kind.OUTPUT: ("產出", "工作產出"),
    Kind.INDICATOR: ("指標", "行為指標"),
    Kind.KNOWLEDGE: ("知識",),
    Kind.SKILL: ("技能",),
    Kind.ATTITUDE: ("態度",),
}
EN = {
    Kind.TASK: ("task", "tasks"),
    Kind.ACTIVITY: ("activity", "activities"),
    Kind.OUTPUT: ("output", "outputs"),
    Kind.INDICATOR: ("indicator", "indicators"),
    Kind.KNOWLEDGE: ("knowledge item", "knowledge"),
    Kind.SKILL: ("skill", "skills"),
    Kind.ATTITUDE: ("attitude", "attitudes"),
}
ORDINALS = ("first", "second", "third", "fourth")
NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Said:
    """A set in words: `zh` fits before 有哪些, `en` behind `list`."""

    form: Set
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Made:
    """A question in words, with every form that reads it right; `sort` names the template."""

    sort: str
    forms: tuple[Question, ...]
    zh: str
    en: str


class Maker:
    """Makes questions about one standard."""

    def __init__(self, relations: Relations, glosses: Mapping[str, str], seed: int) -> None:
        self._relations = relations
        self._glosses = glosses
        self._chance = random.Random(seed)
        self._tasks = [t.code for t in relations.of_kind(Kind.TASK)]
        self._activities = list(dict.fromkeys(a.code for a in relations.of_kind(Kind.ACTIVITY)))

    def many(self, number: int) -> list[Made]:
        """So many questions, of every template in turn."""
        sorts = [self._list, self._count, self._show, self._level, self._locate, self._compare, self._check]
        shares: tuple[Callable[[], Made], ...] = (*[self._list] * 6, *[self._count] * 2, *sorts[2:])
        return [shares[n % len(shares)]() for n in range(number)]

    def _kind(self, kinds: tuple[Kind, ...] = LOW) -> Kind:
        held = [k for k in kinds if self._relations.of_kind(k)]
        return self._chance.choice(held)

    def _zh(self, kind: Kind) -> str:
        return self._chance.choice(ZH[kind])

    def _upper(self) -> str:
        return self._chance.choice([self._chance.choice(self._tasks), self._chance.choice(self._activities)])

    def _low(self) -> str:
        items = [
            i for k in LOW for i in self._relations.of_kind(k) if i.code and len(self._relations.find(i.code)) == 1
        ]
        return self._chance.choice(items).code

    def _list(self) -> Made:
        name = self._chance.choice(
            (
                "all",
                "below",
                "such_amount",
                "none",
                "level",
                "says",
                "top",
                "nth",
                "minus",
                "above",
                "both",
                "two_steps",
                "beside",
            )
        )
        said = getattr(self, f"_{name}_set")()
        zh = self._chance.choice(("{}有哪些？", "列出{}", "請問{}是哪些"))
        en = self._chance.choice(("list {}", "what are {}?", "please show me {}"))
        forms: tuple[Question, ...] = (List(said.form),)
        if isinstance(said.form, Above):
            forms += (Locate(said.form.of, said.form.kind),)
        return Made(f"list {name}", forms, zh.format(said.zh), en.format(said.en))

    def _count(self) -> Made:
        name = self._chance.choice(("all", "below", "such_amount", "says"))
        said = getattr(self, f"_{name}_set")()
        zh = self._chance.choice(("{}有幾個？", "{}總共有多少個"))
        return Made(
            f"count {name}",
            (Count(said.form),),
            zh.format(said.zh),
            f"how many {said.en.removeprefix('the ')} are there?",
        )

    def _show(self) -> Made:
        code = self._chance.choice([self._upper(), self._low()])
        return Made("show", (Show(Coded((code,))),), f"{code} 是什麼？", f"what is {code}?")

    def _level(self) -> Made:
        code = self._upper()
        return Made("level", (Show(Coded((code,)), "level"),), f"{code} 是幾級？", f"what level is {code}?")

    def _locate(self) -> Made:
        code = self._low()
        of = Coded((code,))
        forms = (Locate(of, Kind.TASK), List(Above(of, Kind.TASK)))
        return Made("locate", forms, f"{code} 屬於哪個任務？", f"which task does {code} belong to?")

    def _compare(self) -> Made:
        a, b = self._chance.sample(self._tasks, 2)
        return Made("compare", (Compare((Coded((a,)), Coded((b,)))),), f"比較 {a} 和 {b}", f"compare {a} and {b}")

    def _check(self) -> Made:
        code, n = self._upper(), self._chance.randint(2, 6)
        forms = (Check(Coded((code,)), LevelIs("=", n)),)
        return Made("check", forms, f"{code} 是 {n} 級嗎？", f"is {code} level {n}?")

    def _all_set(self) -> Said:
        kind = self._kind((*UPPER, *LOW, Kind.ATTITUDE))
        return Said(All(kind), f"所有{self._zh(kind)}", f"all {EN[kind][1]}")

    def _below_set(self) -> Said:
        code = self._upper()
        kind = self._kind((Kind.ACTIVITY, *LOW) if "." not in code else LOW)
        return Said(Below(Coded((code,)), kind), f"{code} 的{self._zh(kind)}", f"the {EN[kind][1]} of {code}")

    def _such_amount_set(self) -> Said:
        upper, kind, n = (
            self._kind((Kind.ACTIVITY,)),
            self._kind((Kind.OUTPUT, Kind.INDICATOR)),
            self._chance.randint(1, 6),
        )
        than, zh, en = self._chance.choice(
            (
                (">", "超過 {n} 個", "more than {n}"),
                (">=", "至少 {n} 個", "at least {n}"),
                ("<", "少於 {n} 個", "fewer than {n}"),
            )
        )
        form = Such(All(upper), Amount(kind, than, n))
        return Said(
            form,
            f"{self._zh(kind)}{zh.format(n=n)}的{self._zh(upper)}",
            f"the {EN[upper][1]} with {en.format(n=n)} {EN[kind][1]}",
        )

    def _none_set(self) -> Said:
        form = Such(All(Kind.ACTIVITY), Amount(Kind.OUTPUT, "=", 0))
        return Said(form, f"沒有{self._zh(Kind.OUTPUT)}的{self._zh(Kind.ACTIVITY)}", "the activities without outputs")

    def _level_set(self) -> Said:
        n = self._chance.randint(2, 6)
        zh = self._chance.choice((f"級別 {n} 的任務", f"{n} 級的任務", f"{NUMERALS[n]}級的任務"))
        return Said(Such(All(Kind.TASK), LevelIs("=", n)), zh, f"the level {n} tasks")

    def _says_set(self) -> Said:
        kind = self._kind()
        items = [i for i in self._relations.of_kind(kind) if i.code and len(i.text) > 3 and "、" not in i.text[:4]]
        text = self._chance.choice(items).text[:2]
        form = Such(All(kind), Says(text))
        return Said(form, f"提到「{text}」的{self._zh(kind)}", f"the {EN[kind][1]} that mention 「{text}」")

    def _top_set(self) -> Said:
        upper, kind = self._kind(UPPER), self._kind((Kind.OUTPUT, Kind.INDICATOR))
        order, zh, en = self._chance.choice((("most", "最多", "the most"), ("least", "最少", "the fewest")))
        form = Top(All(upper), kind, order)
        return Said(form, f"{self._zh(kind)}{zh}的{self._zh(upper)}", f"the {EN[upper][0]} with {en} {EN[kind][1]}")

    def _nth_set(self) -> Said:
        code = self._chance.choice(self._tasks)
        n = self._chance.randint(1, min(4, len(self._relations.children(Kind.ACTIVITY, code))))
        form = Nth(Below(Coded((code,)), Kind.ACTIVITY), n)
        return Said(
            form, f"{code} 的第{NUMERALS[n]}個{self._zh(Kind.ACTIVITY)}", f"the {ORDINALS[n - 1]} activity of {code}"
        )

    def _minus_set(self) -> Said:
        code, kind = self._chance.choice(self._tasks), self._kind()
        form = Minus(All(kind), Below(Coded((code,)), kind))
        return Said(form, f"{code} 以外的{self._zh(kind)}", f"all {EN[kind][1]} except those of {code}")

    def _above_set(self) -> Said:
        code = self._low()
        return Said(
            Above(Coded((code,)), Kind.TASK), f"{code} 所屬的{self._zh(Kind.TASK)}", f"the task that {code} belongs to"
        )

    def _both_set(self) -> Said:
        a, b = self._chance.sample(self._tasks, 2)
        kind = self._kind((Kind.KNOWLEDGE, Kind.SKILL))
        form = Both((Below(Coded((a,)), kind), Below(Coded((b,)), kind)))
        return Said(form, f"{a} 和 {b} 共同的{self._zh(kind)}", f"the {EN[kind][1]} shared by {a} and {b}")

    def _two_steps_set(self) -> Said:
        inner: Said = self._chance.choice((self._top_set, self._nth_set, self._level_set, self._none_set))()
        kind = self._kind((Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL))
        return Said(Below(inner.form, kind), f"{inner.zh}的{self._zh(kind)}", f"the {EN[kind][1]} of {inner.en}")

    def _beside_set(self) -> Said:
        code = self._chance.choice(self._activities)
        which, zh, en = self._chance.choice((("next", "下一個", "after"), ("previous", "上一個", "before")))
        return Said(
            Beside(Coded((code,)), which), f"{code} 的{zh}{self._zh(Kind.ACTIVITY)}", f"the activity {en} {code}"
        )
