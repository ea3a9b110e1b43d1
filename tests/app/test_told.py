"""What an error says on a page: all of it in the reader's language, and nothing in another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
import test_checklist_page as checklist
import test_health_page as health
import test_team_page as team
from alone import evaluation_page, feedback_page
from double import Double
from streamlit.testing.v1 import AppTest
from test_feedback_page import ENTRY

from assistant.errors import AssistantError, CorpusError, StoreFault, UsageError
from assistant.evaluation import record
from assistant.evaluation.feedback import FeedbackStore
from assistant.faces.manage.checklist import Checklist
from assistant.faces.pages import evaluation, feedback, standing
from assistant.language.tag import Language

HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uff65]")
SAID = {
    "zh-TW": "people.toml 讀不到，或不是 TOML；請改正後再啟動。",
    "zh-CN": "people.toml 读不到，或不是 TOML；请改正后再启动。",
    "en": "people.toml cannot be read, or is no TOML; mend it and start again.",
}


def failing(kind: type[AssistantError]) -> Callable[..., NoReturn]:
    """A call that ends with an error of that kind, whatever it is given."""

    def fail(*given: object, **named: object) -> NoReturn:
        raise kind("manage.unreadable_secrets", name="people.toml")

    return fail


def by_itself(page: Callable[[], None], lang: Language) -> AppTest:
    """One page as a reader of that language opens it."""
    app = AppTest.from_function(page, default_timeout=90)
    app.query_params["lang"] = lang
    return app.run()


def versions(double: Double, patch: pytest.MonkeyPatch, lang: Language) -> AppTest:
    """The page of the data, where what an operator wrote of versions is broken."""
    patch.setattr(double, "validity", failing(CorpusError))
    return health.opened(lang)


def listed(double: Double, patch: pytest.MonkeyPatch, lang: Language) -> AppTest:
    """The evaluation, where runs cannot be listed."""
    patch.setattr(record, "kept", failing(UsageError))
    return by_itself(evaluation_page, lang)


@dataclass
class Ended:
    """A run that ended early."""

    failure: Exception
    running: bool = False


def ended(double: Double, patch: pytest.MonkeyPatch, lang: Language) -> AppTest:
    """The evaluation, after a run that ended early."""
    with pytest.raises(UsageError) as failure:
        failing(UsageError)()
    patch.setattr(evaluation, "jobs", lambda: [Ended(failure.value)])
    return by_itself(evaluation_page, lang)


def store(double: Double, patch: pytest.MonkeyPatch, lang: Language) -> AppTest:
    """The feedback, where its store is damaged."""
    patch.setattr(FeedbackStore, "read", failing(StoreFault))
    return by_itself(feedback_page, lang)


def accepted(double: Double, patch: pytest.MonkeyPatch, lang: Language) -> AppTest:
    """The feedback, after a question was accepted that cannot be."""
    FeedbackStore(feedback.settings().runs).rate("a", ENTRY)
    app = by_itself(feedback_page, lang)
    patch.setattr(feedback, "parse", failing(UsageError))
    return next(button for button in app.button if "FormSubmitter" in str(button.key)).click().run()


def plan(double: Double, patch: pytest.MonkeyPatch, lang: Language) -> AppTest:
    """The result of a checklist, where what an operator wrote of courses is broken."""
    patch.setattr(standing, "courses", failing(CorpusError))
    app = checklist.opened(Checklist(standard=checklist.CODE, chosen=("T5",), ratings={"S27": 1}), lang)
    return app.segmented_control(key="checklist_view").set_value("result").run()


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("opened", [versions, listed, ended, store, accepted, plan], ids=lambda page: page.__name__)
def test_an_error_is_told_in_the_language_of_the_reader(
    opened: Callable[..., AppTest], lang: Language, runs: Path, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence of that language alone."""
    app = opened(double, monkeypatch, lang)
    assert not app.exception
    (told,) = (box.value.replace("\\", "") for box in (*app.warning, *app.error) if "TOML" in box.value)
    assert told.endswith(SAID[lang])
    assert not any(other in told for name, other in SAID.items() if name != lang)
    assert lang != "en" or not HAN.search(told)


@pytest.mark.parametrize("content", [b"{", "表".encode("big5"), b"{}"])
def test_a_file_that_cannot_be_used_is_told_without_chinese(content: bytes, double: Double) -> None:
    """To an English reader, of a checklist as of those of a team."""
    one, many = checklist.opened(lang="en"), team.opened(("x.json", content), lang="en")
    one.get("file_uploader")[0].set_value(("x.json", content, "application/json")).run()
    for app in (one, many):
        told = [box.value for box in (*app.error, *app.warning)]
        assert not app.exception and told and not HAN.search("".join(told))


def test_a_door_that_stays_shut_says_why_without_chinese(
    tmp_path: Path, open_app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To an English reader of an installation where half of the sign-in is missing."""
    monkeypatch.setenv("ASSISTANT_PEOPLE", str(tmp_path / "people.toml"))
    app = open_app("en")
    assert "ASSISTANT_PEOPLE" in app.error[0].value and not HAN.search(app.error[0].value)
