"""What can be wrong with an installation: found, told with what to do, and no harm to what does not need it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.errors import EmbeddingError, UsageError
from assistant.faces.manage.finding import Finding
from assistant.faces.manage.installation import examine
from assistant.index import embedding
from assistant.settings import load
from assistant.standard.companion import Companion
from ingest.build import build
from ingest.document import Document
from ingest.parse import Parsed

ROOT = Path(__file__).parents[2]
TABLE, MEANING = "T5 需要哪些技能？", "客人電話等太久該怎麼改善？"


@pytest.fixture
def settings(index: Path, tmp_path: Path) -> Settings:
    """An installation of its own: a copy of corpus and index, and no run yet."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copytree(index, tmp_path / "index")
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", runs=tmp_path / "runs")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bundled model that the program takes for its own, for a test to harm."""
    shutil.copytree(ROOT / "models", tmp_path / "models")
    monkeypatch.setattr(embedding, "data", lambda name: tmp_path / name)
    return tmp_path / "models" / "static-128"


def wrong(settings: Settings) -> list[Finding]:
    """What is not fine."""
    return [f for f in examine(settings) if not f.fine]


def one(settings: Settings, name: str) -> Finding:
    """The one finding that is not fine, which is of that name."""
    (found,) = wrong(settings)
    assert found.name == name
    return found


def test_a_sound_installation_has_no_finding(settings: Settings, model: Path) -> None:
    """Nothing is wrong with a copy of what is shipped, and looking changes nothing."""
    before = {f: f.stat().st_mtime_ns for f in settings.corpus.parent.rglob("*")}
    assert not [f for f in examine(settings) if f.remedy]
    assert {f: f.stat().st_mtime_ns for f in settings.corpus.parent.rglob("*")} == before


def other_weights(model: Path) -> None:
    """One byte in the middle of the weights differs; the size stays."""
    file = model / "model.safetensors"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


def cut(model: Path) -> None:
    """Half of the weights."""
    file = model / "model.safetensors"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def no_tokenizer(model: Path) -> None:
    """A file that is not there."""
    (model / "tokenizer.json").unlink()


def garbage(model: Path) -> None:
    """A file that says nothing."""
    (model / "modules.json").write_bytes(b"\xff{")


HARM: dict[str, tuple[Callable[[Path], None], str]] = {
    "other weights of the same size": (other_weights, "model.safetensors"),
    "half of the weights": (cut, "model.safetensors"),
    "no tokenizer": (no_tokenizer, "tokenizer.json"),
    "garbage for modules": (garbage, "modules.json"),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_model_is_found_and_named(settings: Settings, model: Path, harm: str) -> None:
    """The finding names the file and what to do, and answers by meaning are told to be the ones that suffer."""
    harmed, named = HARM[harm]
    harmed(model)
    meaning, found = wrong(settings)
    assert "by meaning" in meaning.name
    assert "restore models/" in meaning.remedy
    assert found.name == "embedding"
    assert named in found.state
    assert "ASSISTANT_EMBEDDING_MODEL" in found.remedy


@pytest.mark.parametrize("harm", HARM)
def test_table_answers_go_on_without_the_model(settings: Settings, model: Path, harm: str) -> None:
    """A list is whole and proved as ever; a question by meaning is told why it cannot be answered, and recovers."""
    whole = Assistant(settings).ask(TABLE)
    HARM[harm][0](model)
    assistant = Assistant(settings)
    for question in (TABLE, f"請問一下喔，{TABLE}", "K39 是什麼", "比較 T3 和 T5 的技能"):
        answer = assistant.ask(question)
        assert answer.method == "table"
        assert all(check.holds for check in answer.proof)
    assert assistant.ask(TABLE).blocks == whole.blocks
    assert assistant.ask(TABLE).confidence == "proved"
    with pytest.raises(EmbeddingError):
        assistant.ask(MEANING)
    shutil.copytree(ROOT / "models" / "static-128", model, dirs_exist_ok=True)
    assert assistant.ask(MEANING).retrieved


@pytest.mark.parametrize("harm", HARM)
def test_ingest_refuses_a_harmed_model(settings: Settings, model: Path, harm: str, parsed: Parsed) -> None:
    """No index is built with weights that were not shipped, whatever their size; what is published stays."""
    HARM[harm][0](model)
    document = Document(parsed=parsed, companion=Companion())
    before = {f: f.read_bytes() for f in settings.index.rglob("*") if f.is_file()}
    with pytest.raises(EmbeddingError, match=HARM[harm][1].replace(".", r"\.")):
        build([document], settings)
    assert {f: f.read_bytes() for f in settings.index.rglob("*") if f.is_file()} == before


def test_a_stray_file_beside_the_model_is_no_fault(settings: Settings, model: Path) -> None:
    """What somebody left in the folder is named, and neither table nor meaning suffer from it."""
    (model / ".DS_Store").write_bytes(b"\0")
    (model / "backup").mkdir()
    (model / "backup" / "model.safetensors").write_bytes(b"x")
    found = [f for f in examine(settings) if f.remedy]
    assert [(f.name, f.fine) for f in found] == [("embedding", True)]
    assert ".DS_Store" in found[0].state
    assert "backup" in found[0].state
    assistant = Assistant(settings)
    assert assistant.ask(TABLE).confidence == "proved"
    assert assistant.ask(MEANING).retrieved


def test_an_edited_source_is_found(settings: Settings) -> None:
    """A document that differs from what was indexed is named, and so is one that was never indexed."""
    source = settings.corpus / "BAS1499-002v2.txt"
    with source.open("a", encoding="utf-8") as file:
        file.write("\n")
    found = one(settings, "corpus")
    assert source.name in found.state
    assert found.remedy == "python -m ingest"
    shutil.copy(source, settings.corpus / "more.txt")
    assert [f.fine for f in examine(settings) if "more.txt" in f.state and f.remedy] == [True]


def test_a_garbage_feedback_database_is_found(settings: Settings) -> None:
    """A file that is no database is told to be moved away, and other answers are not held up by it."""
    settings.runs.mkdir()
    (settings.runs / "feedback.sqlite").write_bytes(b"garbage" * 1000)
    found = one(settings, "feedback")
    assert "feedback.sqlite" in found.state
    assert "feedback.sqlite" in found.remedy


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("own.jsonl", '{"id": "1"\n', "own.jsonl:1"),
        ("own.jsonl", '{"id": "1", "lang": "nonsense"}\n', "lang"),
        ("gate.toml", "overall = 5\n", "gate.toml"),
        ("labelled/answers.jsonl", "[]\n", "answers.jsonl:1"),
    ],
)
def test_a_broken_evaluation_set_is_found(settings: Settings, file: str, content: str, said: str) -> None:
    """The place that cannot be read is named."""
    (settings.corpus / "evaluation" / file).write_text(content, encoding="utf-8")
    assert said in one(settings, "evaluation").state


def test_unknown_settings_are_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt setting is a fault, which other commands refuse; a name like no setting is remarked upon."""
    monkeypatch.setenv("ASSISTANT_PET", "cat")
    monkeypatch.setenv("ASSISTANT_FEEDBAK", "false")
    found = one(settings, "settings")
    assert "ASSISTANT_FEEDBAK" in found.state
    assert "ASSISTANT_FEEDBACK" in found.remedy
    assert [f.fine for f in examine(settings) if "ASSISTANT_PET" in f.state and f.remedy] == [True]
    with pytest.raises(UsageError):
        load()
    assert load(strict=False)


@pytest.mark.parametrize("state", ["none", "damaged"])
def test_no_index_or_a_damaged_one_is_found(settings: Settings, state: str) -> None:
    """Either is told with the command that builds it, and everything else is still looked at."""
    if state == "none":
        shutil.rmtree(settings.index)
    else:
        next(settings.index.rglob("records.json")).write_bytes(b"")
    assert one(settings, "index").remedy == "python -m ingest"
    assert {"embedding", "feedback", "evaluation"} <= {f.name for f in examine(settings)}


def test_another_model_than_that_of_the_index_is_found(settings: Settings, model: Path, tmp_path: Path) -> None:
    """A model of one's own that did not build the index answers nothing by meaning, and says what to do."""
    other_weights(model)
    shutil.copytree(model, tmp_path / "other")
    chosen = settings.model_copy(update={"embedding_model": str(tmp_path / "other")})
    found = one(chosen, "依語意作答 answers by meaning")
    assert "python -m ingest" in found.state


AUTH = {
    "redirect_uri": "https://hr.example/guide/oauth2callback",
    "cookie_secret": "0123456789abcdef",
    "client_id": "guide",
    "client_secret": "x",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}
PEOPLE = '[roles]\nemployee = ["@hr.example"]\n'


@pytest.fixture
def signing_in(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    """Settings of an installation whose readers sign in; some of the secrets other than they should be."""
    pytest.importorskip("authlib", reason="the extra sign-in is not installed")
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(tmp_path / "secrets.toml"))

    def made(listed: str | None = PEOPLE, **auth: str) -> Settings:
        told = "\n".join(f'{name} = "{value}"' for name, value in (AUTH | auth).items())
        (tmp_path / "secrets.toml").write_text(f"[auth]\n{told}\n", "utf-8")
        if listed is not None:
            (tmp_path / "people.toml").write_text(listed, "utf-8")
        told_of = {"people": tmp_path / "people.toml", "address": "https://hr.example/guide"}
        return settings.model_copy(update=told_of)

    return made


def test_a_sound_sign_in_is_named(signing_in: Callable[..., Settings]) -> None:
    """It has a line of its own, and nothing to mend."""
    found = signing_in()
    assert [(f.state, f.fine) for f in examine(found) if f.name == "sign-in"] == [("people.toml", True)]


@pytest.mark.parametrize(
    ("wrong_one", "told"),
    [
        ({"client_id": ""}, "client_id"),
        ({"cookie_secret": ""}, "cookie_secret"),
        ({"cookie_secret": "short"}, "cookie_secret"),
        ({"redirect_uri": "https://hr.example/guide"}, "oauth2callback"),
        ({"redirect_uri": "hr.example/oauth2callback"}, "redirect_uri"),
        ({"redirect_uri": "http://localhost:8501/oauth2callback"}, "ASSISTANT_ADDRESS"),
        ({"server_metadata_url": "login.example"}, "openid-configuration"),
        ({"listed": "[roles]\nboss = ['li@hr.example']"}, "roles.boss"),
        ({"listed": None}, "people.toml"),
    ],
)
def test_a_sign_in_that_cannot_work_is_found(
    signing_in: Callable[..., Settings], wrong_one: dict[str, str], told: str
) -> None:
    """A secret that is missing, guessable or elsewhere, a list that is none: named, and no secret told."""
    found = one(signing_in(**wrong_one), "sign-in")
    assert told in found.state + found.remedy
    assert AUTH["client_secret"] not in found.state.split() and "short" not in found.state.split()


def test_half_a_sign_in_is_found(signing_in: Callable[..., Settings], tmp_path: Path) -> None:
    """Secrets without a list, a list without secrets, and secrets that are no TOML."""
    whole = signing_in()
    assert "ASSISTANT_PEOPLE" in one(whole.model_copy(update={"people": None}), "sign-in").state
    (tmp_path / "secrets.toml").write_text("[auth", "utf-8")
    assert "secrets.toml" in one(whole, "sign-in").state
    (tmp_path / "secrets.toml").unlink()
    assert "client_id" in one(whole, "sign-in").state


def test_a_chroma_server_that_is_away_is_found(settings: Settings, tmp_path: Path) -> None:
    """Named with its address and what to do; a machine with a copy goes on answering, one without is told of both."""
    away = settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"})
    found = one(away, "chroma")
    assert "http://127.0.0.1:9" in found.state and "ASSISTANT_CHROMA_URL" in found.remedy
    bare = away.model_copy(update={"index": tmp_path / "none"})
    assert [f.name for f in wrong(bare)] == ["chroma", "index"]
    assert not (tmp_path / "none").exists()
