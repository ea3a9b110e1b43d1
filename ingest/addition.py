"""One more document for the corpus: it is published with all that lie there, or nothing changes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from assistant.errors import Unreadable
from assistant.settings import Settings
from assistant.standard import companion

from .build import Built, build
from .contents import Progress
from .held import Held
from .verdict import Verdict, files, judge, settled


def add(
    path: Path,
    settings: Settings,
    progress: Progress,
    told: Callable[[Verdict], None] = lambda verdict: None,
    *,
    recognised: bool = False,
) -> Built:
    """Judge a document, publish it with those of the corpus, and keep it there, in the place of one of its name.

    :param recognised: a person says that the text of a scan may be published.
    :param told: is told its verdict, before anything is published.
    :raises AssistantError: why it is refused, or cannot be kept or published; index and corpus are as they were.
    """
    held, place = Held(settings.index), settings.corpus / path.name
    there = [f for f in files([settings.corpus]) if f.name != path.name] if settings.corpus.is_dir() else []
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(shutil.copyfile(path, Path(folder) / path.name))
        if (glosses := companion.file(place)).is_file():
            shutil.copyfile(glosses, companion.file(candidate))
        judged = [
            judge(f, listed=True, recognised=recognised and f is candidate, held=held)
            for f in sorted([*there, candidate], key=_name)
        ]
        verdicts = settled(judged, held)
    own = next(verdict for verdict in verdicts if verdict.file == path.name)
    told(own)
    if own.fault:
        raise own.fault
    part = place.with_name(f".{path.name}.part")
    try:
        settings.corpus.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, part)
        built = build([found for one in verdicts if (found := one.publishable)], settings, progress)
        part.replace(place)
    except OSError as error:
        raise Unreadable(
            f"{path.name} 無法放進 {settings.corpus.name}（{error.strerror}）。 It cannot be kept in the corpus."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return built


def _name(path: Path) -> str:
    return path.name
