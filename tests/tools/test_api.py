"""The HTTP server as other programs meet it: what it answers, what it refuses and how."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from assistant.errors import AssistantError
from assistant.question.notation import data, schema
from tests.question.forms import QUESTIONS

pytest.importorskip("fastapi", reason="the extra api is not installed")
from starlette.testclient import TestClient

from assistant.faces.api import LONGEST_BODY, server
from assistant.faces.manage.installation import examine

ROOT = Path(__file__).parents[2]
LIST, FOLLOW = "T5 需要哪些技能？", "那知識呢？"
SKILLS = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}


@pytest.fixture(scope="module")
def http(rules: Assistant) -> Iterator[TestClient]:
    """A client of the server over the index of the session."""
    with TestClient(server(rules), raise_server_exceptions=False) as client:
        yield client


def codes(answer: dict[str, Any]) -> list[str]:
    """The codes of the evidence."""
    return [e["code"] for e in answer["evidence"]]


def test_a_question_gets_the_proved_answer(http: TestClient, rules: Assistant) -> None:
    """The answer is the assistant's own, with its evidence, its checks and the form that was read."""
    own, found = rules.ask(LIST), http.post("/ask", json={"question": LIST})
    assert found.status_code == 200
    answer = found.json()
    assert (answer["text"], codes(answer)) == (own.text, list(own.cited_codes))
    assert answer["checks"] == answer["checks_held"] == len(own.proof)
    assert answer["understood"]["form"] == SKILLS
    assert answer["confidence"] == "proved"


def test_history_standard_and_language_are_taken(http: TestClient) -> None:
    """A follow-up is read in the light of what was said, and the answer comes in the language asked for."""
    history = [{"role": "user", "content": LIST}, {"role": "assistant", "content": "S27–S30"}]
    asked = {"question": FOLLOW, "history": history, "standard": "BAS1499-002v2", "language": "en"}
    answer = http.post("/ask", json=asked).json()
    assert "K30" in codes(answer)
    assert answer["language"] == "en"
    assert "knowledge" in answer["text"]
    assert http.post("/ask", json={"question": LIST, "language": "zh-CN"}).json()["language"] == "zh-CN"


def test_a_refusal_is_an_answer_and_declined(http: TestClient) -> None:
    """What the standard does not hold is no error; nothing is cited and nothing called proved."""
    for question in ("K99", "這個職位的薪水多少？"):
        answer = http.post("/ask", json={"question": question}).json()
        assert answer["refused"]
        assert (answer["evidence"], answer["confidence"]) == ([], "declined")


def test_a_form_is_answered_as_it_is_everywhere(http: TestClient, rules: Assistant) -> None:
    """Every form of the language is taken and gives the assistant's own answer."""
    for form in QUESTIONS[::4]:
        found = http.post("/run", json={"form": data(form)})
        assert found.status_code == 200, found.text
        assert found.json()["text"] == rules.run(form).text


def test_standards_are_listed(http: TestClient) -> None:
    """Each with code, name, version and level."""
    assert http.get("/standards").json() == [
        {"code": "BAS1499-002v2", "name": "客戶服務部門經理", "version": "V2", "level": 4}
    ]


def test_every_answer_says_what_a_browser_may_do_with_it(http: TestClient) -> None:
    """Nothing: no script, no frame, no guess at its type. Refusals too, of a route and of a body."""
    for found in (http.get("/standards"), http.get("/none"), http.post("/ask", content="x" * (LONGEST_BODY + 1))):
        assert found.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert (found.headers["x-frame-options"], found.headers["x-content-type-options"]) == ("DENY", "nosniff")


def test_too_many_questions_are_refused(index: Path) -> None:
    """With a status and a header that say when to come again; probes go on being answered."""
    few = TestClient(server(Assistant(Settings(index=index, questions_per_minute=2))))
    for path, body in (("/ask", {"question": LIST}), ("/run", {"form": SKILLS})):
        assert few.post(path, json=body).status_code == 200
    found = few.post("/ask", json={"question": LIST})
    assert (found.status_code, found.headers["retry-after"], found.json()["error"]) == (429, "60", "TooMany")
    assert few.get("/ready").status_code == 200


def test_it_is_described(http: TestClient) -> None:
    """OpenAPI is served, with the query language as it is published; no page fetches scripts from elsewhere."""
    described = http.get("/openapi.json").json()
    assert set(described["paths"]) == {"/ask", "/run", "/standards", "/health", "/ready", "/metrics"}
    shapes = described["components"]["schemas"]
    assert set(schema()["$defs"]) <= set(shapes)
    assert shapes["Run"]["properties"]["form"]["discriminator"]["propertyName"] == "op"
    assert {"400", "413", "422", "503"} <= set(described["paths"]["/ask"]["post"]["responses"])
    assert http.get("/docs").status_code == http.get("/redoc").status_code == 404


def test_ready_means_that_both_ways_answer(index: Path, tmp_path: Path) -> None:
    """Health asks one question of the table and one by meaning, and tells which of them fails."""
    own = Settings(index=index, runs=tmp_path / "runs")
    whole = TestClient(server(Assistant(own)))
    for path in ("/health", "/ready"):
        assert whole.get(path).json() == {"ready": True, "table": "", "meaning": "", "faults": []}
    model = shutil.copytree(ROOT / "models" / "static-128", tmp_path / "model")
    (model / "tokenizer.json").unlink()
    half = TestClient(server(Assistant(own.model_copy(update={"embedding_model": str(model)}))))
    found = half.get("/health")
    assert (found.status_code, found.json()["ready"], found.json()["table"]) == (503, False, "")
    assert "tokenizer.json" in found.json()["meaning"]
    ready = half.get("/ready")
    assert (ready.status_code, ready.json()) == (200, found.json() | {"ready": True, "faults": []})
    assert half.post("/ask", json={"question": LIST}).status_code == 200
    nothing = TestClient(server(Assistant(own.model_copy(update={"index": tmp_path / "none"}))))
    for path in ("/health", "/ready"):
        none = nothing.get(path)
        assert none.status_code == 503
        assert "python -m ingest" in none.json()["table"]


def test_health_and_doctor_say_the_same(index: Path, tmp_path: Path) -> None:
    """What is no matter of a question, a garbage database, an edited source, is told there too; probes go on."""
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "feedback.sqlite").write_bytes(b"garbage" * 1000)
    corpus = shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    with (corpus / "BAS1499-002v2.txt").open("a", encoding="utf-8") as file:
        file.write("\n")
    settings = Settings(index=index, runs=tmp_path / "runs", corpus=corpus)
    client = TestClient(server(Assistant(settings)))
    found = client.get("/health")
    assert (found.status_code, found.json()["ready"]) == (503, False)
    wrong = [one for one in examine(settings) if not one.fine]
    assert [one.name for one in wrong] == ["corpus", "feedback"]
    assert found.json()["faults"] == [{"name": f.name, "state": f.state, "remedy": f.remedy} for f in wrong]
    assert str(tmp_path) not in found.text
    assert client.get("/ready").status_code == 200


def test_figures_tell_what_was_answered(http: TestClient) -> None:
    """Questions and forms are counted by way, errors and probes are not; the text form is told as such."""

    def table() -> float:
        found = http.get("/metrics")
        assert found.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        (line,) = (one for one in found.text.splitlines() if one.startswith('assistant_questions_total{way="table"}'))
        return float(line.rpartition(" ")[2])

    before = table()
    http.post("/ask", json={"question": LIST})
    http.post("/run", json={"form": SKILLS})
    http.post("/ask", json={"question": " "})
    http.get("/ready")
    assert table() == before + 2


def test_an_answer_is_found_in_the_journal(http: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """What a reader complains of is looked up by the id that the answer bears."""
    with caplog.at_level("INFO", logger="assistant.answers"):
        answer = http.post("/ask", json={"question": LIST}).json()
    (line,) = (json.loads(r.getMessage()) for r in caplog.records if r.name == "assistant.answers")
    assert line["id"] == answer["id"]


@pytest.mark.parametrize(
    ("path", "asked", "status", "error", "said"),
    [
        ("/ask", {"question": "  "}, 422, "EmptyQuestion", "。"),
        ("/ask", {"question": "長" * 2001}, 413, "QuestionTooLong", "2000"),
        ("/ask", {"question": LIST, "standard": "XXX"}, 400, "UsageError", "There is no standard XXX"),
        ("/ask", {"question": LIST, "standard": "X" * 61}, 422, "UsageError", "standard"),
        ("/ask", {}, 422, "UsageError", "question"),
        ("/ask", {"question": LIST, "standrad": "X"}, 422, "UsageError", "standrad"),
        ("/ask", {"question": 5}, 422, "UsageError", "question"),
        ("/ask", {"question": LIST, "language": "fr"}, 422, "UsageError", "language"),
        ("/ask", {"question": LIST, "history": [{"role": "system", "content": "x"}]}, 422, "UsageError", "role"),
        ("/ask", {"question": LIST, "history": [{"role": "user", "content": "x"}] * 101}, 422, "UsageError", "history"),
        ("/ask", [], 422, "UsageError", "JSON"),
        ("/run", {"form": {"op": "drop"}}, 400, "UsageError", "no form of the query language"),
        ("/run", {"form": SKILLS | {"wher": 1}}, 400, "UsageError", "wher"),
        ("/run", {"form": {"op": "field", "names": ["__class__"]}}, 400, "UsageError", "__class__"),
        ("/run", {}, 422, "UsageError", "form"),
        ("/nothing", {}, 404, "UsageError", "openapi.json"),
        ("/health", {}, 405, "UsageError", "POST"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_status(
    http: TestClient, path: str, asked: Any, status: int, error: str, said: str
) -> None:
    """An error has the name and sentence of the error tree and its status; nothing of the machine is in it."""
    found = http.post(path, json=asked)
    told = found.json()
    assert (found.status_code, told["error"]) == (status, error)
    assert said in told["message"]
    assert not re.search(r"Traceback|site-packages|/work|\.py\b", found.text)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"form": ' + b'{"op":"not","of":' * 20_000], ids=range(3))
def test_a_body_that_is_no_request_is_refused(http: TestClient, body: bytes) -> None:
    """Broken JSON, other encodings and endless nesting are errors of the caller, and the server goes on."""
    for path in ("/ask", "/run"):
        found = http.post(path, content=body, headers={"content-type": "application/json"})
        assert found.status_code in (400, 413, 422)
        assert found.json()["message"]
    assert http.post("/ask", json={"question": LIST}).status_code == 200


@pytest.mark.parametrize("told", [True, False])
def test_a_long_body_is_refused_whether_or_not_its_length_is_told(http: TestClient, told: bool) -> None:
    """One byte over the limit is refused, sent whole or in parts; at the limit it is read."""
    body = json.dumps({"question": "長" * 2001}).encode()

    def sent(size: int) -> int:
        whole = body + b" " * (size - len(body))
        parts = whole if told else iter([whole[:1000], whole[1000:]])
        return http.post("/ask", content=parts, headers={"content-type": "application/json"}).status_code

    assert sent(LONGEST_BODY + 1) == 413
    assert http.post("/ask", content=b" " * (LONGEST_BODY + 1)).json()["error"] == "TooLong"
    assert sent(LONGEST_BODY) == 413  # the question itself is too long, which only the assistant can tell


def test_every_error_of_the_tree_has_a_status() -> None:
    """Nothing the program raises on purpose is told as the server's own mistake, but for what ingestion raises."""

    def below(kind: type[AssistantError]) -> Iterator[type[AssistantError]]:
        yield kind
        for child in kind.__subclasses__():
            yield from below(child)

    of = {kind.__name__: kind.status for kind in below(AssistantError)}
    assert {of[n] for n in ("IndexMissing", "IndexDamaged", "IndexMismatch", "IndexBusy", "EmbeddingError")} == {503}
    assert (of["UsageError"], of["EmptyQuestion"], of["QuestionTooLong"]) == (400, 422, 413)


def test_an_unexpected_error_tells_nothing(rules: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks inside is one sentence outside, and stands in the log."""
    monkeypatch.setattr(Assistant, "ask", lambda *_, **__: 1 / 0)
    found = TestClient(server(rules), raise_server_exceptions=False).post("/ask", json={"question": LIST})
    assert found.status_code == 500
    assert found.json()["error"] == "Unexpected"
    assert "division" not in found.text
