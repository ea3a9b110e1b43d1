"""`python -m ingest`: read documents, check them, build the index aside, verify it and publish it.

python -m ingest [FILE|DIR …]   default: the corpus; each file gets a verdict, and what is sound is published
python -m ingest check FILE     the report alone; exit 1 when anything is lost or broken
python -m ingest add FILE       publish one more document with those of the corpus, and keep it there
python -m ingest json FILE      the parsed standard as canonical JSON
python -m ingest expand FILE    a draft of its companion by the configured chat model, for a person to review

The text of a scan is made out by a program (extra ocr); it is published only with --recognised, by which a person says
that it was compared with the original.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from assistant.answer.worded.chat import Prompt
from assistant.answer.worded.provider import configured
from assistant.errors import AssistantError, ModelFault, Unconfirmed, Unreadable, UsageError
from assistant.faces.cli.command import extra, speak
from assistant.language.catalogue.area import ERRORS, MODEL
from assistant.settings import Settings, load
from assistant.standard import companion
from assistant.standard.canonical import canonical
from assistant.standard.relations import Relations

from .build import Built, build
from .check import check
from .expand import ROLE, draft, write
from .held import Held
from .parse import parse
from .source import read
from .verdict import FileVerdict, files, judge, settled

PARTLY = 4
"""Exit code when some files were published and others refused."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Exit codes: 0 fine, 1 bad input or result, 2 wrong usage, 3 busy, 4 some files refused, 5 a scan awaits a yes.
    """
    speak()
    options = _parser().parse_intermixed_args(arguments)
    command = _COMMANDS.get(str(options.paths[0])) if options.paths else None
    try:
        extra("ingest", "sentence_transformers", "pdfplumber", "pypdfium2", "PIL", "lxml")
        settings = load(options.index)
        if not command:
            return _ingest(options.paths or [settings.corpus], settings, options)
        if len(options.paths) != 2:
            raise UsageError("ingest.no_file")
        return command(options.paths[1], settings, options.recognised)
    except AssistantError as error:
        if options.debug:
            raise
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(ERRORS.both("ingest.interrupted"), file=sys.stderr)
        return 1
    except Exception as error:
        if options.debug:
            raise
        print(ERRORS.both("ingest.unforeseen", kind=type(error).__name__), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="[check|add|json|expand] FILE|DIR")
    parser.add_argument("--index", type=Path, metavar="DIR", help="folder of the index (default: the setting)")
    parser.add_argument("--recognised", action="store_true", help="publish recognised text, which a person compared")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return parser


def _check(path: Path, settings: Settings, recognised: bool) -> int:
    report = check(parse(read(path)))
    print(report)
    if report.sound and report.parsed.source.recognised and not recognised:
        raise Unconfirmed("document.unconfirmed", name=path.name)
    return 0 if report.sound else 1


def _add(path: Path, settings: Settings, recognised: bool) -> int:
    """Publish a document with those of the corpus, and keep it there in the place of one of its name; or do nothing."""
    held, place = Held(settings.index), settings.corpus / path.name
    there = [f for f in files([settings.corpus]) if f.name != path.name] if settings.corpus.is_dir() else []
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(shutil.copyfile(path, Path(folder) / path.name))
        if (glosses := companion.file(place)).is_file():
            shutil.copyfile(glosses, companion.file(candidate))
        judged = [
            judge(f, listed=True, recognised=recognised and f is candidate, held=held)
            for f in sorted([*there, candidate], key=lambda file: file.name)
        ]
    verdicts = settled(judged, held)
    own = next(verdict for verdict in verdicts if verdict.file == path.name)
    tqdm.write(str(own))
    if own.fault:
        raise own.fault
    part = place.with_name(f".{path.name}.part")
    try:
        settings.corpus.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, part)
        built = _built(verdicts, settings)
        part.replace(place)
    except OSError as error:
        folder, reason = settings.corpus.name, error.strerror
        raise Unreadable("ingest.unkept", name=path.name, folder=folder, reason=reason) from error
    finally:
        part.unlink(missing_ok=True)
    _published(built)
    return 0


def _json(path: Path, settings: Settings, _: bool) -> int:
    print(json.dumps(canonical(parse(read(path)).standard), ensure_ascii=False, indent=2))
    return 0


def _expand(path: Path, settings: Settings, _: bool) -> int:
    chat = configured(settings)
    if chat is None:
        raise UsageError("ingest.no_model")
    relations = Relations(parse(read(path)).standard)
    with _progress("item") as progress:
        try:
            glosses = draft(relations, lambda prompt: "".join(chat.reply(Prompt(system=ROLE, user=prompt))), progress)
        except ModelFault as fault:
            reason = f"fault.{fault.reason}"
            raise UsageError("ingest.silent_model", reason=lambda language: MODEL.say(reason, language)) from fault
    file = write(glosses, path, relations)
    print(ERRORS.both("ingest.draft", name=file.name))
    if missing := [key for key, gloss in glosses.items() if not gloss]:
        print(ERRORS.both("ingest.undrafted", codes="、".join(missing)))
    return 0


_COMMANDS = {"check": _check, "add": _add, "json": _json, "expand": _expand}


def _ingest(paths: Sequence[Path], settings: Settings, options: argparse.Namespace) -> int:
    """Publish what can be, file by file, and say of each what became of it."""
    held, found, verdicts = Held(settings.index), files(paths), list[FileVerdict]()
    with _progress("file") as progress:
        for number, path in enumerate(found, 1):
            verdicts.append(
                judge(path, listed=path not in paths, recognised=options.recognised, held=held, debug=options.debug)
            )
            if report := verdicts[-1].report:
                tqdm.write(str(report))
            progress(number, len(found))
    verdicts = settled(verdicts, held)
    refused = sum(not verdict.document for verdict in verdicts)
    built = _built(verdicts, settings) if refused < len(verdicts) else None
    for verdict in verdicts:  # their table is an error where some file is refused
        print(verdict, file=sys.stderr if refused else sys.stdout)
    if not built:
        print(ERRORS.both("ingest.nothing_published"), file=sys.stderr)
        return 1
    _published(built)
    return PARTLY if refused else 0


def _built(verdicts: Sequence[FileVerdict], settings: Settings) -> Built:
    with _progress("chunk") as progress:
        return build([found for verdict in verdicts if (found := verdict.publishable)], settings, progress)


def _published(built: Built) -> None:
    if built.fresh:
        print(ERRORS.both("ingest.published", name=built.name, chunks=built.chunks))
    else:
        print(ERRORS.both("ingest.nothing_new", name=built.name))


@contextmanager
def _progress(unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, and what moves it: so many done of so many."""
    with tqdm(unit=unit, file=sys.stderr, disable=None, leave=False) as bar:

        def moved(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        yield moved


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
