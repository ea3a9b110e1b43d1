"""`python -m tests.bench.asking INDEX`: what questions to an index cost, from the first on, beside plain searches.

The floors are what is at hand without this program: the store's own search for ten neighbours of an embedded question,
and a full-text search (SQLite's, by three characters) of the same records.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

START = time.perf_counter()

from assistant import Assistant, Settings  # noqa: E402 - what is imported is part of the start
from assistant.index.embedding import embedder  # noqa: E402
from assistant.index.generation import current  # noqa: E402
from assistant.index.vectors import Vectors  # noqa: E402

from .measured import memory, milliseconds, spread  # noqa: E402

ASKED = 20
"""Standards asked about, four questions of the table each."""
SESSIONS = (1, 10, 50)
EACH = 200
"""Questions that all sessions together ask."""
TABLE = ("{task} 需要哪些技能？", "{task} 的知識", "有幾個工作任務？", "{skill} 是什麼")
ALL = (
    "哪些職能基準提到預算",
    "哪個職能基準的任務最多",
    "每個基準各有幾項技能",
    "哪些職業需要文書處理",
    "所有職能基準裡級別 5 的任務",
)
"""Questions of the table over all standards."""
ALL_SITUATIONS = "在所有職能基準裡，{}"
SITUATIONS = (
    "客人一直抱怨等太久該怎麼改善",
    "新人剛來不知道怎麼帶",
    "交貨老是延誤怎麼辦",
    "網站排名一直掉要怎麼處理",
    "預算被砍了還要達成目標",
    "跟其他部門溝通不順",
    "客戶資料要怎麼保管",
    "品質檢查老是不過",
    "設備壞掉要先做什麼",
    "下個月要辦活動怎麼規劃",
)


def main(index: Path) -> None:
    """Measure and report, in milliseconds."""
    assistant = Assistant(Settings(index=index))
    codes = list(assistant.titles)
    chosen = Random(0).sample(codes, min(ASKED, len(codes)))

    def ask(asked: tuple[str, str]) -> object:
        return assistant.ask(asked[1], standard=asked[0])

    told: dict[str, object] = {"opened": _since()}
    ask((chosen[0], "有幾個工作任務？"))
    told["first_table"] = _since()
    ask((chosen[0], SITUATIONS[0]))
    told["first_meaning"] = _since()
    table = [(code, question) for code in chosen for question in _questions(assistant, code)]
    told["new_standard"] = spread(milliseconds(ask, [(code, "有幾個工作任務？") for code in chosen[1:] or chosen]))
    milliseconds(ask, table)
    told["table"] = spread(milliseconds(ask, table))
    situations = [(code, text) for code in chosen[:5] for text in SITUATIONS]
    milliseconds(ask, situations[:: len(SITUATIONS)])
    told["situation"] = spread(milliseconds(ask, situations))
    told["table_work"] = spread(milliseconds(ask, table, time.process_time))
    others = [(code, text) for code in chosen[5:10] for text in SITUATIONS]
    milliseconds(ask, others[:: len(SITUATIONS)])
    told["situation_work"] = spread(milliseconds(ask, others, time.process_time))
    told |= memory()
    told |= _over_all(assistant, chosen[0])
    told["throughput"] = {str(n): _throughput(assistant, table, n) for n in SESSIONS}
    told |= _floors(index)
    print(json.dumps(told))


def _over_all(assistant: Assistant, home: str) -> dict[str, object]:
    """Questions over all standards: the first of the table, which opens them, those after it, and situations."""

    def ask(question: str) -> object:
        return assistant.ask(question, standard=home)

    ask(ALL_SITUATIONS.format(SITUATIONS[0]))
    told: dict[str, object] = {"situation_all": spread(milliseconds(ask, map(ALL_SITUATIONS.format, SITUATIONS[1:])))}
    told["first_all"] = milliseconds(ask, ALL[:1])[0]
    told["table_all"] = spread(milliseconds(ask, ALL[1:]))
    return told | {"memory_all": memory()["memory"]}


def _since() -> float:
    return (time.perf_counter() - START) * 1000


def _questions(assistant: Assistant, code: str) -> list[str]:
    standard = assistant.relations(code).standard
    names = {"task": standard.tasks[-1].code, "skill": standard.skills[0].code}
    return [question.format(**names) for question in TABLE]


def _throughput(assistant: Assistant, asked: list[tuple[str, str]], sessions: int) -> float:
    """Questions a second that so many sessions together have answered."""
    questions = [asked[n % len(asked)] for n in range(EACH)]
    start = time.perf_counter()
    with ThreadPoolExecutor(sessions) as pool:
        list(pool.map(lambda one: assistant.ask(one[1], standard=one[0]), questions))
    return EACH / (time.perf_counter() - start)


def _floors(index: Path) -> dict[str, object]:
    """The plain searches, and the exact product that answers rest on, over all standards."""
    from assistant.index.chroma import ChromaRecords

    generation = current(index)
    model = embedder(Settings(index=index))
    vectors = Vectors.open(generation)
    everywhere = frozenset(vectors.sizes)
    store = ChromaRecords.open(generation.chroma)
    text = sqlite3.connect(":memory:")
    text.execute("create virtual table record using fts5(text, tokenize='trigram')")
    text.executemany("insert into record values (?)", ((r.text,) for r in vectors.records.values()))

    def lexical(question: str) -> object:
        parts = " OR ".join(f'"{question[n : n + 3]}"' for n in range(len(question) - 2))
        return text.execute("select rowid from record where text match ? order by rank limit 10", (parts,)).fetchall()

    def plain(question: str) -> object:
        return store.nearest(model.query(question), 10)  # type: ignore[arg-type]

    def exact(question: str) -> object:
        return vectors.near(model.query(question), everywhere, 200)  # type: ignore[arg-type]

    told: dict[str, object] = {}
    for name, act in (("chroma", plain), ("lexical", lexical), ("everywhere", exact)):
        act(SITUATIONS[0])
        told[name] = spread(milliseconds(act, SITUATIONS * 3))
    store.close()
    return told


if __name__ == "__main__":
    main(Path(sys.argv[1]))
