"""Documents handed in on a page: checked, then published, by the commands that read and write.

Reading a document somebody sends is the work of a process of its own: what it does to that process harms no reader.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...errors import IndexDamaged, Unconfirmed, UsageError
from ...settings import DOCUMENTS, Settings

MOST = 1800
"""Seconds that a document may take; many standards that have to be embedded anew take minutes."""
_PACKAGES = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said of a document, and whether it is content with it.

    `recognised` is text that a program made out on a scan: it is published only if a person says that it may be.
    """

    text: str
    good: bool
    recognised: bool = False


def open_to(settings: Settings) -> bool:
    """Whether documents may be handed in: only where this is switched on, and only to those who operate."""
    return settings.upload and settings.role == "operator"


def check(name: str, content: bytes, settings: Settings) -> Told:
    """The report of a document, which publishes nothing.

    :raises UsageError: when documents may not be handed in, or when this is not the name of one.
    """
    return _run("check", name, content, settings)


def publish(name: str, content: bytes, settings: Settings, *, recognised: bool = False) -> Told:
    """Publish a document with those of the corpus, where it is then kept; refused, nothing is as if it had been there.

    :param recognised: a person says that the text of a scan may be published.

    Raises as `check` does.
    """
    return _run("add", name, content, settings, *(["--recognised"] if recognised else []))


def _run(command: Literal["check", "add"], name: str, content: bytes, settings: Settings, *options: str) -> Told:
    if not open_to(settings):
        raise UsageError("manage.no_upload")
    if Path(name).name != name or name.startswith((".", "~")) or Path(name).suffix.lower() not in DOCUMENTS:
        raise UsageError("manage.no_document", endings=", ".join(DOCUMENTS))
    environment = {
        **os.environ,
        "ASSISTANT_CORPUS": str(settings.corpus),
        "ASSISTANT_EMBEDDING_MODEL": settings.embedding_model,
        "PYTHONPATH": os.pathsep.join([str(_PACKAGES), os.environ.get("PYTHONPATH", "")]),
        "PYTHONUTF8": "1",
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "ingest", command, *options, str(file), "--index", str(settings.index)],
                env=environment,
                capture_output=True,
                encoding="utf-8",
                timeout=MOST,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise IndexDamaged("manage.endless_document", name=name, command=command) from error
    awaits = command == "check" and done.returncode == Unconfirmed.exit_code
    text = "\n".join(filter(None, (done.stdout.strip(), done.stderr.strip())))
    return Told(text, good=awaits or done.returncode == 0, recognised=awaits)
