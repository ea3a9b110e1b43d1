"""`python -m ingest`: read documents, check them, build the index aside, verify it and publish it.

python -m ingest [FILE|DIR …]   default: the corpus
python -m ingest check FILE     the report alone; exit 1 when anything is lost or broken
python -m ingest json FILE      the parsed standard as canonical JSON
python -m ingest expand FILE    a draft of its companion by the configured chat model, for a person to review
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from assistant.answer.worded.chat import Prompt
from assistant.answer.worded.provider import configured
from assistant.errors import AssistantError, Lossy, Malformed, ModelFault, UsageError
from assistant.settings import Settings, load
from assistant.standard import companion
from assistant.standard.canonical import canonical
from assistant.standard.relations import Relations

from .build import Document, build
from .check import check
from .expand import ROLE, draft, write
from .parse import parse
from .source import FORMATS, read


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 fine, 1 bad input or result, 2 wrong usage, 3 busy."""
    options = _parser().parse_intermixed_args(arguments)
    command = _COMMANDS.get(str(options.paths[0])) if options.paths else None
    try:
        settings = load(options.index)
        if not command:
            return _ingest(options.paths or [settings.corpus], settings)
        if len(options.paths) != 2:
            raise UsageError("請指定一個檔案。 Name one file.")
        return command(options.paths[1], settings)
    except AssistantError as error:
        if options.debug:
            raise
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("已中止，原有索引未變動。 Interrupted; the published index is unchanged.", file=sys.stderr)
        return 1
    except Exception as error:
        if options.debug:
            raise
        print(f"未預期的錯誤（{type(error).__name__}），加上 --debug 可看細節；原有索引未變動。", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="[check|json|expand] FILE|DIR")
    parser.add_argument("--index", type=Path, metavar="DIR", help="folder of the index (default: the setting)")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return parser


def _check(path: Path, settings: Settings) -> int:
    report = check(parse(read(path)))
    print(report)
    return report.exit_code


def _json(path: Path, settings: Settings) -> int:
    print(json.dumps(canonical(parse(read(path)).standard), ensure_ascii=False, indent=2))
    return 0


def _expand(path: Path, settings: Settings) -> int:
    chat = configured(settings)
    if chat is None:
        raise UsageError("沒有設定對話模型，請設定 ASSISTANT_CHAT_MODEL。 No chat model is configured.")
    relations = Relations(parse(read(path)).standard)
    with _progress("item") as progress:
        try:
            drafted = draft(relations, lambda prompt: "".join(chat.reply(Prompt(system=ROLE, user=prompt))), progress)
        except ModelFault as fault:
            raise UsageError(
                f"對話模型沒有回應（{fault.reason}），未寫檔。 The chat model did not answer; nothing was written."
            ) from fault
    file = write(drafted, path, relations)
    print(f"已寫出草稿：{file.name}，請審閱後去掉 .draft。 A draft was written; review it.")
    if drafted.missing:
        print(f"沒有可用內容的項目：{'、'.join(drafted.missing)}。 Nothing usable for these.")
    return 0


_COMMANDS: dict[str, Callable[[Path, Settings], int]] = {"check": _check, "json": _json, "expand": _expand}


def _ingest(paths: Sequence[Path], settings: Settings) -> int:
    documents: dict[str, Document] = {}
    for path in _files(paths):
        document = _document(path)
        code = document.parsed.standard.code
        if code in documents:
            twin = documents[code].parsed.source.name
            raise Malformed(f"{twin} 與 {path.name} 是同一份基準 {code}，請只留一份。")
        documents[code] = document
    with _progress("chunk") as progress:
        built = build([*documents.values()], settings, progress)
    if built.fresh:
        print(f"已發布索引 {built.name}，共 {built.chunks} 段。 Published.")
    else:
        print(f"內容沒有變動，沿用索引 {built.name}。 Nothing has changed; nothing was published.")
    return 0


def _document(path: Path) -> Document:
    """A document that may be indexed, with its report printed."""
    parsed = parse(read(path))
    beside = companion.read(path)
    stray = companion.unknown(beside, Relations(parsed.standard))
    if stray:
        raise Malformed(f"{path.stem} 的 companion 有基準裡不存在的代碼：{'、'.join(stray[:5])}。")
    report = check(parsed)
    print(report)
    if not report.sound:
        wrong = sum(f.kind != "note" for f in report.findings)
        raise Lossy(f"{path.name} 有 {wrong} 項不符（如上），未建立索引，原有索引未變動。")
    return Document(parsed=parsed, companion=beside)


@contextmanager
def _progress(unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, and what moves it: so many done of so many."""
    with tqdm(unit=unit, file=sys.stderr, disable=None, leave=False) as bar:

        def moved(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        yield moved


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.iterdir() if file.suffix.lower() in FORMATS)
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"找不到 {path.name}。 There is no {path.name}.")
    if not found:
        known = "、".join(FORMATS)
        raise UsageError(f"沒有可讀的 {known} 文件。 There is no {known} document to read.")
    return found


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
