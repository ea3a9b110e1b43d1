"""What becomes of each file of a folder: published, published with findings, or refused with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import AssistantError, Lossy, Malformed, Unconfirmed, Unreadable, UsageError
from assistant.language.catalogue.area import ERRORS
from assistant.standard import companion
from assistant.standard.relations import Relations

from .check import DocumentReport, check
from .document import Document, Packed, beside
from .held import Held
from .parse import parse
from .source import FORMATS, read

_BESIDE = (".toml", ".md")  # ends of names of what lies beside documents and is none
_SHOWN = 60  # characters of a name that the table shows


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """A file with the document it gives, or the `fault` for which it is refused; `kept` then stays published.

    A document without a report is one that has not changed since it was published.
    """

    file: str
    document: Packed | None = None
    report: DocumentReport | None = None
    fault: AssistantError | None = None
    kept: Packed | None = None

    @property
    def publishable(self) -> Packed | None:
        """What the index will hold of it."""
        return self.document or self.kept

    def __str__(self) -> str:
        if not self.document:
            stays = f"；{ERRORS.both('ingest.stays')}" if self.kept else ""
            return f"✗ {self.file[:_SHOWN]}：{ERRORS.both('ingest.refused')}{stays}\n    {self.fault}"
        entry = self.document.entry
        known = f"{self.document.code} {entry.name}，{ERRORS.both('ingest.errata', n=entry.errata)}"
        if not self.report:
            return f"✓ {self.file[:_SHOWN]}：{ERRORS.both('ingest.unchanged')}（{known}）"
        found = len(self.report.findings)
        told = ERRORS.both("ingest.taken_with_findings", n=found) if found else ERRORS.both("ingest.taken")
        told += f"，{ERRORS.both('ingest.recognised')}" if self.report.parsed.source.recognised else ""
        return f"✓ {self.file[:_SHOWN]}：{told}（{known}）"


def files(paths: Sequence[Path]) -> list[Path]:
    """The documents that paths name: files, and of folders every file that is not there beside documents.

    :raises UsageError: when there is no such path, or no document.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.iterdir() if file.is_file() and not _no_document(file.name))
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError("ingest.missing_path", name=path.name)
    if not found:
        raise UsageError("ingest.no_documents", formats="、".join(FORMATS))
    return found


def _no_document(name: str) -> bool:
    """Whether a file is a companion, a note, hidden, or the lock that an office program leaves while it is open."""
    return name.startswith((".", "~$")) or name.lower().endswith(_BESIDE)


def judge(
    path: Path, *, listed: bool, recognised: bool = False, held: Held | None = None, debug: bool = False
) -> FileVerdict:
    """Read and prove one file; whatever is wrong with it is its verdict.

    :param listed: a folder holds it; nobody named it, so that its name has to tell what it is.
    :param recognised: a person says that the text a program made out on scanned pages may be published.
    :param held: what is published; a file that has not changed since is not read again.
    :param debug: let through what no one expected, with its traceback.
    """
    report = None
    try:
        if listed and path.suffix.lower() not in FORMATS:
            raise Malformed("document.other_format", name=path.name, formats="、".join(FORMATS))
        if held and (same := held.unchanged(path)):
            return FileVerdict(file=path.name, document=same)
        parsed = parse(read(path))
        gloss, stamp = companion.read(path), beside(path)
        report = check(parsed)
        stray = companion.unknown(gloss, Relations(parsed.standard))
        if stray:
            raise Malformed("document.unknown_glosses", name=path.stem, codes="、".join(stray[:5]))
        if not report.sound:
            wrong = [finding for finding in report.findings if finding.kind != "note"]
            raise Lossy("document.unsound", name=path.name, n=len(wrong), first=str(wrong[0]))
        if parsed.source.recognised and not recognised:
            raise Unconfirmed("document.unconfirmed", name=path.name)
        packed = Document(parsed=parsed, companion=gloss, beside=stamp).packed
    except AssistantError as error:
        return FileVerdict(file=path.name, report=report, fault=error)
    except Exception as error:
        if debug:
            raise
        fault = Unreadable("document.unforeseen", name=path.name, kind=type(error).__name__)
        return FileVerdict(file=path.name, report=report, fault=fault)
    return FileVerdict(file=path.name, report=report, document=packed)


def settled(verdicts: Sequence[FileVerdict], held: Held) -> list[FileVerdict]:
    """The verdicts when all are known: of a standard in several files none is chosen.

    What was published from a file of the same name, whatever its format, and is refused now, stays as it was.
    """
    codes: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.document:
            codes.setdefault(verdict.document.code, []).append(verdict.file)
    found = []
    for verdict in verdicts:
        code = verdict.document.code if verdict.document else ""
        if len(codes.get(code, ())) > 1:
            fault = Malformed("document.same_standard", files="、".join(codes[code]), code=code)
            verdict = replace(verdict, document=None, fault=fault)
        kept = None if verdict.document else held.of_name(verdict.file)
        found.append(replace(verdict, kept=kept) if kept and len(codes.get(kept.code, ())) != 1 else verdict)
    return found
