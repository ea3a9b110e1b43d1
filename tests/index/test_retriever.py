"""Retrieval: repeatable, one hit an item, in either script, and never arbitrary."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant
from assistant.index.chroma import ChromaRecords
from assistant.index.generation import Generation, current
from assistant.retrieval.items import StandardRetriever, shared
from assistant.settings import Settings
from assistant.standard.companion import Companion
from assistant.standard.model import Kind
from ingest.build import build
from ingest.document import Document
from ingest.parse import parse
from ingest.source import read

CODE = "BAS1499-002v2"


@pytest.fixture(scope="module")
def retriever(index: Path) -> StandardRetriever:
    """The retriever over the session's index."""
    return StandardRetriever.open(current(index), Settings(index=index))


def test_each_code_is_found_once_and_best_first(retriever: StandardRetriever) -> None:
    """Hits fall in score and no code repeats, gloss chunks included."""
    hits = retriever.survey("how do we keep our staff", standard=CODE, limit=50).items
    assert len({h.code for h in hits}) == len(hits) == 50
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_the_exact_wording_of_an_item_finds_it_first(retriever: StandardRetriever) -> None:
    """Asked in its own words, an item comes first."""
    assert retriever.survey("確認產業標準所需服務水準的差異和影響", standard=CODE).items[0].code == "P5.2.1"
    assert retriever.survey("organisational performance report", standard=CODE).items[0].code == "O3.5.1"


def test_simplified_and_traditional_find_the_same(retriever: StandardRetriever) -> None:
    """The script of a question makes no difference to what is found first."""
    for full, simple in (("員工流動率太高怎麼辦", "员工流动率太高怎么办"), ("客戶等待時間太長", "客户等待时间太长")):
        one = [h.code for h in retriever.survey(full, standard=CODE, limit=5).items]
        two = [h.code for h in retriever.survey(simple, standard=CODE, limit=5).items]
        assert len(set(one) & set(two)) >= 4


def test_kinds_narrow_the_search(retriever: StandardRetriever) -> None:
    """Only the kinds asked for are found."""
    assert {h.kind for h in retriever.survey("訓練", standard=CODE, kinds=(Kind.OUTPUT,), limit=10).items} == {
        Kind.OUTPUT
    }


def test_a_question_without_a_known_word_finds_nothing(retriever: StandardRetriever) -> None:
    """No vector, no neighbours."""
    assert retriever.survey("🙂", standard=CODE).items == ()


def test_the_store_agrees_with_exact_search(retriever: StandardRetriever, index: Path) -> None:
    """Chroma holds the same vectors, and its neighbours are those of the exact search."""
    store = ChromaRecords.open(current(index).chroma)
    query = retriever.embedder.query("服務水準下降時怎麼找出原因")
    exact = [n.record.id for n in retriever.vectors.near(query, frozenset({CODE, ""}), 10)]
    assert len(set(exact) & set(store.nearest(query, 10))) >= 9
    records, vectors = store.contents()
    assert [records[i].id for i in np.argsort(-(vectors @ query))[:3]] == exact[:3]


def test_shared_wording_counts_from_four_characters() -> None:
    """Three characters in common say nothing; a whole phrase says all."""
    assert shared("服務水", "服務水準") == 0.0
    assert shared("服務水準", "監控並維持服務水準") == 1.0
    assert shared("監控服務水準數據", "蒐集並分析服務水準數據") == 6 / 8


def test_a_matter_of_its_own_leans_to_the_standard_and_a_foreign_one_away(retriever: StandardRetriever) -> None:
    """What a call centre head is asked leans to the standard, what nobody answers from a standard leans away."""
    own = retriever.survey("接通率一直掉，客人等太久", standard=CODE)
    foreign = retriever.survey("晚餐要吃哪一家火鍋", standard=CODE)
    assert own.leaning > 1 > -1 > foreign.leaning
    assert own.support > 0.5 > foreign.support


def test_a_standard_claims_what_its_own_occupation_does(tmp_path: Path) -> None:
    """Cooking is foreign to a manager of customer service, and not to the standard for cooks."""
    cook = Path(__file__).parents[3] / "shared" / "standards" / "text" / "TFB5120-002v3.txt"
    if not cook.exists():
        pytest.skip("the further standards are not beside the project")
    settings = Settings(index=tmp_path / "index")
    build([Document(parsed=parse(read(cook)), companion=Companion())], settings)
    retriever = StandardRetriever.open(current(settings.index), settings)
    matter = "廚師要怎麼炒菜"
    claimed = retriever._claimed(retriever.standard)
    assert matter in {retriever.vectors.records[i].text for i in claimed}
    own = retriever.survey(matter, standard=retriever.standard)
    claiming_nothing = StandardRetriever.open(current(settings.index), settings)
    claiming_nothing._claims[retriever.standard] = frozenset()
    assert own.support > claiming_nothing.survey(matter, standard=retriever.standard).support


def test_readers_at_once_open_the_vectors_once(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes while they are opened waits for them."""
    opened: list[str] = []
    plain = StandardRetriever.open

    def slowly(generation: Generation, settings: Settings) -> StandardRetriever:
        opened.append(generation.id)
        time.sleep(0.2)
        return plain(generation, settings)

    monkeypatch.setattr(StandardRetriever, "open", slowly)
    search = Assistant(Settings(index=index)).retrieve()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: search("服務水準", None, 3).items, range(8)))
    assert len(opened) == 1 and len(set(found)) == 1
