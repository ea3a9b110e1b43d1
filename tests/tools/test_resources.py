"""What the tool server says of itself and gives to be read whole."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, MCPError

from assistant import Assistant
from assistant.faces.tools.output import standards_held
from assistant.faces.tools.server import server
from assistant.question.notation import schema
from assistant.standard.canonical import canonical

ROOT = Path(__file__).parents[2]
CODE = "BAS1499-002v2"
Connected = Callable[..., Any]


def read(connected: Connected, address: str) -> str:
    """The text of a resource."""
    (content,) = connected("read_resource", f"competency://{address}").contents
    return str(content.text)


def test_the_server_says_its_version(rules: Assistant) -> None:
    """That of the program, by which a host knows what it speaks to."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    async def asked() -> tuple[str, str]:
        async with Client(server(rules)) as client:
            return client.server_info.name, client.server_info.version

    assert anyio.run(asked) == ("competency-assistant", version)


def test_what_can_be_read_is_listed(connected: Connected) -> None:
    """Two resources, and two of every standard."""
    listed = {str(one.uri) for one in connected("list_resources").resources}
    assert listed == {"competency://standards", "competency://form"}
    templates = {one.uri_template for one in connected("list_resource_templates").resource_templates}
    assert templates == {"competency://standards/{code}", "competency://standards/{code}/source"}


def test_a_standard_is_read_whole(connected: Connected, rules: Assistant) -> None:
    """As the data that ingestion publishes, and as the text whose lines evidence counts."""
    assert [one["code"] for one in json.loads(read(connected, "standards"))] == [CODE]
    listed = [one.model_dump() for one in standards_held(rules)]
    assert read(connected, "standards") == json.dumps(listed, ensure_ascii=False, indent=1)
    assert json.loads(read(connected, f"standards/{CODE}")) == canonical(rules.relations().standard)
    item = rules.relations().find("S27")[0]
    lines = read(connected, f"standards/{CODE}/source").split("\n")
    assert item.text in lines[item.spans[0].line - 1]


def test_the_query_language_is_read_as_it_is_published(connected: Connected) -> None:
    """The schema of its forms."""
    assert json.loads(read(connected, "form")) == json.loads(json.dumps(schema()))


@pytest.mark.parametrize("address", ["standards/XYZ", "standards/XYZ/source", "nonsense", "standards/../../etc/passwd"])
def test_what_is_not_there_is_told(connected: Connected, address: str) -> None:
    """In a sentence, which for a standard is the assistant's own; no path leads out."""
    with pytest.raises(MCPError) as told:
        read(connected, address)
    assert "XYZ" in str(told.value) or "nknown" in str(told.value)
    assert "Traceback" not in str(told.value) and str(ROOT) not in str(told.value)
