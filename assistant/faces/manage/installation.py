"""What is installed, in use, missing or not as it should be, each with what to do about it."""

import platform
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path

from ...answer.assistant import Assistant
from ...answer.model import Answer
from ...answer.worded.provider import configured
from ...errors import AssistantError, ModelFault, StoreFault, UsageError
from ...evaluation import gate, record, standing
from ...evaluation.feedback import FeedbackStore
from ...index.embedding import embedder, located
from ...index.generation import current, published
from ...index.model_folder import stray
from ...index.server import reach, refresh
from ...language.catalogue.area import MODEL
from ...language.wording import wording
from ...question.form import Situation
from ...settings import Settings, load, unknown
from ...standard.model import Kind
from .corpus import corpus, outdated
from .finding import Finding, say
from .folders import folders, writable
from .packages import packages
from .people import sign_in
from .publishing import open_to

_SHOWN = 12
"""Standards that are named one by one."""


def examine(settings: Settings, tried: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Look at everything in turn; nothing is changed, and no fault of one thing hides another.

    :param tried: what `probes` gave, where they have been asked already.
    """
    looks: Mapping[Callable[[Settings], Iterator[Finding]], tuple[str, str] | None] = {
        _packages: None,
        _settings: ("settings", "setting.unusable_mend"),
        sign_in: ("sign-in", "sign_in.see"),
        folders: None,
        corpus: None,
        _server: ("chroma", "index.server"),
        partial(_index, tried=tried): None,
        _model: ("embedding", "embedding.model"),
        _feedback: ("feedback", "feedback.move"),
        _runs: None,
        _evaluation: ("evaluation", "evaluation.mend"),
        _chat: None,
    }
    yield Finding("Python", platform.python_version())
    for look, ended in looks.items():
        try:
            yield from look(settings)
        except AssistantError as error:
            if ended is None:
                raise
            name, mend = ended
            yield Finding(name, str(error), say(mend, folder=settings.runs.name))


def _packages(settings: Settings) -> Iterator[Finding]:
    """What the program rests on, then the extras: one that is not there is no fault, one in a wrong version is."""
    found = packages()
    needed = found.pop("")
    there = {extra: brought for extra, brought in found.items() if all(one.version for one in brought)}
    yield Finding("packages", "、".join(f"{one.name} {one.version}" for one in needed if one.fits))
    for one in dict.fromkeys((*needed, *chain.from_iterable(there.values()))):
        unfit = say("package.unfit", name=one.name, version=one.version, taken=one.taken)
        if not one.fits:
            yield Finding(one.name, unfit if one.version else say("package.missing"), say("package.install"))
    if open_to(settings) and "ingest" not in there:
        yield Finding("upload", say("package.no_ingest"), say("package.install_extra", extra="ingest"))
    others = "、".join(extra for extra in found if extra not in there)
    yield Finding("extras", say("package.extras", there="、".join(there) or "—", others=others or "—"))


def _settings(settings: Settings) -> Iterator[Finding]:
    """What a restart could not read; names that look like settings and are none; and settings without effect."""
    load(strict=False)
    for name, near in unknown():
        if near:
            spell = say("setting.spell", name=name, near=near)
            yield Finding("settings", say("setting.misspelt", name=name, near=near), spell)
        else:
            yield Finding("settings", say("setting.unknown", name=name), say("setting.unset", name=name), grave=False)
    if settings.upload and not open_to(settings):
        idle = say("setting.idle", name="ASSISTANT_UPLOAD")
        yield Finding("settings", idle, say("setting.upload_mend"), grave=False)
    if settings.chroma_token and not settings.chroma_url:
        idle = say("setting.idle", name="ASSISTANT_CHROMA_TOKEN")
        yield Finding("settings", idle, say("setting.token_mend"), grave=False)


def _server(settings: Settings) -> Iterator[Finding]:
    """The Chroma server, where one holds the index; what it publishes is taken over first."""
    if settings.chroma_url:
        reach(settings)
        refresh(settings)
        yield Finding("chroma", settings.chroma_url)


def _index(settings: Settings, tried: Mapping[str, str] | None) -> Iterator[Finding]:
    """The index, whether it holds the documents as they are now, and whether it answers."""
    try:
        generation = current(settings.index)
        standards = {code: one.name for code, one in generation.manifest.standards.items()}
    except AssistantError as error:
        yield Finding("index", str(error), "python -m ingest")
        if not writable("index", settings.index):
            told = say("folder.unwritable", name=settings.index.name)
            yield Finding("index", told, say("folder.index_build"))
        return
    yield Finding("index", f"{generation.id}（{_listed(standards)}）")
    if (named := published(settings.index)) != generation.id:
        yield Finding("index", say("index.damaged", name=named), say("index.build"))
    yield from outdated(settings, generation)
    if chosen := settings.default_standard:
        yield Finding("default standard", chosen, "" if chosen in standards else say("setting.default"))
        if chosen not in standards:
            return
    for way, fault in (probes(Assistant(settings)) if tried is None else tried).items():
        yield Finding(say(f"way.{way}"), fault or say("way.working"), fault and say(f"way.{way}_fault"))


def _listed(standards: Mapping[str, str]) -> str:
    shown = "、".join(f"{code} {name}" for code, name in islice(standards.items(), _SHOWN))
    return shown + (f"…（{len(standards)}）" if len(standards) > _SHOWN else "")


def _model(settings: Settings) -> Iterator[Finding]:
    """The search model: whole, that of the index, and alone in its folder."""
    found = embedder(settings).fingerprint
    extra = stray(located(settings.embedding_model))
    yield Finding("embedding", f"{found.model}（{say('embedding.dimension', count=found.dimension)}）")
    if extra:
        names = "、".join(extra)
        yield Finding("embedding", say("embedding.stray", names=names), say("embedding.remove_stray"), grave=False)


def _feedback(settings: Settings) -> Iterator[Finding]:
    kept, damaged = FeedbackStore(settings.runs).read()
    remedy = say("feedback.damaged", count=damaged) if damaged else ""
    yield Finding("feedback", say("feedback.kept", count=len(kept)), remedy)


def _runs(settings: Settings) -> Iterator[Finding]:
    kept = sorted(settings.runs.glob("*.json"))
    if damaged := [file.name for file in kept if not _readable(file, file.stat().st_mtime_ns)]:
        yield Finding("runs", say("runs.damaged", names="、".join(damaged)), say("runs.move"))


@lru_cache(maxsize=1024)
def _readable(file: Path, changed: int) -> bool:
    """Whether it is the record of a run; looked at anew when it changed."""
    try:
        record.read(file)
    except UsageError:
        return False
    return True


def _evaluation(settings: Settings) -> Iterator[Finding]:
    """The standing set and its gate, where there is one; without what was accepted from feedback if that is lost."""
    if not standing.folder(settings).is_dir():
        return
    try:
        found = standing.cases(settings)
    except StoreFault:
        found = standing.shipped(settings)
    gate.read(standing.gate(settings), found)
    standing.labelled(settings)
    yield Finding("evaluation", say("evaluation.cases", count=len(found)))


def _chat(settings: Settings) -> Iterator[Finding]:
    """The chat model is opened but not asked: that would cost money."""
    chat = configured(settings)
    if chat is None:
        yield Finding("chat model", say("chat.off"))
        return
    try:
        chat.model()
    except ModelFault as fault:
        install = say("package.install_extra", extra=_client(chat.name))
        state = f"{chat.name}: {MODEL.both(f'fault.{fault.reason}').replace('， ', '。 ')}"
        yield Finding("chat model", state, install if fault.reason == "not_installed" else say("chat.mend"))
    else:
        yield Finding("chat model", chat.name)


def _client(model: str) -> str:
    """The extra that brings the client of `provider:model`: its own, or that of any server of OpenAI's protocol."""
    provider = model.partition(":")[0].partition("_")[0]
    return provider if provider in packages() else "openai"


def probes(assistant: Assistant) -> dict[str, str]:
    """Ask of the standard that questions go to by default: what its first task is, and an activity in its own words.

    By way what is wrong with the answer, empty where it is as it should be.
    """
    return {"table": _fault(assistant, _looked_up), "meaning": _fault(assistant, _found)}


def _fault(assistant: Assistant, ask: Callable[[Assistant], bool]) -> str:
    try:
        right = ask(assistant)
    except AssistantError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the question is not answered
        return type(error).__name__
    return "" if right else say("way.wrong")


def _looked_up(assistant: Assistant) -> bool:
    code = assistant.relations().of_kind(Kind.TASK)[0].code
    answer = assistant.ask(wording("zh-TW").say("suggest.what", code=code))
    return answer.method == "table" and code in answer.cited_codes and _borne_out(answer)


def _found(assistant: Assistant) -> bool:
    relations = assistant.relations()
    item = (relations.of_kind(Kind.ACTIVITY) or relations.items)[0]
    answer = assistant.run(Situation(item.text))
    return answer.method == "retrieval" and item.code in answer.retrieved and _borne_out(answer)


def _borne_out(answer: Answer) -> bool:
    return bool(answer.proof) and all(check.holds for check in answer.proof)
