"""The documents of the LangChain retriever: the standard suite, and what they say."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import EmptyQuestion, UsageError
from assistant.faces.langchain.retriever import AssistantRetriever

pytest.importorskip("langchain_tests", reason="the suite of langchain-tests is not installed")
from langchain_tests.integration_tests import RetrieversIntegrationTests

LIST, TOLD = "T5 需要哪些技能？", "客人電話等太久該怎麼改善？"


@pytest.mark.anyio
class TestStandardSuite(RetrieversIntegrationTests):
    """What LangChain expects of every retriever, with a question of the table and one by meaning."""

    @pytest.fixture(autouse=True, params=[LIST, TOLD])
    def _over(self, rules: Assistant, request: pytest.FixtureRequest) -> None:
        self.assistant, self.question = rules, request.param

    @pytest.fixture
    def anyio_backend(self) -> str:
        """The one event loop that is installed everywhere."""
        return "asyncio"

    @property
    def retriever_constructor(self) -> type[AssistantRetriever]:
        """The retriever of the package."""
        return AssistantRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        """Over the index of the session."""
        return {"assistant": self.assistant}

    @property
    def retriever_query_example(self) -> str:
        """One of the questions."""
        return self.question


@pytest.fixture
def retriever(rules: Assistant) -> AssistantRetriever:
    """The retriever as it is made without further wishes."""
    return AssistantRetriever(assistant=rules)


def codes(retriever: AssistantRetriever, query: str, **wishes: Any) -> list[str]:
    """The codes found, best first."""
    return [d.metadata["code"] for d in retriever.invoke(query, **wishes)]


def test_a_code_is_found_first(retriever: AssistantRetriever) -> None:
    """A code alone finds its item and nothing merely near; one that does not exist finds nothing."""
    assert codes(retriever, "K39", k=1) == codes(retriever, "ｋ 39", k=1) == ["K39"]
    assert set(codes(retriever, "K39")) == {"K39", "T6"}
    assert codes(retriever, "O1.5.1", k=2) == ["O1.5.1", "O1.5.1"]
    assert codes(retriever, "K99") == []


def test_what_the_table_answers_comes_before_what_is_near(retriever: AssistantRetriever) -> None:
    """T5 and its skills come first, neighbours after them with lower scores."""
    found = retriever.invoke(LIST)
    assert [d.metadata["code"] for d in found[:5]] == ["T5", "S27", "S28", "S29", "S30"]
    scores = [d.metadata["score"] for d in found]
    assert len(found) == retriever.k
    assert scores == sorted(scores, reverse=True)
    assert scores[4] == 1 > scores[5]


def test_a_document_says_where_it_stands(retriever: AssistantRetriever, rules: Assistant) -> None:
    """The text begins with the code and holds the details; the metadata names standard, version, place and address."""
    (found,) = retriever.invoke("S27", k=1)
    item = rules.relations().get("S27")
    assert found.page_content == "\n".join((f"S27 {item.text}", *(f"■ {d}" for d in item.details)))
    told = found.metadata
    assert (told["code"], told["kind"], told["score"]) == ("S27", "skill", 1.0)
    assert (told["standard"], told["version"], told["source"]) == ("BAS1499-002v2", "V2", "BAS1499-002v2.txt")
    assert (told["parents"], told["task"], told["levels"]) == (["T5"], "T5", [5])
    assert told["lines"] == sorted({span.line for span in item.spans})
    assert told["url"] == "http://localhost:8501/?ref=S27&standard=BAS1499-002v2"


def test_ids_tell_places_apart(retriever: AssistantRetriever) -> None:
    """A code printed at two places gives two documents with ids of their own; no id repeats."""
    ids = [d.id for d in retriever.invoke("O1.5.1 跟服務水準有什麼關係", k=20)]
    assert len(ids) == len(set(ids)) == 20
    assert ids[:2] == ["BAS1499-002v2:O1.5.1@T1.4", "BAS1499-002v2:O1.5.1@T1.5"]


def test_what_scores_below_the_threshold_is_left_out(retriever: AssistantRetriever) -> None:
    """A threshold, of the retriever or of one question, keeps what is sure and drops what is merely near."""
    assert codes(retriever, LIST, score_threshold=0.99) == ["T5", "S27", "S28", "S29", "S30"]
    strict = AssistantRetriever(assistant=retriever.assistant, score_threshold=0.99)
    assert codes(strict, TOLD) == []
    assert 0 < len(codes(strict, TOLD, score_threshold=0.45)) < 8


def test_a_standard_that_is_not_there_and_an_empty_question_are_told(retriever: AssistantRetriever) -> None:
    """What cannot be searched is an error of the tree."""
    with pytest.raises(UsageError, match="XXX"):
        retriever.invoke(LIST, standard="XXX")
    with pytest.raises(EmptyQuestion):
        retriever.invoke(" ")
