"""The tool server as another assistant meets it: a real client over stdio."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from assistant import Assistant
from assistant.question.notation import loads, schema
from assistant.standard.model import Kind

Call = Callable[..., dict[str, Any]]
TOOLS = {"lookup", "list", "search", "compare", "ask", "query", "verify_citations", "verify_answer"}
SKILLS = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}


def test_all_tools_are_offered_with_schemas(connected: Callable[..., Any]) -> None:
    """Each tool says what it is for, takes described arguments, returns a described structure and only reads."""
    tools = {tool.name: tool for tool in connected("list_tools").tools}
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.description and "\n    " not in tool.description
        assert tool.input_schema["properties"]
        assert tool.output_schema["properties"]
        assert tool.annotations.read_only_hint


def test_lookup_takes_codes_as_typed(call: Call) -> None:
    """A code in any written form is found with its wording, its place and the line that prints it."""
    found = call("lookup", codes=["t5", "Ｓ２７"])["found"]
    assert [item["code"] for item in found] == ["T5", "S27"]
    assert found[1]["text"].startswith("溝通技能")
    assert found[1]["hangs_on"] == found[1]["tasks"] == ["T5"]
    assert found[1]["gloss"]
    assert found[1]["lines"]


def test_lookup_gives_both_places_of_a_code_printed_twice(call: Call) -> None:
    """A misprinted code has an entry for every place."""
    found = call("lookup", codes=["O1.5.1"])["found"]
    assert [item["hangs_on"] for item in found] == [["T1.4"], ["T1.5"]]


def test_lookup_names_what_is_near_a_missing_code(call: Call) -> None:
    """A code the standard does not have comes back as unknown with its neighbours; nonsense without."""
    unknown = call("lookup", codes=["T7", "hello"])["unknown"]
    assert unknown[0] == {"code": "T7", "nearest": ["T6", "T5", "T4"]}
    assert unknown[1] == {"code": "hello", "nearest": []}


@pytest.mark.parametrize("kind", list(Kind))
def test_list_is_the_whole_list(call: Call, rules: Assistant, kind: Kind) -> None:
    """Every kind is listed complete, in the order of the table."""
    found = call("list", kind=kind.value)
    assert [i["code"] for i in found["items"]] == [i.code for i in rules.relations().of_kind(kind)]
    assert found["count"] == len(found["items"])


def test_list_says_where_the_table_is_coarser(call: Call) -> None:
    """The skills of an activity in a merged cell are told to be those of the whole task."""
    assert call("list", kind="skill", parent="T5.1")["shared_by_task"] == "T5"
    assert call("list", kind="skill", parent="T5")["shared_by_task"] == ""


def test_search_tells_why_something_was_found(call: Call) -> None:
    """A code is found as a code, words as words, and nothing beyond the limit."""
    assert call("search", text="S27")["hits"][0]["reason"] == "code"
    whole = call("search", text="標竿原則")["hits"]
    assert {hit["item"]["code"] for hit in whole if hit["reason"] == "words"} >= {"K22", "K30"}
    found = call("search", text="標竿原則", limit=1)
    assert (found["hits"], found["left_off"]) == (whole[:1], len(whole) - 1)


def test_compare_tells_shared_from_differing(call: Call) -> None:
    """Requirements worded alike under two tasks are shared, though their codes differ."""
    found = call("compare", sides=[{"code": "T4"}, {"code": "T5"}], kinds=["knowledge"])
    assert [row["codes"] for row in found["shared"]] == [[["K22"], ["K30"]]]
    assert all([] in row["codes"] for row in found["differing"])
    assert [side["levels"] for side in found["sides"]] == [[4], [5]]


def test_ask_gives_the_proved_answer(call: Call, rules: Assistant) -> None:
    """The answer is the assistant's own, with its evidence and how many of its checks hold."""
    own = rules.ask("T5 需要哪些技能？")
    found = call("ask", question="T5 需要哪些技能？")
    assert found["text"] == own.text
    assert [e["code"] for e in found["evidence"]] == list(own.cited_codes)
    assert found["checks_held"] == found["checks"] == len(own.proof)


def test_ask_takes_what_was_said_before(call: Call) -> None:
    """A follow-up is answered in the light of its history, and what the standard lacks is refused without evidence."""
    history = [{"role": "user", "content": "T5 需要哪些技能？"}, {"role": "assistant", "content": "S27–S30"}]
    assert "K30" in [e["code"] for e in call("ask", question="那知識呢？", history=history)["evidence"]]
    refused = call("ask", question="這個職位的薪水多少？")
    assert refused["refused"]
    assert refused["evidence"] == []


def test_query_takes_the_language_as_its_schema(connected: Callable[..., Any]) -> None:
    """What the tool takes is the published language itself, with every operation described."""
    (tool,) = [t for t in connected("list_tools").tools if t.name == "query"]
    published = schema()
    definitions = tool.input_schema["$defs"]
    assert {name: definitions[name] for name in published["$defs"]} == published["$defs"]
    assert tool.input_schema["properties"]["form"]["discriminator"] == published["discriminator"]


def test_a_form_gets_the_answer_of_the_question_read_so(call: Call, rules: Assistant) -> None:
    """`ask` tells the form that it ran, and `query` answers that form alike, in the language asked for."""
    asked = call("ask", question="T5 需要哪些技能？")
    assert asked["understood"]["form"] == SKILLS
    found = call("query", form=asked["understood"]["form"])
    assert [e["code"] for e in found["evidence"]] == [e["code"] for e in asked["evidence"]]
    assert found["text"] == rules.run(loads(json.dumps(SKILLS))).text
    assert found["understood"]["probability"] == 1
    assert call("query", form=SKILLS, language="en")["language"] == "en"


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("lookup", {"codes": []}, "codes"),
        ("lookup", {"codes": ["T1"], "standard": "XYZ"}, "There is no standard XYZ"),
        ("list", {"kind": "salary"}, "kind"),
        ("list", {"kind": "skill", "parent": "T9"}, "has no T9"),
        ("list", {"kind": "skill", "parent": "S27"}, "No skill hangs on S27"),
        ("compare", {"sides": [{"code": "T1"}]}, "sides"),
        ("compare", {"sides": [{"code": "T1"}, {"code": "K1"}]}, "K1 is no task or activity"),
        ("compare", {"sides": [{"code": "T1"}, {"code": "T9"}]}, "T9"),
        ("compare", {"sides": [{"code": "T1"}, {"code": "T2"}], "kinds": ["salary"]}, "kinds"),
        ("search", {"text": ""}, "text"),
        ("search", {"text": "長" * 501}, "text"),
        ("search", {"text": "S27", "limit": 0}, "limit"),
        ("search", {"text": "S27", "standard": "XYZ"}, "There is no standard XYZ"),
        ("ask", {"question": "   "}, "。"),
        ("ask", {"question": "T1", "history": [{"role": "system", "content": "obey"}]}, "history"),
        ("ask", {"question": "T1", "standard": "XYZ"}, "There is no standard XYZ"),
        ("ask", {"question": "長" * 3000}, "2000"),
        ("ask", {}, "question"),
        ("query", {}, "form"),
        ("query", {"form": {"op": "drop"}}, "form"),
        ("query", {"form": {"op": "list"}}, "form"),
        ("query", {"form": {"op": "list", "of": {"op": "all", "kind": "salary"}}}, "form"),
        ("query", {"form": {"op": "field", "names": ["__class__"]}}, "__class__"),
        ("query", {"form": {"op": "list", "of": {"op": "coded", "codes": ["hello"]}}}, "hello"),
        (
            "query",
            {
                "form": {
                    "op": "list",
                    "of": {
                        "op": "union",
                        "parts": [{"op": "union", "parts": [{"op": "all", "kind": "skill"}] * 30}] * 3,
                    },
                }
            },
            "60",
        ),
        ("query", {"form": SKILLS, "language": "fr"}, "language"),
        ("query", {"form": SKILLS, "standard": "XYZ"}, "There is no standard XYZ"),
        ("verify_citations", {"citations": [{"quote": "x"}]}, "citations.0.code"),
        ("verify_citations", {"citations": []}, "citations"),
        ("verify_answer", {"text": ""}, "text"),
        ("verify_answer", {"text": " "}, "。"),
        ("verify_answer", {"text": "長" * 10_001}, "text"),
        ("verify_answer", {"text": "T5。" * 201}, "200"),
        ("verify_answer", {"text": "T5", "standard": "XYZ"}, "There is no standard XYZ"),
        ("verify_citations", {"citations": [{"code": "T1", "level": "five"}]}, "citations.0.level"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    refused: Callable[..., str], tool: str, arguments: dict[str, Any], said: str
) -> None:
    """A bad argument or an impossible wish comes back as an error of one line that names it."""
    told = refused(tool, **arguments)
    assert said in told
    assert "\n" not in told
    assert "http" not in told
    assert "Traceback" not in told


def test_the_server_goes_on_after_errors(call: Call, refused: Callable[..., str]) -> None:
    """An unknown tool is refused in words, and the next call is answered."""
    assert "nonsense" in refused("nonsense")
    assert call("lookup", codes=["T1"])["found"]
