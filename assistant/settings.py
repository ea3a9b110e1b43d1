"""Every setting, read once from the environment or `.env`; each limit with its unit."""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .errors import UsageError

ROOT = Path(__file__).resolve().parent.parent
_PACKAGED = Path(__file__).resolve().parent / "_data"
HOME = user_data_path("competency-assistant", appauthor=False) if _PACKAGED.is_dir() else ROOT
"""Where index, runs, feedback and `.env` lie: in a checkout its folder, else the user's own, never site-packages."""
FILES = (HOME / ".env", Path(".env"))
"""Files of settings: in `HOME`, and where the program is started, which comes before."""
PREFIX = "ASSISTANT_"
Role = Literal["", "employee", "manager", "evaluator", "operator"]
HomePath = Annotated[Path, AfterValidator(Path.expanduser)]
DOCUMENTS = (".txt", ".pdf", ".docx", ".odt", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""How the names of source documents end, by their formats; the last are pictures of pages."""


def data(name: str) -> Path:
    """A file or folder shipped with the program: inside the package in a wheel, beside it in a checkout."""
    return (_PACKAGED if _PACKAGED.is_dir() else ROOT) / name


class Settings(BaseSettings):
    """Settings with their defaults; the environment overrides them as ASSISTANT_NAME=value."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=FILES, env_file_encoding="utf-8-sig", frozen=True, extra="ignore"
    )

    corpus: HomePath = Field(default_factory=lambda: data("corpus"), description="folder of source documents")
    index: HomePath = Field(default=HOME / "index", description="folder of index generations")
    chroma_url: str = Field(
        default="", pattern=r"^(https?://[^\s/?#@]+/?)?$", description="server that holds the index; empty: none"
    )
    chroma_token: SecretStr | None = Field(default=None, description="bearer token that the server's proxy asks for")
    default_standard: str = Field(default="", description="code of the one asked when none is named; empty: the first")
    embedding_model: str = Field(default="", description="folder or hub name; empty: the bundled model")
    address: str = Field(
        default="", pattern=r"^(https?://[^\s?#]+)?$", description="of the app, for links; empty: as browsers open it"
    )
    question_limit: int = Field(default=2000, gt=0, description="longest question, in characters")
    history_limit: int = Field(default=20, ge=0, description="turns of a conversation taken into account")
    runs: HomePath = Field(default=HOME / "runs", description="folder of evaluation runs and of readers' feedback")
    role: Role = Field(default="", description="as whom the app serves who has not signed in; empty: as everyone")
    people: Annotated[HomePath | None, BeforeValidator(lambda named: named or None)] = Field(
        default=None, description="file of who may sign in, and as what; empty: nobody signs in"
    )
    sign_in_hours: float = Field(default=12, gt=0, description="how long a sign-in holds, in hours")
    upload: bool = Field(default=False, description="whether an operator may publish documents on the page of health")
    evaluation: bool = Field(default=True, description="whether the app shows its evaluation and feedback pages")
    feedback: bool = Field(default=True, description="whether readers may rate answers; question and answer are kept")
    feedback_history: bool = Field(default=False, description="whether the turns before a rated question are kept too")
    log_questions: bool = Field(default=False, description="whether the log of answers holds the text of questions")
    metrics: str = Field(
        default="", pattern=r"^([^\s:]+:\d{1,5})?$", description="host:port of the pages' figures; empty: nowhere"
    )
    questions_per_minute: int = Field(default=60, gt=0, description="questions of one reader within a minute")
    questions_per_minute_all: int = Field(default=600, gt=0, description="questions of all readers within a minute")
    questions_at_once: int = Field(default=16, gt=0, description="questions answered at once; others wait a little")
    searches_per_question: int = Field(default=60, gt=0, description="searches by meaning for one question")
    chat_model: str = Field(default="", description="provider:model that words answers; empty: none does")
    chat_base_url: str = Field(default="", description="address of an OpenAI-compatible server; empty: the provider's")
    chat_api_key: SecretStr | None = Field(default=None, description="key of the provider; not needed by local servers")
    chat_streaming: bool = Field(default=True, description="whether the model's words are read as they come")
    chat_temperature: float | None = Field(default=None, ge=0, description="empty: the model's own")
    chat_silence: float = Field(default=20, gt=0, description="longest wait for the next token, in seconds")
    chat_time: float = Field(default=60, gt=0, description="longest time for a worded answer in all, in seconds")
    chat_tokens: int = Field(default=800, gt=0, description="longest reply asked of the model, in tokens")
    chat_characters: int = Field(default=6000, gt=0, description="longest reply read from the model, in characters")
    chat_evidence: int = Field(default=12000, gt=0, description="longest evidence given to the model, in characters")


def load(index: Path | None = None, strict: bool = True) -> Settings:
    """The settings of a command or of the app; `index` is what an option names.

    :param strict: whether a misspelt name is refused.
    :raises UsageError: naming each setting whose value or name is wrong, and a file of settings that is not UTF-8.
    """
    try:
        if strict and (names := "、".join(f"{name} → {near}" for name, near in unknown() if near)):
            raise UsageError("settings.no_such_setting", names=names)
        return Settings(index=index.resolve()) if index else Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{PREFIX}{str(e['loc'][0]).upper()} ({e['msg']})" for e in error.errors())
        raise UsageError("settings.unusable_value", wrong=wrong) from error
    except ValueError as error:  # of which a character that cannot be decoded is one
        raise UsageError("settings.not_utf8") from error


def unknown() -> Iterator[tuple[str, str]]:
    """Names in the environment and the files that look like settings and are none, with the one that may be meant.

    A name that resembles no setting may belong to another program; it is left alone.
    """
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    given = dict.fromkeys(os.environ)
    for file in FILES:
        given |= dict.fromkeys(dotenv_values(file, encoding="utf-8-sig"))
    for name in given:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            yield name, next(iter(get_close_matches(name.upper(), known, 1, 0.85)), "")
