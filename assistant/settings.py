"""Every setting, read once from the environment or `.env`; each limit with its unit."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .errors import UsageError

ROOT = Path(__file__).resolve().parent.parent
_PACKAGED = Path(__file__).resolve().parent / "_data"


def data(name: str) -> Path:
    """A folder shipped with the program: inside the package in a wheel, beside it in a checkout."""
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else ROOT / name


class Settings(BaseSettings):
    """Settings with their defaults; the environment overrides them as ASSISTANT_NAME=value."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", frozen=True, extra="ignore")

    corpus: Path = Field(default_factory=lambda: data("corpus"), description="folder of source documents")
    index: Path = Field(default=ROOT / "index", description="folder of index generations")
    default_standard: str = Field(
        default="", description="code of the standard asked when none is named; empty: the first"
    )
    embedding_model: str = Field(default="", description="folder or hub name; empty: the bundled model")
    question_limit: int = Field(default=2000, gt=0, description="longest question, in characters")
    history_limit: int = Field(default=20, ge=0, description="turns of a conversation taken into account")
    runs: Path = Field(default=ROOT / "runs", description="folder of evaluation runs and of readers' feedback")
    evaluation: bool = Field(default=True, description="whether the app shows its evaluation and feedback pages")
    feedback: bool = Field(default=True, description="whether readers may rate answers; question and answer are kept")
    feedback_history: bool = Field(default=False, description="whether the turns before a rated question are kept too")
    questions_per_minute: int = Field(default=60, gt=0, description="questions of one session within a minute")
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


def load(index: Path | None = None) -> Settings:
    """The settings of a command; `index` is what its option names.

    :raises UsageError: naming each setting whose value cannot be used.
    """
    try:
        return Settings(index=index.resolve()) if index else Settings()
    except ValidationError as error:
        wrong = "、".join(f"ASSISTANT_{str(e['loc'][0]).upper()}" for e in error.errors())
        raise UsageError(f"設定 {wrong} 的值不能用。 The value of {wrong} cannot be used.") from error
