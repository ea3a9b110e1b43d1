"""The open data: a folder with a gzip file of JSON lines for each set that `sources.toml` tells of."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.language.everyday import FILE as EVERYDAY

SOURCES = tomllib.loads(Path(__file__).with_name("sources.toml").read_text("utf-8"))
LEXICON = "lexicon.txt"
"""Words of working life that mean the same, a line a meaning, Chinese and English.

The assistant's own (`assistant/language/everyday.txt`) are read always, such a file in the folder of data as well.
"""


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one set.

    :raises SystemExit: when the file is missing, naming it and where it is obtained, or a row lacks a field.
    """
    source = SOURCES[name]
    file = folder / source["file"]
    if not file.is_file():
        raise SystemExit(f"{file.name} is not in {folder.name}/. Obtain it from {source['origin']}.")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if missing := [f for f in source["fields"] if f not in row]:
                raise SystemExit(f"{file.name} line {number}: no {', '.join(missing)}.")
            yield row


def lexicon(folder: Path) -> list[tuple[list[str], list[str]]]:
    """The lexicon as (Chinese words, English words) per line."""
    meanings = []
    for file in (EVERYDAY, folder / LEXICON):
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        for words in map(str.split, lines):
            chinese = [w for w in words if any("\u3400" <= c <= "\u9fff" for c in w)]
            if chinese:
                meanings.append((chinese, [w for w in words if w not in chinese]))
    return meanings
