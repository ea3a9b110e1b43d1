"""What is installed, in use, missing or not as it should be, each with what to do about it."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from ...answer.assistant import Assistant
from ...answer.worded.provider import configured
from ...errors import AssistantError, ModelFault, StoreFault, UsageError
from ...evaluation import gate, record, standing
from ...evaluation.cases import Case
from ...evaluation.feedback import FeedbackStore
from ...index.embedding import embedder, located
from ...index.generation import Generation, current, published
from ...index.model_folder import stray
from ...index.server import reach, refresh
from ...language.catalogue.area import DOCTOR, MODEL
from ...settings import DOCUMENTS, Settings, load, unknown
from .folders import LEAST, index_folder, written
from .kept_beside import faults
from .packages import packages
from .publishing import open_to
from .readiness import Probe, probes
from .signing_in import examined

_say = DOCTOR.both
_SHOWN = 12
"""Standards that are named one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; what to do about it where it is not fine. `grave`: answers or data suffer from it."""

    name: str
    state: str
    remedy: str = ""
    grave: bool = True

    @property
    def fine(self) -> bool:
        """Whether nothing suffers."""
        return not self.remedy or not self.grave


def examine(settings: Settings, tried: Sequence[Probe] | None = None) -> Iterator[Finding]:
    """Look at everything in turn; nothing is changed, and no fault of one thing hides another.

    :param tried: the questions of `probes`, where they have been asked already.
    """
    yield Finding("Python", platform.python_version())
    yield from _packages(settings)
    yield from _settings(settings)
    yield from _sign_in(settings)
    yield from _folders(settings)
    yield _corpus(settings)
    yield from _server(settings)
    yield from _index(settings, tried)
    yield from _model(settings)
    yield _feedback(settings)
    yield from _runs(settings)
    yield from _evaluation(settings)
    yield _chat(settings)


def _packages(settings: Settings) -> Iterator[Finding]:
    """What the program rests on, then the extras: one that is not there is no fault, one in a wrong version is."""
    found = packages()
    needed = found.pop("")
    there = {extra: brought for extra, brought in found.items() if all(one.version for one in brought)}
    yield Finding("packages", "、".join(f"{one.name} {one.version}" for one in needed if one.fits))
    for one in dict.fromkeys((*needed, *chain.from_iterable(there.values()))):
        if not one.fits:
            state = (
                _say("package.unfit", name=one.name, version=one.version, taken=one.taken)
                if one.version
                else _say("package.missing")
            )
            yield Finding(one.name, state, _say("package.install"))
    if open_to(settings) and "ingest" not in there:
        yield Finding("upload", _say("package.no_ingest"), _say("package.install_extra", extra="ingest"))
    others = "、".join(extra for extra in found if extra not in there)
    yield Finding("extras", _say("package.extras", there="、".join(there) or "—", others=others or "—"))


def _settings(settings: Settings) -> Iterator[Finding]:
    """What a restart could not read; names that look like settings and are none; and settings without effect."""
    try:
        load(strict=False)
    except UsageError as error:
        yield Finding("settings", str(error), _say("setting.unusable_mend"))
        return
    for name, near in unknown():
        if near:
            yield Finding(
                "settings", _say("setting.misspelt", name=name, near=near), _say("setting.spell", name=name, near=near)
            )
        else:
            yield Finding("settings", _say("setting.unknown", name=name), _say("setting.unset", name=name), grave=False)
    if settings.upload and not open_to(settings):
        yield Finding(
            "settings", _say("setting.idle", name="ASSISTANT_UPLOAD"), _say("setting.upload_mend"), grave=False
        )
    if settings.chroma_token and not settings.chroma_url:
        yield Finding(
            "settings", _say("setting.idle", name="ASSISTANT_CHROMA_TOKEN"), _say("setting.token_mend"), grave=False
        )


def _sign_in(settings: Settings) -> Iterator[Finding]:
    """The list, the secrets and the extra, where readers sign in."""
    try:
        found = examined(settings)
    except UsageError as error:
        yield Finding("sign-in", str(error), _say("sign_in.see"))
        return
    if found:
        entry, about = found
        yield Finding(
            "sign-in",
            _say(f"sign_in.{entry}", about=about) if entry else about,
            _say(f"sign_in.{entry}_mend") if entry else "",
        )


def _folders(settings: Settings) -> Iterator[Finding]:
    """Whether what readers say, what is built and what is handed in can be kept."""
    for one in written(settings):
        name = one.folder.name
        if not one.writable:
            yield Finding(one.kept, _say("folder.unwritable", name=name), _say(f"folder.{one.kept}_mend"))
        elif (left := one.free) < LEAST:
            yield Finding(one.kept, _say("folder.full", name=name, left=left // 1_000_000), _say("folder.make_room"))
        else:
            yield Finding(one.kept, str(one.folder))


def _server(settings: Settings) -> Iterator[Finding]:
    """The Chroma server, where one holds the index; what it publishes is taken over first."""
    if settings.chroma_url:
        try:
            reach(settings)
            refresh(settings)
        except AssistantError as error:
            yield Finding("chroma", str(error), _say("index.server"))
        else:
            yield Finding("chroma", settings.chroma_url)


def _corpus(settings: Settings) -> Finding:
    found = [file.name for file in _documents(settings)]
    return Finding("corpus", "、".join(found)) if found else Finding("corpus", _say("corpus.none"), _say("corpus.add"))


def _documents(settings: Settings) -> list[Path]:
    return sorted(file for end in DOCUMENTS for file in settings.corpus.glob(f"*{end}"))


def _index(settings: Settings, tried: Sequence[Probe] | None) -> Iterator[Finding]:
    """The index, whether it holds the documents as they are now, and whether it answers."""
    try:
        generation = current(settings.index)
        standards = {code: one.name for code, one in generation.manifest.standards.items()}
    except AssistantError as error:
        yield Finding("index", str(error), "python -m ingest")
        if not (folder := index_folder(settings)).writable:
            name = folder.folder.name
            yield Finding("index", _say("folder.unwritable", name=name), _say("folder.index_build"))
        return
    yield Finding("index", f"{generation.id}（{_listed(standards)}）")
    if (named := published(settings.index)) != generation.id:
        yield Finding("index", _say("index.damaged", name=named), _say("index.build"))
    yield from _sources(settings, generation)
    if chosen := settings.default_standard:
        yield Finding("default standard", chosen, "" if chosen in standards else _say("setting.default"))
        if chosen not in standards:
            return
    for probe in probes(Assistant(settings)) if tried is None else tried:
        yield Finding(
            _say(f"way.{probe.way}"), probe.fault or _say("way.working"), probe.fault and _say(f"way.{probe.way}_fault")
        )


def _listed(standards: Mapping[str, str]) -> str:
    """The first standards by code and name, and how many more there are."""
    shown = "、".join(f"{code} {name}" for code, name in islice(standards.items(), _SHOWN))
    return shown + (f"…（{len(standards)}）" if len(standards) > _SHOWN else "")


def _sources(settings: Settings, generation: Generation) -> Iterator[Finding]:
    """Documents that were edited or put there since they were indexed; those indexed from elsewhere are left alone."""
    recorded = generation.manifest.sources
    for file in _documents(settings):
        if file.name not in recorded:
            yield Finding("corpus", _say("corpus.new", name=file.name), _say("index.build"), grave=False)
        elif hashlib.sha256(file.read_bytes()).hexdigest() != recorded[file.name]:
            yield Finding("corpus", _say("corpus.edited", name=file.name), _say("index.build"))
    for fault, about in dict.fromkeys(faults(settings, generation)):
        state = about if fault == "broken" else _say(f"corpus.{fault}", name=about)
        yield Finding("corpus", state, _say(f"corpus.{fault}_mend"), grave=fault != "orphan")


def _model(settings: Settings) -> Iterator[Finding]:
    """The search model: whole, that of the index, and alone in its folder."""
    try:
        found = embedder(settings).fingerprint
        extra = stray(located(settings.embedding_model))
    except AssistantError as error:
        yield Finding("embedding", str(error), _say("embedding.model"))
        return
    yield Finding("embedding", f"{found.model}（{_say('embedding.dimension', count=found.dimension)}）")
    if extra:
        yield Finding(
            "embedding", _say("embedding.stray", names="、".join(extra)), _say("embedding.remove_stray"), grave=False
        )


def _feedback(settings: Settings) -> Finding:
    try:
        kept, damaged = FeedbackStore(settings.runs).read()
    except AssistantError as error:
        return Finding("feedback", str(error), _say("feedback.move", folder=settings.runs.name))
    state = _say("feedback.kept", count=len(kept))
    return Finding("feedback", state, _say("feedback.damaged", count=damaged) if damaged else "")


def _runs(settings: Settings) -> Iterator[Finding]:
    """Records of evaluations that cannot be read any more."""
    kept = sorted(settings.runs.glob("*.json"))
    if damaged := [file.name for file in kept if not _readable(file, file.stat().st_mtime_ns)]:
        yield Finding("runs", _say("runs.damaged", names="、".join(damaged)), _say("runs.move"))


@lru_cache(maxsize=1024)
def _readable(file: Path, changed: int) -> bool:
    """Whether it is the record of a run; looked at anew when it changed."""
    try:
        record.read(file)
    except UsageError:
        return False
    return True


def _evaluation(settings: Settings) -> Iterator[Finding]:
    """The standing set and its gate, where there is one."""
    if not standing.folder(settings).is_dir():
        return
    try:
        found = _cases(settings)
        gate.read(standing.gate(settings), found)
        standing.labelled(settings)
    except AssistantError as error:
        yield Finding("evaluation", str(error), _say("evaluation.mend"))
        return
    yield Finding("evaluation", _say("evaluation.cases", count=len(found)))


def _cases(settings: Settings) -> tuple[Case, ...]:
    """The questions of the set; those accepted from feedback are left out where that cannot be read."""
    try:
        return standing.cases(settings)
    except StoreFault:
        return standing.shipped(settings)


def _chat(settings: Settings) -> Finding:
    """The chat model is opened but not asked: that would cost money."""
    chat = configured(settings)
    if chat is None:
        return Finding("chat model", _say("chat.off"))
    try:
        chat.model()
    except ModelFault as fault:
        state = f"{chat.name}：{MODEL.say(f'fault.{fault.reason}', 'zh-TW').rstrip('，')}"
        missing = fault.reason == "not_installed"
        return Finding(
            "chat model",
            state,
            _say("package.install_extra", extra=_client(chat.name)) if missing else _say("chat.mend"),
        )
    return Finding("chat model", chat.name)


def _client(model: str) -> str:
    """The extra that brings the client of `provider:model`: its own, or that of any server of OpenAI's protocol."""
    provider = model.partition(":")[0].partition("_")[0]
    return provider if provider in packages() else "openai"
