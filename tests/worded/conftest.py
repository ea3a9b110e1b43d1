"""What the tests of worded answers share: the assistant by rule, and writers before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from stub import KEY, serve

from assistant import Assistant, Settings
from assistant.answer.proof import Facts
from assistant.answer.worded.provider import Provider
from assistant.answer.worded.writer import Writer
from assistant.question import decide
from assistant.standard.model import Standard


@pytest.fixture(scope="session")
def rules(index: Path) -> Assistant:
    """The assistant, wording by rule."""
    return Assistant(Settings(index=index))


@pytest.fixture(scope="session")
def facts() -> dict[str, tuple[Standard, Facts]]:
    """What answers are proved by, gathered once: writers stand before the same assistant."""
    return {}


@pytest.fixture
def writer(rules: Assistant, facts: dict[str, tuple[Standard, Facts]]) -> Callable[..., Writer]:
    """Makes a writer over a chat model."""
    return lambda chat, **changed: Writer(
        finder=rules,
        chat=chat,
        settings=rules.settings.model_copy(update={"chat_time": 20.0, **changed}),
        _facts=facts,
    )


@pytest.fixture(scope="session")
def warm(rules: Assistant) -> None:
    """The client's library used once without a limit: its first call takes seconds, which no test means to time."""
    from pydantic import SecretStr

    with serve({"m": lambda exchange: exchange.say("")}) as stub:
        values = {"chat_model": "openai:m", "chat_base_url": stub.url, "chat_api_key": SecretStr(KEY)}
        settings = rules.settings.model_copy(update=values)
        Writer(finder=rules, chat=Provider(settings), settings=settings).ask("T5 那個怎麼弄比較好，技能還是知識")


@pytest.fixture
def served(rules: Assistant, warm: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Writer]:
    """Makes a writer over a server: `served(url, model, **settings)`."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)

    def made(url: str, model: str, **changed: object) -> Writer:
        from pydantic import SecretStr

        values = {
            "chat_model": f"openai:{model}",
            "chat_base_url": url,
            "chat_api_key": SecretStr(KEY),
            "chat_silence": 1.0,
            "chat_time": 3.0,
        }
        settings = rules.settings.model_copy(update=values | changed)
        chat = Provider(settings)
        chat.model()  # loading the client is not part of what is timed
        return Writer(finder=rules, chat=chat, settings=settings)

    return made


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is never sure, so that every question goes to the model."""
    monkeypatch.setattr(decide, "sure", lambda: 2.0)
    monkeypatch.setattr(decide, "LIKELY", 2.0)
