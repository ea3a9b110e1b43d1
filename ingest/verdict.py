"""What becomes of each file of a folder: published, published with findings, or refused with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import AssistantError, Lossy, Malformed, Unconfirmed, Unreadable, UsageError
from assistant.standard import companion
from assistant.standard.relations import Relations

from .check import DocumentReport, check
from .document import Document, Packed, beside
from .held import Held
from .parse import parse
from .source import FORMATS, read

_BESIDE = (".toml", ".md")  # ends of names of what lies beside documents and is none
UNCONFIRMED = (
    "{name} 是掃描檔，文字由程式辨識；請先用 check 對照原件，同意後加上 --recognised 發布。 "
    "A program made out the text of this scan: compare it with the original, then publish it with --recognised."
)
"""What is said of recognised text for which nobody has said yes."""
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
            stays = "；已發布的版本不變 (the published one stays)" if self.kept else ""
            return f"✗ {self.file[:_SHOWN]}：未採用 refused{stays}\n    {self.fault}"
        known = f"{self.document.code} {self.document.entry.name}，勘誤 {self.document.entry.errata} 筆"
        if not self.report:
            return f"✓ {self.file[:_SHOWN]}：未變動 unchanged（{known}）"
        found = len(self.report.findings)
        told = f"採用，附註 {found} 則 published with findings" if found else "採用 published"
        told += "，文字經辨識 recognised text" if self.report.parsed.source.recognised else ""
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
            raise UsageError(f"找不到 {path.name}。 There is no {path.name}.")
    if not found:
        known = "、".join(FORMATS)
        raise UsageError(f"沒有可讀的 {known} 文件。 There is no {known} document to read.")
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
            known = "、".join(FORMATS)
            raise Malformed(f"{path.name}: a file of this kind is not read; save it as one of {known}.")
        if held and (same := held.unchanged(path)):
            return FileVerdict(file=path.name, document=same)
        parsed = parse(read(path))
        gloss, stamp = companion.read(path), beside(path)
        report = check(parsed)
        stray = companion.unknown(gloss, Relations(parsed.standard))
        if stray:
            raise Malformed(f"{path.stem} 的 companion 有基準裡不存在的代碼：{'、'.join(stray[:5])}。")
        if not report.sound:
            wrong = [finding for finding in report.findings if finding.kind != "note"]
            raise Lossy(f"{path.name} 有 {len(wrong)} 項不符：{wrong[0]}")
        if parsed.source.recognised and not recognised:
            raise Unconfirmed(UNCONFIRMED.format(name=path.name))
        packed = Document(parsed=parsed, companion=gloss, beside=stamp).packed
    except AssistantError as error:
        return FileVerdict(file=path.name, report=report, fault=error)
    except Exception as error:
        if debug:
            raise
        fault = Unreadable(f"{path.name}: it cannot be read ({type(error).__name__}); --debug tells more.")
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
            fault = Malformed(f"{' 與 '.join(codes[code])} 是同一份基準 {code}，請只留一份。")
            verdict = replace(verdict, document=None, fault=fault)
        kept = None if verdict.document else held.of_name(verdict.file)
        found.append(replace(verdict, kept=kept) if kept and len(codes.get(kept.code, ())) != 1 else verdict)
    return found
