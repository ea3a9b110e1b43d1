"""Small standards made up for tests: one that hangs knowledge on whole tasks, and one that hangs it on activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from assistant.answer.draft import Desk
from assistant.answer.proof import Facts
from assistant.answer.run import Runner
from assistant.answer.several.elsewhere import Elsewhere
from assistant.language.folding import fold
from assistant.question.found import Taken
from assistant.retrieval.port import Findings
from assistant.retrieval.words import normal
from assistant.standard.companion import gloss
from assistant.standard.model import Activity, Attitude, Indicator, Kind, Knowledge, Output, Skill, Standard, Task
from assistant.standard.relations import Relations


def _activity(code: str, name: str, level: int, outputs: int, indicators: int, knowledge: str, skills: str) -> Activity:
    tail = code.removeprefix("T")
    return Activity(
        code=code,
        name=name,
        level=level,
        outputs=tuple(Output(code=f"O{tail}.{n}", name=f"{name}文件{n}") for n in range(1, outputs + 1)),
        indicators=tuple(Indicator(code=f"P{tail}.{n}", text=f"能做到{name}之{n}") for n in range(1, indicators + 1)),
        knowledge=tuple(knowledge.split()),
        skills=tuple(skills.split()),
    )


def standard(*, merged: bool, code: str = "XYZ0001-001", name: str = "果園管理人員") -> Standard:
    """T1 with three activities and T2 with two; K1 and S1 are shared by both tasks, K4 says what K2 says."""
    first = (
        _activity("T1.1", "採收", 3, 2, 3, "K1 K2", "S1 S2"),
        _activity("T1.2", "分級", 3, 0, 2, "K1 K2", "S1 S2")
        if merged
        else _activity("T1.2", "分級", 3, 0, 2, "K2", "S2"),
        _activity("T1.3", "包裝", 4, 1, 1, "K1 K2", "S1 S2")
        if merged
        else _activity("T1.3", "包裝", 4, 1, 1, "K1", "S1"),
    )
    second = (
        _activity("T2.1", "運送", 5, 1, 2, "K1 K3 K4", "S1 S3"),
        _activity("T2.2", "銷售", 5, 3, 5, "K1 K3 K4", "S1 S3"),
    )
    return Standard(
        code=code,
        name=name,
        level=4,
        description="管理果園。",
        tasks=(
            Task(code="T1", name="採收管理", activities=first, cells=((0, 1, 2),) if merged else ((0,), (1,), (2,))),
            Task(code="T2", name="運銷管理", activities=second, cells=((0, 1),) if merged else ((0,), (1,))),
        ),
        knowledge=(
            Knowledge(code="K1", name="果樹概論"),
            Knowledge(code="K2", name="品質風險"),
            Knowledge(code="K3", name="運輸法規", details=("冷鏈", "風險控管")),
            Knowledge(code="K4", name="品質風險"),
        ),
        skills=(Skill(code="S1", name="溝通"), Skill(code="S2", name="採收技術"), Skill(code="S3", name="駕駛")),
        attitudes=(Attitude(code="A1", name="謹慎", definition="小心做事"),),
    )


def runner(made: Standard, glosses: Mapping[str, str] | None = None) -> Runner:
    """The evaluator over a standard; a description means the first item whose wording it is part of."""
    relations = Relations(made)
    texts = {id(i): normal(fold("\n".join((i.text, *i.details)))) for i in relations.items}
    by_item = {id(i): gloss(glosses or {}, i) for i in relations.items}

    def resolve(text: str, kinds: tuple[Kind, ...]) -> Taken:
        plain = normal(fold(text))
        found = next((i for i in relations.items if i.kind in (kinds or tuple(Kind)) and plain in texts[id(i)]), None)
        return Taken(text, (found,) if found else (), 0.9 if found else 0.0)

    return Runner(relations, resolve, by_item)


def desk(made: Standard, glosses: Mapping[str, str] | None = None) -> Desk:
    """Everything that answering needs, over a standard."""
    run = runner(made, glosses)
    return Desk(relations=run.relations, runner=run, facts=cache(lambda: Facts(made, glosses)), glosses=glosses or {})


def together(*made: Standard, glosses: Mapping[str, str] | None = None) -> Desk:
    """The desk of the first of some standards, with the others beside it; the glosses are of the first."""
    desks = {one.code: desk(one, glosses if one is made[0] else None) for one in made}
    runners = {code: one.runner for code, one in desks.items()}
    found: dict[str, Desk] = {}
    for code, one in desks.items():
        one.runner.elsewhere = Elsewhere(code, lambda: tuple(desks), runners.__getitem__)
        found[code] = replace(one, beside=found.get, retrieve=lambda *_: Findings())
    return found[made[0].code]
