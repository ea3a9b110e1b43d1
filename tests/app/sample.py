"""A small standard with the source text that prints it."""

from __future__ import annotations

from assistant.standard.model import (
    Activity,
    Attitude,
    Indicator,
    Knowledge,
    Output,
    Skill,
    Span,
    Standard,
    Task,
    Version,
)
from assistant.standard.relations import Relations
from ingest.errata import entry

_HEADING = "工作任務\t工作活動\t工作產出\t行為指標\t職能級別\t知識\t技能"
SOURCE = "\n".join(
    [
        "客戶服務部門經理職能基準",
        "",
        "V2\tBAS1499-002v2\t客戶服務部門經理\t最新版本\t略\t2018/12/21",
        _HEADING,
        "T1 將客戶服務中心整合至組織\tT1.4 將獲取的市場情報整合入營運流程\t"
        "O1.5.1 市場情報資料分析\tP1.4.1 確認所需的市場情報\t4\tK1 分析方法\tS1 溝通協調能力",
        "\tT1.5 向其其他部門報告市場情報\tO1.5.1 市場情報書面報告\tP1.5.1 準備市場情報報告\t\t\t",
        "T5 發展與維持服務水準的策略\tT5.1 分析歷史數據\tO5.1.1 服務水準數據分析\t"
        "P5.1.1 區分服務等待特點和服務水準數據 P5.1.5 判定過去的聯繫等待和掛斷時\t5\tK30 標竿原則\t"
        "S27 溝通技能： ■ 與所有層級的人員有效溝通 ■ 進行有效的正式和非正式會議 S28 計算技能： ■ 考量數據和情境的脈絡",
        "",
        _HEADING,
        "\t\t\t間的特色 P5.1.6 分析客戶滿意度及黏著度\t\tK36 在服務水準內，決定客戶期望和滿足的流程\t"
        "S29 創新解決方案的問題解決技能 S30 風險評估和管理技能： ■ 潛在的問題或挑戰",
        "",
        "A01 主動積極：不需他人指示或要求能自動自發做事。",
    ]
)


def spans(*parts: str) -> tuple[Span, ...]:
    """Where the parts of an item stand in the source, each found once."""
    found = []
    for part in parts:
        start = SOURCE.index(part)
        line = SOURCE.count("\n", 0, start) + 1
        column = start - (SOURCE.rfind("\n", 0, start) + 1)
        found.append(Span(line, column, column + len(part)))
    return tuple(found)


def standard(code: str = "BAS1499-002v2", name: str = "客戶服務部門經理") -> Standard:
    """The standard that `SOURCE` prints: two tasks, a code printed twice, a cell broken by a page end."""
    t14 = Activity(
        code="T1.4",
        name="將獲取的市場情報整合入營運流程",
        level=4,
        knowledge=("K1",),
        skills=("S1",),
        spans=spans("T1.4 將獲取的市場情報整合入營運流程"),
        outputs=(Output(code="O1.5.1", name="市場情報資料分析", spans=spans("O1.5.1 市場情報資料分析")),),
        indicators=(Indicator(code="P1.4.1", text="確認所需的市場情報", spans=spans("P1.4.1 確認所需的市場情報")),),
    )
    t15 = Activity(
        code="T1.5",
        name="向其其他部門報告市場情報",
        level=4,
        knowledge=("K1",),
        skills=("S1",),
        spans=spans("T1.5 向其其他部門報告市場情報"),
        outputs=(Output(code="O1.5.1", name="市場情報書面報告", spans=spans("O1.5.1 市場情報書面報告")),),
        indicators=(Indicator(code="P1.5.1", text="準備市場情報報告", spans=spans("P1.5.1 準備市場情報報告")),),
    )
    t51 = Activity(
        code="T5.1",
        name="分析歷史數據",
        level=5,
        knowledge=("K30", "K36"),
        skills=("S27", "S28", "S29", "S30"),
        spans=spans("T5.1 分析歷史數據"),
        outputs=(Output(code="O5.1.1", name="服務水準數據分析", spans=spans("O5.1.1 服務水準數據分析")),),
        indicators=(
            Indicator(
                code="P5.1.1",
                text="區分服務等待特點和服務水準數據",
                spans=spans("P5.1.1 區分服務等待特點和服務水準數據"),
            ),
            Indicator(
                code="P5.1.5",
                text="判定過去的聯繫等待和掛斷時間的特色",
                spans=spans("P5.1.5 判定過去的聯繫等待和掛斷時", "間的特色"),
            ),
            Indicator(code="P5.1.6", text="分析客戶滿意度及黏著度", spans=spans("P5.1.6 分析客戶滿意度及黏著度")),
        ),
    )
    return Standard(
        code=code,
        name=name,
        level=4,
        description="協調整合組織資源",
        versions=(
            Version(version="V2", code=code, name=name, status="最新版本", note="略", date="2018/12/21"),
            Version(version="V1", code="BAS1499-002", name=name, status="歷史版本", note="", date="2015/12/31"),
        ),
        tasks=(
            Task(
                code="T1",
                name="將客戶服務中心整合至組織",
                activities=(t14, t15),
                cells=((0, 1),),
                spans=spans("T1 將客戶服務中心整合至組織"),
            ),
            Task(
                code="T5",
                name="發展與維持服務水準的策略",
                activities=(t51,),
                cells=((0,),),
                spans=spans("T5 發展與維持服務水準的策略"),
            ),
        ),
        knowledge=(
            Knowledge(code="K1", name="分析方法", spans=spans("K1 分析方法")),
            Knowledge(code="K30", name="標竿原則", spans=spans("K30 標竿原則")),
            Knowledge(
                code="K36",
                name="在服務水準內，決定客戶期望和滿足的流程",
                spans=spans("K36 在服務水準內，決定客戶期望和滿足的流程"),
            ),
        ),
        skills=(
            Skill(code="S1", name="溝通協調能力", spans=spans("S1 溝通協調能力")),
            Skill(
                code="S27",
                name="溝通技能",
                details=("與所有層級的人員有效溝通", "進行有效的正式和非正式會議"),
                spans=spans("S27 溝通技能： ■ 與所有層級的人員有效溝通 ■ 進行有效的正式和非正式會議"),
            ),
            Skill(
                code="S28",
                name="計算技能",
                details=("考量數據和情境的脈絡",),
                spans=spans("S28 計算技能： ■ 考量數據和情境的脈絡"),
            ),
            Skill(code="S29", name="創新解決方案的問題解決技能", spans=spans("S29 創新解決方案的問題解決技能")),
            Skill(
                code="S30",
                name="風險評估和管理技能",
                details=("潛在的問題或挑戰",),
                spans=spans("S30 風險評估和管理技能： ■ 潛在的問題或挑戰"),
            ),
        ),
        attitudes=(
            Attitude(
                code="A01",
                name="主動積極",
                definition="不需他人指示或要求能自動自發做事。",
                spans=spans("A01 主動積極：不需他人指示或要求能自動自發做事。"),
            ),
        ),
        errata=(entry("misplaced_code", "order", code="O1.5.1", related=("T1.4",)),),
    )


RELATIONS = Relations(standard())
