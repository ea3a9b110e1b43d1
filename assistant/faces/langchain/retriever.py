"""A LangChain retriever: the items of a standard that bear on a question, as documents that say where they stand."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from ...answer.assistant import Assistant
from ...answer.several.readdressed import standards_in
from ...standard.address import parted
from ...standard.relations import Item
from ..export.edition import Edition
from ..manage.found_items import written_codes
from ..tools.output import items_found

SURE = 1.0
"""Score of an item whose code is written in the question, or that a table answer rests on."""


class AssistantRetriever(BaseRetriever):
    """Codes written in the question come first, then what the table answers it with, then what is near in meaning.

    What is near has a score below that of the others, falling; a question that names codes and says nothing more finds
    no neighbours. What it raises is what `Assistant.ask` raises, and EmbeddingError when the search model is missing.
    `k` and `score_threshold` (0 to 1) may be given with each question.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant = Field(default_factory=Assistant)
    k: int = Field(default=8, ge=1, description="most documents")
    standard: str | None = Field(default=None, description="code of the standard; None: the one named, or the default")
    score_threshold: float = Field(default=0.0, description="least score")
    app: str = Field(default="http://localhost:8501/", description="address of the pages, for links to a passage")

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        score_threshold: float | None = None,
        standard: str | None = None,
    ) -> list[Document]:
        most = self.k if k is None else k
        least = self.score_threshold if score_threshold is None else score_threshold
        answer = self.assistant.ask(query, standard=standard or self.standard)
        codes, further = written_codes(query)
        elsewhere = standards_in(answer) != (answer.standard,)
        codes = () if elsewhere else codes  # a code beside the name of another standard is none of this one
        sure = dict.fromkeys((*codes, *(answer.cited_codes if answer.method == "table" else ())), SURE)
        scored = self._scored(sure, answer.standard)
        if len(scored) < most and further and not elsewhere:
            near = self.assistant.retrieve(answer.standard)(query, None, most + len(sure)).items
            scored += self._scored({f.code: min(f.score, SURE) for f in near if f.code not in sure}, answer.standard)
        kept = [one for one in scored if one[1] >= least]
        return [self._document(*one) for one in kept[:most]]

    def _scored(self, scores: dict[str, float], standard: str) -> list[tuple[Item, float, str]]:
        """The items that codes stand for, with score and standard; a code printed twice gives two."""
        found: dict[int, tuple[Item, float, str]] = {}
        for told, score in scores.items():
            own, code = parted(told)
            home = own or standard
            found |= {id(item): (item, score, home) for item in self.assistant.relations(home).find(code)}
        return list(found.values())

    def _document(self, item: Item, score: float, code: str) -> Document:
        stored = self.assistant.stored(code)
        edition = Edition(relations=self.assistant.relations(code), word=str, glosses=stored.glosses, root=self.app)
        version = stored.standard.version
        (told,) = items_found(self.assistant, [item], code)
        return Document(
            id=f"{code}:{item.code}@{'+'.join(item.parents)}",
            page_content="\n".join((f"{item.code} {item.text}", *(f"■ {detail}" for detail in item.details))),
            metadata={
                **told.model_dump(mode="json", exclude={"text", "hangs_on", "levels"}),
                "standard_name": stored.standard.name,
                "version": version.version if version else "",
                "source": stored.source_name,
                "parents": list(item.parents),
                "task": told.tasks[0] if told.tasks else "",
                "levels": list(edition.levels(item)),
                "url": edition.address(item.code),
                "score": score,
            },
        )
