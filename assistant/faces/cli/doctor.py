"""`doctor`: what is there, which index and model are in use, what is missing and how to get it."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from ...answer.worded.provider import configured
from ...answer.worded.words import word
from ...errors import AssistantError, ModelFault
from ...index.embedding import embedder
from ...index.generation import current
from ...settings import DOCUMENTS, Settings
from .command import Command

_PACKAGES = ("streamlit", "chromadb", "langchain", "langchain-chroma", "sentence-transformers", "torch", "opencc")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; what to do about it where it is not fine."""

    name: str
    state: str
    remedy: str = ""

    @property
    def fine(self) -> bool:
        """Whether nothing has to be done."""
        return not self.remedy


@dataclass(frozen=True, kw_only=True)
class Doctor(Command):
    """what is installed, in use and missing"""

    def run(self, settings: Settings) -> int:
        """Print every finding with its remedy; 1 when something is not fine."""
        findings = list(examine(settings))
        for finding in findings:
            print(f"{'✓' if finding.fine else '✗'} {finding.name}: {finding.state}")
            if finding.remedy:
                print(f"  → {finding.remedy}")
        return 0 if all(finding.fine for finding in findings) else 1


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at Python, the packages, the corpus, the index, the embedding model and the chat model."""
    yield Finding("Python", platform.python_version())
    yield from map(_package, _PACKAGES)
    yield _corpus(settings)
    yield from _index(settings)
    yield _model(settings)
    yield _chat(settings)


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name))
    except PackageNotFoundError:
        return Finding(name, "缺少 missing", "make run（或 pip install -e .）")


def _corpus(settings: Settings) -> Finding:
    found = sorted(file.name for end in DOCUMENTS for file in settings.corpus.glob(f"*{end}"))
    if not found:
        return Finding("corpus", "沒有原文 no source", "把職能基準的文字檔或 PDF 放進 corpus/")
    return Finding("corpus", "、".join(found))


def _index(settings: Settings) -> Iterator[Finding]:
    """The index, and the standard asked when none is named where the settings choose one."""
    try:
        generation = current(settings.index)
        standards = {s.standard.code: s.standard.name for s in generation.standards}
    except AssistantError as error:
        yield Finding("index", str(error), "python -m ingest")
        return
    yield Finding("index", f"{generation.id}（{'、'.join(f'{code} {name}' for code, name in standards.items())}）")
    if chosen := settings.default_standard:
        remedy = "" if chosen in standards else "檢查 ASSISTANT_DEFAULT_STANDARD，或匯入該份職能基準"
        yield Finding("default standard", chosen, remedy)


def _model(settings: Settings) -> Finding:
    try:
        found = embedder(settings).fingerprint
        return Finding("embedding", f"{found.model}（{found.dimension} 維）")
    except AssistantError as error:
        return Finding("embedding", str(error), "檢查 ASSISTANT_EMBEDDING_MODEL 或 models/")


def _chat(settings: Settings) -> Finding:
    """The chat model is opened but not asked: that would cost money."""
    chat = configured(settings)
    if chat is None:
        return Finding("chat model", "未啟用 off")
    try:
        chat.model()
    except ModelFault as fault:
        missing = fault.reason == "not_installed"
        return Finding(
            "chat model",
            f"{chat.name}：{word(f'fault.{fault.reason}', 'zh-TW').rstrip('，')}",
            "pip install 'competency-assistant[openai]'"
            if missing
            else "檢查 ASSISTANT_CHAT_MODEL、ASSISTANT_CHAT_BASE_URL 與 ASSISTANT_CHAT_API_KEY",
        )
    return Finding("chat model", chat.name)
