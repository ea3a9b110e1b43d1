"""Questions over several standards: read as the table of them says, answered with addresses, proved by each table."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant import Assistant, Settings
from assistant.answer.model import Answer, references
from assistant.answer.render import Labels, as_document, as_text
from assistant.answer.worded.writer import Writer
from assistant.faces.langchain.retriever import AssistantRetriever
from assistant.faces.tools.output import CitationClaimed
from assistant.faces.tools.toolbox import Toolbox
from assistant.question.conversation import Context
from assistant.question.form import Coded, Compare
from assistant.question.notation import data, loads
from assistant.standard import companion
from assistant.standard.address import parted
from assistant.standard.model import Kind
from ingest.build import build
from ingest.document import Document
from ingest.parse import Parsed
from tests.answer.made import standard as small

HOME, ORCHARD, FARM = "BAS1499-002v2", "XYZ0001-001", "ABC0002-001"
FILE = Path(__file__).parents[1] / "question" / "over_several.jsonl"
EXAMPLES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def several(parsed: Parsed, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the shipped standard and two small ones, which share what they require."""
    folder = tmp_path_factory.mktemp("several")
    own = Document(parsed=parsed, companion=companion.read(source))
    orchard, farm = small(merged=True), small(merged=False, code=FARM, name="農場管理人員")
    made = [Document(parsed=replace(parsed, standard=s), companion=companion.Companion()) for s in (orchard, farm)]
    build([own, *made], Settings(index=folder))
    return Assistant(Settings(index=folder))


def _unresolved(assistant: Assistant, answer: Answer) -> list[str]:
    """Codes and addresses in an answer's text that its standard, or the one they name, does not print."""
    told = [c for b in answer.blocks for c in references(getattr(b, "text", "") + getattr(b, "title", ""))]
    rows = [row.code for listing in answer.listings for row in listing.rows if row.code]
    pairs = [parted(code) for code in (*told, *rows, *answer.cited_codes)]
    return [code for standard, code in pairs if not assistant.relations(standard or answer.standard).find(code)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["question"] for e in EXAMPLES])
def test_a_question_is_read_and_answered_over_standards(several: Assistant, example: dict[str, Any]) -> None:
    """It comes to what the form of the table comes to; everything cited is where its address says, and proved there."""
    answer = several.ask(example["question"], standard=HOME)
    expected = several.run(loads(json.dumps(example["form"])), answer.language, standard=HOME)
    assert answer.understood and not answer.understood.unread
    assert (answer.cited_codes, answer.listings) == (expected.cited_codes, expected.listings)
    assert [b for b in answer.blocks if b not in expected.blocks] in ([], list(answer.blocks[:1]))
    assert not answer.refused and answer.standard == HOME
    assert answer.proof and all(check.holds for check in answer.proof)
    assert not _unresolved(several, answer)


def test_the_table_has_every_form_over_standards_in_every_language() -> None:
    """Sets across, each, an order among standards, addresses: each stands in the table, which has three languages."""
    text = FILE.read_text(encoding="utf-8")
    assert all(f'"{name}"' in text for name in ("across", "each", "order", "both", "minus", "compare", "count"))
    assert {e["lang"] for e in EXAMPLES} == {"zh-TW", "zh-CN", "en"}


@pytest.mark.parametrize(
    "question", ["T5 需要哪些技能？", "哪個任務的指標最多", "技能有幾項", "客人一直抱怨等太久該怎麼辦"]
)
def test_a_question_of_one_standard_is_read_as_if_there_were_no_other(
    several: Assistant, assistant: Assistant, question: str
) -> None:
    """The same forms with the same likelihood, whether other standards are installed or not."""
    told, alone = several.read(question, standard=HOME), assistant.read(question)
    assert [data(r.form) for r in told.ranked] == [data(r.form) for r in alone.ranked]
    assert [r.probability for r in told.ranked] == pytest.approx([r.probability for r in alone.ranked], abs=1e-4)


@pytest.mark.parametrize("standard", [None, HOME])
def test_a_conversation_goes_on_about_the_standard_that_was_named(several: Assistant, standard: str | None) -> None:
    """What was asked of another standard is asked again of it, chosen or not; a code alone is at home."""
    context, cited = Context(), []
    for question in ("XYZ0001-001:T1 需要哪些技能", "那知識呢", "T5 呢"):
        answer = several.ask(question, standard=standard, context=context)
        context, home = answer.context, answer.standard
        cited.append({(c.standard, c.code) for c in answer.citations})
    assert {(ORCHARD, "T1"), (ORCHARD, "S1"), (ORCHARD, "S2")} == cited[0]
    assert {(ORCHARD, "T1"), (ORCHARD, "K1"), (ORCHARD, "K2")} == cited[1]
    assert home == HOME and {s for s, _ in cited[2]} <= {HOME, ORCHARD}


def test_what_is_shared_by_wording_is_paired_and_what_one_lacks_is_proved(several: Assistant) -> None:
    """The two small standards say the same under the same codes; the shipped one shares nothing of it."""
    alike = several.ask(f"{ORCHARD} 和 {FARM} 的技能比較", standard=HOME)
    assert alike.text.count(f"{ORCHARD}:S1 = {FARM}:S1") == 1 and not alike.listings
    apart = several.ask(f"{ORCHARD} 和 {HOME} 的技能比較", standard=HOME)
    assert [len(listing.rows) for listing in apart.listings] == [3, 32]
    lacking = [c for c in apart.proof if c.claim.startswith("lacks")]
    assert len(lacking) == 35 and all(c.holds and c.rule == "complete" for c in lacking)


def test_an_address_that_is_not_there_is_told(several: Assistant) -> None:
    """A code that the named standard lacks, and a standard that is not installed, are refused by name."""
    missing = several.run(loads('{"op": "show", "of": {"op": "coded", "codes": ["XYZ0001-001:T9"]}}'), standard=HOME)
    assert missing.refused and "T9" in missing.text
    nowhere = several.run(loads('{"op": "show", "of": {"op": "coded", "codes": ["QQQ0009-001:T1"]}}'), standard=HOME)
    assert nowhere.refused and "QQQ0009-001" in nowhere.text
    both = several.run(
        loads(
            '{"op": "compare", "parts": [{"op": "coded", "codes": ["T5"]},'
            ' {"op": "coded", "codes": ["XYZ0001-001:T9"]}]}'
        ),
        standard=HOME,
    )
    assert "XYZ0001-001:T9" in both.text and all(c.holds for c in both.proof)


def test_a_situation_asked_of_all_is_answered_by_those_that_speak_of_it(several: Assistant) -> None:
    """Callers who wait are told of by the shipped standard, under its name, and nobody else answers for it."""
    answer = several.ask("在所有職能基準裡，客人一直抱怨等太久該怎麼辦", standard=HOME)
    assert answer.method == "retrieval" and {c.standard for c in answer.citations} == {HOME}
    assert "客戶服務部門經理" in answer.text and all(c.holds for c in answer.proof)


def test_tools_take_and_give_addresses(several: Assistant) -> None:
    """Looked up, listed, checked and asked by an address; evidence names the standard that prints it."""
    tools = Toolbox(several)
    found = tools.lookup([f"{ORCHARD}:S3", "T5", f"{FARM}:S9"], HOME)
    assert [(f.standard, f.code) for f in found.found] == [(ORCHARD, "S3"), (HOME, "T5")]
    assert [u.code for u in found.unknown] == [f"{FARM}:S9"]
    assert tools.listing(Kind.SKILL, f"{ORCHARD}:T1", HOME).count == 2
    right = CitationClaimed(code=f"{ORCHARD}:S3", quote="駕駛", relation="S3 is required by T2")
    wrong = CitationClaimed(code="S3", quote="駕駛")
    held = tools.verify_citations([right, wrong], HOME)
    assert [result.holds for result in held.results] == [True, False]
    form = Compare((Coded(("T5",)), Coded((f"{ORCHARD}:T1",))))
    asked = tools.query(form, standard=HOME)
    assert {e.standard for e in asked.evidence} == {HOME, ORCHARD} and asked.checks == asked.checks_held


def test_evidence_for_a_chain_comes_from_the_standard_that_is_named(several: Assistant) -> None:
    """The retriever gives the other standard's items, and none of the chosen one's with the same codes."""
    found = AssistantRetriever(assistant=several, k=5).invoke(f"{ORCHARD}:T1 需要哪些技能", standard=HOME)
    assert {d.metadata["standard"] for d in found} == {ORCHARD}
    assert {d.metadata["code"] for d in found} == {"T1", "S1", "S2"}


def test_an_answer_that_leaves_the_page_names_the_standards(several: Assistant) -> None:
    """On the clipboard and in a file an item of another standard is told by its address."""
    answer = several.ask(f"{ORCHARD}:T1 和 T5 比較", standard=HOME)
    names = dict.fromkeys(("code", "name", "content", "gloss", "sources", "method"), "x")
    labels = Labels(**names, separator=" ", word=lambda name, **values: name)
    for written in (as_text(answer, labels, HOME, ""), as_document(answer, labels, HOME, "")):
        plain = written.replace("**", "")
        assert f"{ORCHARD}:S1 溝通" in plain and "T5 發展與維持服務水準的策略" in plain


def test_a_chat_model_words_no_answer_of_several_standards(several: Assistant) -> None:
    """Its sentences are checked against one table; the answer by rule stands, and says why."""
    writer = Writer(finder=several, chat=FakeListChatModel(responses=["無"]), settings=several.settings)
    answer = writer.ask(f"{ORCHARD}:T1 和 T5 比較", standard=HOME)
    assert answer.method == "table" and "聊天模型只寫一份" in answer.text
