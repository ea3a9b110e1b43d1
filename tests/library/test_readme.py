"""The examples of README and library page do what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.faces.cli.main import parser

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
LIBRARY = (Path(__file__).parent.parent.parent / "docs" / "library.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", LIBRARY, re.DOTALL | re.MULTILINE)
PYTHON = [code for language, code in BLOCKS if language == "python"]


def test_there_is_an_example_of_each() -> None:
    """The page shows the runnable and the retriever, in about ten lines each."""
    for name in ("AssistantRunnable(", "AssistantRetriever("):
        assert any(name in code for code in PYTHON)
    assert all(len(code.splitlines()) <= 12 for code in PYTHON)


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_an_example_runs(
    code: str, index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python block runs as it stands and prints codes of the standard."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    exec(compile(code, "library.md", "exec"), {"__name__": "example"})
    assert re.search(r"[TOPKSA]\d", capsys.readouterr().out)


def test_the_answer_shown_is_the_answer_given(rules: Assistant) -> None:
    """The answer printed at the top of the README is word for word what is answered today."""
    shown = re.search(r'\$ python -m assistant ask "(.+)"\n((?:    .*\n)+)', README)
    assert shown
    text = "\n".join(line[4:] for line in shown[2].splitlines())
    assert rules.ask(shown[1]).text in text


def test_the_servers_entry_names_a_command_that_exists() -> None:
    """The settings for a host are JSON whose command line the program understands."""
    (block,) = [json.loads(code) for language, code in BLOCKS if language == "json" and "mcpServers" in code]
    arguments = block["mcpServers"]["competency"]["args"]
    assert arguments[:2] == ["-m", "assistant"]
    assert callable(parser().parse_args(arguments[2:]).command)


T6_KNOWLEDGE = tuple(f"K{n}" for n in range(38, 47))
ASKED = {
    "T5 需要哪些技能？": ("S27", "S28", "S29", "S30"),
    "管人那塊要懂什麼": T6_KNOWLEDGE,
    "what knowledge does T2 need": ("K10", "K11", "K12", "K13"),
    "t5": ("T5",),
    "Ｔ４": ("T4",),
    "K 39": ("K39",),
    "P2-1-5": ("P2.1.5",),
    "S27~S30": ("S27", "S28", "S29", "S30"),
    "任務五": ("T5",),
    "哪個活動會產出災後復原計畫": ("T3.1",),
    "which tasks need negotiation skills": ("T1", "T5", "T6"),
    "比較 T3 和 T5 的技能": ("S15", "S16", "S17", "S18", "S19", "S27", "S28", "S29", "S30"),
    "哪些活動沒有產出": ("T2.2", "T2.3", "T3.2", "T4.2", "T5.3", "T6.5"),
    "從 T4 轉到 T6 要多學什麼": (*T6_KNOWLEDGE, "S31", "S32"),
    "建議的學歷和經驗": "大專以上畢業",
    "最新版本何時更新": "2018/12/21",
    "O1.5.1 為什麼出現兩次": "O1.4.1",
    "那知識呢？": tuple(f"K{n}" for n in range(30, 38)),
    "換成 T6 呢": ("S31", "S32"),
    "and its outputs?": ("O5.1.1", "O5.2.1", "O5.2.2"),
    "不是，我是說 T6": ("S31", "S32"),
    "客人電話等太久該怎麼改善？": ("P5.1.4", "P5.1.5"),
    "有哪些職能基準": "BAS1499-002v2",
    "哪些職業需要溝通能力": ("S2", "S27"),
    "各基準各有幾項任務": "6 項",
    "level 5 tasks across all standards": ("T3", "T5"),
}
FOLLOWING = ("那知識呢？", "換成 T6 呢", "and its outputs?", "不是，我是說 T6")
"""Asked after the first question."""


@pytest.mark.parametrize("question", ASKED)
def test_a_question_of_the_table_is_answered(rules: Assistant, question: str) -> None:
    """Every code or word that the README's example asks for is in the answer."""
    first = rules.ask(next(iter(ASKED))).context if question in FOLLOWING else None
    answer, wanted = rules.ask(question, context=first), ASKED[question]
    assert not answer.refused
    if isinstance(wanted, str):
        assert wanted in answer.text
    else:
        assert set(wanted) <= set(answer.cited_codes)


def test_every_question_of_the_table_is_asked() -> None:
    """The list above has them all, but for an address of another standard, which the tests of several ask."""
    table = README[README.index("| ask | for example |") :].partition("\n\n")[0]
    found = {next(filter(None, quoted)) for quoted in re.findall(r"「([^」]+)」|\"([^\"]+)\"|`([^`]+)`", table)}
    assert found - {"BGM1219-004v2:T1"} == set(ASKED)
