"""The state of an installation: what is there, which index and model are in use, what is missing and how to get it."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from .errors import AssistantError, ModelFault
from .index.generation import Generation, current
from .settings import Settings
from .worded.provider import configured
from .worded.words import word

_PACKAGES = ("streamlit", "chromadb", "langchain", "langchain-chroma", "sentence-transformers", "torch", "opencc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    name: str
    state: str
    fine: bool = True
    remedy: str = ""
    optional: bool = False


def examine(settings: Settings) -> list[Finding]:
    """Look at Python, the packages, the corpus, the index, the embedding model and the chat model."""
    return [
        Finding(name="Python", state=platform.python_version()),
        *map(_package, _PACKAGES),
        _corpus(settings),
        *_index(settings),
        _model(settings),
        _chat(settings),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(name=name, state=version(name))
    except PackageNotFoundError:
        return Finding(name=name, state="缺少 missing", fine=False, remedy="make run（或 pip install -e .）")


def _corpus(settings: Settings) -> Finding:
    found = sorted(p.name for p in settings.corpus.glob("*.txt")) if settings.corpus.is_dir() else []
    return Finding(
        name="corpus",
        state="、".join(found) or "沒有原文 no source",
        fine=bool(found),
        remedy="" if found else "把職能基準的文字檔放進 corpus/",
    )


def _index(settings: Settings) -> list[Finding]:
    try:
        generation = current(settings.index)
        standards = "、".join(f"{s.standard.code} {s.standard.name}" for s in generation.standards)
    except AssistantError as error:
        return [Finding(name="index", state=str(error), fine=False, remedy="python -m ingest")]
    return [Finding(name="index", state=f"{generation.id}（{standards}）"), *_default(settings, generation)]


def _default(settings: Settings, generation: Generation) -> list[Finding]:
    """The standard asked when none is named, where the settings choose one."""
    code = settings.default_standard
    if not code:
        return []
    there = code in {s.standard.code for s in generation.standards}
    remedy = "" if there else "檢查 ASSISTANT_DEFAULT_STANDARD，或匯入該份職能基準"
    return [Finding(name="default standard", state=code, fine=there, remedy=remedy)]


def _model(settings: Settings) -> Finding:
    from .index.embedding import embedder

    try:
        model = embedder(settings)
        return Finding(name="embedding", state=f"{model.fingerprint.model}（{model.fingerprint.dimension} 維）")
    except AssistantError as error:
        return Finding(
            name="embedding", state=str(error), fine=False, remedy="檢查 ASSISTANT_EMBEDDING_MODEL 或 models/"
        )


def _chat(settings: Settings) -> Finding:
    """The chat model is opened but not asked: that would cost money."""
    chat = configured(settings)
    if chat is None:
        return Finding(name="chat model", state="未啟用 off", optional=True)
    try:
        chat.model()
    except ModelFault as fault:
        remedy = "pip install 'competency-assistant[openai]'" if fault.reason == "not_installed" else ""
        return Finding(
            name="chat model",
            state=f"{chat.name}：{word(f'fault.{fault.reason}', 'zh-TW').rstrip('，')}",
            fine=False,
            remedy=remedy or "檢查 ASSISTANT_CHAT_MODEL、ASSISTANT_CHAT_BASE_URL 與 ASSISTANT_CHAT_API_KEY",
        )
    return Finding(name="chat model", state=chat.name)
